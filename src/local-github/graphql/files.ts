// GraphQL fields of what lies in a repository: branch, commits, folders, files.
import { blobOid, entriesOf, type GitEntry, treeOid } from "../git.ts";
import type { Account, Commit, Repository } from "../records.ts";
import { headOf, nameWithOwner, shownLogin, shownTime } from "../records.ts";
import type { View } from "../view.ts";
import type { FieldArguments } from "./arguments.ts";
import { page } from "./connection.ts";
import type { ResolverContext, TypeFields } from "./context.ts";

interface Blob {
  readonly kind: "Blob";
  readonly repository: Repository;
  readonly text: string;
}

interface Tree {
  readonly kind: "Tree";
  readonly repository: Repository;
  readonly files: ReadonlyMap<string, string>;
  readonly folder: string;
}

type TreeEntry = GitEntry & { readonly tree: Tree };

const binary = (text: string): boolean => text.includes("\0");
const maximalText = 512_000;

function at(repository: Repository, files: ReadonlyMap<string, string>, path: string): Blob | Tree | null {
  const text = files.get(path);
  if (text !== undefined) return { kind: "Blob", repository, text };
  const folder = path.replace(/\/$/, "");
  return entriesOf(files, folder) === undefined ? null : { kind: "Tree", repository, files, folder };
}

/** What `HEAD:path`, a branch or an oid names; null when there is nothing. */
export function objectOf(
  repository: Repository,
  args: FieldArguments,
  { view }: ResolverContext,
): Blob | Tree | Commit | null {
  const oid = args.text("oid");
  const expression = args.text("expression");
  if (oid !== undefined) return view.commit(repository.id, oid) ?? blobWith(repository, oid);
  const [revision = "", ...rest] = (expression ?? "").split(":");
  const commit = commitAt(view, repository, revision);
  if (commit === undefined) return null;
  return rest.length === 0 ? commit : at(repository, commit.files, rest.join(":"));
}

/** The commit that `HEAD`, a branch or an oid names. */
export function commitAt(view: View, repository: Repository, revision: string): Commit | undefined {
  if (revision === "HEAD") return repository.head;
  return headOf(repository, revision) ?? view.commit(repository.id, revision);
}

function blobWith(repository: Repository, oid: string): Blob | null {
  for (const head of [repository.head, ...repository.branches.values()])
    for (const text of [...head.files.values(), ...head.former])
      if (blobOid(text) === oid) return { kind: "Blob", repository, text };
  return null;
}

/** A branch with the commit that it points at. */
export interface Ref {
  readonly kind: "Ref";
  readonly id: string;
  readonly repository: Repository;
  readonly name: string;
  readonly target: Commit;
}

