// REST answers about files on the default branch.
import { blobOid, entriesOf, treeOid } from "../git.ts";
import type { Repository } from "../records.ts";
import { nameWithOwner } from "../records.ts";
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
  },
): Record<string, unknown> {
  const { addresses } = call.platform;
  const name = nameWithOwner(repository);
  const branch = repository.defaultBranch;
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

/** A file with its text in base64 (as it is, where `raw` is accepted), or the lines of a folder. */
export function contents(call: RouteCall, repository: Repository): RouteReply {
  const path = (call.params[2] ?? "").replace(/\/$/, "");
  const ref = call.url.searchParams.get("ref");
  const { files, oid } = repository.head;
  if (
    ref !== null &&
    ![repository.defaultBranch, `refs/heads/${repository.defaultBranch}`, "HEAD", oid].includes(ref)
  ) {
    return notFound;
  }
  const text = files.get(path);
  if (text !== undefined) {
    if (/\braw\b/.test(call.accept)) {
      return {
        status: 200,
        body: text,
        headers: { "content-type": "application/vnd.github.raw; charset=utf-8" },
      };
    }
    const size = Buffer.byteLength(text);
    const shape = entryShape(call, repository, { path, type: "blob", oid: blobOid(text), size });
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
    return entryShape(call, repository, { path: entry.path, type: entry.type, oid: inner, size });
  });
  return { status: 200, body: shapes };
}
