// Reads a scenario file: text to a scenario that can be run, or every problem with its line and column at once.
import { stringify } from "yaml";
import type { Instant } from "../engine/instant.ts";
import { named } from "../engine/named.ts";
import type { Problem } from "../engine/policy/model.ts";
import { hint as meant } from "../engine/policy/nearest.ts";
import { readChannels, readChecks, readDeed, readHost, readTarget } from "./deed.ts";
import { problemsOf } from "./fault.ts";
import { readAt } from "./instants.ts";
import { type Path, type PlacedFile, readPlaced } from "./place.ts";
import {
  type Expectation,
  isBot,
  type PolicySource,
  type RepoPlan,
  type Scenario,
  type Step,
} from "./scenario.ts";
import { type ScenarioFile, scenarioSchema } from "./schema.ts";
import { namesTaken } from "./taken.ts";
import { timesOf } from "./times.ts";

/** A scenario, or what is wrong with its file. `placed` tells the line of what else is found wrong later. */
export interface LoadedScenario {
  readonly scenario?: Scenario;
  readonly problems: readonly Problem[];
  readonly placed: PlacedFile;
}

const firstMorning = "2025-04-01T09:00:00Z";

/** Reads a scenario file whole: shape, instants, and that every person, alias and repository in it is known. */
export function loadScenario(file: string, text: string): LoadedScenario {
  const placed = readPlaced(file, text);
  if (placed.problems.length > 0) return { problems: placed.problems, placed };
  const read = scenarioSchema.safeParse(placed.value, { reportInput: false });
  if (!read.success)
    return { problems: sorted(problemsOf(read.error.issues, placed, scenarioSchema)), placed };
  const reading: Reading = {
    file: read.data,
    placed,
    start: Date.parse(read.data.start ?? firstMorning),
    problems: [],
  };
  const scenario = scenarioOf(file, reading);
  const problems = sorted(reading.problems);
  return problems.length > 0 ? { problems, placed } : { scenario, problems, placed };
}

interface Reading {
  readonly file: ScenarioFile;
  readonly placed: PlacedFile;
  readonly start: Instant;
  readonly problems: Problem[];
}

const sorted = (problems: readonly Problem[]): readonly Problem[] =>
  [...problems].sort((a, b) => a.line - b.line || a.column - b.column);

function scenarioOf(file: string, reading: Reading): Scenario {
  const words = reading.file;
  if (Number.isNaN(reading.start)) complain(reading, ["start"], `there is no such day as ${words.start}`);
  const repos: readonly RepoPlan[] = (words.repos ?? ["acme/incidents"]).map((repo) =>
    typeof repo === "string"
      ? { name: repo, private: false, app: true }
      : { name: repo.name, private: repo.private ?? false, app: repo.app ?? true },
  );
  const steps = words.steps.flatMap((_, index) => readStep(index, reading));
  const expect = (words.expect ?? []).flatMap((_, index) => readExpectation(index, reading));
  checkNames(reading, repos);
  for (const { path, message } of namesTaken(words, repos)) complain(reading, path, message);
  return {
    file,
    title: words.title,
    policy: policyOf(words.policy),
    start: reading.start,
    seed: words.seed ?? 1,
    host: readHost(words.host ?? "server"),
    channels: readChannels(words.channels ?? []),
    repos,
    people: new Map(
      Object.entries(words.people ?? {}).map(([login, role]) => [login, role === "bot" ? "write" : role]),
    ),
    targetDate: words["target-date"] ?? false,
    labels: named(Object.entries(words.labels ?? {})),
    // Array.prototype.sort is stable: what happens at one instant keeps the file's order.
    steps: steps.sort((a, b) => a.at - b.at),
    expect: expect.sort((a, b) => a.at - b.at),
  };
}

function complain(reading: Reading, path: Path, message: string): void {
  reading.problems.push(reading.placed.problem(path, message));
}

function policyOf(words: ScenarioFile["policy"]): PolicySource {
  if (words === null) return { kind: "none" };
  if (words === undefined) return { kind: "preset", name: "sre" };
  if (typeof words !== "string") return { kind: "words", text: stringify(words, { lineWidth: 110 }) };
  return /[/\\]|\.ya?ml$/.test(words) ? { kind: "path", path: words } : { kind: "preset", name: words };
}

