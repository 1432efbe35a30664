// The commits of a repository as a graph: what leads to one, where two part, and what a merge of them is.
import type { Commit } from "./records.ts";
import type { View } from "./view.ts";

/** Everything that a commit stands on, itself first, nearest first. */
export function ancestryOf(view: View, commit: Commit): readonly Commit[] {
  const found = new Map([[commit.oid, commit]]);
  for (const one of found.values())
    for (const oid of one.parents) {
      const parent = view.commit(commit.repositoryId, oid);
      if (parent !== undefined && !found.has(oid)) found.set(oid, parent);
    }
  return [...found.values()];
}

/** The newest commit that both stand on; `undefined` where they have none in common. */
export function mergeBase(view: View, one: Commit, other: Commit): Commit | undefined {
  if (one.oid === other.oid) return one;
  const ofOne = new Set(ancestryOf(view, one).map(({ oid }) => oid));
  const common = ancestryOf(view, other).filter(({ oid }) => ofOne.has(oid));
  const passed = new Set(common.flatMap(({ parents }) => parents));
  return common.find(({ oid }) => !passed.has(oid));
}

/** The commits of `head` that `base` does not stand on, oldest first. */
export function commitsBetween(view: View, base: Commit, head: Commit): readonly Commit[] {
  const known = new Set(ancestryOf(view, base).map(({ oid }) => oid));
  return ancestryOf(view, head)
    .filter(({ oid }) => !known.has(oid))
    .toReversed();
}

/** One file that differs between two trees; the texts are `undefined` where there is no such file. */
export interface Difference {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

type Files = ReadonlyMap<string, string>;

/** The files that differ, by path. */
export function differences(before: Files, after: Files): readonly Difference[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return paths
    .map((path) => ({ path, before: before.get(path), after: after.get(path) }))
    .filter((one) => one.before !== one.after);
}

/** What `head` changes since it parted from `base`: what a pull request shows. */
export function changesOf(view: View, base: Commit, head: Commit): readonly Difference[] {
  return differences(mergeBase(view, base, head)?.files ?? new Map(), head.files);
}

/** The tree of both together; `undefined` where a file was changed on both sides in two ways. */
export function merged(view: View, base: Commit, head: Commit): Files | undefined {
  const origin = mergeBase(view, base, head)?.files ?? new Map<string, string>();
  const files = new Map(base.files);
  for (const { path, before, after } of differences(origin, head.files)) {
    const here = base.files.get(path);
    if (here !== before && here !== after) return undefined;
    if (after === undefined) files.delete(path);
    else files.set(path, after);
  }
  return files;
}