/** The branch of that name (with or without `refs/heads/`), or null. */
export function branchRef(repository: Repository, qualified: string): Ref | null {
  const name = qualified.replace(/^refs\/heads\//, "");
  const target = headOf(repository, name);
  if (target === undefined) return null;
  return { kind: "Ref", id: refId(repository, name), repository, name, target };
}

/** The default branch keeps the id that it always had here. */
function refId(repository: Repository, name: string): string {
  const own = name === repository.defaultBranch ? "" : Buffer.from(`:${name}`).toString("base64url");
  return `REF_${repository.id.slice(2)}${own}`;
}

/** Every branch, by name. */
export const refsOf = (repository: Repository): readonly Ref[] =>
  [repository.defaultBranch, ...repository.branches.keys()]
    .toSorted()
    .flatMap((name) => branchRef(repository, name) ?? []);

/** The branch with a node id. */
export const refWith = (view: View, id: string): Ref | undefined =>
  view
    .repositories()
    .flatMap(refsOf)
    .find((ref) => ref.id === id);

interface GitActor {
  readonly kind: "GitActor";
  readonly account: Account;
  readonly at: number;
}

const actorOf = (view: View, commit: Commit): GitActor => ({
  kind: "GitActor",
  account: view.theAccount(commit.authorId),
  at: commit.at,
});
const treeOf = ({ files }: Commit, repository: Repository): Tree => ({
  kind: "Tree",
  repository,
  files,
  folder: "",
});

const gitObject: TypeFields = {
  commitUrl: (source: Blob | Tree, _args, { platform }) =>
    `${platform.addresses.web}/${nameWithOwner(source.repository)}/commit/${source.repository.head.oid}`,
  repository: (source: Blob | Tree) => source.repository,
};

/** The fields of git objects. */
export const fileFields: Readonly<Record<string, TypeFields>> = {
  Ref: {
    id: (ref: Ref) => ref.id,
    name: (ref: Ref) => ref.name,
    prefix: () => "refs/heads/",
    repository: (ref: Ref) => ref.repository,
    target: (ref: Ref) => ref.target,
  },
  Commit: {
    id: (commit: Commit) => commit.id,
    oid: (commit: Commit) => commit.oid,
    abbreviatedOid: (commit: Commit) => commit.oid.slice(0, 7),
    message: (commit: Commit) => commit.message,
    messageHeadline: (commit: Commit) => commit.message.split("\n")[0],
    messageBody: (commit: Commit) => commit.message.split("\n").slice(1).join("\n").trim(),
    committedDate: (commit: Commit) => shownTime(commit.at),
    authoredDate: (commit: Commit) => shownTime(commit.at),
    author: (commit: Commit, _args, { view }) => actorOf(view, commit),
    committer: (commit: Commit, _args, { view }) => actorOf(view, commit),
    parents: (commit: Commit, args, { view }) =>
      page(
        args,
        commit.parents.map((oid) => view.theCommit(commit.repositoryId, oid)),
        "parents",
      ),
    url: (commit: Commit, _args, { platform, view }) =>
      `${platform.addresses.web}/${nameWithOwner(view.theRepository(commit.repositoryId))}/commit/${commit.oid}`,
    repository: (commit: Commit, _args, { view }) => view.theRepository(commit.repositoryId),
    tree: (commit: Commit, _args, { view }): Tree => treeOf(commit, view.theRepository(commit.repositoryId)),
    file: (commit: Commit, args, { view }): TreeEntry | null => {
      const path = args.theText("path");
      const tree = treeOf(commit, view.theRepository(commit.repositoryId));
      const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
      const entry = entriesOf(commit.files, folder)?.find((one) => one.path === path);
      return entry === undefined ? null : { ...entry, tree };
    },
  },
  GitActor: {
    name: ({ account }: GitActor) => shownLogin(account),
    email: ({ account }: GitActor) => `${shownLogin(account)}@users.noreply.github.com`,
    date: ({ at: when }: GitActor) => shownTime(when),
    user: ({ account }: GitActor) => (account.kind === "User" ? account : null),
  },
  Blob: {
    ...gitObject,
    id: (blob: Blob) => `B_${blobOid(blob.text).slice(0, 18)}`,
    oid: (blob: Blob) => blobOid(blob.text),
    abbreviatedOid: (blob: Blob) => blobOid(blob.text).slice(0, 7),
    byteSize: (blob: Blob) => Buffer.byteLength(blob.text),
    isBinary: (blob: Blob) => binary(blob.text),
    isTruncated: (blob: Blob) => blob.text.length > maximalText,
    text: (blob: Blob) => (binary(blob.text) ? null : blob.text.slice(0, maximalText)),
  },
  Tree: {
    ...gitObject,
    id: (tree: Tree) => `T_${treeOid(tree.files, tree.folder).slice(0, 18)}`,
    oid: (tree: Tree) => treeOid(tree.files, tree.folder),
    abbreviatedOid: (tree: Tree) => treeOid(tree.files, tree.folder).slice(0, 7),
    entries: (tree: Tree) => (entriesOf(tree.files, tree.folder) ?? []).map((entry) => ({ ...entry, tree })),
  },
  TreeEntry: {
    name: (entry: TreeEntry) => entry.name,
    path: (entry: TreeEntry) => entry.path,
    type: (entry: TreeEntry) => entry.type,
    oid: (entry: TreeEntry) => entry.oid,
    mode: (entry: TreeEntry) => (entry.type === "tree" ? 0o40000 : 0o100644),
    extension: (entry: TreeEntry) => /\.[^./]+$/.exec(entry.name)?.[0] ?? "",
    size: (entry: TreeEntry) => Buffer.byteLength(entry.tree.files.get(entry.path) ?? ""),
    object: (entry: TreeEntry) => at(entry.tree.repository, entry.tree.files, entry.path),
    repository: (entry: TreeEntry) => entry.tree.repository,
  },
};
