// Gathers the texts that a policy is made from: the repository's file over the owner's over the presets that it extends.

import type { Finding } from "./finding.ts";
import { wrong } from "./finding.ts";
import type { Problem } from "./model.ts";
import { hint, nearest } from "./nearest.ts";
import { type Path, readSource, type Source } from "./source.ts";

/** Preset texts by name. */
export type Presets = Readonly<Record<string, string>>;

/** The preset that a policy extends when it does not say. */
export const DEFAULT_PRESET = "sre";

/** The layers under a policy, lowest first, and what is wrong with how they are named. */
export interface Layers {
  readonly names: readonly string[];
  readonly presets: readonly Source[];
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[];
}

/** Where a preset's text lies, for problems in it. */
export function presetFile(name: string): string {
  return `templates/policies/${name}.yml`;
}

/** The presets that these sources extend (the first that says so decides), each once, in the order in which they lie. */
export function gatherPresets(sources: readonly Source[], presets: Presets): Layers {
  const said = sources.find((source) => Object.hasOwn(source.value, "extends"));
  const names = said ? extendsOf(said) : [{ name: DEFAULT_PRESET, path: ["extends"] }];
  const state: Gathering = { presets, read: [], seen: new Set(), problems: [], findings: [] };
  // An overlay needs something under it: where nothing else is there, that is what a policy extends by default.
  const overlaid = names.length > 0 || sources.some(({ value }) => value.overlay === true);
  if (overlaid && names.every(({ name }) => isOverlay(name, presets)) && !hasOwnBase(sources))
    instead(state, DEFAULT_PRESET);
  const [whole, ...others] = names.filter(({ name }) => isWhole(name, presets));
  const second = others.find(({ name }) => name !== whole?.name);
  if (whole && second) state.findings.push(wrong(second.path, bothWhole(whole.name, second.name, presets)));
  // The rest is checked over the first alone: two processes contradict each other wherever one looks.
  for (const one of names) if (!others.includes(one)) gather(state, [one.name], one.path);
  const { read, problems, findings } = state;
  return { names: names.map(({ name }) => name), presets: read, problems, findings };
}

interface Gathering {
  readonly presets: Presets;
  readonly read: Source[];
  readonly seen: Set<string>;
  readonly problems: Problem[];
  readonly findings: Finding[];
}

/** Reads the last preset of a chain after those that it extends itself. `path` is where the user named the first. */
function gather(state: Gathering, chain: readonly string[], path: Path): void {
  const name = chain.at(-1) ?? "";
  if (chain.indexOf(name) < chain.length - 1) {
    state.findings.push(wrong(path, `These presets extend each other in a circle: ${chain.join(" → ")}.`));
    instead(state, DEFAULT_PRESET);
    return;
  }
  if (state.seen.has(name)) return;
  const text = Object.hasOwn(state.presets, name) ? state.presets[name] : undefined;
  if (text === undefined) {
    const by = chain.length > 1 ? ` (extended by ${chain.at(-2)})` : "";
    state.findings.push(
      wrong(path, `There is no preset ${name}${by}${hint(name, Object.keys(state.presets))}`),
    );
    instead(state, nearest(name, Object.keys(state.presets)) ?? DEFAULT_PRESET);
    return;
  }
  const { source, problems } = readPreset(name, text);
  state.problems.push(...problems);
  if (source === undefined) return;
  for (const below of extendsOf(source)) gather(state, [...chain, below.name], path);
  state.seen.add(name);
  state.read.push(source);
}

/** Does a preset say of itself that it only lies over others? */
function isOverlay(name: string, presets: Presets): boolean {
  const text = Object.hasOwn(presets, name) ? presets[name] : undefined;
  // Most presets never say the word, and need not be read for it.
  const source = text?.includes("overlay:") ? readPreset(name, text).source : undefined;
  return source?.value.overlay === true;
}

/** Is a preset a process by itself, which can't lie over another's severities? */
function isWhole(name: string, presets: Presets): boolean {
  const text = Object.hasOwn(presets, name) ? presets[name] : undefined;
  const source = text?.includes("severities:") ? readPreset(name, text).source : undefined;
  return source !== undefined && "severities" in source.value;
}

function bothWhole(one: string, other: string, presets: Presets): string {
  const overlays = Object.keys(presets).filter((name) => !isWhole(name, presets));
  const named = overlays.length === 0 ? "" : `, ${overlays.join(" or ")},`;
  return `${one} and ${other} are both whole processes; only an overlay${named} goes with another.`;
}

/** A file with severities and statuses of its own needs no other under an overlay. */
function hasOwnBase(sources: readonly Source[]): boolean {
  return ["severities", "statuses"].every((section) => sources.some(({ value }) => section in value));
}

/** What the rest of the policy is checked over when a preset can't be had, so that all else wrong is told too. */
function instead(state: Gathering, name: string): void {
  const text = Object.hasOwn(state.presets, name) ? state.presets[name] : undefined;
  const source = text === undefined ? undefined : readPreset(name, text).source;
  if (source === undefined || state.seen.has(name)) return;
  state.seen.add(name);
  state.read.push(source);
}

const known = new Map<string, ReturnType<typeof readSource>>();
const mostKept = 50;

/** A preset's text is the same for as long as the program runs, and every policy lies over one. */
function readPreset(name: string, text: string): ReturnType<typeof readSource> {
  const key = `${name} ${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= mostKept) known.clear();
  const read = readSource(presetFile(name), text);
  known.set(key, read);
  return read;
}

function extendsOf(source: Source): readonly { name: string; path: Path }[] {
  const said = source.value.extends;
  if (typeof said === "string") return [{ name: said, path: ["extends"] }];
  if (!Array.isArray(said)) return [];
  return said.flatMap((name, index) =>
    typeof name === "string" ? [{ name, path: ["extends", index] }] : [],
  );
}
