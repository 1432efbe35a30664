// From a path to its place in a text, and from a key's place back to its path.
import { type Document, isAlias, isMap, isScalar, isSeq, type Node } from "yaml";

/** The way to a key or an item, from the top of a file. */
export type Path = readonly (string | number)[];

/** How far a path was followed. */
export interface Found {
  /** Of the key or value that it names, or of the nearest thing above; undefined where not even its first step is there. */
  readonly offset: number | undefined;
  /** How many of its steps are there. */
  readonly depth: number;
}

/** Follows a path to its `key` or its `value`, through aliases too. Only plain values have a place of their own: others stand at their key. */
export function find(document: Document.Parsed, path: Path, part: "key" | "value"): Found {
  let node: unknown = document.contents;
  let offset: number | undefined;
  let depth = 0;
  for (const step of path) {
    const within: unknown = isAlias(node) ? node.resolve(document) : node;
    const pair = isMap(within)
      ? within.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
      : undefined;
    const item: unknown = pair?.value ?? (isSeq(within) ? within.items[Number(step)] : undefined);
    if (pair === undefined && item === undefined) break;
    const key = pair && isScalar(pair.key) ? pair.key.range?.[0] : undefined;
    const start = (item as Node | undefined)?.range?.[0];
    depth += 1;
    const last = depth === path.length;
    offset = (last && part === "value" && isScalar(item) ? start : (key ?? start)) ?? offset;
    node = item;
  }
  return { offset, depth };
}

/** The path of the key that begins at an offset; empty where none does. */
export function pathAt(document: Document.Parsed, offset: number): Path {
  const steps = (node: unknown): Path | undefined => {
    if (isMap(node)) {
      for (const pair of node.items) {
        const key = isScalar(pair.key) ? pair.key : undefined;
        if (key === undefined) continue;
        if (key.range?.[0] === offset) return [String(key.value)];
        const below = steps(pair.value);
        if (below) return [String(key.value), ...below];
      }
    }
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        const below = steps(item);
        if (below) return [index, ...below];
      }
    }
    return undefined;
  };
  return steps(document.contents) ?? [];
}
