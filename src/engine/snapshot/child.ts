// An issue that hangs under an incident or was opened for it: its review, its actions, other tasks.
import type { Instant } from "../instant.ts";
import type { IssueRef } from "../issue-ref.ts";
import type { FormerPlace } from "../ledger.ts";
import type { Marker } from "../text/marker.ts";
import type { Actor, CommentItem } from "./timeline.ts";

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
