// GraphQL's mutations of an issue: opening, changing, closing, sub-issues, assignees.
import { block, unblock, whyNotBlocked } from "../acts/dependencies.ts";
import { fieldsOf, isDay, setField } from "../acts/fields.ts";
import { closeIssue, editIssue, openIssue, reopenIssue } from "../acts/issues.ts";
import { assign, unassign } from "../acts/labels.ts";
import { linkSubIssue, unlinkSubIssue, whyNoSubIssue } from "../acts/links.ts";
import { countPinned, isPinned, MOST_PINNED, pin } from "../acts/pins.ts";
import type { Issue } from "../records.ts";
import {
  assignable,
  bodyOf,
  fresh,
  labelIdsOf,
  type MutationField,
  repositoryOf,
  titleOf,
  unprocessable,
} from "./checks.ts";
import {
  accountsWith,
  issueOrPullToChange,
  issueToChange,
  issueWith,
  notImplemented,
  type ResolverContext,
  ResolverProblem,
  repositoryToChange,
} from "./context.ts";
import { listsGiven } from "./lists.ts";

function checkLink(context: ResolverContext, parent: Issue, child: Issue | undefined): void {
  const why = whyNoSubIssue(context.view, parent, child);
  if (why !== undefined) throw unprocessable(why);
}

const createIssue: MutationField = (input, act, context) => {
  const repository = repositoryToChange(context, input.theText("repositoryId"));
  const title = titleOf(input.theText("title"));
  const body = bodyOf(input.text("body") ?? "");
  const labelIds = labelIdsOf(context, repository, input.texts("labelIds") ?? []);
  const assigneeIds = assignable(context, repository, input.texts("assigneeIds") ?? []);
  const parentId = input.text("parentIssueId");
  const parent = parentId === undefined ? undefined : issueToChange(context, parentId);
  if (parent !== undefined) {
    checkLink(context, parent, undefined);
    if (repositoryOf(context, parent).ownerId !== repository.ownerId) {
      throw unprocessable("Sub issue must have the same owner as its parent");
    }
  }
  return { issue: openIssue(act, repository, { title, body, labelIds, assigneeIds, parent }) };
};

const updateIssue: MutationField = (input, act, context) => {
  const issue = issueToChange(context, input.theText("id"));
  const title = input.text("title");
  const body = input.text("body");
  const state = input.text("state");
  const giveLists = listsGiven(input, issue, context);
  editIssue(act, issue, {
    ...(title === undefined ? {} : { title: titleOf(title) }),
    ...(body === undefined ? {} : { body: bodyOf(body) }),
  });
  giveLists(act);
  if (state === "CLOSED" && issue.state === "OPEN")
    closeIssue(act, fresh(context, issue), { reason: "COMPLETED" });
  if (state === "OPEN") reopenIssue(act, fresh(context, issue));
  return { issue: fresh(context, issue), actor: act.actor };
};

