// Acts on an issue itself: opening, editing, closing, reopening.
import { nodeId } from "../identity.ts";
import type { Acting } from "../platform.ts";
import { newest } from "../platform.ts";
import type { Issue, PullRequest, Repository, StateReason } from "../records.ts";
import { nameWithOwner } from "../records.ts";
import { issueShape } from "../shapes/issue.ts";
import { change, editsAfter, note, refOf, tell } from "./change.ts";
import { putInPlace } from "./dependencies.ts";
import { assign, label } from "./labels.ts";
import { linkSubIssue, loosened } from "./links.ts";
import { crossReference } from "./references.ts";

/** What an issue is opened with; labels and assignees by node id. */
export interface NewIssue {
  readonly title: string;
  readonly body: string;
  readonly labelIds?: readonly string[];
  readonly assigneeIds?: readonly string[];
  readonly parent?: Issue | undefined;
}

/** Opens an issue: `opened`, then one event and webhook per label and assignee, then the link to its parent. */
export function openIssue(act: Acting, repository: Repository, what: NewIssue): Issue {
  const { store, clock, identity } = act.platform;
  const at = clock.now();
  const databaseId = identity.next("issue");
  const issue: Issue = {
    kind: "Issue",
    id: nodeId("I", [repository.databaseId, databaseId]),
    databaseId,
    repositoryId: repository.id,
    number: store.nextNumber(repository.id),
    title: what.title,
    body: what.body,
    authorId: act.actor.id,
    createdAt: at,
    updatedAt: at,
    state: "OPEN",
    stateReason: null,
    closedAt: null,
    closedById: null,
    duplicateOfId: null,
    movedToId: null,
    deleted: false,
    labelIds: what.labelIds ?? [],
    assigneeIds: what.assigneeIds ?? [],
    parentId: null,
    subIssueIds: [],
    blockedByIds: [],
    blockingIds: [],
    fieldValues: [],
    edits: [],
    reactions: [],
    timeline: [],
  };
  store.put(issue, at);
  const did = act.actor.kind === "Bot" ? "created-issue" : "opened";
  note(act, `${nameWithOwner(repository)}#${issue.number}`, { did, text: issue.body, title: issue.title });
  tell(act, issue, { action: "opened" });
  label(act, issue, { ids: issue.labelIds, given: true });
  assign(act, newest(act).theIssue(issue.id), { ids: issue.assigneeIds, given: true });
  if (what.parent !== undefined) linkSubIssue(act, what.parent, newest(act).theIssue(issue.id));
  crossReference(act, issue, `${issue.title}\n${issue.body}`);
  return newest(act).theIssue(issue.id);
}

/** Changes title, body or both; what stays the same makes no event. */
export function editIssue(
  act: Acting,
  issue: Issue,
  to: { readonly title?: string; readonly body?: string },
): Issue {
  const title = to.title ?? issue.title;
  const body = to.body ?? issue.body;
  if (title === issue.title && body === issue.body) return issue;
  const renamed = title !== issue.title;
  const rewritten = body !== issue.body;
  const next = change(act, issue, {
    title,
    body,
    ...(rewritten ? { edits: editsAfter(act, issue, body) } : {}),
    events: renamed ? [{ kind: "RenamedTitleEvent", previousTitle: issue.title, currentTitle: title }] : [],
  });
  note(act, refOf(act, next), {
    did: "edited",
    text: rewritten ? body : title,
    ...(renamed ? { title } : {}),
  });
  const changes = {
    ...(renamed ? { title: { from: issue.title } } : {}),
    ...(rewritten ? { body: { from: issue.body } } : {}),
  };
  tell(act, next, { action: "edited", changes });
  if (rewritten) crossReference(act, next, body);
  return newest(act).theIssue(issue.id);
}

/** How an issue is closed: why, as a duplicate of what, by the merge of what. */
export interface Closing {
  readonly reason: Exclude<StateReason, "REOPENED">;
  readonly canonical?: Issue | undefined;
  readonly closer?: PullRequest | undefined;
}

/** Closes an issue; one that is closed already only gets the new reason. */
export function closeIssue(act: Acting, issue: Issue, how: Closing): Issue {
  const at = act.platform.clock.now();
  if (issue.state === "CLOSED" && issue.stateReason === how.reason) return issue;
  const canonical = how.reason === "DUPLICATE" ? how.canonical : undefined;
  const marked = { canonicalId: canonical?.id ?? "", duplicateId: issue.id };
  const next = change(act, issue, {
    state: "CLOSED",
    stateReason: how.reason,
    closedAt: at,
    closedById: act.actor.id,
    duplicateOfId: canonical?.id ?? null,
    events: [
      ...(canonical === undefined ? [] : [{ kind: "MarkedAsDuplicateEvent", ...marked } as const]),
      { kind: "ClosedEvent", stateReason: how.reason, closerId: how.closer?.id ?? null },
    ],
  });
  if (canonical !== undefined) {
    change(act, newest(act).theIssue(canonical.id), {
      events: [{ kind: "MarkedAsDuplicateEvent", ...marked }],
    });
    note(act, refOf(act, next), { did: "marked-duplicate", text: refOf(act, canonical) });
  }
  note(act, refOf(act, next), { did: "closed", text: how.reason.toLowerCase() });
  tell(act, next, { action: "closed" });
  return newest(act).theIssue(issue.id);
}

/** Opens a closed issue again; one that was closed as a duplicate is no duplicate any more. */
export function reopenIssue(act: Acting, issue: Issue): Issue {
  if (issue.state === "OPEN") return issue;
  const canonical = issue.duplicateOfId === null ? undefined : newest(act).theIssue(issue.duplicateOfId);
  const unmarked = {
    kind: "UnmarkedAsDuplicateEvent",
    canonicalId: canonical?.id ?? "",
    duplicateId: issue.id,
  } as const;
  const next = change(act, issue, {
    state: "OPEN",
    stateReason: "REOPENED",
    closedAt: null,
    closedById: null,
    duplicateOfId: null,
    events: [
      ...(canonical === undefined ? [] : [unmarked]),
      { kind: "ReopenedEvent", stateReason: "REOPENED" },
    ],
  });
  if (canonical !== undefined) change(act, canonical, { events: [unmarked] });
  note(act, refOf(act, next), { did: "reopened", text: "" });
  tell(act, next, { action: "reopened" });
  return newest(act).theIssue(issue.id);
}

/** Deletes an issue for good, with its comments; its parent and its children know it no more. */
export function deleteIssue(act: Acting, issue: Issue): void {
  const { platform } = act;
  const at = platform.clock.now();
  const shape = issueShape(platform, newest(act), issue);
  const repository = newest(act).theRepository(issue.repositoryId);
  loosened(act, issue);
  putInPlace(act, issue);
  platform.store.put({ ...newest(act).theIssue(issue.id), deleted: true, updatedAt: at }, at);
  note(act, refOf(act, issue), { did: "deleted-issue", text: issue.title });
  platform.emit({
    event: "issues",
    repository,
    actor: act.actor,
    payload: { action: "deleted", issue: shape },
  });
}
