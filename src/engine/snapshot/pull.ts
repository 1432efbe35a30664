// A pull request that brings a document of an incident, with what tells where the document stands.
import type { Instant } from "../instant.ts";
import type { IssueRef } from "../issue-ref.ts";
import type { Actor } from "./timeline.ts";

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
