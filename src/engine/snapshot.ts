// What GitHub says about one key, read in one go: the only thing that decisions are made from.
import type { Instant } from "./instant.ts";
import type { IssueRef } from "./issue-ref.ts";
import type { CaseAbout, FormerPlace, Ledger } from "./ledger.ts";
import type { Marker } from "./text/marker.ts";

export type { IssueRef } from "./issue-ref.ts";

/** A GitHub role on a repository, weakest first; `none` also stands for "not a collaborator". */
export type Role = "none" | "read" | "triage" | "write" | "maintain" | "admin";

/** Who did something. `login` never has `[bot]`; absent actors (deleted accounts) are `undefined` where this is used. */
export interface Actor {
  readonly login: string;
  readonly kind: "user" | "bot" | "other";
}

interface TimelineEvent {
  /** GitHub's node id: unique for ever, the root of every act and effect id. */
  readonly id: string;
  readonly at: Instant;
  readonly by?: Actor | undefined;
}

/** A comment, with its Markdown as it stands now. A deleted one is not in the timeline; `CommentDeletedItem` is. */
export interface CommentItem extends TimelineEvent {
  readonly kind: "comment";
  readonly body: string;
  /** Where it can be read; absent where it was not asked for. */
  readonly url?: string | undefined;
  readonly editedAt?: Instant | undefined;
  readonly editor?: Actor | undefined;
  readonly minimized: boolean;
  /** Reactions that this app itself gave (`+1`, `confused`, `eyes`): GitHub's `viewerHasReacted`. */
  readonly reacted: readonly string[];
  /**
   * Edits by somebody who is not this app, oldest first, of comments that are ours (of others: empty). `body` is the text
   * after that edit, absent where it was not read. A tick on the card is such an edit. Of a comment on a child they are read
   * only while a box of it is ticked.
   */
  readonly edits: readonly CommentEdit[];
  /** Our hidden marks on it, proven; absent: it is not ours, whatever stands in it. */
  readonly marks?: readonly Marker[];
}

/** One edit of a comment: who made it, when, and the Markdown after it and, where it was read, before it. */
export interface CommentEdit {
  readonly id: string;
  readonly at: Instant;
  readonly by?: Actor | undefined;
  readonly body?: string | undefined;
  readonly before?: string | undefined;
}

/** A label was put on or taken off; it has the label's name at that time, not today's. */
export interface LabelItem extends TimelineEvent {
  readonly kind: "labeled" | "unlabeled";
  readonly label: string;
}

/** The issue was closed. Where GitHub gives no reason, it is `completed`. */
export interface ClosedItem extends TimelineEvent {
  readonly kind: "closed";
  readonly reason: "completed" | "not_planned" | "duplicate";
  /** Set when a merged pull request or a commit closed the issue ("Fixes #7"). */
  readonly closer?: string | undefined;
}

/** The issue was opened again. */
export interface ReopenedItem extends TimelineEvent {
  readonly kind: "reopened";
}

/** Somebody was assigned, or is no longer. `who` is a login, empty where GitHub does not say. */
export interface AssignedItem extends TimelineEvent {
  readonly kind: "assigned" | "unassigned";
  readonly who: string;
}

/** The title was changed, from one text to another. */
export interface RenamedItem extends TimelineEvent {
  readonly kind: "renamed";
  readonly from: string;
  readonly to: string;
}

/** A comment was deleted: by whom is known, not which. */
export interface CommentDeletedItem extends TimelineEvent {
  readonly kind: "comment-deleted";
}

/** The issue was marked as a duplicate of another one, or the mark was taken off. */
export interface DuplicateItem extends TimelineEvent {
  readonly kind: "marked-duplicate" | "unmarked-duplicate";
  /** The issue that this one duplicates; absent where GitHub does not say. */
  readonly of?: IssueRef | undefined;
  /** Node id of that issue. */
  readonly ofId?: string | undefined;
  /** That issue's repository is private; absent where GitHub does not say. */
  readonly isPrivate?: boolean | undefined;
}

/** The issue came here from another repository; `from` is that one's name, `owner/name`. */
export interface TransferredItem extends TimelineEvent {
  readonly kind: "transferred";
  readonly from: string;
}

