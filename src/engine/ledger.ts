// The record at the end of our card: what was judged, started, sent and created. Data only; `ledger-json.ts` gives it its text.
import type { Act } from "./act.ts";
import type { Instant } from "./instant.ts";
import type { IssueRef } from "./issue-ref.ts";

/** What became of something that a person did. `seen` is no act: nothing follows from it, now or after an edit. */
export type Verdict = "done" | "refused" | "seen";

/** A judgement, made once, with the text and the rights found when the item was first seen. */
export interface Judged {
  /** Node id of the comment, event or edit; of a comment's further parts with their number (`judgedIn`). */
  readonly item: string;
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly verdict: Verdict;
  /** Hash of the text that was judged, for comments: an edit after it shows in the history and changes nothing. */
  readonly hash?: string | undefined;
  /**
   * Name of the command and hash of its line, by which it is known again after an edit. In 0.2.0 the hash alone; absent in older
   * ledgers: such a comment is not read anew.
   */
  readonly line?: string | undefined;
  /** What an edit said besides is judged for itself: the item of what it adds to. */
  readonly adds?: string | undefined;
  readonly acts: readonly Act[];
  /** It was a command or a tick, which is answered. */
  readonly command?: boolean | undefined;
  /** Node id of the review or the action where somebody did what stands for a command: there it is answered, though it can't be seen any more. */
  readonly on?: string | undefined;
  /** Why it was refused: the name of a sentence in `templates/messages/refused.md`, and its values. */
  readonly refusal?: RefusalReason | undefined;
}

/** Why an act was refused: the sentence's name in `templates/messages/refused.md`, and the values that it is filled with. */
export interface RefusalReason {
  readonly kind: string;
  readonly values: Readonly<Record<string, string>>;
}

/** A clock that was started; its due time stays, whatever the policy becomes, until it starts again. */
export interface ClockRecord {
  readonly cause: string;
  readonly startsAt: Instant;
  /** When the due time was set; warnings before it are not said. Absent in older ledgers. */
  readonly setAt?: Instant;
  readonly dueAt: Instant;
  /** The severity that the limit was taken for. */
  readonly severity?: string | undefined;
}

/** A limit that came to its end: its due time stays as it was counted, whatever the policy becomes. */
export interface EndedRecord {
  readonly clock: string;
  readonly cause: string;
  readonly dueAt: Instant;
}

/** A policy that ruled the incident from `since` on: the blob id of its file, and the version of Tocsin that applied it. */
export interface PolicyRecord {
  readonly oid: string;
  readonly version: string;
  readonly since: Instant;
}

/** Where an issue was before a transfer, which gives it another node id and another address. */
export interface FormerPlace {
  readonly id: string;
  readonly ref: IssueRef;
}

/** Something that was created: a retro, an action or the pull request of a document, by the id of the effect that asked for it. */
export interface CreatedRecord {
  readonly id: string;
  readonly ref: IssueRef;
  /** Of a document where its file stands, as git names it: `branch:path`. */
  readonly file?: string | undefined;
  /** Where its issue was before it was transferred, first place first. */
  readonly formerly?: readonly FormerPlace[] | undefined;
}

/**
 * `open`: it is to be done · `done`: its issue was closed as completed · `verified`: somebody else has seen that it is done · `dropped`: it
 * won't be done · `lost`: its issue was deleted, or is out of sight.
 */
export type ActionState = "open" | "done" | "verified" | "dropped" | "lost";

/** Was the review marked as blocked by an action? `set`: so it was, or that was tried · `off`: it was, and the mark was taken off when the action was over. */
export type BlockMark = "set" | "off";

/** An action of the review as it stands: what the list of all actions and the figures need of it. */
export interface ActionRecord {
  /** Node id of its issue. */
  readonly id: string;
  readonly ref: IssueRef;
  /** As its issue has it. */
  readonly title: string;
  /** Logins of those who have it. */
  readonly owners: readonly string[];
  readonly state: ActionState;
  /** The day by which it is due, in the policy's zone: `2025-05-01`; absent: it has none. */
  readonly due?: string;
  readonly filedAt: Instant;
  /** When its issue was closed. */
  readonly endedAt?: Instant;
  readonly verifiedAt?: Instant;
  /** Why it won't be done. */
  readonly because?: string;
  /** Key of the team that it was filed for, where the repository tells. */
  readonly team?: string;
  /** Its issue stands in a private repository. */
  readonly isPrivate?: true;
  /** Its repository is read only. */
  readonly isArchived?: true;
  /** The day that was last written into the organization's issue field, and the move that was taken back by it. */
  readonly shown?: string;
  /** Absent: the review was never marked as blocked by it. */
  readonly blocks?: BlockMark;
}

