// What the loop is handed: a world to look at and to write to. Server, Action, rehearsal, explain and watch mode differ only here.
import type { Effect, Plan } from "./engine/effect.ts";
import type { Duration, Instant } from "./engine/instant.ts";
import type { Policy, Problem } from "./engine/policy/model.ts";
import type { IssueRef, Snapshot, SourceFile } from "./engine/snapshot.ts";

/** Time as the shell sees it. The engine never does. */
export interface Clock {
  now(): Instant;
  /** Runs `run` once after `wait`; the answer cancels. Work that it starts is awaited by its promise. */
  after(wait: Duration, run: () => void | Promise<void>): () => void;
  sleep(wait: Duration): Promise<void>;
  /** Says that work is under way, for clocks that must wait for it before they move. */
  track<T>(work: Promise<T>): Promise<T>;
}

/** The policy that rules a snapshot, what is wrong with the file that should, and where the ruling one came from. */
export interface InForce {
  /** Absent: there is no policy for this repository, so nothing is done. */
  readonly policy?: Policy | undefined;
  readonly source?: SourceFile | undefined;
  readonly problems: readonly Problem[];
}

/** What became of a plan. */
export interface Applied {
  readonly written: readonly Effect[];
  /** Effects that wait for another's outcome: look again at once. */
  readonly waiting: boolean;
  /** Could not be done: kept as faults, tried again not before `retryAt`. */
  readonly failed: readonly { readonly effect: Effect; readonly message: string }[];
  /** The answer was unclear (502, reset): nothing is read before this instant. */
  readonly unclearUntil?: Instant | undefined;
  readonly retryAt?: Instant | undefined;
}

export interface World {
  now(): Instant;
  /** Reads a key whole. `undefined`: there is no such issue in our sight. Throws where a read failed or was partial. */
  observe(key: IssueRef): Promise<Snapshot | undefined>;
  policyFor(snapshot: Snapshot): InForce;
  apply(snapshot: Snapshot, plan: Plan): Promise<Applied>;
}
