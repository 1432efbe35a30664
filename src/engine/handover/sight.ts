// What GitHub says about the handover of one repository, read in one go: its rolling issue, and the incidents that are open.
import type { Instant } from "../instant.ts";
import type { Ledger } from "../ledger.ts";
import type {
  Actor,
  CommentItem,
  Fault,
  IssueRef,
  Repository,
  Role,
  Snapshot,
  Sources,
} from "../snapshot.ts";

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

/** An open issue with the label of an incident. */
export interface OpenIncident {
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
export interface HandoverSight {
  readonly kind: "handover";
  /** `owner/repo#handover` */
  readonly key: string;
  readonly me: string;
  readonly repository: Repository;
  readonly sources: Sources;
  /** The open rolling issues of ours, oldest first: the first counts, the others are doubles. */
  readonly rolling: readonly RollingIssue[];
  /** The newest of those that are closed. */
  readonly former?: { readonly ref: IssueRef; readonly closedAt: Instant } | undefined;
  readonly open: readonly OpenIncident[];
  /** Rights of those whose commands on the rolling issue are not judged yet. */
  readonly roles: Readonly<Record<string, Role>>;
  readonly recent: Readonly<Record<string, string>>;
  readonly faults: readonly Fault[];
  readonly mentioned: Readonly<Record<string, Instant>>;
}

/** Is this the handover of a repository, and not an incident? */
export function isHandover(sight: Snapshot | HandoverSight): sight is HandoverSight {
  return "kind" in sight;
}

/** The key under which the handover of `owner/repo` is looked at: it stands before there is an issue. */
export function handoverKey(repository: string): IssueRef {
  return `${repository}#handover`;
}

/** Is this the key of a repository's handover? */
export function isHandoverKey(key: IssueRef): boolean {
  return key.endsWith("#handover");
}
