// What a history means: the result of fold, on which assess and decide work.

import type { Apart } from "./act.ts";
import type { ClockState, Ended } from "./clock-state.ts";
import type { Met } from "./condition.ts";
import type { Document } from "./document.ts";
import type { Facts } from "./facts.ts";
import type { SaidOfAction } from "./follow-up.ts";
import type { Instant } from "./instant.ts";
import type { Judged } from "./ledger.ts";
import type { Content, Drafted } from "./notices/content.ts";
import type { LetGo } from "./notices/let-go.ts";
import type { OwnWording } from "./notices/wording.ts";
import type { Party } from "./party.ts";
import type { Question, Reply } from "./reply.ts";
import type { Event, Flagged, SettledSeverity, SettledStatus } from "./settled.ts";
import type { Child } from "./snapshot/child.ts";
import type { Pull } from "./snapshot/pull.ts";
import type { CommentItem } from "./snapshot/timeline.ts";
import type { IssueRef } from "./snapshot.ts";
import type { Task } from "./task.ts";
import type { PartsOf } from "./text/command.ts";
import type { Marker } from "./text/marker.ts";

export type { Event, Flagged, SettledSeverity, SettledStatus } from "./settled.ts";

/**
 * Is the issue under management? `none`: no incident · `left-alone`: opened before the policy's `since` · `waiting`: an
 * outsider's report that nobody accepted yet · `withdrawn`: a person said that it is none.
 */
export type Management = "none" | "left-alone" | "waiting" | "managed" | "withdrawn";

/** Who holds a role: accounts, or contacts without one. */
export interface Holding {
  readonly holders: readonly Party[];
  readonly since: Instant;
  readonly by?: string | undefined;
}

/** A person asked a level of escalation for help. */
export interface Requested {
  readonly level: string;
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly cause: string;
  readonly because?: string | undefined;
}

/** A rule of escalation that holds by the facts: since when, and the node id of what made it hold, at first or by one more answer. */
export interface Held {
  readonly since: Instant;
  readonly cause: string;
  /** Where it holds for several answers, those that came then. */
  readonly met: readonly Met[];
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
  /** Node id of what it came by: a comment, an event, a version of the body; absent where nothing of GitHub's stands for it. */
  readonly cause?: string | undefined;
  /** Where that can be read, where it is on no timeline of the incident. */
  readonly url?: string | undefined;
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

/** A notice that was drafted, as far as its history goes. */
export interface Notice extends Drafted {
  /** The id of the effect that drafted it: `notice/first/IC_x`. */
  readonly id: string;
  /** Its number, by which people name it. */
  readonly n: number;
  /** Node id of the comment that has its draft. */
  readonly commentId: string;
  /** A clock's limit, an event, or a person who asked for it. */
  readonly startedBy: "clock" | "event" | "asked";
  /** Of one that a clock started: when that began to count. */
  readonly run?: Instant | undefined;
  readonly held?: NoticeDeed | undefined;
  readonly released?: NoticeDeed | undefined;
  /** Why rules held it back, as far as somebody who may let it go. */
  readonly lifted: readonly string[];
  readonly skipped?: NoticeDeed | undefined;
  /** It is not needed any more: what it was for was met otherwise, or is over, or the notice of the number `by` took its place. */
  readonly moot?: { readonly at: Instant; readonly by?: number | undefined } | undefined;
  /** Somebody, or its policy, let exactly this go. No content: it can't be made as it was any more. */
  readonly approved?:
    | {
        readonly at: Instant;
        readonly by?: string | undefined;
        readonly cause: string;
        readonly content?: Content | undefined;
        /** Why it was held back when it was let go all the same, by somebody who may. */
        readonly holds: readonly string[];
      }
    | undefined;
  /** Node ids by which people asked for what may not have arrived once more. */
  readonly again: readonly string[];
  /** A person knows that what was unclear has arrived. */
  readonly arrived?: NoticeDeed | undefined;
  /** When the first channel took it. */
  readonly sentAt?: Instant | undefined;
  /** Its comment has its last words, after so many times in which people asked for it once more. */
  readonly told?: number | undefined;
  /** The repository's own words of it, as its comment keeps them: those that were read, whatever its files say by now. */
  readonly keeps?: OwnWording | undefined;
  /** What was let go, as its comment keeps it. */
  readonly letGo?: LetGo | undefined;
}

/** What a person did to a notice, and why. */
export interface NoticeDeed {
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly because?: string | undefined;
}

/** What a person said of an incident's problem: an issue or a reference elsewhere, a new one, or that there is none. */
export interface SaidProblem {
  readonly ref?: IssueRef | undefined;
  /** The title of one that is to be opened; the effect that opens it hangs on `cause`. */
  readonly opens?: string | undefined;
  readonly because?: string | undefined;
  readonly by?: string | undefined;
  readonly cause: string;
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
  /** Every notice that was drafted, oldest first. */
  readonly notices: readonly Notice[];
  /** Notices that people asked for by name, each with the node id by which they did. */
  readonly noticesAsked: readonly { readonly kind: string; readonly cause: string }[];
  readonly flags: ReadonlyMap<string, Flagged>;
  /** Limits that came to their end, oldest first. */
  readonly ended: readonly Ended[];
  readonly requests: readonly Requested[];
  readonly acks: readonly Acked[];
  /** Rules of escalation that hold now, by id; each answer for which one holds besides comes after it. */
  readonly holding: ReadonlyMap<string, readonly Held[]>;
  readonly quietUntil?: Instant | undefined;
  /** By whom, and why. */
  readonly quieted?: { readonly by: string | undefined; readonly because: string } | undefined;
  readonly review?:
    | {
        readonly wanted: boolean;
        readonly by?: string | undefined;
        readonly because?: string | undefined;
        readonly cause: string;
        readonly at: Instant;
        /** Logins of who runs it, where somebody said so. */
        readonly owners?: readonly string[];
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
        /** Who had closed the issue, and when, where that did not end the incident: `by` said afterwards that it is over. */
        readonly issue?: { readonly at: Instant; readonly by?: string | undefined } | undefined;
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
  /** What people said last of its problem, by command. */
  readonly problem?: SaidProblem | undefined;
  /** Issues that we opened for it, by the effect that asked for each, whether they are in sight or not. */
  readonly opened: ReadonlyMap<string, IssueRef>;
  /** A review was due at some time, whatever became of the incident since. */
  readonly reviewDue: boolean;
  /** Documents of which anything happened. */
  readonly documents: readonly Document[];
  /** Pull requests that bring documents of it, with the effect that opened each. */
  readonly pulls: readonly { readonly effect: string; readonly pull: Pull }[];
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
  /** What was said of each action, those out of sight among them, by its key (`keyOfAction`). */
  readonly followUps: ReadonlyMap<string, SaidOfAction>;
  /** Every issue that we made, with the effect that made it; the first of doubles only. */
  readonly made: readonly { readonly effect: string; readonly child: Child }[];
  /** Younger doubles of what exists once: comments and issues, to be healed. */
  readonly twins: { readonly comments: readonly OwnComment[]; readonly children: readonly Child[] };
  /** Logins whose rights must be looked up before this result may be used. */
  readonly needsRoles: readonly string[];
}
