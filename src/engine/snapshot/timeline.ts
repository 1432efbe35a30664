// The history of an issue as GitHub shows it: who did what to it when, comments included.
import type { Instant } from "../instant.ts";
import type { IssueRef } from "../issue-ref.ts";
import type { Marker } from "../text/marker.ts";

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
