// The documents by which an incident is read whole: one request for what nearly every pass needs, a second for the rest.

import { MESSAGES } from "../engine/own-messages/names.ts";
import { newer } from "./newer.ts";
import { type PullFields, pullFragments, pullItem, pullItemTypes } from "./pulls.ts";
import type { TargetFields } from "./targets.ts";

/** Who did something. */
export const who = "fragment Who on Actor { __typename login }";

const blob = "fragment File on Blob { oid text }";

// GitHub lists edits newest first as far as anybody has seen, but says so nowhere: both ends are asked for.
const edit = "fragment Edit on UserContentEdit { id editedAt editor { ...Who } }";

/** A comment without its edits. */
export const comment = `fragment Said on IssueComment {
  id url createdAt updatedAt lastEditedAt body isMinimized author { ...Who } editor { ...Who }
  reactionGroups { content viewerHasReacted }
}`;

/** What a child is read with, wherever it is found. */
const child = `fragment Child on Issue {
  id number title body url state stateReason createdAt closedAt updatedAt lastEditedAt author { ...Who } editor { ...Who }
  repository { nameWithOwner isPrivate isArchived }
  assignees(first: 10) { nodes { login } }
  labels(first: 20) { nodes { name } }
  comments(first: 10) { pageInfo { hasNextPage endCursor } nodes { ...Said } }
  latest: comments(last: 10) { nodes { ...Said } }
  closing: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { createdAt actor { ...Who } } } }
  assigning: timelineItems(last: 1, itemTypes: [ASSIGNED_EVENT]) { nodes { ... on AssignedEvent { createdAt } } }
${newer("dependencies", "  blocking(first: 10) { nodes { id } }")}
}`;

/** The events of a timeline that mean something to us; comments are among them, so there is one order. */
export const itemTypes = `[ISSUE_COMMENT, LABELED_EVENT, UNLABELED_EVENT, CLOSED_EVENT, REOPENED_EVENT, ASSIGNED_EVENT,
  UNASSIGNED_EVENT, RENAMED_TITLE_EVENT, COMMENT_DELETED_EVENT, MARKED_AS_DUPLICATE_EVENT, UNMARKED_AS_DUPLICATE_EVENT,
  TRANSFERRED_EVENT, CROSS_REFERENCED_EVENT]`;

const item = `fragment Item on IssueTimelineItems {
  __typename
  ... on IssueComment {
    ...Said
    newest: userContentEdits(first: 3) { totalCount nodes { ...Edit } }
    oldest: userContentEdits(last: 3) { nodes { ...Edit } }
  }
  ... on LabeledEvent { id createdAt actor { ...Who } label { name } }
  ... on UnlabeledEvent { id createdAt actor { ...Who } label { name } }
  ... on ClosedEvent { id createdAt actor { ...Who } stateReason closer {
    __typename ... on PullRequest { url } ... on Commit { url } } }
  ... on ReopenedEvent { id createdAt actor { ...Who } }
  ... on AssignedEvent { id createdAt actor { ...Who } assignee { ...Assignee } }
  ... on UnassignedEvent { id createdAt actor { ...Who } assignee { ...Assignee } }
  ... on RenamedTitleEvent { id createdAt actor { ...Who } previousTitle currentTitle }
  ... on CommentDeletedEvent { id createdAt actor { ...Who } }
  ... on MarkedAsDuplicateEvent { id createdAt actor { ...Who } canonical { ...Address } }
  ... on UnmarkedAsDuplicateEvent { id createdAt actor { ...Who } canonical { ...Address } }
  ... on TransferredEvent { id createdAt actor { ...Who } fromRepository { nameWithOwner } }
  ... on CrossReferencedEvent { id createdAt actor { ...Who } source {
    __typename ... on Issue { id number body repository { nameWithOwner } author { ...Who } } } }
}
fragment Assignee on Assignee { __typename ... on User { login } ... on Bot { login } ... on Mannequin { login } }
fragment Address on IssueOrPullRequest { __typename ... on Issue { id number repository { nameWithOwner isPrivate } } }`;

const incident = `fragment Incident on Issue {
  id number title body url state createdAt updatedAt lastEditedAt author { ...Who } authorAssociation
  repository { nameWithOwner }
  newest: userContentEdits(first: 20) { totalCount nodes { ...Edit diff } }
  oldest: userContentEdits(last: 20) { nodes { ...Edit diff } }
  assignees(first: 10) { nodes { login } }
  labels(first: 100) { nodes { name } }
  subIssues(first: 50) { pageInfo { hasNextPage endCursor } nodes { ...Child } }
  timelineItems(first: 100, itemTypes: ${itemTypes}) { pageInfo { hasNextPage endCursor } nodes { ...Item } }
}`;

const policyPath = "HEAD:.github/tocsin.yml";
const formsPath = "HEAD:.github/ISSUE_TEMPLATE";
const rotaPath = "HEAD:.github/rota";
const messagesPath = `HEAD:${MESSAGES}`;

/** A repository with the files that its policy is made from; `issues` are the aliases of what is read of it. */
function repository(issues: string): string {
  return `repository(owner: $owner, name: $name) {
    id nameWithOwner visibility isArchived defaultBranchRef { name }
    labels(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes { id name } }
    lastLabels: labels(last: 100) { nodes { id name } }
    policy: object(expression: "${policyPath}") { ...File }
    forms: object(expression: "${formsPath}") { ... on Tree { entries { name type object { ...File } } } }
    rota: object(expression: "${rotaPath}") { ... on Tree { entries { name type object { ...File } } } }
    messages: object(expression: "${messagesPath}") { ... on Tree { entries { name type object { ...File } } } }
    ${issues}
  }
  ownerPolicy: repository(owner: $owner, name: ".github") {
    policy: object(expression: "${policyPath}") { ...File }
  }`;
}

