// The object ids of the local GitHub's files: the same hashes that git gives.
import { createHash } from "node:crypto";

/** One line of a directory. */
export interface GitEntry {
  readonly name: string;
  readonly path: string;
  readonly type: "blob" | "tree";
  readonly oid: string;
}

const hashed = (type: string, content: Buffer): string =>
  createHash("sha1").update(`${type} ${content.length}\0`).update(content).digest("hex");

const known = new Map<string, string>();

/** The oid of a file's text, as `git hash-object` prints it. */
export function blobOid(text: string): string {
  const cached = known.get(text);
  if (cached !== undefined) return cached;
  const oid = hashed("blob", Buffer.from(text));
  if (known.size > 2000) known.clear();
  known.set(text, oid);
  return oid;
}

/** The lines of a directory (`""` is the root) in git's order; `undefined` when nothing lies in it. */
export function entriesOf(files: ReadonlyMap<string, string>, folder: string): GitEntry[] | undefined {
  const prefix = folder === "" ? "" : `${folder}/`;
  const entries = new Map<string, GitEntry>();
  for (const [path, text] of files) {
    if (!path.startsWith(prefix)) continue;
    const [name = "", ...deeper] = path.slice(prefix.length).split("/");
    if (entries.has(name)) continue;
    const inner = `${prefix}${name}`;
    if (deeper.length === 0) entries.set(name, { name, path: inner, type: "blob", oid: blobOid(text) });
    else entries.set(name, { name, path: inner, type: "tree", oid: treeOid(files, inner) });
  }
  if (entries.size === 0 && folder !== "") return undefined;
  const key = (entry: GitEntry): string => (entry.type === "tree" ? `${entry.name}/` : entry.name);
  return [...entries.values()].sort((a, b) => Buffer.compare(Buffer.from(key(a)), Buffer.from(key(b))));
}

/** The oid of a directory. */
export function treeOid(files: ReadonlyMap<string, string>, folder: string): string {
  const lines = (entriesOf(files, folder) ?? []).map((entry) =>
    Buffer.concat([
      Buffer.from(`${entry.type === "tree" ? "40000" : "100644"} ${entry.name}\0`),
      Buffer.from(entry.oid, "hex"),
    ]),
  );
  return hashed("tree", Buffer.concat(lines));
}

/** The oid of a commit over a tree; `who` is a login and `at` epoch milliseconds. */
export function commitOid(commit: {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly who: string;
  readonly at: number;
  readonly message: string;
}): string {
  const signature = `${commit.who} <${commit.who}@users.noreply.github.com> ${Math.floor(commit.at / 1000)} +0000`;
  const parents = commit.parents.map((parent) => `parent ${parent}\n`).join("");
  const text = `tree ${commit.tree}\n${parents}author ${signature}\ncommitter ${signature}\n\n${commit.message}\n`;
  return hashed("commit", Buffer.from(text));
}
