// Lays policy texts over each other: maps merge, aliases add up, other lists and plain values replace, null removes.
import { named } from "../named.ts";
import { codeOf } from "./compared.ts";
import type { Branch, Tree } from "./source.ts";

/** Is it a map (and not a list or a plain value)? */
export function isBranch(tree: Tree | undefined): tree is Branch {
  return typeof tree === "object" && tree !== null && !Array.isArray(tree);
}

/** `over` laid on `base`. Keys keep the place that they had in `base`; new ones follow. */
export function mergeTrees(base: Branch, over: Branch, claimed?: ReadonlySet<string>): Branch {
  const keys = [...Object.keys(base), ...Object.keys(over).filter((key) => !Object.hasOwn(base, key))];
  const entries = keys.flatMap((key): [string, Tree][] => {
    const below = Object.hasOwn(base, key) ? base[key] : undefined;
    if (!Object.hasOwn(over, key)) return below === undefined ? [] : [[key, below]];
    const above = over[key];
    if (above === undefined || above === null) return [];
    if (isBranch(above)) return [[key, mergeTrees(isBranch(below) ? below : {}, above, claimed)]];
    const adds = claimed && key === "aliases" && isList(above) && isList(below);
    return [[key, adds ? added(below, above, claimed) : above]];
  });
  return named(entries);
}

/**
 * A team's text laid on its presets: aliases of a thing add to those that a preset gives it, but for words that the team
 * uses in that section itself, and `null`, instead of the list or in it, clears those of the preset.
 */
export function layTeam(base: Branch, over: Branch): Branch {
  const sections = Object.entries(over).flatMap(([key, above]): [string, Tree][] => {
    const below = Object.hasOwn(base, key) ? base[key] : undefined;
    return isBranch(above) && isBranch(below) ? [[key, mergeTrees(below, above, wordsIn(above))]] : [];
  });
  return { ...mergeTrees(base, over), ...named(sections) };
}

/** The team's stand first, so that their places in its file stay right. */
function added(
  below: readonly Tree[],
  above: readonly Tree[],
  claimed: ReadonlySet<string>,
): readonly Tree[] {
  if (above.includes(null)) return above;
  return [...above, ...below.filter((word) => word !== null && !claimed.has(codeOf(String(word))))];
}

/** Every word by which a section calls its things, as codes. */
function wordsIn(section: Branch): ReadonlySet<string> {
  const given = Object.entries(section).flatMap(([key, one]) => {
    if (!isBranch(one)) return [key];
    const label = isBranch(one.label) ? [one.label.name, one.label.aliases] : [one.label];
    return [key, one.title, one.aliases, ...label].flat();
  });
  return new Set(given.map((word) => codeOf(String(word))));
}

function isList(tree: Tree | undefined): tree is readonly Tree[] {
  return Array.isArray(tree);
}
