// REST routes that change issues, comments and labels, as clients use them that do not write by GraphQL.

import { labelsNamed, note } from "../acts/change.ts";
import { addComment, deleteComment, editComment } from "../acts/comments.ts";
import { closeIssue, editIssue, openIssue, reopenIssue } from "../acts/issues.ts";
import { createLabel, label, unlabel } from "../acts/labels.ts";
import { closePull, editPull, reopenPull, whyNoReopening } from "../acts/pulls.ts";
import { reads } from "../installations.ts";
import type { Acting } from "../platform.ts";
import type { Comment, IssueOrPullRequest, Label, Repository } from "../records.ts";
import { nameWithOwner } from "../records.ts";
import { commentShape, issueShape, labelShape } from "../shapes/issue.ts";
import type { Route, RouteCall, RouteReply } from "./call.ts";
import { forbidden, isOwn, issueOf, notFound, paged, readOnly, repositoryOf } from "./call.ts";

const invalid = (field: string, code: string): RouteReply => ({
  status: 422,
  body: {
    message: "Validation Failed",
    errors: [{ resource: "Issue", field, code }],
    documentation_url: "https://docs.github.com/rest",
    status: "422",
  },
});

/** Whether a token may write on a subject: on a pull request the right to either is enough. */
function mayWrite(call: RouteCall, subject: { readonly kind: string }): boolean {
  if (call.viewer.kind === "app") return false;
  const { issues, pull_requests: pulls } = call.viewer.permissions;
  const on =
    subject.kind === "IssueComment" ? call.view.theIssueOrPull((subject as Comment).issueId) : subject;
  return issues === "write" || (on.kind === "PullRequest" && pulls === "write");
}

/** Looks the subject up, asks for the right to write, and acts as the token's bot. */
const writing =
  <T extends { readonly kind: string }>(
    find: (call: RouteCall) => T | undefined,
    answer: (call: RouteCall, act: Acting, subject: T) => RouteReply,
  ): Route["answer"] =>
  (call) => {
    const subject = find(call);
    const repository = repositoryOf(call);
    const { viewer } = call;
    if (viewer.kind === "app" || subject === undefined || repository === undefined) return notFound;
    if (!mayWrite(call, subject) || !isOwn(call, repository)) return forbidden;
    if (repository.archived) return readOnly;
    const sees = (other: Repository): boolean => reads(viewer, other);
    return answer(call, { platform: call.platform, actor: viewer.bot, sees }, subject);
  };

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

const shown = (call: RouteCall, issue: IssueOrPullRequest, status = 200): RouteReply => ({
  status,
  body: { ...issueShape(call.platform, call.view, call.view.theIssueOrPull(issue.id)), closed_by: null },
});

const shownLabels = (call: RouteCall, labels: readonly Label[]): RouteReply => ({
  status: 200,
  body: labels.map((one) => labelShape(call.platform, call.view, one)),
});

function commentOf(call: RouteCall): Comment | undefined {
  const repository = repositoryOf(call);
  const id = call.view.store.commentIds.get(Number(call.params[2]));
  const comment = id === undefined ? undefined : call.view.comment(id);
  if (repository === undefined || comment === undefined) return undefined;
  return call.view.theIssueOrPull(comment.issueId).repositoryId === repository.id ? comment : undefined;
}

function open(call: RouteCall, act: Acting, repository: Repository): RouteReply {
  const title = textOf(call.body.title);
  if (title === undefined || title.trim() === "") return invalid("title", "missing_field");
  const body = textOf(call.body.body) ?? "";
  if (body.length > 65_536) return invalid("body", "too_long");
  const labelIds = labelsNamed(act, repository, textsOf(call.body.labels)).map((one) => one.id);
  return shown(call, openIssue(act, repository, { title, body, labelIds }), 201);
}

/** Opens or closes as `state` says; answers a refusal where it can't be. */
function restate(call: RouteCall, act: Acting, id: string): RouteReply | undefined {
  const state = textOf(call.body.state);
  const current = call.view.theIssueOrPull(id);
  if (current.kind === "PullRequest") {
    if (state === "open" && whyNoReopening(call.view, current) !== undefined)
      return invalid("state", "invalid");
    if (state === "open") reopenPull(act, current);
    if (state === "closed") closePull(act, current);
    return undefined;
  }
  if (state === "open") reopenIssue(act, current);
  if (state === "closed") {
    const reason = call.body.state_reason === "not_planned" ? "NOT_PLANNED" : "COMPLETED";
    closeIssue(act, current, { reason });
  }
  return undefined;
}