/**
 * Reads `count` incidents of one repository whole (variables: owner, name, n0, n1, …; known: node ids of children that are
 * not in the list of sub-issues, withKnown). With a count of 0 it reads the policy's files alone. `along` are repositories
 * where issues may soon be filed, `pulls` pull requests that bring documents.
 */
export function observeDocument(
  count: number,
  along?: Pick<TargetFields, "declared" | "fields">,
  pulls?: Pick<PullFields, "declared" | "fields">,
): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const variables = numbers.map((n) => `, $n${n}: Int!`).join("");
  const issues = numbers.map((n) => `i${n}: issue(number: $n${n}) { ...Incident }`).join("\n    ");
  const head = "$owner: String!, $name: String!, $known: [ID!]!, $withKnown: Boolean!";
  const query = `query ObserveIncidents(${head}${variables}${along ? `, ${along.declared}` : ""}${pulls ? `, ${pulls.declared}` : ""}) {
  ${repository(issues)}
${along?.fields ?? ""}${pulls ? `\n${pulls.fields}` : ""}
  known: nodes(ids: $known) @include(if: $withKnown) { __typename ...Child }
}`;
  const fragments =
    count === 0 ? [who, blob, comment, child] : [who, blob, edit, comment, child, item, incident];
  return [query, ...fragments, ...(pulls ? [pullFragments] : [])].join("\n");
}

/**
 * In a page of many only the first children are read along: GitHub counts for each that could be there, and a year of incidents has to
 * fit into an hour's allowance. Who has more has them read by further pages.
 */
const oneOfMany = incident.replace("subIssues(first: 50)", "subIssues(first: 10)");

/**
 * A page of whole incidents, the oldest first (variables: owner, name, labels: any of them; states; since: changed since, null for
 * whenever; size, after). The policy's files are read once, beside it.
 */
export const listDocument = `query ListIncidents($owner: String!, $name: String!, $labels: [String!], $states: [IssueState!],
  $since: DateTime, $size: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    issues(first: $size, after: $after, labels: $labels, states: $states, filterBy: {since: $since},
      orderBy: {field: CREATED_AT, direction: ASC}) { pageInfo { hasNextPage endCursor } nodes { ...Incident } }
  }
}
${[who, edit, comment, child, item, oneOfMany].join("\n")}`;

/** Further pages of an incident's timeline (variables: id, after). */
export const timelineDocument = `query MoreTimeline($id: ID!, $after: String!) {
  node(id: $id) { ... on Issue {
    timelineItems(first: 100, after: $after, itemTypes: ${itemTypes}) { pageInfo { hasNextPage endCursor } nodes { ...Item } }
  } }
}
${[who, edit, comment, item].join("\n")}`;

/** Further pages of an incident's sub-issues (variables: id, after). */
export const subIssuesDocument = `query MoreSubIssues($id: ID!, $after: String!) {
  node(id: $id) { ... on Issue {
    subIssues(first: 50, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...Child } }
  } }
}
${[who, comment, child].join("\n")}`;

/** Further pages of a pull request's history (variables: id, after). */
export const pullItemsDocument = `query MorePullItems($id: ID!, $after: String!) {
  node(id: $id) { ... on PullRequest {
    timelineItems(first: 100, after: $after, itemTypes: ${pullItemTypes}) { pageInfo { hasNextPage endCursor } nodes { ...PullItem } }
  } }
}
${[who, pullItem].join("\n")}`;

/** All edits of an incident's body (variables: id, after; null for the first page). */
export const editsDocument = `query MoreEdits($id: ID!, $after: String) {
  node(id: $id) { ... on Issue {
    userContentEdits(first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { ...Edit diff } }
  } }
}
${[who, edit].join("\n")}`;

/** Further pages of a repository's labels (variables: id, after). */
export const labelsDocument = `query MoreLabels($id: ID!, $after: String!) {
  node(id: $id) { ... on Repository {
    labels(first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { id name } }
  } }
}`;

/**
 * What only some passes need (variables: edited, withEdited; ids, withIds; owner, name, oid, withGood): the texts of the edits of
 * comments of ours, children that left the list, the last good policy; `pulls`: pull requests that bring documents.
 */
export const moreDocument = (
  pulls?: Pick<PullFields, "declared" | "fields">,
): string => `query ObserveMore($edited: [ID!]!, $withEdited: Boolean!, $ids: [ID!]!, $withIds: Boolean!,
  $owner: String!, $name: String!, $oid: GitObjectID!, $withGood: Boolean!${pulls ? `, ${pulls.declared}` : ""}) {
  edited: nodes(ids: $edited) @include(if: $withEdited) { ... on IssueComment {
    id
    newest: userContentEdits(first: 50) { totalCount nodes { ...Edit diff } }
    oldest: userContentEdits(last: 50) { nodes { ...Edit diff } }
  } }
  nodes(ids: $ids) @include(if: $withIds) { __typename ...Child }
  repository(owner: $owner, name: $name) @include(if: $withGood) { object(oid: $oid) { ...File } }${pulls ? `\n${pulls.fields}` : ""}
}
${[who, blob, edit, comment, child, ...(pulls ? [pullFragments] : [])].join("\n")}`;
