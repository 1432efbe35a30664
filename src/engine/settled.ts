// What an incident's history settles that rules and conditions go by: events, severity, status, flags.
import type { EventName } from "./events/table.ts";
import type { Instant } from "./instant.ts";

/** Something that a clock may start, restart or stop on, at the instant that it happened (not when it was written down). */
export interface Event {
  readonly name: EventName;
  readonly at: Instant;
  /** When it became known, where that was later than it happened. */
  readonly saidAt?: Instant | undefined;
  /** When it was said first, where its time was corrected since. */
  readonly knownAt?: Instant | undefined;
  /** Of an update: when it promised the next. */
  readonly next?: Instant | undefined;
  /** None of this name was before it in the incident: `first.<event>` is this one. */
  readonly first?: boolean;
  readonly cause: string;
  readonly by?: string | undefined;
}

/** The severity in force and how it came about. */
export interface SettledSeverity {
  readonly key: string;
  readonly since: Instant;
  /** Node id of what made it so. */
  readonly cause: string;
  readonly how: "form" | "matrix" | "score" | "rule" | "default" | "act";
  readonly by?: string | undefined;
  /** One sentence: why this one. */
  readonly because: string;
  /** The rules that would raise it, where a person lowered it with a reason: the card says that they disagree. */
  readonly disagree: readonly string[];
  /** What other methods of the policy say with all their facts, where it is another severity (HG-8). */
  readonly others: readonly string[];
  /**
   * By what is known now it would be lower, or none; it stays until somebody lowers it with a reason (H-5). `said`: it was the form
   * or a fact that somebody gave that said it.
   */
  readonly held?:
    | { readonly to?: string | undefined; readonly because: string; readonly said: boolean }
    | undefined;
}

/** The status that an incident has, by its key in the policy, and the node id of what set it. */
export interface SettledStatus {
  readonly key: string;
  readonly since: Instant;
  readonly cause: string;
  readonly by?: string | undefined;
}

/** A flag that was set (HA). */
export interface Flagged {
  readonly since: Instant;
  readonly by?: string | undefined;
  readonly cause: string;
  readonly because?: string | undefined;
  /** The risk was made safe; the flag stays (HA-3). */
  readonly safe?:
    | { readonly at: Instant; readonly by?: string | undefined; readonly statement: string }
    | undefined;
}
