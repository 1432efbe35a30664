// GraphQL fields of repositories: labels, files, lists of issues.
import { blobOid, type Entry, entriesOf, treeOid } from "../git.ts";
import type { Commit, Issue, Label, Repository } from "../records.ts";
import { nameWithOwner, shownTime } from "../records.ts";
import { isStandardLabel } from "../shapes/issue.ts";
import type { Arguments } from "./arguments.ts";
import { page } from "./connection.ts";
import type { Context, Fields } from "./context.ts";
import { notImplemented, Problem } from "./context.ts";

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

type TreeEntry = Entry & { readonly tree: Tree };

const binary = (text: string): boolean => text.includes("\0");
const maximalText = 512_000;

function at(repository: Repository, files: ReadonlyMap<string, string>, path: string): Blob | Tree | null {
  const text = files.get(path);
  if (text !== undefined) return { kind: "Blob", repository, text };
  const folder = path.replace(/\/$/, "");
  return entriesOf(files, folder) === undefined ? null : { kind: "Tree", repository, files, folder };
}

function object(repository: Repository, args: Arguments): Blob | Tree | Commit | null {
  const oid = args.text("oid");
  const expression = args.text("expression");
  const { head } = repository;
  if (oid !== undefined) {
    if (oid === head.oid) return head;
    for (const text of head.files.values())
      if (blobOid(text) === oid) return { kind: "Blob", repository, text };
    return null;
  }
  const [revision = "", ...rest] = (expression ?? "").split(":");
  const known = ["HEAD", repository.defaultBranch, `refs/heads/${repository.defaultBranch}`, head.oid];
  if (!known.includes(revision)) return null;
  return rest.length === 0 ? head : at(repository, head.files, rest.join(":"));
}

function labels(repository: Repository, args: Arguments, { view }: Context): readonly Label[] {
  const words = (args.text("query") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const order = args.object("orderBy");
  const field = order?.text("field");
  const descending = order?.text("direction") === "DESC";
  const found = view.labels(repository.id).filter((label) => {
    const text = `${label.name} ${label.description ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (field === "NAME") found.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  else if (field !== undefined && field !== "CREATED_AT") throw notImplemented(`LabelOrderField.${field}`);
  return descending ? found.reverse() : found;
}

/** The issues of a list's arguments: `states`, `labels` (any of them), `filterBy` and `orderBy`. */
function issues(repository: Repository, args: Arguments, { view }: Context): readonly Issue[] {
  const filter = args.object("filterBy");
  const states = filter?.texts("states") ?? args.texts("states");
  const names = filter?.texts("labels") ?? args.texts("labels");
  const since = filter?.text("since");
  const wanted = names?.map((name) => view.label(repository.id, name)?.id);
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const found = view.issues(repository.id).filter((issue) => {
    const labelled = wanted === undefined || issue.labelIds.some((id) => wanted.includes(id));
    return (
      labelled && (states === undefined || states.includes(issue.state)) && second(issue.updatedAt) >= from
    );
  });
  return ordered(found, args.object("orderBy"), (issue) => view.comments(issue).length);
}

const second = (at: number): number => Math.floor(at / 1000) * 1000;

function ordered(found: Issue[], order: Arguments | undefined, comments: (issue: Issue) => number): Issue[] {
  const field = order?.text("field") ?? "CREATED_AT";
  const descending = order?.text("direction") === "DESC";
  const key = (issue: Issue): number =>
    field === "UPDATED_AT" ? second(issue.updatedAt) : field === "COMMENTS" ? comments(issue) : issue.number;
  found.sort((a, b) => key(a) - key(b) || a.number - b.number);
  return descending ? found.reverse() : found;
}

const ref = (repository: Repository) => ({ kind: "Ref", repository }) as const;

const gitObject: Fields = {
  commitUrl: (source: Blob | Tree, _args, { platform }) =>
    `${platform.addresses.web}/${nameWithOwner(source.repository)}/commit/${source.repository.head.oid}`,
  repository: (source: Blob | Tree) => source.repository,
};

/** The fields of repositories and of what lies in them. */
export const repositoryFields: Readonly<Record<string, Fields>> = {
  Repository: {
    id: (repository: Repository) => repository.id,
    databaseId: (repository: Repository) => repository.databaseId,
    name: (repository: Repository) => repository.name,
    nameWithOwner,
    owner: (repository: Repository, _args, { view }) => view.theAccount(repository.ownerId),
    url: (repository: Repository, _args, { platform }) =>
      `${platform.addresses.web}/${nameWithOwner(repository)}`,
    resourcePath: (repository: Repository) => `/${nameWithOwner(repository)}`,
    description: () => null,
    isPrivate: (repository: Repository) => repository.private,
    isInOrganization: (repository: Repository, _args, { view }) =>
      view.theAccount(repository.ownerId).kind === "Organization",
    visibility: (repository: Repository) => (repository.private ? "PRIVATE" : "PUBLIC"),
    isArchived: () => false,
    isDisabled: () => false,
    isFork: () => false,
    hasIssuesEnabled: () => true,
    // GitHub documents null here for whoever asks as an app.
    viewerPermission: () => null,
    createdAt: (repository: Repository) => shownTime(repository.createdAt),
    updatedAt: (repository: Repository) => shownTime(repository.updatedAt),
    pushedAt: (repository: Repository) => shownTime(repository.pushedAt),
    defaultBranchRef: ref,
    ref: (repository: Repository, args) => {
      const name = args.theText("qualifiedName").replace(/^refs\/heads\//, "");
      return name === repository.defaultBranch ? ref(repository) : null;
    },
    object,
    label: (repository: Repository, args, { view }) =>
      view.label(repository.id, args.theText("name")) ?? null,
    labels: (repository: Repository, args, context) =>
      page(args, labels(repository, args, context), "labels"),
    issue: (repository: Repository, args, { view }) => {
      const number = args.number("number") ?? 0;
      const issue = view.issue(repository.id, number);
      if (issue !== undefined) return issue;
      throw new Problem("NOT_FOUND", `Could not resolve to an Issue with the number of ${number}.`);
    },
    issues: (repository: Repository, args, context) =>
      page(args, issues(repository, args, context), "issues"),
  },
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
    tree: (commit: Commit, _args, { view }): Tree => ({
      kind: "Tree",
      repository: view.theRepository(commit.repositoryId),
      files: commit.files,
      folder: "",
    }),
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
  Label: {
    id: (label: Label) => label.id,
    name: (label: Label) => label.name,
    color: (label: Label) => label.color,
    description: (label: Label) => label.description,
    isDefault: (label: Label) => isStandardLabel(label.name),
    createdAt: (label: Label) => shownTime(label.createdAt),
    updatedAt: (label: Label) => shownTime(label.updatedAt),
    repository: (label: Label, _args, { view }) => view.theRepository(label.repositoryId),
    url: (label: Label, _args, { platform, view }) =>
      `${platform.addresses.web}/${nameWithOwner(view.theRepository(label.repositoryId))}/labels/${encodeURIComponent(label.name)}`,
  },
};