/** An issue of ours that mentions this one, or a mention by us in another issue. */
export interface ReferencedItem extends TimelineEvent {
  readonly kind: "referenced";
  readonly source: IssueRef;
  readonly sourceId: string;
  /** The mentioning issue is one that we made: how a child is found that cannot be a sub-issue. */
  readonly made: boolean;
}

/** One entry of an issue's history; the timeline is in GitHub's order, comments included. */
export type Item =
  | CommentItem
  | LabelItem
  | ClosedItem
  | ReopenedItem
  | AssignedItem
  | RenamedItem
  | CommentDeletedItem
  | DuplicateItem
  | TransferredItem
  | ReferencedItem;

/** A text that the body had from `at` on (GitHub's `userContentEdits`; a body never edited has one, from its creation). */
export interface BodyVersion {
  readonly id: string;
  readonly at: Instant;
  readonly by?: Actor | undefined;
  readonly body: string;
}

/** The incident's issue whole: what stands on it now, and its history. */
export interface Issue {
  readonly id: string;
  readonly ref: IssueRef;
  readonly title: string;
  /** Markdown; empty where GitHub says null. CRLF is kept as it came. */
  readonly body: string;
  readonly url: string;
  readonly state: "open" | "closed";
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly editedAt?: Instant | undefined;
  readonly author?: Actor | undefined;
  /** The author's association is OWNER, MEMBER or COLLABORATOR. */
  readonly authorIsMember: boolean;
  /** The body's versions, oldest first, the present one last: facts are judged by the text that stood when they were used. */
  readonly versions: readonly BodyVersion[];
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly timeline: readonly Item[];
}

/** Somebody put a day into the issue field *Target date*: `2025-05-01`; absent: it was taken out. */
export interface DateMove {
  readonly id: string;
  readonly at: Instant;
  readonly by?: Actor | undefined;
  readonly day?: string | undefined;
}

/** A retro, an action or any other issue that hangs under the incident. */
export interface Child {
  readonly id: string;
  readonly ref: IssueRef;
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly state: "open" | "closed";
  readonly reason?: "completed" | "not_planned" | "duplicate" | undefined;
  readonly createdAt: Instant;
  /** When anything about it last changed, its comments included. */
  readonly updatedAt: Instant;
  readonly closedAt?: Instant | undefined;
  /** When it was closed the last time, though it may be open again. */
  readonly lastClosedAt?: Instant | undefined;
  /** Who closed it the last time; absent where GitHub does not say. */
  readonly closedBy?: Actor | undefined;
  readonly editedAt?: Instant | undefined;
  /** Who edited its text last. */
  readonly editor?: Actor | undefined;
  /** When somebody was last assigned to it, whoever that was. */
  readonly assignedAt?: Instant | undefined;
  readonly author?: Actor | undefined;
  readonly private: boolean;
  /** Its repository is read only: nobody can close it, and nothing can be written there. */
  readonly archived?: boolean;
  readonly assignees: readonly string[];
  readonly labels: readonly string[];
  /** What the organization's issue field *Target date* has for it, and who put it there, oldest first; absent: nobody looked. */
  readonly target?: { readonly day?: string | undefined; readonly moves: readonly DateMove[] } | undefined;
  /** Node ids of the issues that it blocks, of many the ten that were named last; absent: the server has no dependencies. */
  readonly blocking?: readonly string[];
  /** Is it in the incident's list of sub-issues right now? */
  readonly linked: boolean;
  /** The first and the newest comments of the child, oldest first: on a retro our list of actions is among them. */
  readonly comments: readonly CommentItem[];
  /** Our hidden marks in its body, proven; absent: none of ours opened it. */
  readonly marks?: readonly Marker[];
  /** Where it was before it was transferred, as far as the ledger knows, first place first. */
  readonly formerly?: readonly FormerPlace[] | undefined;
}

/** One entry of a pull request's history that says where a document stands. */
export interface PullItem {
  readonly id: string;
  readonly at: Instant;
  readonly by?: Actor | undefined;
  /**
   * `ready` and `drafted`: ready for review, and no longer · `changes`, `approved`: a review · `dismissed`: one was taken back · `asked`:
   * somebody was asked for one.
   */
  readonly kind:
    | "ready"
    | "drafted"
    | "changes"
    | "approved"
    | "dismissed"
    | "asked"
    | "commit"
    | "merged"
    | "closed"
    | "reopened";
  /** Where it can be read; absent: with the pull request. */
  readonly url?: string | undefined;
  /** Of a review that was taken back its node id. */
  readonly of?: string | undefined;
  /** A review by somebody who has nothing to do with the repository, where everybody may look. */
  readonly outside?: boolean | undefined;
}