/**
 * `sending`: it was about to leave · `sent`: it was accepted · `failed`: it was refused, and is tried again for a while ·
 * `unclear`: it is not known whether it was accepted · `held`: a person or a rule keeps it back; nothing does yet.
 */
export type DeliveryState = "sending" | "sent" | "failed" | "unclear" | "held";

/** What a channel says of whom its words reached: it counts people and names nobody. */
export interface Receipt {
  /** For how many it was accepted. */
  readonly accepted: number;
  /** For how many it was refused, for good. */
  readonly refused: number;
  /** What the channel's own word for it is, where "sent" says too much: `accepted by the flow`. */
  readonly note?: string | undefined;
}

/** What became of one effect that leaves GitHub, as the ledger keeps it. */
export interface Delivery {
  readonly carrier: string;
  readonly state: DeliveryState;
  /** How often it was tried. */
  readonly attempts: number;
  /** Since when it is in this state. */
  readonly at: Instant;
  /** Why it failed or is unclear, in the carrier's words. */
  readonly because?: string | undefined;
  readonly receipt?: Receipt | undefined;
}

/** An incident as others compare themselves with it. */
export interface CaseAbout {
  readonly title: string;
  readonly declaredAt: Instant;
  /** Keys of services; where there is no catalogue the words in small letters. */
  readonly services: readonly string[];
  readonly component?: string | undefined;
  /** The words of its title and its impact, as they are compared. */
  readonly words: readonly string[];
  readonly cause?: string | undefined;
  readonly severity?: string | undefined;
  /** The problem that people tied it to: an issue, or a reference elsewhere. */
  readonly problem?: IssueRef | undefined;
  /** How that problem stood when this was written; absent where it is elsewhere, or was not seen. */
  readonly stood?: string | undefined;
  /** How its actions stand, each state with how many are in it; absent: it has none. */
  readonly actions?: Readonly<Record<string, number>> | undefined;
}

/** All that is kept of an incident beside its history. */
export interface Ledger {
  /** 1: written before hidden lines were proven. */
  readonly version: 1 | 2;
  readonly id: string;
  readonly slug: string;
  readonly declaredAt: Instant;
  /** The address at declaration: differs from today's after a transfer. */
  readonly from: IssueRef;
  readonly policies: readonly PolicyRecord[];
  readonly acts: readonly Judged[];
  /** A watermark: the comment up to which all were seen. What has no judgement there gets none any more, whatever it says now. */
  readonly seenUntil?: { readonly item: string; readonly at: Instant };
  readonly clocks: ReadonlyMap<string, ClockRecord>;
  /** The newest limits that came to their end; absent in older ledgers. */
  readonly ended?: readonly EndedRecord[];
  /** Ids of comments that were seen to be sent → when. */
  readonly sent: ReadonlyMap<string, Instant>;
  readonly created: ReadonlyMap<string, CreatedRecord>;
  /** The actions of its review, oldest first; absent where there are none, and in older ledgers. */
  readonly actions?: readonly ActionRecord[];
  /** What left GitHub, by the id of the effect, with what became of it; absent where nothing did. */
  readonly deliveries?: ReadonlyMap<string, Delivery>;
  /** Carriers that something waits for, which the host that wrote this does not have. */
  readonly awaits?: readonly string[];
  /** What could not be written and is still wanted, with why: whoever starts anew says so until it is written. Absent where there is nothing. */
  readonly faults?: readonly { readonly effect: string; readonly message: string }[];
  /** When each person was last mentioned on this incident. */
  readonly mentions: ReadonlyMap<string, Instant>;
  /** Hash of the values that the card shows, and the instant that it speaks of. */
  readonly card: { readonly hash: string; readonly at: Instant };
  readonly wakeAt?: Instant | undefined;
  /** An earlier ledger was lost, and this one made from the history then: the card goes on to say so. */
  readonly rebuiltAt?: Instant | undefined;
  /** Since when our hidden lines here are proven; what was said before counts without. */
  readonly provenSince?: Instant | undefined;
  /** Node ids that its issue had before transfers; absent where there was none. */
  readonly formerIds?: readonly string[];
  /** What others compare themselves with; absent: nobody is to, or nobody asks. */
  readonly about?: CaseAbout | undefined;
  /** What was last looked at, so that a sweep can tell from a head whether anything is new. */
  readonly fingerprint: string;
}
