// What GitHub says about the problems of a repository, and of the incidents that they may lie behind: read in one go, and for an incident from the list of a moment ago.
import type { Instant } from "../instant.ts";
import type { Actor, CommentItem, IssueRef, Snapshot } from "../snapshot.ts";
import type { About } from "./about.ts";

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
  readonly said: Spoken;
}

/** The newest end of what was said on an issue. */
export interface Spoken {
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
  readonly about: About;
}

/** The problems and the incidents of a repository that changed last. */
export interface Cases {
  readonly problems: readonly ProblemIssue[];
  readonly incidents: readonly IncidentCase[];
}

/** The issue of ours that lists the known problems. */
export interface ListIssue {
  readonly id: string;
  readonly ref: IssueRef;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly said: Spoken;
}

/** The problems of a repository as GitHub shows them. */
export interface ProblemsSnapshot extends Snapshot, Cases {
  readonly kind: "problems";
  /** The open lists of ours, oldest first: the first counts, the others are doubles. */
  readonly lists: readonly ListIssue[];
  /** People closed the list: until they open it again there is none. */
  readonly isListClosed: boolean;
  /** There are more incidents than were read: the oldest are not counted. */
  readonly isCut: boolean;
}
