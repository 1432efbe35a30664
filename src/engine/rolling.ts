// The issue that a subject of a repository speaks on, which stays the same one, and the incidents that such a subject lists.
import type { Instant } from "./instant.ts";
import type { Ledger } from "./ledger.ts";
import type { IssueRef, SaidOn } from "./snapshot.ts";
import type { Marker } from "./text/marker.ts";

/** A rolling issue of ours with the newest part of what was said on it. */
export interface RollingIssue extends SaidOn {
  readonly id: string;
  readonly ref: IssueRef;
  readonly url: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Our hidden marks in its body. */
  readonly marks: readonly Marker[];
  /** Was it ever pinned to the top of the list of issues? */
  readonly pinned: boolean;
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
