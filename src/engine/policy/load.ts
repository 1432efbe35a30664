// From policy texts to the policy in force: read, merge, check, complete; every problem at once, with its place.
import { type HolidaySource, holidaysWith } from "../holidays.ts";
import { buildPolicy } from "./build.ts";
import type { Finding } from "./finding.ts";
import { gatherPresets, type Layers, type Presets } from "./layers.ts";
import { checkMeaning } from "./meaning.ts";
import { layTeam, mergeTrees } from "./merge.ts";
import type { Policy, Problem } from "./model.ts";
import { doubledPlaces } from "./older-places.ts";
import { readShape } from "./shape.ts";
import { type Branch, type Path, readSource, type Source } from "./source.ts";

/** What a policy is made from. */
export interface PolicyInput {
  /** The path that problems of `text` are shown under. */
  readonly file: string;
  /** The repository's own policy file; absent where it has none. */
  readonly text?: string | undefined;
  /** The owner-level policy; it applies only to repositories that it names, and lies under the repository's own. */
  readonly ownerText?: string | undefined;
  readonly presets: Presets;
  /** `owner/name` of the repository; without it no owner-level policy applies. */
  readonly repository?: string | undefined;
  /** Public holidays of regions that the engine's own table does not have. */
  readonly holidays?: HolidaySource | undefined;
  /** The names by which a policy gives the right to a command, in the order in which people meet them. */
  readonly commands: readonly string[];
  /** The names of the documents that issues may begin as. Absent: a name of a document is held against nothing. */
  readonly documents?: readonly string[] | undefined;
}

/** The policy, absent where there is none for the repository or where it has problems. */
export interface LoadedPolicy {
  readonly policy?: Policy | undefined;
  readonly problems: readonly Problem[];
}

/** The name that problems of the owner-level policy are shown under. */
export const OWNER_FILE = "(owner) .github/tocsin.yml";

/** How many problems of what a policy says are told at once: whoever mends them sees the others then. */
const mostProblems = 100;

/** Reads a policy. Without a file in the repository and without being named by the owner: no policy and no problems. */
export function readPolicy(input: PolicyInput): LoadedPolicy {
  const own = input.text === undefined ? undefined : readSource(input.file, input.text);
  const owner = input.ownerText === undefined ? undefined : readSource(OWNER_FILE, input.ownerText);
  const applies = owner?.source !== undefined && names(owner.source, input.repository);
  const unreadable = [
    ...(own?.problems ?? []),
    ...(applies || !owner?.source ? (owner?.problems ?? []) : []),
  ];
  const written = [own?.source, applies ? owner.source : undefined].filter((source) => source !== undefined);
  const lost = [own, owner].some((read) => read !== undefined && read.source === undefined);
  if (lost || written.length === 0) return { problems: ordered(unreadable) };

  const layers = gatherPresets(written, input.presets);
  const { file, read, findings } = readShape(merge(written, layers.presets));
  const holidays = holidaysWith(input.holidays);
  const meaning = checkMeaning({
    file,
    read,
    holidays,
    commands: input.commands,
    documents: input.documents,
  }).filter((finding) => !findings.some((shape) => follows(finding, shape)));
  const doubled = doubledPlaces([...written, ...layers.presets.toReversed()]);
  const all = [...layers.findings, ...findings, ...doubled, ...meaning];
  const problems = [
    ...unreadable,
    ...layers.problems,
    ...all.slice(0, mostProblems).map((finding) => place(finding, written, layers)),
  ];
  if (problems.length > 0) return { problems: ordered(problems) };
  const policy = buildPolicy({ file, read, holidaysOf: holidays.datesOf }, layers.names);
  return { policy, problems: [] };
}

/** Is something missing only because its shape was wrong, which is told already? */
function follows(missing: Finding, shape: Finding): boolean {
  const { path, part, cause } = missing;
  const related = (other: Path): boolean => {
    const shorter = Math.min(other.length, shape.path.length);
    return shape.path.slice(0, shorter).every((step, index) => step === other[index]);
  };
  return (part === "key" && path.length > 1 && related(path)) || (cause !== undefined && related(cause.path));
}

function names(owner: Source, repository: string | undefined): boolean {
  const named = owner.value.repositories;
  if (repository === undefined || !Array.isArray(named)) return false;
  return named.some((name) => typeof name === "string" && name.toLowerCase() === repository.toLowerCase());
}

/** The texts laid over each other, where words of a team for things of a preset add to its own; `extends` is the affair of each text, so only the uppermost keeps it. */
function merge(written: readonly Source[], presets: readonly Source[]): Branch {
  const [top, ...under] = written;
  const base = presets.map(withoutExtends).reduce<Branch>((below, over) => mergeTrees(below, over), {});
  return [...under.toReversed().map(withoutExtends), top?.value ?? {}].reduce<Branch>(layTeam, base);
}

function withoutExtends({ value: { extends: _extends, overlay: _overlay, ...rest } }: Source): Branch {
  return rest;
}

/**
 * Puts a finding where its reader can change it: at its path where somebody wrote that; else, where it stems from a preset,
 * at the line that removed the name, or at the nearest line above.
 */
function place(finding: Finding, written: readonly Source[], layers: Layers): Problem {
  const { path, part, message, cause } = finding;
  const dotted = path.join(".");
  const problem = (source: Source, at: { line: number; column: number }, text = message): Problem => {
    return { file: source.file, path: dotted, line: at.line, column: at.column, message: text };
  };
  for (const source of written) {
    const at = source.place(path, part);
    if (at.depth === path.length) return problem(source, at);
  }
  const preset = layers.presets.toReversed().find((source) => source.place(path, part).depth === path.length);
  const text = preset ? `${message} (${preset.file}:${preset.place(path, part).line} says so.)` : message;
  for (const source of cause ? written : []) {
    const at = source.place(cause?.path ?? [], cause?.part ?? "key");
    if (at.depth === cause?.path.length) return problem(source, at, text);
  }
  const near = written.map((source) => ({ source, at: source.place(path, "key") }));
  const best = near.reduce((a, b) => (b.at.depth > a.at.depth ? b : a));
  return problem(best.source, best.at, text);
}

function ordered(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}