/** A pull request that brings a document of the incident. */
export interface Pull {
  readonly id: string;
  readonly ref: IssueRef;
  readonly url: string;
  readonly state: "open" | "closed" | "merged";
  readonly draft: boolean;
  /** It was a draft when it was opened. */
  readonly wasDraft: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly author?: Actor | undefined;
  readonly private: boolean;
  /** The branch that it comes from, and the commit that this is at. */
  readonly branch: string;
  readonly head: string;
  /** The document on that branch; absent: it is not there. */
  readonly text?: string | undefined;
  /** Its history, oldest first; of a long one both ends. */
  readonly items: readonly PullItem[];
}

/** A label of the repository; `id` is the node id that a write needs. */
export interface LabelRef {
  readonly id: string;
  readonly name: string;
}

/** The repository that the key belongs to, as it is now. */
export interface Repository {
  readonly id: string;
  /** `owner/name` */
  readonly name: string;
  readonly public: boolean;
  readonly archived: boolean;
  /** Its name; absent where nothing was ever committed, or it was not asked for. */
  readonly defaultBranch?: string | undefined;
  /** Every label of the repository. */
  readonly labels: readonly LabelRef[];
}

/** A file at the head of the default branch. `oid` is git's blob id, the key of every cache of what was parsed from it. */
export interface SourceFile {
  readonly path: string;
  readonly oid: string;
  readonly text: string;
}

/** The files that a policy is made from. Absent: there is no such file (never: it could not be read). */
export interface Sources {
  readonly policy?: SourceFile | undefined;
  /** `.github/tocsin.yml` of the owner's `.github` repository. */
  readonly ownerPolicy?: SourceFile | undefined;
  readonly forms: readonly SourceFile[];
  /** The iCalendar files of rotas, in `.github/rota/`; absent: none were looked for. */
  readonly calendars?: readonly SourceFile[];
  /** The words that the repository has of its own, in `.github/tocsin/messages/`; absent: it has none. */
  readonly messages?: readonly SourceFile[];
  /** The iCalendar texts of rotas that stand at an address; absent: feeds are not read here. */
  readonly feeds?: readonly Feed[] | undefined;
  /** The last policy that was in force and good, read only where the present one is broken. */
  readonly lastGood?: SourceFile | undefined;
}

/** An iCalendar text from an address outside of GitHub, as it was last read. */
export interface Feed {
  /** As the policy has it: an https address, or `env:NAME`. */
  readonly url: string;
  /** What problems call it: never with what may be secret in an address. */
  readonly shown: string;
  /** The last good text; absent where it was never read. */
  readonly text?: string | undefined;
  /** Tells one text from another, as a blob's id does. */
  readonly oid: string;
  /** Why it could not be read the last time, and since when, as a sentence. */
  readonly fault?: string | undefined;
}

/** How the ledger was found: `signed`, `believed` (no secret; the card's last editor is ours), `lost` (there is a card, its
 * ledger is missing or wrongly signed) or `none` (there is no card yet). */
export type LedgerTrust = "signed" | "believed" | "lost" | "none";

/** An effect that could not be carried out and what GitHub said; kept in memory by the writer, shown on the card. */
export interface Fault {
  readonly effect: string;
  readonly message: string;
  /** Not tried again before this instant. */
  readonly until: Instant;
}

/** What GitHub says about one key, whatever its kind: all that reading, speaking and writing need to know of it. */
export interface Snapshot {
  /** The kind of subject that the key is of. */
  readonly kind: string;
  readonly key: IssueRef;
  /** The login that this process acts as, without `[bot]`. */
  readonly me: string;
  readonly repository: Repository;
  readonly sources: Sources;
  /** Rights on the repository of those whose acts are not judged yet; under `login@owner/repo` those on another. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Ids of effects that this process wrote in the last ten minutes (a replica may not show them yet) → node id made. */
  readonly recent: ReadonlyMap<string, string>;
  /** Of those the issues that were opened, by effect; absent: none. */
  readonly made?: ReadonlyMap<string, { readonly id: string; readonly ref: IssueRef }>;
  /** Of those the new comments. */
  readonly said: readonly string[];
  readonly faults: readonly Fault[];
  /** When each person was last mentioned, over all keys that this process has seen. */
  readonly mentioned: ReadonlyMap<string, Instant>;
  /** First asks that wait until somebody may be mentioned, over the keys of the account; absent: none that is known. */
  readonly turns?: readonly AskTurn[] | undefined;
}

