// GraphQL's mutations of issues, comments, labels and links, with GitHub's checks.
import { note } from "../acts/change.ts";
import { addComment, deleteComment, editComment, minimizeComment, react, unreact } from "../acts/comments.ts";
import { closeIssue, editIssue, openIssue, reopenIssue } from "../acts/issues.ts";
import { assign, createLabel, label, unassign, unlabel, updateLabel } from "../acts/labels.ts";
import { linkSubIssue, unlinkSubIssue } from "../acts/links.ts";
import type { Act } from "../platform.ts";
import type { Account, Comment, Issue, MinimizedReason, ReactionContent, Repository } from "../records.ts";
import { nameWithOwner } from "../records.ts";
import type { Arguments } from "./arguments.ts";
import { commitOnBranch } from "./commit.ts";
import type { Context } from "./context.ts";
import {
  accountsWith,
  commentWith,
  issueWith,
  need,
  notImplemented,
  Problem,
  repositoryWith,
  sees,
} from "./context.ts";
import { reactionGroupsOf } from "./issues.ts";

/** One mutation: its input, what it acts with, what it answers (without `clientMutationId`). */
export type Mutation = (input: Arguments, act: Act, context: Context) => Record<string, unknown>;

const unprocessable = (message: string): Problem => new Problem("UNPROCESSABLE", message);

function bodyOf(text: string): string {
  if (text.length > 65_536) throw unprocessable("Body is too long (maximum is 65536 characters)");
  return text;
}

function titleOf(text: string): string {
  if (text.trim() === "") throw unprocessable("Title can't be blank");
  if (text.length > 256) throw unprocessable("Title is too long (maximum is 256 characters)");
  return text;
}