function readStep(index: number, reading: Reading): readonly Step[] {
  const path = ["steps", index];
  const words = reading.file.steps[index];
  if (words === undefined) return [];
  const at = instant(words.at, path, reading);
  const read = readDeed(words);
  if (read.kind === "wrong") {
    complain(reading, read.key === undefined ? path : [...path, read.key], read.message);
    return [];
  }
  const step: Step = {
    line: reading.placed.lineOf(path),
    at,
    ...(words.by !== undefined && { by: words.by }),
    ...(words.on !== undefined && { on: readTarget(words.on) }),
    ...(words.as !== undefined && { as: words.as }),
    refused: words.refused ?? false,
    deed: read.deed,
  };
  const times = timesOf(words, at, reading.start);
  if (times.kind === "wrong") complain(reading, [...path, times.key], times.message);
  return times.kind === "wrong" ? [] : times.at.map((again) => ({ ...step, at: again }));
}

const ABOUT_AN_ISSUE = ["comment", "labels", "assignees", "state"] as const;

function readExpectation(index: number, reading: Reading): readonly Expectation[] {
  const path = ["expect", index];
  const words = reading.file.expect?.[index];
  if (words === undefined) return [];
  const at = instant(words.at, path, reading);
  const checks = readChecks(words, reading.start);
  if (checks.length === 0) {
    complain(
      reading,
      path,
      "nothing is expected here; add comment, labels, assignees, state, issue, writes, file, pull, notice, page or site",
    );
  }
  const needs = ABOUT_AN_ISSUE.find((key) => words[key] !== undefined);
  if (needs !== undefined && words.on === undefined)
    complain(reading, [...path, needs], `${needs} needs "on": which issue`);
  return [
    {
      line: reading.placed.lineOf(path),
      at,
      ...(words.on !== undefined && { on: readTarget(words.on) }),
      checks,
    },
  ];
}

function instant(text: string, path: Path, reading: Reading): Instant {
  const at = readAt(text, reading.start);
  if (Number.isNaN(at)) complain(reading, [...path, "at"], `there is no such day as ${text}`);
  else if (at < reading.start) complain(reading, [...path, "at"], `${text} lies before the start`);
  return at;
}

/** Names must be known: a misspelt person would otherwise be a stranger, and a misspelt alias nothing at all. */
function checkNames(reading: Reading, repos: readonly RepoPlan[]): void {
  const { steps, expect = [], people = {} } = reading.file;
  for (const [name, role] of Object.entries(people))
    if (role === "bot" && !isBot(name))
      complain(reading, ["people", name], `a bot's login ends in [bot]; write "${name}[bot]"`);
  const known = [...Object.keys(people), ...steps.flatMap((step) => Object.keys(step.role ?? {}))];
  const aliases = steps.flatMap((step) => (step.as === undefined ? [] : [step.as]));
  const names = repos.map((repo) => repo.name);
  const person = (name: string | undefined, path: Path): void => {
    if (name !== undefined && !known.includes(name))
      complain(reading, path, `nobody in people is called "${name}"${meant(name, known)}`);
  };
  const target = (words: ScenarioFile["steps"][number]["on"], path: Path): void => {
    if (typeof words === "string" && !aliases.includes(words)) {
      complain(
        reading,
        path,
        `no step gives an issue the alias "${words}" (as: ${words})${meant(words, aliases)}`,
      );
    }
    if (typeof words === "object") repository(words.repo, [...path, "repo"]);
  };
  const repository = (name: string | undefined, path: Path): void => {
    if (name !== undefined && !names.includes(name))
      complain(reading, path, `"${name}" is not among repos${meant(name, names)}`);
  };
  const channels = readChannels(reading.file.channels ?? []).map(({ name }) => name);
  const channel = (name: string | undefined, path: Path): void => {
    if (name !== undefined && !channels.includes(name))
      complain(reading, path, `"${name}" is not among channels${meant(name, channels)}`);
  };
  steps.forEach((step, index) => {
    const path = ["steps", index];
    person(step.by, [...path, "by"]);
    target(step.on, [...path, "on"]);
    target(step.of, [...path, "of"]);
    repository(step.open?.repo, [...path, "open", "repo"]);
    repository(step.commit?.repo, [...path, "commit", "repo"]);
    for (const name of Object.keys(step.channels ?? {})) channel(name, [...path, "channels", name]);
  });
  expect.forEach((each, index) => {
    const path = ["expect", index];
    target(each.on, [...path, "on"]);
    repository(each.issue?.repo, [...path, "issue", "repo"]);
    repository(each.file?.repo, [...path, "file", "repo"]);
    repository(each.pull?.repo, [...path, "pull", "repo"]);
    channel(each.notice?.channel, [...path, "notice", "channel"]);
    channel(each.page?.channel, [...path, "page", "channel"]);
  });
}
