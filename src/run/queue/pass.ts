// What the queue runs for a key, and what it is told when that is over.
import type { Effect } from "../../engine/effect.ts";
import type { Duration, Instant } from "../../engine/instant.ts";
import type { IssueRef } from "../../engine/snapshot.ts";
import { type Log, reasonOf } from "../log.ts";

/** What could not be done, and why. */
type Failed = readonly { readonly effect: Pick<Effect, "id">; readonly message: string }[];

/** The part of a pass's outcome that the queue, the timers and the metrics need. `reconcile` answers with it. */
export interface PassOutcome {
  /** Nothing becomes due before. Absent: only an event can change anything. */
  readonly wakeAt?: Instant | undefined;
  /** Something waits for what was just written: look again at once. */
  readonly again: boolean;
  /** The answer to a write was unclear: the key is not read before this instant. */
  readonly unclearUntil?: Instant | undefined;
  /** Something could not be done; it is tried again not before this instant. */
  readonly retryAt?: Instant | undefined;
  /** What became of the plan; absent where there was none. */
  readonly applied?:
    | { readonly written: readonly Effect[]; readonly failed: Failed; readonly left?: Failed }
    | undefined;
  /** Who reported it, where that is somebody from outside and it waits to be accepted. */
  readonly stranger?: string | undefined;
  /** Of what was seen, made as a head's fingerprint is; absent or empty: it can't be held against one. */
  readonly fingerprint?: string | undefined;
  /** Requests spent by kind, where somebody counts them (`meter.ts`). */
  readonly requests?: Readonly<Record<string, number>>;
}

/** One look at a key: reads it whole, works out what should be true, writes the difference. Throws where a read failed. */
export type Pass = (key: IssueRef, hint: Instant | undefined) => Promise<PassOutcome>;

/** How a pass ended. `tries` counts failures in a row; a key that is given up rests until the next sweep or event. */
export type Ending =
  | { readonly kind: "passed"; readonly key: IssueRef; readonly at: Instant; readonly outcome: PassOutcome }
  | {
      readonly kind: "failed";
      readonly key: IssueRef;
      readonly at: Instant;
      readonly error: unknown;
      readonly tries: number;
      readonly givenUp: boolean;
    };

/** The installation that a key belongs to: the owner part of `owner/repo#7`, in lower case. */
export function ownerOf(name: string): string {
  const slash = name.indexOf("/");
  return (slash < 0 ? name : name.slice(0, slash)).toLowerCase();
}

/** What could not be written, by the reason: one line for each, with the ids of the effects. */
function logFaults(log: Log, key: IssueRef, failed: Failed, message: string): void {
  for (const [reason, all] of Map.groupBy(failed, (one) => one.message))
    log.warn({ key, step: "write", effects: all.map(({ effect }) => effect.id), reason }, message);
}

/** The one line that a pass leaves in the log: key, effects by kind, when it wakes, requests spent, how long it took (ms). */
export function logPass(log: Log, ending: Ending, took: Duration): void {
  const { key } = ending;
  if (ending.kind === "failed") {
    const { tries, givenUp } = ending;
    log.error(
      { key, step: "pass", tries, givenUp, took, reason: reasonOf(ending.error) },
      givenUp ? "pass failed; left to the next sweep" : "pass failed; tried again later",
    );
    return;
  }
  const { applied, wakeAt, requests } = ending.outcome;
  const effects: Record<string, number> = {};
  for (const { kind } of applied?.written ?? []) effects[kind] = (effects[kind] ?? 0) + 1;
  const failed = applied?.failed.length ?? 0;
  const wake = wakeAt === undefined ? undefined : new Date(wakeAt).toISOString();
  logFaults(log, key, applied?.failed ?? [], "this could not be written; it is tried again by itself");
  logFaults(
    log,
    key,
    applied?.left ?? [],
    "this could not be written, and is left as it is: nothing hangs on it",
  );
  log.info({ key, step: "pass", effects, failed, wakeAt: wake, requests, took }, "looked");
}
