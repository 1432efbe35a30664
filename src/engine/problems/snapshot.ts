// What GitHub says about the problems of a repository, read in one go: their issues, the list of them, and what its incidents are about.
import type { Instant } from "../instant.ts";
import type { Cases, IssueRef, SaidOn, Snapshot } from "../snapshot.ts";

/** The issue of ours that lists the known problems. */
export interface ListIssue {
  readonly id: string;
  readonly ref: IssueRef;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly said: SaidOn;
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
