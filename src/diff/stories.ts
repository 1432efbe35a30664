// What a scenario does differently under two policies: the app's doings of both runs, paired by what they are about.
import type { Policy } from "../engine/policy/model.ts";
import { sinceStart } from "../rehearse/instants.ts";
import type { ScenarioReport } from "../rehearse/report.ts";
import { firstWords, type TranscriptEntry } from "../rehearse/transcript.ts";
import { nounOf } from "./deeds.ts";
import { labelOwners } from "./labels.ts";
import { listed, quoted, sentence, shifted } from "./phrases.ts";
import { alike } from "./traits.ts";

/** One difference between two runs of a scenario. */
export interface StoryDifference {
  readonly how: "new" | "missing" | "more" | "fewer" | "later" | "earlier" | "moved" | "asked" | "words";
  /** Which effect: `update`, `label`, `retro`. */
  readonly what: string;
  /** `owner/repo#7` */
  readonly on: string;
  /** One sentence; times count from the scenario's start. */
  readonly words: string;
  /** When it was done. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A scenario under both policies. */
export interface Story {
  readonly file: string;
  readonly title: string;
  readonly same: boolean;
  readonly differences: readonly StoryDifference[];
  /** Expectations and steps that held before and do not after. */
  readonly broken: readonly { readonly line: number; readonly why: string }[];
  /** Those that hold after and did not before. */
  readonly mended: readonly { readonly line: number; readonly why: string }[];
}

/** Both runs of one scenario, when it starts, and the policies, whose clocks have names. */
export interface Runs {
  readonly before: ScenarioReport;
  readonly after: ScenarioReport;
  readonly start: number;
  readonly policies: readonly [Policy, Policy];
}

/** Edits of the card follow from all else, and what is hidden as outdated from what replaces it: neither is told. */
const TOLD: ReadonlySet<string> = new Set([
  "commented",
  "created-issue",
  "labeled",
  "unlabeled",
  "assigned",
  "unassigned",
  "closed",
  "reopened",
  "reacted",
  "notified",
  "paged",
]);

/** Compares two runs of one scenario. */
export function compareRuns(runs: Runs): Story {
  const { before, after } = runs;
  const differences = [...paired(runs).values()].flatMap((pair) => differing(pair, runs));
  const { broken, mended } = verdicts(before, after);
  const same = differences.length + broken.length + mended.length === 0;
  return { file: before.file, title: before.title, same, differences, broken, mended };
}

interface Paired {
  readonly what: string;
  readonly before: TranscriptEntry[];
  readonly after: TranscriptEntry[];
}

function paired({ before, after, policies }: Runs): ReadonlyMap<string, Paired> {
  const pairs = new Map<string, Paired>();
  for (const [side, report, policy] of [
    ["before", before, policies[0]],
    ["after", after, policies[1]],
  ] as const) {
    const owners = labelOwners(policy);
    const made = new Set(
      report.transcript.filter(({ did }) => did === "created-issue").map(({ on, at }) => `${on} ${at}`),
    );
    for (const entry of report.transcript) {
      if (entry.id === null || !TOLD.has(entry.did)) continue;
      // Labels and people that an issue is made with are part of its making.
      if (entry.did !== "created-issue" && made.has(`${entry.on} ${entry.at}`)) continue;
      const what = entry.id.split("/")[0] ?? "";
      const key = JSON.stringify([entry.did, entry.on, what, aboutWhat(entry, report, owners)]);
      const pair = pairs.get(key) ?? { what, before: [], after: [] };
      pair[side].push(entry);
      pairs.set(key, pair);
    }
  }
  return pairs;
}

/** Which label, person or issue an entry is about; words of comments change with their times and are compared later. */
function aboutWhat(
  { did, text, on }: TranscriptEntry,
  { issues }: ScenarioReport,
  owners: ReadonlyMap<string, string>,
): string {
  switch (did) {
    case "commented":
    case "notified":
      return "";
    case "created-issue":
      return issues.find(({ ref }) => ref === on)?.title ?? "";
    case "labeled":
    case "unlabeled":
      return owners.get(text.toLowerCase()) ?? text;
    default:
      return text;
  }
}

function differing({ what, before, after }: Paired, runs: Runs): readonly StoryDifference[] {
  const [first] = [...before, ...after];
  if (first === undefined) return [];
  const noun = nounOf(first, { what, count: Math.max(before.length, after.length) }, runs);
  const times = (entries: readonly TranscriptEntry[]): string => timesWords(entries, runs.start);
  const told = (how: StoryDifference["how"], words: string): StoryDifference => ({
    how,
    what,
    on: first.on,
    words: sentence(words),
    before: before.map(({ at }) => at),
    after: after.map(({ at }) => at),
  });
  const [was, is] = [before.length, after.length];
  if (was === 0) return [told("new", `new: ${noun}, ${times(after)}`)];
  if (is === 0) return [told("missing", `not any more: ${noun}, before ${times(before)}`)];
  if (was !== is) {
    const asked = askedAtAll(before, after, runs);
    const count = `${is} instead of ${was}: ${noun}, ${times(after)} instead of ${times(before)}`;
    return [
      told(is > was ? "more" : "fewer", count),
      ...(asked === undefined ? [] : [told("asked", `${noun}: ${asked}`)]),
    ];
  }
  const moved = movedWords(before, after, runs.start);
  return [
    ...(moved === undefined
      ? []
      : [
          told(
            moved.how,
            `${noun} ${is > 1 && before[0]?.did === "commented" ? "come" : "comes"} ${moved.words}`,
          ),
        ]),
    ...askedWords(before, after, runs).map((words) => told("asked", `${noun}: ${words}`)),
    ...(moved === undefined && isReworded(before, after, runs)
      ? [told("words", `${noun}: the words are others, now ${quoted(firstWords(after[0]?.text ?? ""))}`)]
      : []),
  ];
}

const mostTimes = 4;

function timesWords(entries: readonly TranscriptEntry[], start: number): string {
  const times = entries.slice(0, mostTimes).map(({ at }) => sinceStart(Date.parse(at), start));
  const more = entries.length - times.length;
  return `at ${listed([...times, ...(more > 0 ? [`${more} more times`] : [])])}`;
}

function movedWords(
  before: readonly TranscriptEntry[],
  after: readonly TranscriptEntry[],
  start: number,
): { readonly how: "later" | "earlier" | "moved"; readonly words: string } | undefined {
  const shifts = after.map(({ at }, index) => Date.parse(at) - Date.parse(before[index]?.at ?? at));
  const first = shifts.findIndex((by) => by !== 0);
  if (first < 0) return undefined;
  const by = shifts[first] ?? 0;
  const some = (all: readonly TranscriptEntry[]): string => timesWords(all.slice(first), start);
  if (shifts.every((one) => one === by || one === 0) && shifts.filter((one) => one === 0).length === first)
    return {
      how: by > 0 ? "later" : "earlier",
      words: `${shifted(by)}, ${some(after)} instead of ${some(before)}`,
    };
  return { how: "moved", words: `at other times, ${some(after)} instead of ${some(before)}` };
}

/** Who is asked instead of whom, in the comments that are paired. */
function askedWords(
  before: readonly TranscriptEntry[],
  after: readonly TranscriptEntry[],
  runs: Runs,
): readonly string[] {
  const changed = after.flatMap((entry, index) => {
    const old = before[index];
    if (old === undefined) return [];
    const [was, is] = [askedBy(runs.before, old), askedBy(runs.after, entry)];
    return alike(was, is) ? [] : [insteadWords(was, is)];
  });
  return [...new Set(changed)];
}

/** The same for comments that can't be paired, since there are more of them or fewer. */
function askedAtAll(
  before: readonly TranscriptEntry[],
  after: readonly TranscriptEntry[],
  runs: Runs,
): string | undefined {
  const all = (report: ScenarioReport, entries: readonly TranscriptEntry[]): readonly string[] =>
    [...new Set(entries.flatMap((entry) => askedBy(report, entry)))].toSorted();
  const [was, is] = [all(runs.before, before), all(runs.after, after)];
  return alike(was, is) ? undefined : insteadWords(was, is);
}

/** Who is asked by a comment, each once: whether with an @ or by name hangs on when they were last mentioned. */
function askedBy({ attention }: ScenarioReport, { at, id, on }: TranscriptEntry): readonly string[] {
  return attention.asked
    .filter((one) => one.at === at && one.id === id && one.on === on)
    .map(({ who }) => who)
    .toSorted();
}

function insteadWords(was: readonly string[], is: readonly string[]): string {
  return `${listed(is) || "nobody"} ${is.length > 1 ? "are" : "is"} asked instead of ${listed(was) || "nobody"}`;
}

/** Do comments at the same times, which ask the same people, say something else? The card is all that is true, so never told. */
function isReworded(
  before: readonly TranscriptEntry[],
  after: readonly TranscriptEntry[],
  runs: Runs,
): boolean {
  const [first] = after;
  if (first?.did !== "commented" || first.id?.startsWith("card")) return false;
  if (askedWords(before, after, runs).length > 0) return false;
  return after.some((entry, index) => entry.text !== before[index]?.text);
}

function verdicts(before: ScenarioReport, after: ScenarioReport): Pick<Story, "broken" | "mended"> {
  const judged = (report: ScenarioReport) => [
    ...report.expect,
    ...report.steps.map(({ line, why }) => ({
      line,
      ok: why === undefined,
      why: why ?? "the step goes through",
    })),
  ];
  const [was, is] = [judged(before), judged(after)];
  const turned = (ok: boolean) =>
    is.flatMap((verdict, index) =>
      verdict.ok === ok && was[index]?.ok === !ok ? [{ line: verdict.line, why: verdict.why }] : [],
    );
  return { broken: turned(false), mended: turned(true) };
}
