// The act of moving an issue to another repository: a new number and id there, with all that was said and done.

import { nodeId } from "../identity.ts";
import type { Acting } from "../platform.ts";
import { newest } from "../platform.ts";
import type { Issue, Repository } from "../records.ts";
import { issueShape } from "../shapes/issue.ts";
import { repositoryShape } from "../shapes/repository.ts";
import { change, labelsNamed, note, refOf, repositoryOf, tell } from "./change.ts";
import { putInPlace } from "./dependencies.ts";

/** Moves an issue: labels go along where the other repository has the same names; links to it follow. */
export function transferIssue(act: Acting, old: Issue, to: Repository): Issue {
  const { platform } = act;
  const view = newest(act);
  const from = repositoryOf(act, old);
  const was = { issue: issueShape(platform, view, old), repository: repositoryShape(platform, view, from) };
  const ref = refOf(act, old);
  const names = view.labelsById(old.labelIds).map((label) => label.name);
  const databaseId = platform.identity.next("issue");
  const moved: Issue = {
    ...old,
    databaseId,
    id: nodeId("I", [to.databaseId, databaseId]),
    repositoryId: to.id,
    number: platform.store.nextNumber(to.id),
    labelIds: labelsNamed(act, to, names).map((label) => label.id),
  };
  const next = change(act, moved, {
    events: [{ kind: "TransferredEvent", fromRepositoryId: from.id }],
  });
  const at = platform.clock.now();
  platform.store.put({ ...old, movedToId: next.id, updatedAt: at }, at);
  repoint(act, old, next);
  note(act, ref, { did: "transferred", text: refOf(act, next) });
  const now = newest(act);
  const changes = {
    new_issue: issueShape(platform, now, next),
    new_repository: repositoryShape(platform, now, to),
  };
  platform.emit({
    event: "issues",
    repository: from,
    actor: act.actor,
    payload: { action: "transferred", changes, issue: was.issue },
  });
  tell(act, next, {
    action: "opened",
    changes: { old_issue: was.issue, old_repository: was.repository },
  });
  return newest(act).theIssue(next.id);
}

/** Leads what knew the issue by its old id to the new one: its comments, its parent, its children, and what it blocks or is blocked by. */
function repoint(act: Acting, old: Issue, next: Issue): void {
  const { store, clock } = act.platform;
  const at = clock.now();
  const view = newest(act);
  for (const comment of view.comments(old)) store.put({ ...comment, issueId: next.id }, at);
  for (const id of old.subIssueIds) store.put({ ...view.theIssue(id), parentId: next.id }, at);
  putInPlace(act, old, next);
  if (old.parentId === null) return;
  const parent = newest(act).theIssue(old.parentId);
  const subIssueIds = parent.subIssueIds.map((id) => (id === old.id ? next.id : id));
  store.put({ ...parent, subIssueIds }, at);
}
