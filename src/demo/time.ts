// Time in the demo: what falls due next, and how the clock moves there without leaving anything out.
import { setTimeout as wait } from "node:timers/promises";
import type { Duration, Instant } from "../engine/instant.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import type { MovableClock } from "../local-github/clock.ts";
import type { Ending } from "../run/queue/pass.ts";
import type { TocsinService } from "../run/service.ts";
import type { Post } from "./tocsin.ts";

/** Knows what falls due. */
export interface DueWatch {
  /** The earliest instant at which something falls due that has not yet. */
  readonly next: () => Instant | undefined;
  readonly ended: (ending: Ending) => void;
}

/** What the passes said about when to look again. */
export function createDue(clock: MovableClock): DueWatch {
  const wakes = new Map<IssueRef, Instant>();
  return {
    next: () => {
      const ahead = [...wakes.values()].filter((at) => at > clock.now());
      return ahead.length === 0 ? undefined : Math.min(...ahead);
    },
    ended: (ending) => {
      if (ending.kind !== "passed") return;
      const { wakeAt } = ending.outcome;
      if (wakeAt === undefined) wakes.delete(ending.key);
      else wakes.set(ending.key, wakeAt);
    },
  };
}

/** Longest wait for things to calm down, in real time: then the clock moves on all the same. */
const patience: Duration = 8000;

/** Waits until deliveries have arrived and the service has nothing left to do now. */
export async function quiet(service: TocsinService, post: Post): Promise<void> {
  const over = AbortSignal.timeout(patience);
  for (let calm = 0; calm < 3 && !over.aborted; ) {
    await Promise.race([service.settled(), wait(patience, undefined, { ref: false })]);
    calm = post.underWay() === 0 ? calm + 1 : 0;
    await wait(40);
  }
}

/** What moving the clock needs. */
export interface Moving {
  readonly clock: MovableClock;
  readonly due: DueWatch;
  readonly quiet: () => Promise<void>;
}

/** Moves the clock by `by`, from one thing due to the next, each time until all is quiet. */
export async function move(by: Duration, { clock, due, quiet: calm }: Moving): Promise<void> {
  const target = clock.now() + by;
  await calm();
  for (let next = due.next(); next !== undefined && next <= target; next = due.next()) {
    clock.advance(next - clock.now());
    await calm();
  }
  clock.advance(Math.max(0, target - clock.now()));
  await calm();
}

/** Two people may press a button at once: the clock does one after the other. */
export function oneAtATime(run: (by: Duration) => Promise<void>): (by: Duration) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (by) => {
    const mine = last.catch(() => undefined).then(() => run(by));
    last = mine;
    return mine;
  };
}
