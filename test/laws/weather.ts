// What goes wrong in a disturbed world: faults of GitHub, times when the app is down, and crashes after single writes.
import type { StepWords } from "../../src/rehearse/schema/step.ts";
import { chanceOf } from "./chance.ts";
import type { Timed } from "./history.ts";

/** A crash: the process is gone right after its `write`-th write (from 1) took effect, and starts again later. */
export interface Crash {
  readonly write: number;
  /** Seconds until it starts again. */
  readonly pause: number;
}

/** The disturbances of one history. */
export interface Weather {
  /** Steps of a scenario: faults that begin and end, the app stopped and started. */
  readonly steps: readonly Timed[];
  readonly crashes: readonly Crash[];
  /** The most milliseconds that a read may lag behind. */
  readonly lag: number;
}

/** Nothing goes wrong. */
export const calm: Weather = { steps: [], crashes: [], lag: 0 };

/** The weather of a seed over so many seconds: each disturbance by itself as likely as not. */
export function weatherOf(seed: number, until: number): Weather {
  const chance = chanceOf(seed * 7 + 3);
  const steps: Timed[] = [];
  const from = (): number => (chance.is(0.5) ? 0 : chance.whole(0, until));
  const fault = (words: Omit<StepWords, "at">): void => void steps.push({ after: from(), words });
  if (chance.is(0.5)) {
    const drop = chance.of([0, 0.3, 0.7, 1]);
    const delay = `${chance.of([1, 20, 120, 300])}s`;
    fault({ webhooks: { drop, duplicate: chance.of([0, 0.5]), delay, reorder: chance.is(0.5) } });
  }
  const lag = chance.is(0.5) ? chance.whole(1, 8) : 0;
  if (lag > 0) fault({ reads: { lag: `${lag}s` } });
  if (chance.is(0.4)) fault({ requests: { fail: chance.of([0.05, 0.15, 0.4]), applied: chance.is(0.7) } });
  for (let stops = chance.of([0, 0, 1, 2]); stops > 0; stops--) {
    const at = chance.whole(0, until);
    steps.push({ after: at, words: { app: "stop" } });
    steps.push({ after: at + chance.whole(10, 90 * 60), words: { app: "start" } });
  }
  const crashes = Array.from({ length: chance.of([0, 1, 2, 4]) }, () => ({
    write: chance.whole(1, 30),
    pause: chance.of([1, 5, 40, 300]),
  }));
  return { steps: steps.toSorted((one, other) => one.after - other.after), crashes, lag: lag * 1000 };
}
