// The issue that a subject of a repository speaks on, which stays the same one, and the incidents that such a subject lists.
import type { Instant } from "./instant.ts";
import type { Ledger } from "./ledger.ts";
import type { Actor, CommentItem, IssueRef } from "./snapshot.ts";
import type { Marker } from "./text/marker.ts";

/** A rolling issue of ours with the newest part of its history. */
export interface RollingIssue {
  readonly id: string;
  readonly ref: IssueRef;
  readonly url: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Our hidden marks in its body. */
  readonly marks: readonly Marker[];
  /** Was it ever pinned to the top of the list of issues? */
  readonly pinned: boolean;
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

/** An issue with the label of an incident that is open, or closed and owes something. */
export interface ListedIncident {
  readonly id: string;
  readonly ref: IssueRef;
  readonly title: string;
  readonly createdAt: Instant;
  readonly labels: readonly string[];
  /** Is there a card of ours among its first comments? */
  readonly card: boolean;
  /** What the card's ledger says, where it can be believed. */
  readonly ledger?: Ledger | undefined;
}
