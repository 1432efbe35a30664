// Runs scenarios under both policies, one after the other in virtual time, and compares what happened.
import { parseDocument } from "yaml";
import type { Policy, Problem } from "../engine/policy/model.ts";
import { loadPolicy } from "../engine/policy.ts";
import { type Cast, castScenario, type GivenPolicy } from "../rehearse/casting.ts";
import { loadScenario } from "../rehearse/load.ts";
import type { Launch } from "../rehearse/process.ts";
import { rehearse } from "../rehearse/run.ts";
import type { Scenario } from "../rehearse/scenario.ts";
import { worldHolidays } from "../rulings/holidays.ts";
import { presets } from "../shipped/presets.ts";
import { documents } from "../shipped/templates.ts";
import { compareRuns, type Story } from "./stories.ts";

/** A scenario's text; paths in it are relative to `directory`. */
export interface ScenarioText {
  readonly file: string;
  readonly text: string;
  readonly directory: string;
  /** It comes with Tocsin and is told in the forms of the presets, whatever forms a team has. */
  readonly ships?: boolean;
}

/** A policy as it was loaded, with the text that scenarios commit. */
export interface LoadedText extends GivenPolicy {
  readonly policy: Policy;
}

/** The story of a scenario, or why it could not be played. */
export type Played =
  | { readonly kind: "story"; readonly story: Story }
  | { readonly kind: "faulty"; readonly problems: readonly Problem[] };

/**
 * A policy's text as scenarios are played by it: at work in any year. A policy that only watches, or leaves older issues alone,
 * would do nothing in a story of last year, and two that do nothing are alike; what the probes compare keeps both. A story that
 * ships is told in a preset's form, which a policy with forms of its own does not name.
 */
function atWork(text: string, ships: boolean): string {
  const document = parseDocument(text);
  if (ships && document.hasIn(["incidents", "forms"])) document.deleteIn(["incidents", "forms"]);
  for (const [key, value] of [
    ["since", null],
    ["mode", "on"],
  ] as const)
    if (document.hasIn(["incidents", key])) document.setIn(["incidents", key], value);
  return document.toString();
}

/** Plays a scenario twice, its policy replaced by one and then the other. */
export async function playBoth(
  scenario: ScenarioText,
  policies: readonly [LoadedText, LoadedText],
  launch: Launch,
): Promise<Played> {
  const casts: Cast[] = [];
  const { ships = false } = scenario;
  for (const given of policies) {
    const casting = castScenario(scenario.file, scenario.text, {
      directory: scenario.directory,
      given: {
        file: given.file,
        text: atWork(given.text, ships),
        ...(!ships && given.forms && { forms: given.forms }),
        ...(given.messages && { messages: given.messages }),
      },
    });
    if (casting.kind === "faulty") return { kind: "faulty", problems: casting.problems };
    casts.push(casting.cast);
  }
  const [one, other] = casts as [Cast, Cast];
  const before = await rehearse(one, launch);
  const after = await rehearse(other, launch);
  const { start } = one.scenario;
  const story = compareRuns({ before, after, start, policies: [policies[0].policy, policies[1].policy] });
  return { kind: "story", story };
}

/**
 * Is a scenario about a process that either policy stands on? One without a policy, or with a policy in a file, is not, and
 * neither is one that tries the platform, where chance or another host decides what happens when, or that changes the
 * policy itself.
 */
export function suits({ file, text }: ScenarioText, policies: readonly Policy[]): boolean {
  const { scenario } = loadScenario(file, text);
  const own = scenario?.policy;
  if (own === undefined || own.kind === "none" || own.kind === "path") return false;
  if (scenario === undefined || isAboutThePlatform(scenario)) return false;
  const written = own.kind === "preset" ? `extends: ${own.name}\n` : own.text;
  const loaded = loadPolicy({
    file,
    text: written,
    presets: presets(),
    documents: documents(),
    holidays: worldHolidays,
  }).policy;
  const known = new Set(policies.flatMap((policy) => policy.extends));
  return loaded?.extends.every((name) => known.has(name)) ?? false;
}

function isAboutThePlatform({ host, repos, steps }: Scenario): boolean {
  const isTwo = (host.server?.replicas ?? 0) > 1 || (host.server !== undefined && host.action !== undefined);
  return (
    isTwo ||
    steps.some(({ deed }) => {
      if (deed.kind === "commit") return deed.repo === repos[0]?.name && deed.path === ".github/tocsin.yml";
      return deed.kind === "faults" || deed.kind === "host";
    })
  );
}
