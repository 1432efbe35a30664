// Acts on a repository's files: commits to the default branch, and the merge of a fix.
import { commitOid, treeOid } from "../git.ts";
import { nodeId } from "../identity.ts";
import type { Acting } from "../platform.ts";
import { newest } from "../platform.ts";
import type { Commit, Issue, PullRequest, Repository } from "../records.ts";
import { nameWithOwner, shownLogin } from "../records.ts";
import { pushShape } from "../shapes/push.ts";
import { note, refOf } from "./change.ts";
import { closeIssue } from "./issues.ts";
import { crossReference } from "./references.ts";

/** Files to write (path to text) and paths to remove, with the words of the commit. */
export interface FileChange {
  readonly message: string;
  readonly add: ReadonlyMap<string, string>;
  readonly remove?: readonly string[];
}

/** Builds a commit over some files. */
export function commitOver(
  act: Acting,
  repository: { readonly id: string; readonly databaseId: number },
  what: {
    readonly files: ReadonlyMap<string, string>;
    readonly message: string;
    readonly parent?: string;
    readonly former?: readonly string[];
  },
): Commit {
  const at = act.platform.clock.now();
  const who = shownLogin(act.actor);
  const parent = what.parent === undefined ? {} : { parent: what.parent };
  const oid = commitOid({ tree: treeOid(what.files, ""), ...parent, who, at, message: what.message });
  return {
    kind: "Commit",
    id: `${nodeId("C", [repository.databaseId])}${oid.slice(0, 12)}`,
    repositoryId: repository.id,
    oid,
    message: what.message,
    authorId: act.actor.id,
    at,
    files: what.files,
    former: what.former ?? [],
  };
}

/** Commits to the default branch and sends the push. */
export function commitFiles(act: Acting, repository: Repository, change: FileChange): Repository {
  const { store, clock } = act.platform;
  const before = repository.head;
  const files = new Map(before.files);
  for (const path of change.remove ?? []) files.delete(path);
  for (const [path, text] of change.add) files.set(path, text);
  const gone = [...before.files].filter(([path, text]) => files.get(path) !== text).map(([, text]) => text);
  const former = [...before.former, ...gone];
  const head = commitOver(act, repository, { files, message: change.message, parent: before.oid, former });
  const next: Repository = { ...repository, head, pushedAt: clock.now(), updatedAt: clock.now() };
  store.put(next, clock.now());
  for (const path of [...change.add.keys(), ...(change.remove ?? [])]) {
    note(act, nameWithOwner(repository), { did: "committed", text: path });
  }
  const paths = {
    added: [...change.add.keys()].filter((path) => !before.files.has(path)),
    removed: (change.remove ?? []).filter((path) => before.files.has(path)),
    modified: [...change.add.keys()].filter((path) => before.files.has(path)),
  };
  const payload = pushShape(act.platform, newest(act), { repository: next, before, head, paths });
  act.platform.emit({ event: "push", repository: next, actor: act.actor, payload });
  return next;
}

/** Merges a pull request whose words say that it fixes an issue, which closes that issue. */
export function mergeFix(act: Acting, repository: Repository, issue: Issue): PullRequest {
  const { store, clock, identity } = act.platform;
  const at = clock.now();
  const databaseId = identity.next("pull");
  const pull: PullRequest = {
    kind: "PullRequest",
    id: nodeId("PR", [repository.databaseId, databaseId]),
    databaseId,
    repositoryId: repository.id,
    number: store.nextNumber(repository.id),
    title: `Fix ${issue.title}`,
    body: `Fixes ${issue.repositoryId === repository.id ? "" : refOf(act, issue).split("#")[0]}#${issue.number}`,
    authorId: act.actor.id,
    createdAt: at,
    mergedAt: at,
  };
  store.put(pull, at);
  note(act, `${nameWithOwner(repository)}#${pull.number}`, {
    did: "merged",
    text: pull.body,
    title: pull.title,
  });
  crossReference(act, pull, pull.body, true);
  closeIssue(act, newest(act).theIssue(issue.id), { reason: "COMPLETED", closer: pull });
  return pull;
}
