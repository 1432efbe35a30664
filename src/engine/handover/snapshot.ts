// What GitHub says about the handover of one repository, read in one go: its rolling issue, and the incidents that are open or owe something.
import type { Instant } from "../instant.ts";
import type { Ledger } from "../ledger.ts";
import type { Actor, CommentItem, IssueRef, Snapshot } from "../snapshot.ts";

/** A rolling issue of ours with the newest part of its history. */
export interface RollingIssue {
  readonly id: string;
  readonly ref: IssueRef;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
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

/** The handover of a repository as GitHub shows it. */
export interface HandoverSnapshot extends Snapshot {
  readonly kind: "handover";
  /** The open rolling issues of ours, oldest first: the first counts, the others are doubles. */
  readonly rolling: readonly RollingIssue[];
  /** The newest of those that are closed. */
  readonly former?: { readonly ref: IssueRef; readonly closedAt: Instant } | undefined;
  readonly open: readonly ListedIncident[];
  /** Those that are closed and owe something, the newest thirty. */
  readonly owing: readonly ListedIncident[];
}
