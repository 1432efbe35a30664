// The act of merging a pull request, and the merged fix of an issue.
import { endsOf, mergeableOf } from "../ends.ts";
import { commitsBetween, merged } from "../history.ts";
import type { Acting } from "../platform.ts";
import { newest } from "../platform.ts";
import type { Issue, PullRequest, Repository } from "../records.ts";
import { nameWithOwner } from "../records.ts";
import type { View } from "../view.ts";
import { pointBranch } from "./branches.ts";
import { change, note, refOf, repositoryOf, tell } from "./change.ts";
import { commitOver, goneOf } from "./files.ts";
import { closeIssue } from "./issues.ts";
import { bare } from "./pulls.ts";
import { crossReference, fixedBy } from "./references.ts";
import { decisionOn } from "./reviews.ts";

/** How to merge: the sort of commit, and words of one's own for it. */
export interface Merging {
  readonly method: "MERGE" | "SQUASH";
  readonly headline?: string | undefined;
  readonly body?: string | undefined;
}

/**
 * Why a pull request can't be merged, in GitHub's words: github.com/alexwlchan/auto_merge_my_pull_requests/issues/1 for
 * drafts, github.com/microsoft/vscode-remote-repositories-github/issues/252 for approvals.
 */
export function whyNoMerge(view: View, pull: PullRequest): string | undefined {
  if (pull.state === "OPEN" && pull.draft) return "Pull Request is still a draft";
  if (mergeableOf(view, pull) !== "MERGEABLE") return "Pull Request is not mergeable";
  const decision = decisionOn(view, pull);
  if (decision === null || decision === "APPROVED") return undefined;
  if (decision === "CHANGES_REQUESTED") return "Changes have been requested.";
  const needed = repositoryNeeds(view, pull);
  return `At least ${needed} approving review${needed === 1 ? " is" : "s are"} required by reviewers with write access.`;
}

const repositoryNeeds = (view: View, pull: PullRequest): number =>
  view.theRepository(pull.repositoryId).settings.protection?.approvals ?? 0;

/** Merges a pull request: a commit on its base, and whatever issues it fixes are closed. That it may be merged is the caller's to check. */
export function mergePull(act: Acting, pull: PullRequest, how: Merging): PullRequest {
  const view = newest(act);
  const repository = repositoryOf(act, pull);
  const ends = endsOf(view, pull);
  const files = ends === undefined ? undefined : merged(view, ends.base, ends.head);
  if (ends === undefined || files === undefined) throw new Error(`${pull.title} can't be merged`);
  const { base, head } = ends;
  const made = commitOver(act, repository, {
    files,
    message: messageOf(act, pull, how),
    parents: how.method === "MERGE" ? [base.oid, head.oid] : [base.oid],
    former: [...base.former, ...head.former, ...goneOf(base.files, files)],
  });
  pointBranch(act, repository, { branch: pull.baseRef, to: made });
  const at = act.platform.clock.now();
  const next = change(act, newest(act).thePullRequest(pull.id), {
    ...{ state: "MERGED", baseOid: base.oid, mergeOid: made.oid },
    ...{ mergedAt: at, mergedById: act.actor.id, closedAt: at, closedById: act.actor.id },
    events: [
      { kind: "MergedEvent", pullId: pull.id, oid: made.oid, ref: pull.baseRef },
      { kind: "ClosedEvent", stateReason: null, closerId: null },
    ],
  });
  note(act, refOf(act, next), { did: "merged", text: next.title, title: next.title, branch: next.headRef });
  tell(act, next, { action: "closed" });
  if (next.baseRef === repository.defaultBranch) closeFixed(act, next);
  return newest(act).thePullRequest(pull.id);
}

function closeFixed(act: Acting, pull: PullRequest): void {
  for (const issue of fixedBy(act, pull)) closeIssue(act, issue, { reason: "COMPLETED", closer: pull });
}

function messageOf(act: Acting, pull: PullRequest, { method, headline, body }: Merging): string {
  const view = newest(act);
  const ends = endsOf(view, pull);
  const squashed = ends === undefined ? [] : commitsBetween(view, ends.base, ends.head);
  const merge = `Merge pull request #${pull.number} from ${repositoryOf(act, pull).owner}/${pull.headRef}`;
  const first = headline ?? (method === "MERGE" ? merge : `${pull.title} (#${pull.number})`);
  const rest =
    body ?? (method === "MERGE" ? pull.title : squashed.map((one) => `* ${one.message}`).join("\n\n"));
  return rest === "" ? first : `${first}\n\n${rest}`;
}

/** Merges a pull request whose words say that it fixes an issue, which closes that issue. Its files are nobody's concern. */
export function mergeFix(act: Acting, repository: Repository, issue: Issue): PullRequest {
  const { store, clock } = act.platform;
  const at = clock.now();
  const where = issue.repositoryId === repository.id ? "" : refOf(act, issue).split("#")[0];
  const words = { title: `Fix ${issue.title}`, body: `Fixes ${where}#${issue.number}` };
  const branches = { head: `fix-${issue.number}`, base: repository.defaultBranch };
  const { actor } = act;
  const pull: PullRequest = {
    ...bare(act, repository, { ...words, ...branches }),
    ...{ state: "MERGED", mergedAt: at, mergedById: actor.id, mergeOid: repository.head.oid },
    ...{ closedAt: at, closedById: actor.id },
  };
  store.put(pull, at);
  const on = `${nameWithOwner(repository)}#${pull.number}`;
  note(act, on, { did: "merged-fix", text: pull.body, title: pull.title });
  crossReference(act, pull, pull.body);
  closeIssue(act, newest(act).theIssue(issue.id), { reason: "COMPLETED", closer: pull });
  return pull;
}
