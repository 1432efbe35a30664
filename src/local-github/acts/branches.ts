// Acts on branches: making one, moving it to a commit, deleting it, and what becomes of the pull requests from it.
import { commitsBetween, differences } from "../history.ts";
import type { Acting } from "../platform.ts";
import { newest } from "../platform.ts";
import type { Commit, PullRequest, Repository } from "../records.ts";
import { headOf, nameWithOwner, shownLogin } from "../records.ts";
import { type PushedCommit, pushShape } from "../shapes/push.ts";
import type { View } from "../view.ts";
import { change, note, tell } from "./change.ts";

// As git: https://git-scm.com/docs/git-check-ref-format
const refused = /^$|^[-/.]|[/.]$|\.\.|\/[/.]|\.lock(?:\/|$)|@\{|[\0-\x20\x7f~^:?*[\\]/;

/** Whether git takes a name for a branch. */
export const isBranchName = (name: string): boolean => !refused.test(name) && name !== "HEAD" && name !== "@";

/**
 * Why no branch of that name can be made, as GitHub's GraphQL says it. The first sentence is seen in answers of `createRef`
 * (github.com/shogo82148/actions-go-fuzz), the second in github.com/microsoft/vscode-remote-repositories-github/issues/122.
 */
export function whyNoBranch(repository: Repository, name: string): string | undefined {
  if (headOf(repository, name) !== undefined)
    return `A ref named "refs/heads/${name}" already exists in the repository.`;
  const names = [repository.defaultBranch, ...repository.branches.keys()];
  const within = names.some((one) => one.startsWith(`${name}/`) || name.startsWith(`${one}/`));
  return within || !isBranchName(name) ? "Ref cannot be created" : undefined;
}

/**
 * Why somebody may not move a branch, as GitHub's rulesets say it (satisfactory-factories/application/issues/67 quotes
 * REST).
 */
export function whyProtected({ actor }: Acting, repository: Repository, branch: string): string | undefined {
  const { protection } = repository.settings;
  if (protection === null || branch !== repository.defaultBranch) return undefined;
  const bypasses = protection.bypass.some((login) => login.toLowerCase() === shownLogin(actor).toLowerCase());
  return bypasses
    ? undefined
    : "Repository rule violations found\n\nChanges must be made through a pull request.";
}

/** Makes a branch at a commit: `create`, and the push of it. That the name is free is the caller's to check. */
export function createBranch(act: Acting, repository: Repository, name: string, at: Commit): Repository {
  const next = written(act, repository, new Map([...repository.branches, [name, at]]));
  note(act, nameWithOwner(repository), { did: "created-branch", text: name });
  const ref = { ref: name, ref_type: "branch", pusher_type: "user" };
  const payload = { ...ref, master_branch: repository.defaultBranch, description: null };
  act.platform.emit({ event: "create", repository: next, actor: act.actor, payload });
  push(act, next, { branch: name, before: undefined, head: at, commits: [] });
  return next;
}

/** Deletes a branch other than the default one. The open pull requests from it and into it are closed. */
export function deleteBranch(act: Acting, repository: Repository, name: string): Repository {
  const before = repository.branches.get(name);
  if (before === undefined) return repository;
  const next = written(act, repository, new Map([...repository.branches].filter(([one]) => one !== name)));
  note(act, nameWithOwner(repository), { did: "deleted-branch", text: name });
  for (const pull of newest(act).pulls(repository.id)) lose(act, pull, name);
  const payload = { ref: name, ref_type: "branch", pusher_type: "user" };
  act.platform.emit({ event: "delete", repository: next, actor: act.actor, payload });
  push(act, next, { branch: name, before, head: undefined, commits: [] });
  return next;
}

function lose(act: Acting, pull: PullRequest, name: string): void {
  const ofHead = pull.headRef === name;
  if (!ofHead && (pull.baseRef !== name || pull.state !== "OPEN")) return;
  const gone = ofHead ? [{ kind: "HeadRefDeletedEvent", pullId: pull.id, ref: name } as const] : [];
  const next = pull.state === "OPEN" ? closed(act, pull) : pull;
  change(act, next, { events: gone });
}

/** Closes an open pull request without a merge. */
export function closed(act: Acting, pull: PullRequest): PullRequest {
  const { platform, actor } = act;
  const next = change(act, pull, {
    state: "CLOSED",
    closedAt: platform.clock.now(),
    closedById: actor.id,
    events: [{ kind: "ClosedEvent", stateReason: null, closerId: null }],
  });
  const on = `${nameWithOwner(newest(act).theRepository(pull.repositoryId))}#${pull.number}`;
  note(act, on, { did: "closed", text: "" });
  tell(act, next, { action: "closed" });
  return next;
}

/** Lets a branch point at a commit, and tells the push and the pull requests from it. Without `commits` they are found. */
export function pointBranch(
  act: Acting,
  repository: Repository,
  move: { readonly branch: string; readonly to: Commit; readonly commits?: readonly PushedCommit[] },
): Repository {
  const { branch, to } = move;
  const before = headOf(repository, branch);
  const commits = move.commits ?? (before === undefined ? [] : pushedBetween(newest(act), before, to));
  const next =
    branch === repository.defaultBranch
      ? written(act, { ...repository, head: to }, repository.branches)
      : written(act, repository, new Map([...repository.branches, [branch, to]]));
  push(act, next, { branch, before, head: to, commits });
  if (before !== undefined)
    for (const pull of newest(act).pulls(repository.id))
      if (pull.state === "OPEN" && pull.headRef === branch) synchronize(act, pull, { before, to });
  return next;
}

function pushedBetween(view: View, before: Commit, to: Commit): readonly PushedCommit[] {
  return commitsBetween(view, before, to).map((commit) => {
    const parent = view.commit(commit.repositoryId, commit.parents[0] ?? "");
    const all = differences(parent?.files ?? new Map(), commit.files);
    const named = (wanted: (one: (typeof all)[number]) => boolean) =>
      all.filter(wanted).map(({ path }) => path);
    const paths = {
      added: named((one) => one.before === undefined),
      removed: named((one) => one.after === undefined),
      modified: named((one) => one.before !== undefined && one.after !== undefined),
    };
    return { commit, paths };
  });
}

function synchronize(
  act: Acting,
  pull: PullRequest,
  { before, to }: { readonly before: Commit; readonly to: Commit },
): void {
  const view = newest(act);
  const base = headOf(view.theRepository(pull.repositoryId), pull.baseRef);
  const pushed = commitsBetween(view, before, to).map(({ oid }) => ({ kind: "Push", oid }) as const);
  const next = change(act, pull, {
    headOid: to.oid,
    baseOid: base?.oid ?? pull.baseOid,
    timeline: [...pull.timeline, ...pushed],
  });
  tell(act, next, { action: "synchronize", before: before.oid, after: to.oid });
}

function push(
  act: Acting,
  repository: Repository,
  what: Omit<Parameters<typeof pushShape>[2], "repository" | "actor">,
): void {
  const { platform, actor } = act;
  const payload = pushShape(platform, newest(act), { repository, actor, ...what });
  platform.emit({ event: "push", repository, actor, payload });
}

function written(act: Acting, repository: Repository, branches: Repository["branches"]): Repository {
  const at = act.platform.clock.now();
  const next = { ...repository, branches, pushedAt: at, updatedAt: at };
  act.platform.store.put(next, at);
  return next;
}
