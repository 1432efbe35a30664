// Clocks as data: the events that move them, and their limits.
import type { Duration } from "../instant.ts";
import type { Condition } from "./model.ts";

/**
 * What starts, restarts, stops or pauses a clock, as a policy writes it: a row of the table of events with its part filled in
 * (`told.bridge`), `first.told.bridge`, or in a stop several joined by `+`; `readEvent` and `joinedEvents` take it apart.
 */
export type EventWords = string;

/** A length of time: elapsed, inside a calendar's hours, or in working days, which end at the close of hours. */
export type Span =
  | { readonly kind: "elapsed"; readonly ms: Duration }
  | { readonly kind: "hours"; readonly ms: Duration }
  | { readonly kind: "days"; readonly days: number };

/** A clock: anything with a start, a stop and a limit; a cadence is a clock that restarts. */
export interface ClockRule {
  readonly name: string;
  /** What is due, as a noun: `Update`. */
  readonly title: string;
  readonly starts: readonly EventWords[];
  readonly restarts: readonly EventWords[];
  readonly stops: readonly EventWords[];
  /** It rests from these until it starts anew, or one of `resumes` or `/resume` lets it run on: `call.started` (H-43). */
  readonly pauses: readonly EventWords[];
  readonly resumes: readonly EventWords[];
  /** It runs only while this holds; what starts it meanwhile counts from its own time once it holds. */
  readonly when: Condition;
  /**
   * Limit by severity key, `any` while none is settled; the loader has written out the file's `any` for every severity
   * without a limit of its own. No entry: it does not run. `limitOf` looks it up.
   */
  readonly within: Readonly<Record<string, Span>>;
  /** Limits for particular facts (a tier, a provider): the first that holds goes before `within`; no span: it does not run. */
  readonly cases: readonly { readonly when: Condition; readonly within: Span | undefined }[];
  /** Calendar of business limits and of the last working moment; absent: the policy's first. */
  readonly calendar?: string | undefined;
  /** An elapsed limit that ends outside hours is shown and warned of with the last moment inside them before it. */
  readonly lastWorking: boolean;
  /** How long before the limit it speaks. */
  readonly warn: readonly Duration[];
  /** How long after the limit it speaks; the last also goes up one escalation step where `escalates`. */
  readonly overdue: readonly Duration[];
  readonly escalates: boolean;
  /** Roles that it reminds, in order. */
  readonly remind: readonly string[];
  /** Where nobody holds those, nobody is reminded: not the assignees, not the opener, not the fallback. */
  readonly remindOnly?: boolean | undefined;
  /** People may move its due time with `/next-update`. */
  readonly movable: boolean;
  /** Not silenced by `/quiet` and moved only with a reason. */
  readonly regulatory: boolean;
  /** Who decides, and on what test, where a limit hangs on a judgement: shown under "To decide" (S-4). */
  readonly decide?: { readonly question: string; readonly role: string } | undefined;
  /** Hours of its reminders: `always`, or `working`, which wait for business hours and stand on the card until then. */
  readonly hours: "always" | "working";
  /** Ids of the rules that it carries out (`H-9 H-15`). */
  readonly source: string;
  /**
   * What the source does not give and the policy chose, which no message shows as the source's: the limit (with it the start may
   * be), or the start alone.
   */
  readonly ours: false | "limit" | "start";
}
