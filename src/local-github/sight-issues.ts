// Issues and comments of the local GitHub as scenarios and tests read them.
import type { Comment, DateField, Issue, StateReason } from "./records.ts";
import { nameWithOwner, shownLogin } from "./records.ts";
import type { View } from "./view.ts";

/** An issue for people; instants are epoch milliseconds, labels in the order in which they were given. */
export interface IssueFacts {
  readonly ref: string;
  readonly id: string;
  readonly number: number;
  readonly repo: string;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly state: "open" | "closed";
  readonly stateReason: Lowercase<StateReason> | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly closedAt: number | null;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly parent: string | null;
  readonly subIssues: readonly string[];
  readonly blockedBy: readonly string[];
  /** What stands in each field of the organization; null where nothing does. */
  readonly fields: Readonly<Record<string, string | null>>;
  readonly duplicateOf: string | null;
  readonly reactions: readonly { readonly by: string; readonly content: string }[];
}

/** A comment for people. */
export interface CommentFacts {
  readonly id: string;
  readonly author: string;
  readonly body: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly edited: boolean;
  readonly isMinimized: boolean;
  readonly minimizedReason: string | null;
  readonly reactions: readonly { readonly by: string; readonly content: string }[];
}

/** The address of an issue or a pull request: `owner/repo#7`. */
export function refOf(view: View, id: string): string {
  const numbered = view.theIssueOrPull(id);
  return `${nameWithOwner(view.theRepository(numbered.repositoryId))}#${numbered.number}`;
}

/** A comment in plain words. */
export function commentFacts(view: View, comment: Comment): CommentFacts {
  return {
    id: comment.id,
    author: shownLogin(view.theAccount(comment.authorId)),
    body: comment.body,
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    edited: comment.edits.length > 0,
    isMinimized: comment.minimizedReason !== null,
    minimizedReason: comment.minimizedReason,
    reactions: reactionsOf(view, comment),
  };
}

function reactionsOf(view: View, written: Issue | Comment): { by: string; content: string }[] {
  return written.reactions.map((reaction) => ({
    by: shownLogin(view.theAccount(reaction.accountId)),
    content: reaction.content.toLowerCase(),
  }));
}

/** An issue in plain words; `all` are the fields of all organizations. */
export function issueFacts(view: View, issue: Issue, all: readonly DateField[]): IssueFacts {
  const { ownerId } = view.theRepository(issue.repositoryId);
  const fields = all.filter((field) => field.ownerId === ownerId);
  const repo = nameWithOwner(view.theRepository(issue.repositoryId));
  return {
    ref: `${repo}#${issue.number}`,
    id: issue.id,
    number: issue.number,
    repo,
    title: issue.title,
    body: issue.body,
    author: shownLogin(view.theAccount(issue.authorId)),
    state: issue.state === "OPEN" ? "open" : "closed",
    stateReason:
      issue.stateReason === null ? null : (issue.stateReason.toLowerCase() as Lowercase<StateReason>),
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    closedAt: issue.closedAt,
    labels: view.labelsById(issue.labelIds).map((label) => label.name),
    assignees: issue.assigneeIds.map((id) => view.theAccount(id).login),
    parent: issue.parentId === null ? null : refOf(view, issue.parentId),
    subIssues: issue.subIssueIds.map((id) => refOf(view, id)),
    blockedBy: issue.blockedByIds.map((id) => refOf(view, id)),
    fields: Object.fromEntries(
      fields.map(({ id, name }) => [
        name,
        issue.fieldValues.find(({ fieldId }) => fieldId === id)?.value ?? null,
      ]),
    ),
    duplicateOf: issue.duplicateOfId === null ? null : refOf(view, issue.duplicateOfId),
    reactions: reactionsOf(view, issue),
  };
}
