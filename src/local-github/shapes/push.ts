// A commit to the default branch as the `push` webhook tells it.
import { treeOid } from "../git.ts";
import type { Platform } from "../platform.ts";
import type { Commit, Repository } from "../records.ts";
import { nameWithOwner, shownLogin, shownTime } from "../records.ts";
import type { View } from "../view.ts";

/** What was pushed: the commits before and after, and the paths that differ. */
export interface Push {
  readonly repository: Repository;
  readonly before: Commit;
  readonly head: Commit;
  readonly paths: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly modified: readonly string[];
  };
}

/** GitHub's `push` payload without repository, sender and installation. */
export function pushShape({ addresses }: Platform, view: View, push: Push): Record<string, unknown> {
  const page = `${addresses.web}/${nameWithOwner(push.repository)}`;
  const login = shownLogin(view.theAccount(push.head.authorId));
  const person = { name: login, email: `${login}@users.noreply.github.com` };
  const commit = {
    id: push.head.oid,
    tree_id: treeOid(push.head.files, ""),
    distinct: true,
    message: push.head.message,
    timestamp: shownTime(push.head.at),
    url: `${page}/commit/${push.head.oid}`,
    author: { ...person, username: login },
    committer: { ...person, username: login },
    ...push.paths,
  };
  return {
    ref: `refs/heads/${push.repository.defaultBranch}`,
    before: push.before.oid,
    after: push.head.oid,
    pusher: person,
    created: false,
    deleted: false,
    forced: false,
    base_ref: null,
    compare: `${page}/compare/${push.before.oid.slice(0, 12)}...${push.head.oid.slice(0, 12)}`,
    commits: [commit],
    head_commit: commit,
  };
}
