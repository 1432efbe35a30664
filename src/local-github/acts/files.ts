// Acts on a repository's files: commits to a branch.
import { commitOid, treeOid } from "../git.ts";
import { nodeId } from "../identity.ts";
import type { Acting } from "../platform.ts";
import type { Commit, Repository } from "../records.ts";
import { headOf, nameWithOwner, shownLogin } from "../records.ts";
import { pointBranch } from "./branches.ts";
import { note } from "./change.ts";

/** Files to write (path to text) and paths to remove, with the words of the commit. Without a branch it is the default one. */
export interface FileChange {
  readonly message: string;
  readonly add: ReadonlyMap<string, string>;
  readonly remove?: readonly string[];
  readonly branch?: string;
}

/** Builds a commit over some files. */
export function commitOver(
  act: Acting,
  repository: { readonly id: string; readonly databaseId: number },
  what: {
    readonly files: ReadonlyMap<string, string>;
    readonly message: string;
    readonly parents?: readonly string[];
    readonly former?: readonly string[];
  },
): Commit {
  const { clock, store } = act.platform;
  const at = clock.now();
  const who = shownLogin(act.actor);
  const { parents = [], files, message, former = [] } = what;
  const oid = commitOid({ tree: treeOid(files, ""), parents, who, at, message });
  const id = `${nodeId("C", [repository.databaseId])}${oid.slice(0, 12)}`;
  const made = {
    kind: "Commit",
    id,
    repositoryId: repository.id,
    oid,
    message,
    parents,
    files,
    former,
  } as const;
  const commit: Commit = { ...made, authorId: act.actor.id, at };
  store.put(commit, at);
  return commit;
}

/** Commits to a branch that is there, and sends the push. */
export function commitFiles(act: Acting, repository: Repository, change: FileChange): Repository {
  const { branch = repository.defaultBranch, message, remove = [] } = change;
  const before = headOf(repository, branch);
  if (before === undefined) throw new Error(`${nameWithOwner(repository)} has no branch ${branch}`);
  const files = new Map(before.files);
  for (const path of remove) files.delete(path);
  for (const [path, text] of change.add) files.set(path, text);
  const former = [...before.former, ...goneOf(before.files, files)];
  const head = commitOver(act, repository, { files, message, parents: [before.oid], former });
  for (const path of [...change.add.keys(), ...remove]) {
    const elsewhere = branch === repository.defaultBranch ? {} : { branch };
    note(act, nameWithOwner(repository), { did: "committed", text: path, ...elsewhere });
  }
  const paths = {
    added: [...change.add.keys()].filter((path) => !before.files.has(path)),
    removed: remove.filter((path) => before.files.has(path)),
    modified: [...change.add.keys()].filter((path) => before.files.has(path)),
  };
  return pointBranch(act, repository, { branch, to: head, commits: [{ commit: head, paths }] });
}

/** The texts that no file has any more, or has at the same place. */
export const goneOf = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] =>
  [...before].filter(([path, text]) => after.get(path) !== text).map(([, text]) => text);
