// REST answers about files on a branch, or at a commit.
import { blobOid, entriesOf, treeOid } from "../git.ts";
import type { Repository } from "../records.ts";
import { headOf, nameWithOwner } from "../records.ts";
import type { RouteCall, RouteReply } from "./call.ts";
import { notFound } from "./call.ts";

function entryShape(
  call: RouteCall,
  repository: Repository,
  entry: {
    readonly path: string;
    readonly type: "blob" | "tree";
    readonly oid: string;
    readonly size: number;
    readonly branch: string;
  },
): Record<string, unknown> {
  const { addresses } = call.platform;
  const name = nameWithOwner(repository);
  const { branch } = entry;
  const file = entry.type === "blob";
  const url = `${addresses.api}/repos/${name}/contents/${entry.path}?ref=${branch}`;
  const git = `${addresses.api}/repos/${name}/git/${file ? "blobs" : "trees"}/${entry.oid}`;
  const html = `${addresses.web}/${name}/${file ? "blob" : "tree"}/${branch}/${entry.path}`;
  return {
    name: entry.path.split("/").at(-1) ?? "",
    path: entry.path,
    sha: entry.oid,
    size: entry.size,
    url,
    html_url: html,
    git_url: git,
    download_url: file ? `${addresses.web}/${name}/raw/${branch}/${entry.path}` : null,
    type: file ? "file" : "dir",
    _links: { self: url, git, html },
  };
}

/** GitHub's `content-file` without the text. */
export const fileShape = (
  call: RouteCall,
  repository: Repository,
  { path, branch, text }: { readonly path: string; readonly branch: string; readonly text: string },
): Record<string, unknown> =>
  entryShape(call, repository, {
    ...{ path, type: "blob", oid: blobOid(text), size: Buffer.byteLength(text), branch },
  });

/** A file with its text in base64 (as it is, where `raw` is accepted), or the lines of a folder. */
export function contents(call: RouteCall, repository: Repository): RouteReply {
  const path = (call.params[2] ?? "").replace(/\/$/, "");
  const ref = call.url.searchParams.get("ref") ?? "HEAD";
  const branch = ref === "HEAD" ? repository.defaultBranch : ref.replace(/^refs\/heads\//, "");
  const commit = headOf(repository, branch) ?? call.view.commit(repository.id, branch);
  if (commit === undefined) return notFound;
  const { files } = commit;
  const text = files.get(path);
  if (text !== undefined) {
    if (/\braw\b/.test(call.accept)) {
      return {
        status: 200,
        body: text,
        headers: { "content-type": "application/vnd.github.raw; charset=utf-8" },
      };
    }
    const shape = fileShape(call, repository, { path, branch, text });
    const content = Buffer.from(text)
      .toString("base64")
      .replace(/.{60}(?=.)/g, "$&\n");
    return { status: 200, body: { ...shape, content: `${content}\n`, encoding: "base64" } };
  }
  const entries = entriesOf(files, path);
  if (entries === undefined) return notFound;
  const shapes = entries.map((entry) => {
    const inner = entry.type === "blob" ? blobOid(files.get(entry.path) ?? "") : treeOid(files, entry.path);
    const size = entry.type === "blob" ? Buffer.byteLength(files.get(entry.path) ?? "") : 0;
    return entryShape(call, repository, { path: entry.path, type: entry.type, oid: inner, size, branch });
  });
  return { status: 200, body: shapes };
}
