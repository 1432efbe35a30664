// What a plan is made of: one change to the world each, as data, with the reason that a person can read.
import type { Instant } from "./instant.ts";
import type { IssueRef } from "./issue-ref.ts";
import type { Ledger } from "./ledger.ts";

/** Plain values for a template: strings, numbers, booleans, lists and maps of them. Every text of a person is neutralised. */
export type Values = { readonly [name: string]: Value };

/** One value for a template: plain data all the way down. A template takes undefined and null for nothing. */
export type Value = string | number | boolean | undefined | null | readonly Value[] | Values;

interface Wanted {
  /** Deterministic: hangs on the node id of what started it, never on a count or an instant. */
  readonly id: string;
  /** One sentence for a person: why this is done. */
  readonly because: string;
  /** The rule of the policy that asked for it, with the ids of its source where it has one (`clocks.update H-9`); else a word of ours (`card`). */
  readonly rule?: string;
  /** When it was due, where it has a due time: `lateSeconds` counts from here. */
  readonly due?: Instant | undefined;
}

/** Makes a label in a repository. */
export interface CreateLabel extends Wanted {
  readonly kind: "create-label";
  readonly repositoryId: string;
  readonly name: string;
  readonly color: string;
  readonly description: string;
}

/** Puts one label on an issue or takes it off. `repositoryId` is the issue's. */
export interface SetLabel extends Wanted {
  readonly kind: "add-label" | "remove-label";
  readonly issueId: string;
  readonly label: string;
  readonly labelId: string;
  /** Comes after everything else, the card too: this label keeps the issue in the sweep's sight until all is done. */
  readonly last?: boolean | undefined;
}

/** Our card: made where `commentId` is absent, else edited in place. The ledger goes behind the text, signed. */
export interface WriteCard extends Wanted {
  readonly kind: "card";
  readonly issueId: string;
  readonly commentId?: string | undefined;
  readonly template: string;
  readonly values: Values;
  readonly ledger: Ledger;
}

/** A new comment. `markers` are hidden words that say what it is: each `[kind, …words]`. */
export interface AddComment extends Wanted {
  readonly kind: "comment";
  readonly issueId: string;
  readonly template: string;
  readonly values: Values;
  readonly markers: readonly (readonly string[])[];
  /** Logins that it mentions, for the fifteen-minute rule. */
  readonly mentions: readonly string[];
  /** Lines of plain text that stand below its words: the repository's own. */
  readonly below?: readonly string[] | undefined;
  /** Of which other incidents it tells those whom it mentions: the values of a template that stands below its words. */
  readonly waiting?: Values | undefined;
}

/** Edits a comment of ours in place (edits notify nobody). */
export interface EditComment extends Wanted {
  readonly kind: "edit-comment";
  readonly issueId: string;
  readonly commentId: string;
  readonly template: string;
  readonly values: Values;
  readonly markers: readonly (readonly string[])[];
  /** It takes ticks of people away: where a card is written, which keeps what they did, it waits for that. */
  readonly takesTicks?: boolean | undefined;
  /** As below a new one. */
  readonly below?: readonly string[] | undefined;
}

/** Takes a comment of ours away, for good. Only a double of one that stays is ever deleted. */
export interface DeleteComment extends Wanted {
  readonly kind: "delete-comment";
  readonly commentId: string;
}

/** Folds a comment of ours away as outdated; whoever looks for it can unfold it. */
export interface Minimize extends Wanted {
  readonly kind: "minimize";
  readonly commentId: string;
}

/** Answers a command without words: GitHub's name of the reaction that the comment gets. */
export interface React extends Wanted {
  readonly kind: "react";
  readonly commentId: string;
  readonly content: "THUMBS_UP" | "CONFUSED" | "EYES";
}