const close: MutationField = (input, act, context) => {
  const issue = issueToChange(context, input.theText("issueId"));
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

const addSubIssue: MutationField = (input, act, context) => {
  const parent = issueToChange(context, input.theText("issueId"));
  const childId = input.text("subIssueId");
  if (childId === undefined) throw notImplemented("AddSubIssueInput without subIssueId");
  const child = issueToChange(context, childId);
  const replace = input.flag("replaceParent") ?? false;
  checkLink(context, parent, child);
  if (child.parentId === parent.id) throw unprocessable("Issue may not contain duplicate sub-issues");
  if (child.parentId !== null) {
    if (!replace) throw unprocessable("Sub issue may only have one parent");
    unlinkSubIssue(act, context.view.theIssue(child.parentId), child);
  }
  linkSubIssue(act, fresh(context, parent), fresh(context, child));
  return { issue: fresh(context, parent), subIssue: fresh(context, child) };
};

const removeSubIssue: MutationField = (input, act, context) => {
  const parent = issueToChange(context, input.theText("issueId"));
  const child = issueToChange(context, input.theText("subIssueId"));
  if (child.parentId !== parent.id) throw unprocessable("The issue is not a sub-issue of this parent");
  unlinkSubIssue(act, parent, child);
  return { issue: fresh(context, parent), subIssue: fresh(context, child) };
};

const addBlockedBy: MutationField = (input, act, context) => {
  const issue = issueToChange(context, input.theText("issueId"));
  const pair = { issue, blocking: issueToChange(context, input.theText("blockingIssueId")) };
  const why = whyNotBlocked(pair);
  if (why !== undefined) throw unprocessable(why);
  const { issue: blocked, blocking } = block(act, pair);
  return { issue: blocked, blockingIssue: blocking };
};

const removeBlockedBy: MutationField = (input, act, context) => {
  const issue = issueToChange(context, input.theText("issueId"));
  const pair = { issue, blocking: issueToChange(context, input.theText("blockingIssueId")) };
  if (!issue.blockedByIds.includes(pair.blocking.id))
    throw unprocessable("The issue is not blocked by that issue");
  const { issue: blocked, blocking } = unblock(act, pair);
  return { issue: blocked, blockingIssue: blocking };
};

const setIssueFieldValue: MutationField = (input, act, context) => {
  const issue = issueToChange(context, input.theText("issueId"));
  const fields = fieldsOf(act.platform, repositoryOf(context, issue).ownerId);
  for (const given of input.objects("issueFields")) {
    const id = given.theText("fieldId");
    const field = fields.find((one) => one.id === id);
    if (field === undefined)
      throw new ResolverProblem("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
    const day = given.text("dateValue");
    if (given.flag("delete") !== true && (day === undefined || !isDay(day)))
      throw unprocessable("Date value must be a date, as 2025-05-01");
    setField(act, fresh(context, issue), field, day);
  }
  const now = fresh(context, issue);
  const issueFieldValues = now.fieldValues.map(({ id, value }) => ({
    kind: "IssueFieldDateValue",
    id,
    value,
  }));
  return { issue: now, issueFieldValues };
};

const pinIssue: MutationField = (input, act, context) => {
  const issue = issueToChange(context, input.theText("issueId"));
  if (!isPinned(issue) && countPinned(context.view, issue.repositoryId) >= MOST_PINNED)
    throw unprocessable("Maximum 3 pinned issues per repository");
  return { issue: pin(act, issue, true) };
};

/** The mutations whose subject is an issue. */
export const issueMutations: Readonly<Record<string, MutationField>> = {
  createIssue,
  updateIssue,
  closeIssue: close,
  pinIssue,
  unpinIssue: (input, act, context) => {
    const issue = pin(act, issueToChange(context, input.theText("issueId")), false);
    return { id: issue.id, issue };
  },
  setIssueFieldValue,
  addBlockedBy,
  removeBlockedBy,
  addSubIssue,
  removeSubIssue,
  reopenIssue: (input, act, context) => ({
    issue: reopenIssue(act, issueToChange(context, input.theText("issueId"))),
  }),
};

/** The mutations that assign people to issues and pull requests. */
export const assigningMutations: Readonly<Record<string, MutationField>> = {
  addAssigneesToAssignable: (input, act, context) => {
    const issue = issueOrPullToChange(context, input.theText("assignableId"));
    const ids = assignable(context, repositoryOf(context, issue), input.texts("assigneeIds") ?? []);
    return { assignable: assign(act, issue, { ids }) };
  },
  removeAssigneesFromAssignable: (input, act, context) => {
    const issue = issueOrPullToChange(context, input.theText("assignableId"));
    const people = accountsWith(context, input.texts("assigneeIds") ?? []);
    return {
      assignable: unassign(
        act,
        issue,
        people.map((person) => person.id),
      ),
    };
  },
};
