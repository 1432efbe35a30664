// What GitHub says about one key, read in one go: the only thing that decisions are made from.
import type { Instant } from "./instant.ts";
import type { IssueRef } from "./issue-ref.ts";
import type { CaseAbout, Ledger } from "./ledger.ts";
import type { Child } from "./snapshot/child.ts";
import type { Pull } from "./snapshot/pull.ts";
import type { Repository, Sources } from "./snapshot/repository.ts";
import type { Actor, BodyVersion, CommentItem, Item } from "./snapshot/timeline.ts";

export type { IssueRef } from "./issue-ref.ts";

/** A GitHub role on a repository, weakest first; `none` also stands for "not a collaborator". */
export type Role = "none" | "read" | "triage" | "write" | "maintain" | "admin";

/** The incident's issue whole: what stands on it now, and its history. */
export interface Issue {
  readonly id: string;
  readonly ref: IssueRef;
  readonly title: string;
  /** Markdown; empty where GitHub says null. CRLF is kept as it came. */
  readonly body: string;
  readonly url: string;
  readonly state: "open" | "closed";
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly editedAt?: Instant | undefined;
  readonly author?: Actor | undefined;
  /** The author's association is OWNER, MEMBER or COLLABORATOR. */
  readonly authorIsMember: boolean;
  /** The body's versions, oldest first, the present one last: facts are judged by the text that stood when they were used. */
  readonly versions: readonly BodyVersion[];
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly timeline: readonly Item[];
}

/** How the ledger was found: `signed`, `believed` (no secret; the card's last editor is ours), `lost` (there is a card, its
 * ledger is missing or wrongly signed) or `none` (there is no card yet). */
export type LedgerTrust = "signed" | "believed" | "lost" | "none";

/** An effect that could not be carried out and what GitHub said; kept in memory by the writer, shown on the card. */
export interface Fault {
  readonly effect: string;
  readonly message: string;
  /** Not tried again before this instant. */
  readonly until: Instant;
}

/** What GitHub says about one key, whatever its kind: all that reading, speaking and writing need to know of it. */
export interface Snapshot {
  /** The kind of subject that the key is of. */
  readonly kind: string;
  readonly key: IssueRef;
  /** The login that this process acts as, without `[bot]`. */
  readonly me: string;
  readonly repository: Repository;
  readonly sources: Sources;
  /** Rights on the repository of those whose acts are not judged yet; under `login@owner/repo` those on another. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Ids of effects that this process wrote in the last ten minutes (a replica may not show them yet) → node id made. */
  readonly recent: ReadonlyMap<string, string>;
  /** Of those the issues that were opened, by effect; absent: none. */
  readonly made?: ReadonlyMap<string, { readonly id: string; readonly ref: IssueRef }>;
  /** Of those the new comments. */
  readonly said: readonly string[];
  readonly faults: readonly Fault[];
  /** When each person was last mentioned, over all keys that this process has seen. */
  readonly mentioned: ReadonlyMap<string, Instant>;
  /** First asks that wait until somebody may be mentioned, over the keys of the account; absent: none that is known. */
  readonly turns?: readonly AskTurn[] | undefined;
}

/** A first ask that waits for somebody's turn: meanwhile nobody else takes it. */
export interface AskTurn {
  readonly key: IssueRef;
  /** The account or team in small letters. */
  readonly who: string;
  /** The higher comes first. */
  readonly rank: number;
  /** Which ask of its subject it is: one that asks several people waits for all of them since one instant. */
  readonly thread: string;
  /** Since when it waits. */
  readonly since: Instant;
  /** When it may be said. */
  readonly until: Instant;
}

/** What GitHub says about an incident: its issue, what hangs under it, and the ledger on its card. */
export interface IncidentSnapshot extends Snapshot {
  readonly kind: "incident";
  readonly issue: Issue;
  readonly children: readonly Child[];
  /** Pull requests that bring documents of it; absent: none is known. */
  readonly pulls?: readonly Pull[] | undefined;
  /** Node ids of those that we may not see. */
  readonly hiddenPulls?: readonly string[] | undefined;
  /** Node id of the organization's issue field *Target date*; absent: it has none, or nobody looked. */
  readonly targetField?: string | undefined;
  /** Children named in the ledger or in references that GitHub no longer shows: deleted, or out of our sight. */
  readonly unseen: readonly string[];
  readonly trust: LedgerTrust;
  readonly ledger?: Ledger | undefined;
  /** Hidden marks are proven here, not only by who wrote them: a secret signs them. */
  readonly proven: boolean;
  /** Node ids that the issue had before transfers. */
  readonly formerIds: readonly string[];
  /** The known problems and the incidents of its repository, where it is compared with them; absent: nobody asked. */
  readonly cases?: Cases | undefined;
  /** Issues that people named, by their addresses in small letters, as far as judging asked for them; absent: for none. */
  readonly named?: ReadonlyMap<string, AddressedIssue> | undefined;
  /** The problems of its repository, where judging asked for them. */
  readonly problems?: readonly ProblemIssue[] | undefined;
}

/** An issue that somebody named. `hidden`: it stands where not everybody may look, or out of our sight, so that nothing is said of whether it is there. */
export type AddressedIssue =
  | {
      readonly kind: "found";
      /** As GitHub spells it today. */
      readonly ref: IssueRef;
      readonly labels: readonly string[];
      /** Opened by us, or by somebody of the repository. */
      readonly trusted: boolean;
    }
  | { readonly kind: "missing" }
  | { readonly kind: "hidden" };

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
  readonly said: SaidOn;
}

/** The newest end of what was said on an issue. */
export interface SaidOn {
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
  readonly about: CaseAbout;
}

/** The problems and the incidents of a repository that changed last. */
export interface Cases {
  readonly problems: readonly ProblemIssue[];
  /** There are more problems than were read: what is not among them may be one all the same. */
  readonly hasMore?: boolean;
  readonly incidents: readonly IncidentCase[];
}