/** A retro or an action. `labels` are names; what the repository lacks is made first. */
export interface CreateIssue extends Wanted {
  readonly kind: "create-issue";
  /** `owner/name` */
  readonly repository: string;
  readonly title: string;
  readonly template: string;
  readonly values: Values;
  readonly markers: readonly (readonly string[])[];
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  /** Node id of the incident, to hang it under; absent where owners differ. */
  readonly parentId?: string | undefined;
  /** Of an incident in a private repository: what the issue says instead where everybody can look. Not even its address is told. */
  readonly openly?: { readonly title: string; readonly values: Values } | undefined;
}

/** Changes lines of a retro's body: only ticks and links. Read again just before; a line that is gone is left. */
export interface EditLines extends Wanted {
  readonly kind: "edit-lines";
  readonly issueId: string;
  readonly lines: readonly { readonly raw: string; readonly to: string }[];
  /** The body that the lines were read in; where it is no longer that, the effect waits for the next pass. */
  readonly body: string;
}

/** Writes the body of an issue of ours anew (edits notify nobody). `markers` are its hidden words, as of a new issue. */
export interface EditBody extends Wanted {
  readonly kind: "edit-body";
  readonly issueId: string;
  readonly template: string;
  readonly values: Values;
  readonly markers: readonly (readonly string[])[];
}

/** Pins an issue of ours to the top of its repository's list of issues, which has room for three. */
export interface PinIssue extends Wanted {
  readonly kind: "pin";
  readonly issueId: string;
}

/** Closes an issue, with GitHub's reason for it. */
export interface CloseIssue extends Wanted {
  readonly kind: "close";
  readonly issueId: string;
  readonly reason: "COMPLETED" | "NOT_PLANNED" | "DUPLICATE";
}

/** Hangs a child under an issue, in place of the parent that it has. */
export interface LinkChild extends Wanted {
  readonly kind: "link";
  readonly issueId: string;
  readonly childId: string;
}

/** Gives an issue to people, each by a login; those who have it already keep it, and GitHub tells whoever is new. */
export interface Assign extends Wanted {
  readonly kind: "assign";
  readonly issueId: string;
  readonly assignees: readonly string[];
}

/** Marks an issue as blocked by another (`block`), or takes that back. It shows what stands elsewhere: where it is refused it is left. */
export interface SetBlocker extends Wanted {
  readonly kind: "block" | "unblock";
  /** The issue that is blocked, and the one that blocks it. */
  readonly issueId: string;
  readonly blockerId: string;
}

/** Writes a day into a field of the organization on an issue. It shows what stands elsewhere: where it is refused it is left. */
export interface SetField extends Wanted {
  readonly kind: "set-field";
  readonly issueId: string;
  readonly fieldId: string;
  /** `2025-05-01` */
  readonly day: string;
}

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

/** One change to the world, by whatever carrier. */
export type Effect = GithubEffect | Leaving;

/** One change to GitHub's issues. */
export type GithubEffect =
  | CreateLabel
  | SetLabel
  | WriteCard
  | AddComment
  | EditComment
  | DeleteComment
  | Minimize
  | React
  | CreateIssue
  | EditLines
  | EditBody
  | PinIssue
  | CloseIssue
  | LinkChild
  | SetBlocker
  | SetField
  | Assign;

/** What was wanted and is not said now: which step of the voice held it back, and why. */
export interface Unsaid {
  readonly id: string;
  readonly step: "said" | "quiet" | "ceiling" | "mention" | "refused";
  /** One sentence for a person. */
  readonly because: string;
  /** When it may be said; absent: never. */
  readonly until?: Instant | undefined;
  /** Whose turn it waits for, where it asks them for the first time: accounts and teams in small letters. */
  readonly turn?: { readonly who: readonly string[]; readonly rank: number; readonly thread: string };
}

/** What should be done now, and when to look again. No effect is due later than now. */
export interface Plan {
  readonly key: IssueRef;
  readonly effects: readonly Effect[];
  /** What is held back of what was to be said. */
  readonly unsaid: readonly Unsaid[];
  /** Effects that this host can't carry: they wait for one that can. */
  readonly waiting: readonly Leaving[];
  /** Nothing becomes due before. Absent: only an event can change anything. */
  readonly wakeAt?: Instant | undefined;
}
