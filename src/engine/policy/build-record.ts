// Completes the record side of a checked policy file: labels, incidents, fields, severities, statuses.
import { parseDuration } from "../duration.ts";
import type { Condition, Field, Incidents, Label, Labels, Policy, Severity, Status } from "./model.ts";
import type { PolicyFile } from "./schema/file.ts";
import type { LabelWords } from "./schema/words.ts";
import { readSince } from "./since.ts";

type Section<K extends keyof PolicyFile> = NonNullable<PolicyFile[K]>;
type Entry<K extends keyof PolicyFile> = Section<K> extends Record<string, infer T> ? T : never;

/** One of a thing or a list of it, as a list. */
export function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}

/** Words that may have been written as numbers, as texts. */
export function words(value: string | number | readonly (string | number)[] | undefined): readonly string[] {
  return list(value).map(String);
}

/** A key in words with a capital: `first-seen` is `First seen`. */
export function inWords(key: string): string {
  const text = key.replaceAll(/[-_]+/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A login without the `@` and the `[bot]` that people write. */
export function login(text: string): string {
  return text.replace(/^@/, "").replace(/\[bot\]$/, "");
}

/** A condition with every value as a list of texts. */
export function buildCondition(
  when: Record<string, string | number | (string | number)[]> | undefined,
): Condition {
  return Object.fromEntries(Object.entries(when ?? {}).map(([field, values]) => [field, words(values)]));
}

/** A label completed from what a kind of label is called by default. */
export function buildLabel(given: LabelWords | undefined, standard: { name: string; color: string }): Label {
  const said = typeof given === "string" ? { name: given } : (given ?? {});
  return {
    name: said.name ?? standard.name,
    color: (said.color ?? standard.color).replace("#", "").toLowerCase(),
    description: said.description ?? "",
    aliases: words(said.aliases),
  };
}

/** The labels that are not a severity's or a status's. */
export function buildLabels(file: PolicyFile): Labels {
  const { incidents } = file;
  return {
    incident: buildLabel(incidents?.label, { name: "incident", color: "b60205" }),
    followUp: buildLabel(incidents?.["follow-up-label"], { name: "incident: follow-up", color: "fbca04" }),
    drill: buildLabel(incidents?.["drill-label"], { name: "drill", color: "c5def5" }),
  };
}

/** Which issues are incidents; `since` as an instant. */
export function buildIncidents(file: PolicyFile): Incidents {
  const given = file.incidents ?? {};
  const zone = given.zone ?? "UTC";
  return {
    since: given.since === undefined ? undefined : readSince(given.since, zone),
    mode: given.mode ?? "on",
    forms: given.forms ?? [],
    authors: list(given.authors).map(login),
    bots: list(given.bots).map(login),
    zone,
    slug: given.slug ?? "incident",
    plainUpdates: given["plain-updates"] ?? false,
  };
}

/** One fact of the minimum data set, with a title and a question from its id where it has none. */
export function buildField(id: string, given: Entry<"fields">): Field {
  const title = given.title ?? inWords(id).toLowerCase();
  return {
    id,
    title,
    aliases: words(given.aliases),
    type: given.type ?? "text",
    options: words(given.options),
    required: list(given.required),
    question: given.question ?? `What is known: ${title}?`,
    impact: given.impact ?? false,
    source: given.source ?? "",
  };
}

/** The severities, worst first: by rank where a file gives one, else in the file's order. */
export function buildSeverities(file: PolicyFile): readonly Severity[] {
  const entries = Object.entries(file.severities ?? {}).map(([key, given], index) => ({ key, given, index }));
  const order = entries.toSorted((a, b) => (a.given.rank ?? a.index) - (b.given.rank ?? b.index));
  return order.map(({ key, given }, rank) => ({
    key,
    title: given.title ?? key.toUpperCase(),
    rank,
    label: buildLabel(given.label, { name: `severity: ${key}`, color: "d93f0b" }),
    aliases: words(given.aliases),
    definition: given.definition ?? "",
    major: given.major ?? false,
  }));
}

const PHASES: readonly string[] = ["open", "confirmed", "investigating", "mitigated", "resolved", "closed"];

/** The phase of a status: said, or its key where that is one. */
export function phaseOf(key: string, given: Entry<"statuses">): Status["phase"] | undefined {
  return given.phase ?? (PHASES.includes(key) ? (key as Status["phase"]) : undefined);
}

/** The statuses in the order of the file. */
export function buildStatuses(file: PolicyFile): readonly Status[] {
  return Object.entries(file.statuses ?? {}).map(([key, given]) => ({
    key,
    title: given.title ?? inWords(key),
    label: buildLabel(given.label, { name: `status: ${key}`, color: "bfd4f2" }),
    aliases: words(given.aliases),
    phase: phaseOf(key, given) ?? "investigating",
    stage: given.stage,
  }));
}

/** Which incidents get a review, and how (D-11, H-28). */
export function buildRetro(file: PolicyFile): Policy["retro"] {
  const given = file.retro ?? {};
  return {
    severities: list(given.severities),
    how: given.how ?? "open",
    exempt: buildCondition(given.exempt),
    heading: given.heading ?? "Actions",
  };
}

/** Where actions may be filed besides the teams (D-12). */
export function buildActions(file: PolicyFile): Policy["actions"] {
  return {
    repositories: file.actions?.repositories ?? [],
    quiet: parseDuration(file.actions?.quiet ?? "10m") ?? 0,
  };
}
