// What the queue knows of a key while there is something to do for it.
import type { Instant } from "../../engine/instant.ts";
import type { IssueRef } from "../../engine/snapshot.ts";
import type { Waiting } from "./lanes.ts";

/** One key in the queue; changed by the queue alone. */
export interface QueuedKey {
  readonly key: IssueRef;
  state: "gathering" | "ready" | "running" | "held";
  hint: Instant | undefined;
  waiting: Waiting;
  /** When the first event of those that arrived during the pass came: it gathers others like any first event. */
  newsAt: Instant | undefined;
  failures: number;
  /** Passes in a row that asked for the next one themselves. */
  rounds: number;
  heldUntil: Instant;
  /** It is held after a failure of ours, not because GitHub asked for it. */
  mayHurry: boolean;
  cancel: (() => void) | undefined;
}

/** A key that has just arrived. */
export function newEntry(key: IssueRef, { hint, waiting }: Pick<QueuedKey, "hint" | "waiting">): QueuedKey {
  return {
    key,
    state: "gathering",
    hint,
    waiting,
    newsAt: undefined,
    failures: 0,
    rounds: 0,
    heldUntil: 0,
    mayHurry: false,
    cancel: undefined,
  };
}

/** The later of two hints. */
export function newest(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  if (one === undefined) return other;
  return other === undefined || one >= other ? one : other;
}
