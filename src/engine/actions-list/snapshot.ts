// What GitHub says about the actions of a repository's incidents, read in one go: the issue that lists them, and what each card records.
import type { Instant } from "../instant.ts";
import type { ListedIncident, RollingIssue } from "../rolling.ts";
import type { IssueRef, Snapshot } from "../snapshot.ts";

/** The actions of all incidents of a repository that are open or owe something. */
export interface ActionsSnapshot extends Snapshot {
  readonly kind: "actions";
  /** The open issues of ours that list them, oldest first: the first counts, the others are doubles. */
  readonly rolling: readonly RollingIssue[];
  /** The newest of those that are closed. */
  readonly former?: { readonly ref: IssueRef; readonly closedAt: Instant } | undefined;
  /** Incidents that are open, and those that are closed and owe something. */
  readonly incidents: readonly ListedIncident[];
}
