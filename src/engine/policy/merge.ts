// Lays policy texts over each other: maps merge, lists and plain values replace, null removes.
import { named } from "../named.ts";
import type { Branch, Tree } from "./source.ts";

/** Is it a map (and not a list or a plain value)? */
export function isBranch(tree: Tree | undefined): tree is Branch {
  return typeof tree === "object" && tree !== null && !Array.isArray(tree);
}

/** `over` laid on `base`. Keys keep the place that they had in `base`; new ones follow. */
export function mergeTrees(base: Branch, over: Branch): Branch {
  const keys = [...Object.keys(base), ...Object.keys(over).filter((key) => !Object.hasOwn(base, key))];
  const entries = keys.flatMap((key): [string, Tree][] => {
    const below = Object.hasOwn(base, key) ? base[key] : undefined;
    if (!Object.hasOwn(over, key)) return below === undefined ? [] : [[key, below]];
    const above = over[key];
    if (above === undefined || above === null) return [];
    if (!isBranch(above)) return [[key, above]];
    return [[key, mergeTrees(isBranch(below) ? below : {}, above)]];
  });
  return named(entries);
}
