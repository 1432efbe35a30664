// Acts that tie an issue to its parent, and loosen it again.
import type { Acting } from "../platform.ts";
import { newest } from "../platform.ts";
import type { Issue } from "../records.ts";
import { issueShape } from "../shapes/issue.ts";
import { repositoryShape } from "../shapes/repository.ts";
import type { View } from "../view.ts";
import { change, note, refOf, repositoryOf } from "./change.ts";

function tellLink(
  act: Acting,
  pair: { readonly parent: Issue; readonly child: Issue },
  done: "added" | "removed",
): void {
  const { platform, actor } = act;
  const view = newest(act);
  const parentRepository = repositoryOf(act, pair.parent);
  const childRepository = repositoryOf(act, pair.child);
  const both = {
    parent_issue_id: pair.parent.databaseId,
    parent_issue: issueShape(platform, view, pair.parent),
    sub_issue_id: pair.child.databaseId,
    sub_issue: issueShape(platform, view, pair.child),
  };
  platform.emit({
    event: "sub_issues",
    repository: parentRepository,
    actor,
    payload: {
      action: `sub_issue_${done}`,
      ...both,
      sub_issue_repo: repositoryShape(platform, view, childRepository),
    },
  });
  platform.emit({
    event: "sub_issues",
    repository: childRepository,
    actor,
    payload: {
      action: `parent_issue_${done}`,
      ...both,
      parent_issue_repo: repositoryShape(platform, view, parentRepository),
    },
  });
}

/** Why an issue can't be a sub-issue of another, as GitHub says it; without a child: why it can have no further one. */
export function whyNoSubIssue(view: View, parent: Issue, child: Issue | undefined): string | undefined {
  if (parent.subIssueIds.length >= 100) return "Parent cannot have more than 100 sub-issues";
  if (child === undefined) return undefined;
  const owner = (issue: Issue): string => view.theRepository(issue.repositoryId).ownerId;
  if (owner(parent) !== owner(child)) return "Sub issue must have the same owner as its parent";
  for (let above: Issue | undefined = parent; above !== undefined; ) {
    if (above.id === child.id) return "Sub issue cannot be its own parent or ancestor";
    above = above.parentId === null ? undefined : view.theIssue(above.parentId);
  }
  return undefined;
}

/** Makes `child` a sub-issue of `parent`. That it may be one is the caller's to check. */
export function linkSubIssue(act: Acting, parent: Issue, child: Issue): void {
  const current = newest(act).theIssue(parent.id);
  const nextParent = change(act, current, {
    subIssueIds: [...current.subIssueIds, child.id],
    events: [{ kind: "SubIssueAddedEvent", subIssueId: child.id }],
  });
  const nextChild = change(act, newest(act).theIssue(child.id), {
    parentId: parent.id,
    events: [{ kind: "ParentIssueAddedEvent", parentId: parent.id }],
  });
  note(act, refOf(act, parent), { did: "linked", text: refOf(act, child) });
  tellLink(act, { parent: nextParent, child: nextChild }, "added");
}

/** Loosens `child` from `parent`. */
export function unlinkSubIssue(act: Acting, parent: Issue, child: Issue): void {
  const current = newest(act).theIssue(parent.id);
  const nextParent = change(act, current, {
    subIssueIds: current.subIssueIds.filter((id) => id !== child.id),
    events: [{ kind: "SubIssueRemovedEvent", subIssueId: child.id }],
  });
  const nextChild = change(act, newest(act).theIssue(child.id), {
    parentId: null,
    events: [{ kind: "ParentIssueRemovedEvent", parentId: parent.id }],
  });
  note(act, refOf(act, parent), { did: "unlinked", text: refOf(act, child) });
  tellLink(act, { parent: nextParent, child: nextChild }, "removed");
}

/** Takes an issue that goes out of the lists of its parent and of its children, without a word in their timelines. */
export function loosened(act: Acting, issue: Issue): void {
  const { store, clock } = act.platform;
  const at = clock.now();
  const view = newest(act);
  for (const id of issue.subIssueIds) store.put({ ...view.theIssue(id), parentId: null }, at);
  if (issue.parentId === null) return;
  const parent = view.theIssue(issue.parentId);
  store.put({ ...parent, subIssueIds: parent.subIssueIds.filter((id) => id !== issue.id) }, at);
}