/** A first ask that waits for somebody's turn: meanwhile nobody else takes it. */
export interface AskTurn {
  readonly key: IssueRef;
  /** The account or team in small letters. */
  readonly who: string;
  /** The higher comes first. */
  readonly rank: number;
  /** Which ask of its subject it is: one that asks several people waits for all of them since one instant. */
  readonly thread: string;
  /** Since when it waits. */
  readonly since: Instant;
  /** When it may be said. */
  readonly until: Instant;
}

/** What GitHub says about an incident: its issue, what hangs under it, and the ledger on its card. */
export interface IncidentSnapshot extends Snapshot {
  readonly kind: "incident";
  readonly issue: Issue;
  readonly children: readonly Child[];
  /** Pull requests that bring documents of it; absent: none is known. */
  readonly pulls?: readonly Pull[] | undefined;
  /** Node ids of those that we may not see. */
  readonly hiddenPulls?: readonly string[] | undefined;
  /** Node id of the organization's issue field *Target date*; absent: it has none, or nobody looked. */
  readonly targetField?: string | undefined;
  /** Children named in the ledger or in references that GitHub no longer shows: deleted, or out of our sight. */
  readonly unseen: readonly string[];
  readonly trust: LedgerTrust;
  readonly ledger?: Ledger | undefined;
  /** Hidden marks are proven here, not only by who wrote them: a secret signs them. */
  readonly proven: boolean;
  /** Node ids that the issue had before transfers. */
  readonly formerIds: readonly string[];
  /** The known problems and the incidents of its repository, where it is compared with them; absent: nobody asked. */
  readonly cases?: Cases | undefined;
  /** Issues that people named, by their addresses in small letters, as far as judging asked for them; absent: for none. */
  readonly named?: ReadonlyMap<string, AddressedIssue> | undefined;
  /** The problems of its repository, where judging asked for them. */
  readonly problems?: readonly ProblemIssue[] | undefined;
}

/** An issue that somebody named. `hidden`: it stands where not everybody may look, or out of our sight, so that nothing is said of whether it is there. */
export type AddressedIssue =
  | {
      readonly kind: "found";
      /** As GitHub spells it today. */
      readonly ref: IssueRef;
      readonly labels: readonly string[];
      /** Opened by us, or by somebody of the repository. */
      readonly trusted: boolean;
    }
  | { readonly kind: "missing" }
  | { readonly kind: "hidden" };

/** An issue with the label of a problem. */
export interface ProblemIssue {
  readonly id: string;
  readonly ref: IssueRef;
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly state: "open" | "closed";
  readonly reason?: "completed" | "not_planned" | "duplicate" | undefined;
  readonly createdAt: Instant;
  readonly closedAt?: Instant | undefined;
  readonly updatedAt: Instant;
  /** Opened by us, or by somebody of the repository: what others open in public is none. */
  readonly trusted: boolean;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  /** The newest of what was said on it. */
  readonly said: SaidOn;
}

/** The newest end of what was said on an issue. */
export interface SaidOn {
  /** Oldest first. */
  readonly comments: readonly CommentItem[];
  /** Comments that somebody took away: who, when, and whose they were. */
  readonly deleted: readonly {
    readonly at: Instant;
    readonly by?: Actor | undefined;
    readonly of?: Actor | undefined;
  }[];
  /** What is older was not read; absent: that is all there is. */
  readonly readFrom?: Instant | undefined;
}

/** An incident as its card's ledger tells what it is about. */
export interface IncidentCase {
  readonly ref: IssueRef;
  readonly state: "open" | "closed";
  readonly about: CaseAbout;
}

/** The problems and the incidents of a repository that changed last. */
export interface Cases {
  readonly problems: readonly ProblemIssue[];
  /** There are more problems than were read: what is not among them may be one all the same. */
  readonly hasMore?: boolean;
  readonly incidents: readonly IncidentCase[];
}