function change(call: RouteCall, act: Acting, issue: IssueOrPullRequest): RouteReply {
  const title = textOf(call.body.title);
  const body = textOf(call.body.body);
  if (body !== undefined && body.length > 65_536) return invalid("body", "too_long");
  const words = { ...(title === undefined ? {} : { title }), ...(body === undefined ? {} : { body }) };
  if (issue.kind === "Issue") editIssue(act, issue, words);
  else editPull(act, issue, words);
  const current = call.view.theIssueOrPull(issue.id);
  if (Array.isArray(call.body.labels)) {
    const wanted = labelsNamed(act, call.view.theRepository(issue.repositoryId), textsOf(call.body.labels));
    const ids = wanted.map((one) => one.id);
    const gone = current.labelIds.filter((id) => !ids.includes(id));
    label(act, unlabel(act, current, gone), { ids });
  }
  return restate(call, act, issue.id) ?? shown(call, issue);
}

function say(call: RouteCall, act: Acting, issue: IssueOrPullRequest): RouteReply {
  const body = textOf(call.body.body);
  if (body === undefined || body.trim() === "") return invalid("body", "missing_field");
  if (body.length > 65_536) return invalid("body", "too_long");
  return { status: 201, body: commentShape(call.platform, call.view, addComment(act, issue, body)) };
}

function rewrite(call: RouteCall, act: Acting, comment: Comment): RouteReply {
  const body = textOf(call.body.body);
  if (body === undefined || body.trim() === "") return invalid("body", "missing_field");
  return { status: 200, body: commentShape(call.platform, call.view, editComment(act, comment, body)) };
}

/** Unlike GraphQL, REST makes a label that the repository lacks. */
function putOn(call: RouteCall, act: Acting, issue: IssueOrPullRequest): RouteReply {
  const repository = call.view.theRepository(issue.repositoryId);
  for (const name of textsOf(call.body.labels)) {
    if (call.view.label(repository.id, name) !== undefined) continue;
    createLabel(act, repository, { name, color: "ededed", description: null });
    note(act, nameWithOwner(repository), { did: "created-label", text: name });
  }
  const ids = labelsNamed(act, repository, textsOf(call.body.labels)).map((one) => one.id);
  return shownLabels(call, call.view.labelsById(label(act, issue, { ids }).labelIds));
}

function takeOff(call: RouteCall, act: Acting, issue: IssueOrPullRequest): RouteReply {
  const named = call.view.label(issue.repositoryId, call.params[3] ?? "");
  if (named === undefined || !issue.labelIds.includes(named.id)) return notFound;
  return shownLabels(call, call.view.labelsById(unlabel(act, issue, [named.id]).labelIds));
}

function makeLabel(call: RouteCall, act: Acting, repository: Repository): RouteReply {
  const name = textOf(call.body.name);
  if (name === undefined || name === "") return invalid("name", "missing_field");
  if (call.view.label(repository.id, name) !== undefined) return invalid("name", "already_exists");
  const color = (textOf(call.body.color) ?? "ededed").toLowerCase();
  if (!/^[0-9a-f]{6}$/.test(color)) return invalid("color", "invalid");
  const made = createLabel(act, repository, {
    name,
    color,
    description: textOf(call.body.description) ?? null,
  });
  note(act, nameWithOwner(repository), { did: "created-label", text: name });
  return { status: 201, body: labelShape(call.platform, call.view, made) };
}

function listLabels(call: RouteCall): RouteReply {
  const repository = repositoryOf(call);
  if (repository === undefined) return notFound;
  const { items, headers } = paged(call, call.view.labels(repository.id));
  return { ...shownLabels(call, items), headers };
}

/** Everything by which a client changes issues over REST, and the lists of labels. */
export const writeRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:/:/labels", answer: listLabels },
  { method: "POST", path: "/repos/:/:/labels", answer: writing(repositoryOf, makeLabel) },
  { method: "POST", path: "/repos/:/:/issues", answer: writing(repositoryOf, open) },
  { method: "PATCH", path: "/repos/:/:/issues/:", answer: writing(issueOf, change) },
  { method: "POST", path: "/repos/:/:/issues/:/comments", answer: writing(issueOf, say) },
  { method: "POST", path: "/repos/:/:/issues/:/labels", answer: writing(issueOf, putOn) },
  { method: "DELETE", path: "/repos/:/:/issues/:/labels/:", answer: writing(issueOf, takeOff) },
  { method: "PATCH", path: "/repos/:/:/issues/comments/:", answer: writing(commentOf, rewrite) },
  {
    method: "DELETE",
    path: "/repos/:/:/issues/comments/:",
    answer: writing(commentOf, (_call, act, comment) => {
      deleteComment(act, comment);
      return { status: 204 };
    }),
  },
];
