// What leaves GitHub's issues: words by a channel, a change to a file, a document. A carrier of the host brings it about.
import type { IssueRef } from "./issue-ref.ts";
import type { Values, Wanted } from "./wanted.ts";

interface LeavingWanted extends Wanted {
  /** A repeat with this effect's id as its key is no second one where it arrives. */
  readonly repeatable: boolean;
}

/**
 * What words that leave GitHub are for: a notice to an audience · a page that asks for somebody · an announcement that there is an
 * incident · a try of the channel.
 */
export type Purpose = "notice" | "page" | "announcement" | "test";

/** What words that leave GitHub are about, as a receiver may be told. */
export interface About {
  /** The incident's id for life: what belongs together has it in common. */
  readonly incident: string;
  /** The short name of D-1. */
  readonly slug: string;
  readonly ref: IssueRef;
  readonly title: string;
  /** Severity as people say it; empty where none is settled. */
  readonly severity: string;
  /** It is over: a page is resolved by it, a thread ends with it. */
  readonly resolved: boolean;
}

/** Hands words to a channel beyond GitHub. The channel is given the effect's id as a key, so that a receiver can drop a double. */
export interface SendMessage extends LeavingWanted {
  readonly kind: "send";
  readonly purpose: Purpose;
  /** The channel's name in the policy. */
  readonly channel: string;
  /** Whom it goes to, by roles, contacts or audiences of the policy: addresses come from a secret of the host. */
  readonly to: readonly string[];
  /** Keys among whose people nobody is told by this: they are told otherwise. */
  readonly except?: readonly string[];
  /** Anybody may read it: nothing of the incident goes with it but its words. */
  readonly inPublic?: boolean;
  readonly subject: string;
  readonly about: About;
  readonly template: string;
  readonly values: Values;
}

/** A row of a table, found again by its first column. */
export interface RowEdit {
  readonly kind: "row";
  /** Names of the columns, the first being the one that a row is known by. */
  readonly header: readonly string[];
  /** What that column may have in a row that stands there already. */
  readonly keys: readonly string[];
  /** What the row says, in the order of the names: plain text, which whoever writes it makes safe. */
  readonly cells: readonly string[];
  /** It was written to this file before: where it is not there any more, somebody took it away. */
  readonly wasThere?: boolean;
}

/** A change to a file that is worked out on the file as it stands when it is written, so that what others did meanwhile is kept. */
export type FileEdit = RowEdit;

/** What a commit says and changes. */
export interface CommitWords {
  /** The words of its template: the first line, then what stands below it. */
  readonly values: Values;
  readonly edit: FileEdit;
}

/** Changes a file of a repository by a commit, on the branch that the policy names. */
export interface CommitFile extends LeavingWanted, CommitWords {
  readonly kind: "commit";
  /** `owner/name` */
  readonly repository: string;
  /** `owner/name` of what it tells of. */
  readonly home: string;
  /** By its name; absent: the default branch. */
  readonly branch?: string | undefined;
  readonly path: string;
  readonly template: string;
  /** The incident goes on: nothing is written to a default branch meanwhile. */
  readonly ongoing: boolean;
  /** What is written instead where more people may look than at the incident itself; absent: nothing is written there. */
  readonly openly?: CommitWords;
}

/** A template with its values. */
export interface Templated {
  readonly template: string;
  readonly values: Values;
}

/** Opens a pull request that brings a document of an incident, or brings the parts of it up to date that nobody has touched. */
export interface WriteDocument extends LeavingWanted, Templated {
  readonly kind: "document";
  /** `owner/name` of where it stands. */
  readonly repository: string;
  /** A branch of its own, and the file on it. */
  readonly branch: string;
  readonly path: string;
  /** Node id of its pull request, whose file is brought up to date; absent: it is opened. */
  readonly pull?: string | undefined;
  /**
   * What the file says of itself in a hidden line: its kind, the incident's address where it may stand there, what its facts come to, and
   * where somebody approved it what its approvals do.
   */
  readonly mark: readonly string[];
  /** The incident's address that the file has, where that is one of before it was transferred. */
  readonly formerly?: string | undefined;
  /** The parts that are brought up to date; absent: all that nobody has touched. */
  readonly parts?: readonly string[] | undefined;
  /** The title of the pull request, and what it says. */
  readonly title: string;
  readonly words: Templated;
  /** The message of the commit. */
  readonly message: Templated;
  /** Hidden words of the pull request: each `[kind, …words]`. */
  readonly markers: readonly (readonly string[])[];
  /** `owner/name` of the incident, and whether not everybody may read that: then it stands where not everybody may either. */
  readonly home: string;
  readonly private: boolean;
  /** Logins who are asked to review it, and who write it. */
  readonly reviewers: readonly string[];
  readonly assignees: readonly string[];
}

/** What leaves GitHub's issues: by a channel, as a commit, or as a document. */
export type Leaving = SendMessage | CommitFile | WriteDocument;
