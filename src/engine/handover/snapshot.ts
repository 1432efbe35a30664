// What GitHub says about the handover of one repository, read in one go: its rolling issue, and the incidents that are open or owe something.
import type { Instant } from "../instant.ts";
import type { ListedIncident, RollingIssue } from "../rolling.ts";
import type { IssueRef, Snapshot } from "../snapshot.ts";

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