function labelIdsOf(context: Context, repository: Repository, ids: readonly string[]): readonly string[] {
  for (const id of ids) {
    const found = context.view.node(id);
    if (found?.kind !== "Label") {
      throw new Problem("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
    }
    if (found.repositoryId !== repository.id) {
      throw unprocessable(
        `The label '${found.name}' does not belong to ${repository.owner}/${repository.name}.`,
      );
    }
  }
  return [...new Set(ids)];
}

/** GitHub drops silently whom a repository does not let be assigned. */
function assignable(context: Context, repository: Repository, ids: readonly string[]): readonly string[] {
  const may = (person: Account): boolean =>
    person.kind === "User" && context.view.role(person.login, repository) !== "none";
  return [
    ...new Set(
      accountsWith(context, ids)
        .filter(may)
        .map((person) => person.id),
    ),
  ];
}

function checkLink(
  context: Context,
  pair: { readonly parent: Issue; readonly child: Issue | undefined },
): void {
  const { parent, child } = pair;
  const owner = (issue: Issue): string => context.view.theRepository(issue.repositoryId).ownerId;
  if (parent.subIssueIds.length >= 100) throw unprocessable("Parent cannot have more than 100 sub-issues");
  if (child === undefined) return;
  if (owner(parent) !== owner(child)) throw unprocessable("Sub issue must have the same owner as its parent");
  for (let above: Issue | undefined = parent; above !== undefined; ) {
    if (above.id === child.id) throw unprocessable("Sub issue cannot be its own parent or ancestor");
    above = above.parentId === null ? undefined : context.view.theIssue(above.parentId);
  }
}

const repositoryOf = (context: Context, issue: Issue): Repository =>
  context.view.theRepository(issue.repositoryId);

const fresh = (context: Context, issue: Issue): Issue => context.view.theIssue(issue.id);

function subjectWith(context: Context, id: string): Issue | Comment {
  return context.view.node(id)?.kind === "IssueComment" ? commentWith(context, id) : issueWith(context, id);
}

const createIssue: Mutation = (input, act, context) => {
  const repository = repositoryWith(context, input.theText("repositoryId"));
  const title = titleOf(input.theText("title"));
  const body = bodyOf(input.text("body") ?? "");
  const labelIds = labelIdsOf(context, repository, input.texts("labelIds") ?? []);
  const assigneeIds = assignable(context, repository, input.texts("assigneeIds") ?? []);
  const parentId = input.text("parentIssueId");
  const parent = parentId === undefined ? undefined : issueWith(context, parentId);
  if (parent !== undefined) {
    checkLink(context, { parent, child: undefined });
    if (repositoryOf(context, parent).ownerId !== repository.ownerId) {
      throw unprocessable("Sub issue must have the same owner as its parent");
    }
  }
  return { issue: openIssue(act, repository, { title, body, labelIds, assigneeIds, parent }) };
};

const updateIssue: Mutation = (input, act, context) => {
  const issue = issueWith(context, input.theText("id"));
  const repository = repositoryOf(context, issue);
  const title = input.text("title");
  const body = input.text("body");
  const state = input.text("state");
  const labelIds = input.texts("labelIds");
  const assigneeIds = input.texts("assigneeIds");
  editIssue(act, issue, {
    ...(title === undefined ? {} : { title: titleOf(title) }),
    ...(body === undefined ? {} : { body: bodyOf(body) }),
  });
  if (labelIds !== undefined) {
    const wanted = labelIdsOf(context, repository, labelIds);
    const gone = issue.labelIds.filter((id) => !wanted.includes(id));
    label(act, unlabel(act, fresh(context, issue), gone), { ids: wanted });
  }
  if (assigneeIds !== undefined) {
    const wanted = assignable(context, repository, assigneeIds);
    const gone = issue.assigneeIds.filter((id) => !wanted.includes(id));
    assign(act, unassign(act, fresh(context, issue), gone), { ids: wanted });
  }
  if (state === "CLOSED" && issue.state === "OPEN")
    closeIssue(act, fresh(context, issue), { reason: "COMPLETED" });
  if (state === "OPEN") reopenIssue(act, fresh(context, issue));
  return { issue: fresh(context, issue), actor: act.actor };
};

const close: Mutation = (input, act, context) => {
  const issue = issueWith(context, input.theText("issueId"));
  const reason = input.text("stateReason") ?? "COMPLETED";
  const duplicateOf = input.text("duplicateIssueId");
  const canonical = duplicateOf === undefined ? undefined : issueWith(context, duplicateOf);
  if (reason !== "COMPLETED" && reason !== "NOT_PLANNED" && reason !== "DUPLICATE") {
    throw notImplemented(`IssueClosedStateReason.${reason}`);
  }
  if (canonical !== undefined && reason !== "DUPLICATE") {
    throw unprocessable("duplicateIssueId is only valid with the state reason DUPLICATE");
  }
  return { issue: closeIssue(act, issue, { reason, canonical }) };
};

const addSubIssue: Mutation = (input, act, context) => {
  const parent = issueWith(context, input.theText("issueId"));
  const childId = input.text("subIssueId");
  if (childId === undefined) throw notImplemented("AddSubIssueInput without subIssueId");
  const child = issueWith(context, childId);
  const replace = input.flag("replaceParent") ?? false;
  checkLink(context, { parent, child });
  if (child.parentId === parent.id) throw unprocessable("Issue may not contain duplicate sub-issues");
  if (child.parentId !== null) {
    if (!replace) throw unprocessable("Sub issue may only have one parent");
    unlinkSubIssue(act, context.view.theIssue(child.parentId), child);
  }
  linkSubIssue(act, fresh(context, parent), fresh(context, child));
  return { issue: fresh(context, parent), subIssue: fresh(context, child) };
};

const removeSubIssue: Mutation = (input, act, context) => {
  const parent = issueWith(context, input.theText("issueId"));
  const child = issueWith(context, input.theText("subIssueId"));
  if (child.parentId !== parent.id) throw unprocessable("The issue is not a sub-issue of this parent");
  unlinkSubIssue(act, parent, child);
  return { issue: fresh(context, parent), subIssue: fresh(context, child) };
};

function lookOf(input: Arguments): { name?: string; color?: string; description?: string } {
  const name = input.text("name");
  const color = input.text("color");
  const description = input.text("description");
  if (name !== undefined && (name.trim() === "" || name.length > 50)) {
    throw unprocessable(`Name is ${name.trim() === "" ? "blank" : "too long (maximum is 50 characters)"}`);
  }
  if (color !== undefined && !/^[0-9a-f]{6}$/i.test(color)) throw unprocessable("Color must be 6 hex digits");
  if (description !== undefined && description.length > 100) {
    throw unprocessable("Description is too long (maximum is 100 characters)");
  }
  return {
    ...(name === undefined ? {} : { name }),
    ...(color === undefined ? {} : { color: color.toLowerCase() }),
    ...(description === undefined ? {} : { description }),
  };
}

const makeLabel: Mutation = (input, act, context) => {
  const repository = repositoryWith(context, input.theText("repositoryId"));
  const look = lookOf(input);
  const name = look.name ?? "";
  if (context.view.label(repository.id, name) !== undefined)
    throw unprocessable("Name has already been taken");
  const { color = "ededed", description = null } = look;
  const made = createLabel(act, repository, { name, color, description });
  note(act, nameWithOwner(repository), { did: "created-label", text: name });
  return { label: made };
};

const changeLabel: Mutation = (input, act, context) => {
  const id = input.theText("id");
  const old = context.view.node(id);
  if (old?.kind !== "Label" || !sees(context, context.view.theRepository(old.repositoryId))) {
    throw new Problem("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
  }
  const look = lookOf(input);
  const other = look.name === undefined ? undefined : context.view.label(old.repositoryId, look.name);
  if (other !== undefined && other.id !== id) throw unprocessable("Name has already been taken");
  return { label: updateLabel(act, old, look) };
};

const contentOf = (input: Arguments): ReactionContent => input.theText("content") as ReactionContent;

const byPermission =
  (permission: "issues" | "contents", mutation: Mutation): Mutation =>
  (input, act, context) => {
    need(context, permission);
    return mutation(input, act, context);
  };

const onIssues: Readonly<Record<string, Mutation>> = {
  createIssue,
  updateIssue,
  closeIssue: close,
  addSubIssue,
  removeSubIssue,
  createLabel: makeLabel,
  updateLabel: changeLabel,
  reopenIssue: (input, act, context) => ({
    issue: reopenIssue(act, issueWith(context, input.theText("issueId"))),
  }),
  addComment: (input, act, context) => {
    const issue = issueWith(context, input.theText("subjectId"));
    const body = bodyOf(input.theText("body"));
    if (body.trim() === "") throw unprocessable("Body can't be blank");
    const node = addComment(act, issue, body);
    const edge = { cursor: node.id, node };
    return { commentEdge: edge, timelineEdge: edge, subject: fresh(context, issue) };
  },
  updateIssueComment: (input, act, context) => {
    const comment = commentWith(context, input.theText("id"));
    return { issueComment: editComment(act, comment, bodyOf(input.theText("body"))) };
  },
  deleteIssueComment: (input, act, context) => {
    deleteComment(act, commentWith(context, input.theText("id")));
    return {};
  },
  minimizeComment: (input, act, context) => {
    const comment = commentWith(context, input.theText("subjectId"));
    const reason = input.theText("classifier").toLowerCase().replace("_", "-") as MinimizedReason;
    return { minimizedComment: minimizeComment(act, comment, reason) };
  },
  unminimizeComment: (input, act, context) => ({
    unminimizedComment: minimizeComment(act, commentWith(context, input.theText("subjectId")), null),
  }),
  addLabelsToLabelable: (input, act, context) => {
    const issue = issueWith(context, input.theText("labelableId"));
    const ids = labelIdsOf(context, repositoryOf(context, issue), input.texts("labelIds") ?? []);
    return { labelable: label(act, issue, { ids }) };
  },
  removeLabelsFromLabelable: (input, act, context) => {
    const issue = issueWith(context, input.theText("labelableId"));
    const ids = labelIdsOf(context, repositoryOf(context, issue), input.texts("labelIds") ?? []);
    return { labelable: unlabel(act, issue, ids) };
  },
  addAssigneesToAssignable: (input, act, context) => {
    const issue = issueWith(context, input.theText("assignableId"));
    const ids = assignable(context, repositoryOf(context, issue), input.texts("assigneeIds") ?? []);
    return { assignable: assign(act, issue, { ids }) };
  },
  removeAssigneesFromAssignable: (input, act, context) => {
    const issue = issueWith(context, input.theText("assignableId"));
    const people = accountsWith(context, input.texts("assigneeIds") ?? []);
    return {
      assignable: unassign(
        act,
        issue,
        people.map((person) => person.id),
      ),
    };
  },
  addReaction: (input, act, context) => {
    const subject = subjectWith(context, input.theText("subjectId"));
    const reaction = react(act, subject, contentOf(input));
    return answerReaction(context, subject, reaction);
  },
  removeReaction: (input, act, context) => {
    const subject = subjectWith(context, input.theText("subjectId"));
    const reaction = unreact(act, subject, contentOf(input));
    if (reaction === undefined) throw unprocessable("There is no such reaction to remove");
    return answerReaction(context, subject, reaction);
  },
};

function answerReaction(
  context: Context,
  subject: Issue | Comment,
  reaction: unknown,
): Record<string, unknown> {
  const now = subject.kind === "Issue" ? fresh(context, subject) : commentWith(context, subject.id);
  return { reaction, subject: now, reactionGroups: reactionGroupsOf(now) };
}

/** Every mutation that the local GitHub has, each behind the permission that it takes. */
export const mutations: Readonly<Record<string, Mutation>> = {
  ...Object.fromEntries(
    Object.entries(onIssues).map(([name, mutation]) => [name, byPermission("issues", mutation)]),
  ),
  createCommitOnBranch: byPermission("contents", commitOnBranch),
};
