// What happened to a branch as the `push` webhook tells it.
import { treeOid } from "../git.ts";
import type { Platform } from "../platform.ts";
import type { Account, Commit, Repository } from "../records.ts";
import { nameWithOwner, shownLogin, shownTime } from "../records.ts";
import type { View } from "../view.ts";

/** A commit that was pushed, with the paths in which it differs from the one before. */
export interface PushedCommit {
  readonly commit: Commit;
  readonly paths: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly modified: readonly string[];
  };
}

/** What was pushed: where the branch was (`undefined`: it is new) and is (`undefined`: it is gone), and the commits in between. */
export interface Push {
  readonly repository: Repository;
  readonly actor: Account;
  readonly branch: string;
  readonly before: Commit | undefined;
  readonly head: Commit | undefined;
  readonly commits: readonly PushedCommit[];
}

const nowhere = "0".repeat(40);

const person = (login: string) => ({ name: login, email: `${login}@users.noreply.github.com` });

function commitShape(view: View, page: string, { commit, paths }: PushedCommit): Record<string, unknown> {
  const login = shownLogin(view.theAccount(commit.authorId));
  return {
    id: commit.oid,
    tree_id: treeOid(commit.files, ""),
    distinct: true,
    message: commit.message,
    timestamp: shownTime(commit.at),
    url: `${page}/commit/${commit.oid}`,
    author: { ...person(login), username: login },
    committer: { ...person(login), username: login },
    ...paths,
  };
}

/** GitHub's `push` payload without repository, sender and installation. */
export function pushShape({ addresses }: Platform, view: View, push: Push): Record<string, unknown> {
  const page = `${addresses.web}/${nameWithOwner(push.repository)}`;
  const { before, head } = push;
  const commits = push.commits.map((one) => commitShape(view, page, one));
  const none = { added: [], removed: [], modified: [] };
  const [from, to] = [before?.oid ?? nowhere, head?.oid ?? nowhere];
  return {
    ref: `refs/heads/${push.branch}`,
    before: from,
    after: to,
    pusher: person(shownLogin(push.actor)),
    created: before === undefined,
    deleted: head === undefined,
    forced: false,
    base_ref: null,
    compare: `${page}/compare/${from.slice(0, 12)}...${to.slice(0, 12)}`,
    commits,
    head_commit:
      head === undefined ? null : (commits.at(-1) ?? commitShape(view, page, { commit: head, paths: none })),
  };
}
