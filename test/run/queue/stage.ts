// A queue on a virtual clock with passes that only write down when they ran: the ground of the tests beside it.
import type { Effect } from "../../../src/engine/effect.ts";
import { VirtualClock } from "../../../src/local-github/clock.ts";
import type { Fields, Log } from "../../../src/run/log.ts";
import type { Ending, Pass, PassOutcome } from "../../../src/run/queue/pass.ts";
import { createQueue, type Queue, type QueueOptions } from "../../../src/run/queue/queue.ts";

/** The reference day of these tests. */
export const start = Date.parse("2025-04-01T09:00:00Z");

/** An outcome of a pass that had nothing to do. */
export const nothing: PassOutcome = { again: false };

/** An outcome of a pass that wrote something. */
export const wrote: PassOutcome = { again: false, applied: { written: [comment()], failed: [] } };

export interface Line extends Fields {
  readonly level: string;
  readonly msg: string;
}

/** A log that keeps its lines. */
export function keptLog(): { readonly log: Log; readonly lines: Line[] } {
  const lines: Line[] = [];
  const at = (level: string) => (fields: Fields, msg: string) => void lines.push({ ...fields, level, msg });
  return { log: { info: at("info"), warn: at("warn"), error: at("error") }, lines };
}

interface Ran {
  readonly key: string;
  /** Milliseconds after the start. */
  readonly from: number;
  readonly hint: number | undefined;
}

export interface Stage {
  readonly clock: VirtualClock;
  readonly queue: Queue;
  readonly ran: Ran[];
  readonly ended: Ending[];
  readonly lines: Line[];
  /** Moves the clock to so many milliseconds after the start. */
  readonly to: (ms: number) => Promise<void>;
}

/** Sets a queue up whose passes answer with `pass`; by default each takes 50 ms and has nothing to do. */
export function stage(pass?: Pass, options: Partial<QueueOptions> = {}): Stage {
  const clock = new VirtualClock(start);
  const ran: Ran[] = [];
  const ended: Ending[] = [];
  const { log, lines } = keptLog();
  const queue = createQueue({
    clock,
    log,
    ended: (ending) => void ended.push(ending),
    pass: async (key, hint) => {
      ran.push({ key, from: clock.now() - start, hint });
      if (pass !== undefined) return pass(key, hint);
      await clock.sleep(50);
      return nothing;
    },
    ...options,
  });
  return { clock, queue, ran, ended, lines, to: (ms) => clock.advanceTo(start + ms) };
}

/** A comment that was due at the given instant. */
export function comment(due?: number): Effect {
  return {
    kind: "comment",
    id: "update/IC_1/overdue/1",
    because: "No update for an hour.",
    due,
    issueId: "I_1",
    template: "overdue",
    values: {},
    markers: [],
    mentions: [],
  };
}
