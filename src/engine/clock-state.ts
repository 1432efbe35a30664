// A clock as it stands in an incident, and a limit that came to its end.
import type { Instant } from "./instant.ts";
import type { Span } from "./policy/model.ts";

/** A clock that was started: since when it counts and when it is due. One that stopped keeps its last times. */
export interface ClockState {
  readonly name: string;
  readonly running: boolean;
  /** Node id of what set the due time: the start, a restart, a move, or a change of severity. */
  readonly cause: string;
  readonly startsAt: Instant;
  /** The name of the event that started it: one that names a time may be corrected. */
  readonly startedBy?: string;
  /** When the due time became what it is: what would have been said before that is never said. */
  readonly setAt: Instant;
  /** Absent where there is no limit at this severity. */
  readonly dueAt?: Instant | undefined;
  readonly severity?: string | undefined;
  /** The limit that the due time was worked out by; absent where it has none. */
  readonly limit?: Span | undefined;
  /** It rests since then, and why. */
  readonly pausedAt?: Instant | undefined;
  readonly pausedBecause?: string | undefined;
  /** The due time lay before a change that set it, so that it is due the policy's `grace` after that. */
  readonly hasGrace?: boolean | undefined;
  /** Of events that must all happen (`told.cto+told.siro`) those that have. */
  readonly seen?: readonly string[];
  /** Set where a person moved it; `agreed`: it is the time that a fact says was agreed, whoever said that (HB-1). */
  readonly moved?:
    | { readonly by?: string | undefined; readonly because?: string | undefined; readonly agreed?: true }
    | undefined;
  readonly stoppedAt?: Instant;
}

/** A limit that came to its end, kept for reports: met, or missed and by how much. */
export interface Ended {
  readonly clock: string;
  /** Node id of what set the due time. */
  readonly cause: string;
  readonly startsAt: Instant;
  readonly dueAt: Instant;
  /** When the clock stopped or started anew, or the due time was moved after it had passed. */
  readonly endedAt: Instant;
  /** Node id of what did that. */
  readonly endedBy: string;
  /** The incident was opened again before it was due: what it asked for was not done, and is not owed any more. */
  readonly moot?: true;
}
