// What a history means: the result of fold, on which assess and decide work.
import type { Facts } from "./facts.ts";
import type { Instant } from "./instant.ts";
import type { Judged, Refused } from "./ledger.ts";
import type { Child, CommentItem, IssueRef } from "./snapshot.ts";
import type { Marker } from "./text/marker.ts";

/**
 * Is the issue under management? `none`: no incident · `left-alone`: opened before the policy's `since` · `waiting`: an
 * outsider's report that nobody accepted yet · `withdrawn`: a person said that it is none.
 */
export type Management = "none" | "left-alone" | "waiting" | "managed" | "withdrawn";

/** Something that a clock may start, restart or stop on, at the instant that it happened (not when it was written down). */
export interface Event {
  readonly name: string;
  readonly at: Instant;
  readonly cause: string;
  readonly by?: string | undefined;
}

/** The severity in force and how it came about. */
export interface SettledSeverity {
  readonly key: string;
  readonly since: Instant;
  /** Node id of what made it so. */
  readonly cause: string;
  readonly how: "form" | "rule" | "default" | "act";
  readonly by?: string | undefined;
  /** One sentence: why this one. */
  readonly because: string;
  /** The rules that would raise it, where a person lowered it with a reason: the card says that they disagree. */
  readonly disagree: readonly string[];
}

export interface SettledStatus {
  readonly key: string;
  readonly since: Instant;
  readonly cause: string;
  readonly by?: string | undefined;
}

/** Who holds a role: logins with an `@`, or the names of contacts without an account. */
export interface Holding {
  readonly holders: readonly string[];
  readonly since: Instant;
  readonly by?: string | undefined;
}

export interface ClockState {
  readonly name: string;
  readonly running: boolean;
  /** Node id of what set the due time: the start, a restart, a move, or a change of severity. */
  readonly cause: string;
  readonly startsAt: Instant;
  /** When the due time became what it is: what would have been said before that is never said. */
  readonly setAt: Instant;
  /** Absent where there is no limit at this severity. */
  readonly dueAt?: Instant | undefined;
  readonly severity?: string | undefined;
  /** Set where a person moved it. */
  readonly moved?: { readonly by?: string | undefined; readonly because?: string | undefined } | undefined;
  readonly stoppedAt?: Instant | undefined;
}

/** A line of the card's timeline. `what` names a sentence in the card's template. */
export interface HistoryEntry {
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly what: string;
  readonly values: Readonly<Record<string, string>>;
}

/** A comment of ours with what its markers say. */
export interface OwnComment {
  readonly item: CommentItem;
  readonly markers: readonly Marker[];
}

/** Something that GitHub or a person did which needs an answer in words. */
export interface Question {
  readonly topic: "closed-by-fix" | "outsider-close" | "label-removed";
  readonly cause: string;
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly values: Readonly<Record<string, string>>;
}

/** A command or tick that is answered: by a reaction, and by words where it was refused or asks for help. */
export interface Answer {
  readonly item: string;
  readonly at: Instant;
  readonly by: string;
  readonly verdict: "done" | "refused";
  readonly refusal?: Refused | undefined;
  readonly help: boolean;
  /** Is it a comment (which can take a reaction)? */
  readonly comment?: CommentItem | undefined;
}

export interface Told {
  readonly who: string;
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly how?: string | undefined;
  readonly called: boolean;
  readonly answered: boolean;
}

/** An incident as its history tells it. Time-free: nothing here depends on the present instant. */
export interface Incident {
  readonly management: Management;
  readonly id: string;
  readonly slug: string;
  readonly declaredAt: Instant;
  /** Node id of what declared it. */
  readonly declaredBy: string;
  readonly reporter?: string | undefined;
  /** Who took an outsider's report on. */
  readonly acceptedBy?: string | undefined;
  readonly from: IssueRef;
  readonly drill?: { readonly by: string; readonly at: Instant; readonly cause: string } | undefined;
  readonly facts: Facts;
  readonly severity?: SettledSeverity | undefined;
  readonly status: SettledStatus;
  readonly roles: Readonly<Record<string, Holding>>;
  readonly events: readonly Event[];
  readonly clocks: Readonly<Record<string, ClockState>>;
  readonly lastUpdate?:
    | { readonly at: Instant; readonly by?: string | undefined; readonly cause: string }
    | undefined;
  readonly told: readonly Told[];
  readonly quietUntil?: Instant | undefined;
  readonly review?:
    | {
        readonly wanted: boolean;
        readonly by?: string | undefined;
        readonly because?: string | undefined;
        readonly cause: string;
      }
    | undefined;
  readonly closed?:
    | {
        readonly reason: "completed" | "not_planned" | "duplicate";
        readonly at: Instant;
        readonly by?: string | undefined;
        readonly cause: string;
        readonly of?: IssueRef | undefined;
      }
    | undefined;
  readonly withdrawn?:
    | {
        readonly at: Instant;
        readonly by?: string | undefined;
        readonly because?: string | undefined;
        readonly cause: string;
      }
    | undefined;
  /** A review was due at some time, whatever became of the incident since. */
  readonly reviewDue: boolean;
  /** Every judgement, oldest first. */
  readonly acts: readonly Judged[];
  readonly answers: readonly Answer[];
  readonly questions: readonly Question[];
  /** How often people took off a label that belongs there: put back twice at most. */
  readonly removals: Readonly<Record<string, number>>;
  readonly history: readonly HistoryEntry[];
  readonly card?: OwnComment | undefined;
  readonly own: readonly OwnComment[];
  readonly retro?: Child | undefined;
  readonly actions: readonly Child[];
  /** Every issue that we made, with the effect that made it; the first of doubles only. */
  readonly made: readonly { readonly effect: string; readonly child: Child }[];
  /** Younger doubles of what exists once: comments and issues, to be healed. */
  readonly twins: { readonly comments: readonly OwnComment[]; readonly children: readonly Child[] };
  /** Logins whose rights must be looked up before this result may be used. */
  readonly needsRoles: readonly string[];
}
