// Acts that mark an issue as blocked by another, and take that back.
import type { Acting } from "../platform.ts";
import { newest } from "../platform.ts";
import type { Issue } from "../records.ts";
import { issueShape } from "../shapes/issue.ts";
import { repositoryShape } from "../shapes/repository.ts";
import { change, note, refOf, repositoryOf } from "./change.ts";

/** How many issues one may be blocked by, and how many it may block. */
const most = 50;

/** One issue and another that blocks it. */
export interface Dependency {
  readonly issue: Issue;
  readonly blocking: Issue;
}

function tellBoth(act: Acting, { issue, blocking }: Dependency, done: "added" | "removed"): void {
  const { platform, actor } = act;
  const view = newest(act);
  const both = {
    blocked_issue_id: issue.databaseId,
    blocked_issue: issueShape(platform, view, issue),
    blocking_issue_id: blocking.databaseId,
    blocking_issue: issueShape(platform, view, blocking),
  };
  const [here, there] = [repositoryOf(act, issue), repositoryOf(act, blocking)];
  // https://docs.github.com/webhooks/webhook-events-and-payloads#issue_dependencies
  const event = "issue_dependencies";
  platform.emit({
    ...{ event, repository: here, actor },
    payload: {
      ...{ action: `blocked_by_${done}`, ...both },
      blocking_issue_repo: repositoryShape(platform, view, there),
    },
  });
  platform.emit({
    ...{ event, repository: there, actor },
    payload: {
      ...{ action: `blocking_${done}`, ...both },
      blocked_issue_repo: repositoryShape(platform, view, here),
    },
  });
}

/** Why an issue can't be marked as blocked by another, in words of ours: what GitHub says is nowhere documented. */
export function whyNotBlocked({ issue, blocking }: Dependency): string | undefined {
  if (issue.id === blocking.id) return "An issue can't be blocked by itself";
  if (issue.blockedByIds.includes(blocking.id)) return "The issue is blocked by that issue already";
  return issue.blockedByIds.length >= most || blocking.blockingIds.length >= most
    ? `An issue can have at most ${most} dependencies of a kind`
    : undefined;
}

/** Marks an issue as blocked by another. That it may be is the caller's to check. */
export function block(act: Acting, { issue, blocking }: Dependency): Dependency {
  const blocked = change(act, issue, {
    blockedByIds: [...issue.blockedByIds, blocking.id],
    events: [{ kind: "BlockedByAddedEvent", blockingId: blocking.id }],
  });
  const blocker = change(act, newest(act).theIssue(blocking.id), {
    blockingIds: [...blocking.blockingIds, issue.id],
    events: [{ kind: "BlockingAddedEvent", blockedId: issue.id }],
  });
  note(act, refOf(act, issue), { did: "blocked", text: refOf(act, blocking) });
  const pair = { issue: blocked, blocking: blocker };
  tellBoth(act, pair, "added");
  return pair;
}

/** Puts another issue, or none, in the place of one that goes, wherever that blocks or is blocked, without a word in a timeline. */
export function putInPlace(act: Acting, old: Issue, next?: Issue): void {
  const { store, clock } = act.platform;
  const at = clock.now();
  const ids = next === undefined ? [] : [next.id];
  const without = (all: readonly string[]) => all.flatMap((id) => (id === old.id ? ids : [id]));
  for (const id of old.blockedByIds) {
    const blocking = newest(act).theIssue(id);
    store.put({ ...blocking, blockingIds: without(blocking.blockingIds) }, at);
  }
  for (const id of old.blockingIds) {
    const blocked = newest(act).theIssue(id);
    store.put({ ...blocked, blockedByIds: without(blocked.blockedByIds) }, at);
  }
}

/** Takes back that an issue is blocked by another. */
export function unblock(act: Acting, { issue, blocking }: Dependency): Dependency {
  const blocked = change(act, issue, {
    blockedByIds: issue.blockedByIds.filter((id) => id !== blocking.id),
    events: [{ kind: "BlockedByRemovedEvent", blockingId: blocking.id }],
  });
  const blocker = change(act, newest(act).theIssue(blocking.id), {
    blockingIds: blocking.blockingIds.filter((id) => id !== issue.id),
    events: [{ kind: "BlockingRemovedEvent", blockedId: issue.id }],
  });
  note(act, refOf(act, issue), { did: "unblocked", text: refOf(act, blocking) });
  const pair = { issue: blocked, blocking: blocker };
  tellBoth(act, pair, "removed");
  return pair;
}
