// What a scenario is set up with before its start: the policy's text, its forms and its labels, or why it can't be.
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { stringify } from "yaml";
import type { Label, Problem } from "../engine/policy/model.ts";
import { labelsOf } from "../engine/policy/names.ts";
import { hint } from "../engine/policy/nearest.ts";
import { loadPolicy } from "../engine/policy.ts";
import { worldHolidays } from "../rulings/holidays.ts";
import { type PresetForm, presets } from "../shipped/presets.ts";
import { documents } from "../shipped/templates.ts";
import { type BesideFile, formsFolder, formsIn, formsWith, messagesBeside } from "./beside.ts";
import { loadScenario } from "./load.ts";
import type { Path, PlacedFile } from "./place.ts";
import type { PolicySource, Scenario } from "./scenario.ts";

/** A scenario with everything that is in the repository before it starts. */
export interface Cast {
  readonly scenario: Scenario;
  /** The text of `.github/tocsin.yml`; absent: there is no policy file. */
  readonly policyText?: string;
  readonly forms: readonly PresetForm[];
  /** The repository's own words. */
  readonly messages?: readonly BesideFile[];
  readonly labels: readonly Label[];
  /** Names of those who have no account but may be asked. */
  readonly contacts?: readonly string[];
}

/** A policy that is given instead of the scenario's own: a file's text or a preset's. */
export interface GivenPolicy {
  readonly file: string;
  readonly text: string;
  /** The forms that lie beside it, instead of those of its presets that have their names. */
  readonly forms?: readonly PresetForm[];
  /** The repository's own words, which lie there too. */
  readonly messages?: readonly BesideFile[];
}

/** A cast, or the problems of the scenario's file and of its policy's. */
export type Casting =
  | { readonly kind: "cast"; readonly cast: Cast }
  | { readonly kind: "faulty"; readonly title: string; readonly problems: readonly Problem[] };

/** Reads a scenario file and sets it up. `given` replaces its policy. Paths in it are relative to `directory`. */
export function castScenario(
  file: string,
  text: string,
  how: { readonly directory: string; readonly given?: GivenPolicy | undefined },
): Casting {
  const { scenario, problems, placed } = loadScenario(file, text);
  if (scenario === undefined) return { kind: "faulty", title: titleOf(placed, file), problems };
  if (how.given === undefined && scenario.policy.kind === "none") {
    return { kind: "cast", cast: { scenario, forms: [], labels: [] } };
  }
  const chosen =
    how.given === undefined ? choose(scenario, { placed, directory: how.directory }) : { policy: how.given };
  if ("problem" in chosen) return { kind: "faulty", title: scenario.title, problems: [chosen.problem] };
  const loaded = loadPolicy({
    file: chosen.policy.file,
    text: chosen.policy.text,
    presets: presets(),
    documents: documents(),
    repository: scenario.repos[0]?.name ?? "",
    holidays: worldHolidays,
  });
  if (loaded.policy === undefined || loaded.problems.length > 0) {
    const own = how.given === undefined && scenario.policy.kind === "words";
    const found = own ? loaded.problems.map((problem) => inScenario(problem, placed)) : loaded.problems;
    return { kind: "faulty", title: scenario.title, problems: found };
  }
  const { policy } = loaded;
  return {
    kind: "cast",
    cast: {
      scenario,
      policyText: chosen.policy.text,
      forms: formsWith(policy, chosen.policy.forms ?? []),
      messages: chosen.policy.messages ?? [],
      labels: labelsOf(policy),
      contacts: Object.values(policy.contacts).map(({ title }) => title),
    },
  };
}

/** What is wrong with a scenario file, its policy's words included; a policy in another file is that file's matter. */
export function checkScenarioFile(
  file: string,
  text: string,
  directory = dirname(resolve(file)),
): readonly Problem[] {
  const casting = castScenario(file, text, { directory });
  return casting.kind === "cast" ? [] : casting.problems;
}

const titleOf = (placed: PlacedFile, file: string): string => {
  const { title } = (placed.value ?? {}) as { readonly title?: unknown };
  return typeof title === "string" ? title : basename(file);
};

type Chosen = { readonly policy: GivenPolicy } | { readonly problem: Problem };

function choose(
  scenario: Scenario,
  from: { readonly placed: PlacedFile; readonly directory: string },
): Chosen {
  const { policy } = scenario;
  switch (policy.kind) {
    case "words":
      return { policy: { file: scenario.file, text: policy.text } };
    case "preset":
      return presetPolicy(policy, from.placed);
    case "path":
      return readPolicy(policy.path, from);
    case "none":
      throw new Error(`${scenario.file} has no policy to choose`);
  }
}

function presetPolicy({ name }: Extract<PolicySource, { kind: "preset" }>, placed: PlacedFile): Chosen {
  const known = Object.keys(presets());
  if (known.includes(name)) return { policy: { file: name, text: stringify({ extends: name }) } };
  const message = `there is no preset "${name}"${hint(name, known)} A path ends in .yml.`;
  return { problem: placed.problem(["policy"], message) };
}

function readPolicy(
  path: string,
  { placed, directory }: { readonly placed: PlacedFile; readonly directory: string },
): Chosen {
  try {
    const file = resolve(directory, path);
    const text = readFileSync(file, "utf8");
    return {
      policy: { file: path, text, forms: formsIn(formsFolder(file)), messages: messagesBeside(file) },
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: placed.problem(["policy"], `the policy ${path} can't be opened: ${reason}`) };
  }
}

/** A problem of the policy's words, at its place in the scenario: the same path lies there under `policy`. */
function inScenario(problem: Problem, placed: PlacedFile): Problem {
  const parts = problem.path === "" ? [] : problem.path.split(/[.[\]]+/).filter((part) => part !== "");
  const path: Path = ["policy", ...parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part))];
  return {
    ...placed.problem(path, problem.message),
    path: `policy${problem.path === "" ? "" : `.${problem.path}`}`,
  };
}
