// What a history means: the result of fold, on which assess and decide work.

import type { Apart } from "./act.ts";
import type { ClockState, Ended } from "./clock-state.ts";
import type { EventName } from "./events/table.ts";
import type { Facts } from "./facts.ts";
import type { Instant } from "./instant.ts";
import type { Judged } from "./ledger.ts";
import type { Party } from "./party.ts";
import type { Question, Reply } from "./reply.ts";
import type { Child, CommentItem, IssueRef } from "./snapshot.ts";
import type { Task } from "./task.ts";
import type { PartsOf } from "./text/command.ts";
import type { Marker } from "./text/marker.ts";

/**
 * Is the issue under management? `none`: no incident · `left-alone`: opened before the policy's `since` · `waiting`: an
 * outsider's report that nobody accepted yet · `withdrawn`: a person said that it is none.
 */
export type Management = "none" | "left-alone" | "waiting" | "managed" | "withdrawn";

/** Something that a clock may start, restart or stop on, at the instant that it happened (not when it was written down). */
export interface Event {
  readonly name: EventName;
  readonly at: Instant;
  /** When it became known, where that was later than it happened. */
  readonly saidAt?: Instant | undefined;
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

/** Who holds a role: accounts, or contacts without one. */
export interface Holding {
  readonly holders: readonly Party[];
  readonly since: Instant;
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

/** A person asked a level of escalation for help. */
export interface Requested {
  readonly level: string;
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly cause: string;
  readonly because?: string | undefined;
}

/** A rule of escalation that holds by the facts: since when, and the node id of what made it hold. */
export interface Held {
  readonly since: Instant;
  readonly cause: string;
}

/** Somebody has seen what was asked of them. */
export interface Acked {
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly cause: string;
}

/** A line of the card's timeline. `what` names a sentence in the card's template. */
export interface HistoryEntry {
  readonly at: Instant;
  /** When it was said, where that may be later. */
  readonly saidAt?: Instant | undefined;
  readonly by?: string | undefined;
  readonly what: string;
  readonly values: Readonly<Record<string, string>>;
}

/** A comment of ours with what its markers say. */
export interface OwnComment {
  readonly item: CommentItem;
  readonly markers: readonly Marker[];
}

/**
 * Somebody who was told or called: `who` is the key of a role or a contact, else the words as they were written, without
 * `@`.
 */
export interface Told {
  readonly who: string;
  readonly at: Instant;
  /** When it was said here, at or after it happened. */
  readonly saidAt?: Instant | undefined;
  readonly by?: string | undefined;
  readonly how?: string | undefined;
  readonly called: boolean;
  readonly answered: boolean;
  /** Tied up in other calls (H-22). */
  readonly busy?: boolean | undefined;
  readonly cause?: string | undefined;
}

/** An incident as its history tells it. Time-free: nothing here depends on the present instant. */
export interface Incident {
  readonly management: Management;
  readonly id: string;
  readonly slug: string;
  /** The issue's title; of an outsider's report that was taken on, as people inside left it. */
  readonly title: string;
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
  readonly roles: ReadonlyMap<string, Holding>;
  readonly events: readonly Event[];
  readonly clocks: ReadonlyMap<string, ClockState>;
  readonly lastUpdate?:
    | { readonly at: Instant; readonly by?: string | undefined; readonly cause: string }
    | undefined;
  /** The last update that was to say more, and the fields that nobody has said since (HB-2). */
  readonly leftOut?:
    | { readonly at: Instant; readonly cause: string; readonly fields: readonly string[] }
    | undefined;
  readonly told: readonly Told[];
  readonly flags: ReadonlyMap<string, Flagged>;
  /** Limits that came to their end, oldest first. */
  readonly ended: readonly Ended[];
  readonly requests: readonly Requested[];
  readonly acks: readonly Acked[];
  /** Rules of escalation that hold now, by id. */
  readonly holding: ReadonlyMap<string, Held>;
  readonly quietUntil?: Instant | undefined;
  /** By whom, and why. */
  readonly quieted?: { readonly by: string | undefined; readonly because: string } | undefined;
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
        /** What was said of why, where it is not planned. */
        readonly because?: string | undefined;
        /** Closed as not planned, and somebody said that it was a false alarm. */
        readonly falseAlarm: boolean;
        /** Why nothing of it goes over to the other. */
        readonly apart?: Apart | undefined;
      }
    | undefined;
  /** What the report says since somebody from outside changed it after it was taken on, where that is something else. */
  readonly proposal?:
    | {
        readonly at: Instant;
        readonly by?: string | undefined;
        readonly fields: readonly { readonly field: string; readonly text: string }[];
      }
    | undefined;
  /** Facts that stand though the report has lost the headings that said them: since when and by whom; `all` that it gave, or some. */
  readonly lost?:
    | {
        readonly at: Instant;
        readonly by?: string | undefined;
        readonly fields: readonly string[];
        readonly all: boolean;
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
  /** What a comment consists of, read once in a pass, whoever asks. */
  readonly partsOf: PartsOf;
  readonly answers: readonly Reply[];
  readonly questions: readonly Question[];
  /** How often people took off a label that belongs there: put back twice at most. */
  readonly removals: ReadonlyMap<string, number>;
  readonly history: readonly HistoryEntry[];
  readonly card?: OwnComment | undefined;
  readonly own: readonly OwnComment[];
  /** Issues of ours that hang under it, by kind; of doubles the oldest. */
  readonly tasks: readonly Task[];
  /** Every issue that we made, with the effect that made it; the first of doubles only. */
  readonly made: readonly { readonly effect: string; readonly child: Child }[];
  /** Younger doubles of what exists once: comments and issues, to be healed. */
  readonly twins: { readonly comments: readonly OwnComment[]; readonly children: readonly Child[] };
  /** Logins whose rights must be looked up before this result may be used. */
  readonly needsRoles: readonly string[];
}
