// GraphQL fields of what lies in a repository: branch, commits, folders, files.
import { blobOid, entriesOf, type GitEntry, treeOid } from "../git.ts";
import type { Commit, Repository } from "../records.ts";
import { nameWithOwner, shownTime } from "../records.ts";
import type { FieldArguments } from "./arguments.ts";
import type { TypeFields } from "./context.ts";

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
export function objectOf(repository: Repository, args: FieldArguments): Blob | Tree | Commit | null {
  const oid = args.text("oid");
  const expression = args.text("expression");
  const { head } = repository;
  if (oid !== undefined) {
    if (oid === head.oid) return head;
    for (const text of [...head.files.values(), ...head.former])
      if (blobOid(text) === oid) return { kind: "Blob", repository, text };
    return null;
  }
  const [revision = "", ...rest] = (expression ?? "").split(":");
  const known = ["HEAD", repository.defaultBranch, `refs/heads/${repository.defaultBranch}`, head.oid];
  if (!known.includes(revision)) return null;
  return rest.length === 0 ? head : at(repository, head.files, rest.join(":"));
}

const treeOf = ({ files }: Commit, repository: Repository): Tree => ({
  kind: "Tree",
  repository,
  files,
  folder: "",
});

/** The default branch. */
export const refOf = (repository: Repository) => ({ kind: "Ref", repository }) as const;

const gitObject: TypeFields = {
  commitUrl: (source: Blob | Tree, _args, { platform }) =>
    `${platform.addresses.web}/${nameWithOwner(source.repository)}/commit/${source.repository.head.oid}`,
  repository: (source: Blob | Tree) => source.repository,
};

/** The fields of git objects. */
export const fileFields: Readonly<Record<string, TypeFields>> = {
  Ref: {
    id: ({ repository }: { repository: Repository }) => `REF_${repository.id.slice(2)}`,
    name: ({ repository }: { repository: Repository }) => repository.defaultBranch,
    prefix: () => "refs/heads/",
    repository: ({ repository }: { repository: Repository }) => repository,
    target: ({ repository }: { repository: Repository }) => repository.head,
  },
  Commit: {
    id: (commit: Commit) => commit.id,
    oid: (commit: Commit) => commit.oid,
    abbreviatedOid: (commit: Commit) => commit.oid.slice(0, 7),
    message: (commit: Commit) => commit.message,
    messageHeadline: (commit: Commit) => commit.message.split("\n")[0],
    committedDate: (commit: Commit) => shownTime(commit.at),
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
