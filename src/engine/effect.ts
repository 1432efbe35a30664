// What a plan is made of: one change to the world each, as data, with the reason that a person can read.
import type { Leaving } from "./leaving.ts";
import type { Ledger } from "./ledger.ts";
import type { Values, Wanted } from "./wanted.ts";

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
