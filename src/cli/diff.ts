// `tocsin diff`: what behaves differently between two policies, worked out from them and seen in scenarios under both.
import { dirname, resolve } from "node:path";
import { type Comparison, comparisonMarkdown, comparisonText, isSame } from "../diff/lines.ts";
import { messageChanges } from "../diff/messages.ts";
import { type LoadedText, playBoth, type ScenarioText, suits } from "../diff/play.ts";
import { compare } from "../diff/sections.ts";
import type { Story } from "../diff/stories.ts";
import type { Problem } from "../engine/policy/model.ts";
import { launcher } from "../rehearse/launch.ts";
import { createRenderer } from "../render/render.ts";
import { shippedScenarios } from "../shipped/scenarios.ts";
import { templates } from "../shipped/templates.ts";
import { loadText, policyText } from "./policy.ts";
import { problemJson, problemLine } from "./problems.ts";
import { type Arguments, type ExitCode, printJson, readText, type Terminal, WrongUse } from "./terminal.ts";

/** Compares two policies; exit 0 whether they differ or not, 1 where one of them has problems. */
export async function diff({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  const [old, latest, ...files] = words;
  if (old === undefined || latest === undefined)
    throw new WrongUse("diff needs two policies; usage: tocsin diff OLD.yml NEW.yml [SCENARIO.yml …]");
  if (options.json === true && options.markdown === true)
    throw new WrongUse("diff prints either --json or --markdown, not both");
  const loaded = [await load(old, terminal), await load(latest, terminal)];
  const problems = loaded.flatMap((one) => one.problems);
  const [before, after] = loaded.map((one) => one.loaded);
  if (before === undefined || after === undefined) return refuse(problems, options.json === true, terminal);
  const given = await Promise.all(files.map((file) => readScenario(file, terminal)));
  const policies = withForms(before, after);
  const chosen = files.length > 0 ? given : shipped(policies, terminal.cwd);
  const played = await play(chosen, policies);
  if (played.problems.length > 0) return refuse(played.problems, options.json === true, terminal, 2);
  const changes = [
    ...compare({ before: before.policy, after: after.policy, today: terminal.now() }),
    ...messageChanges(before, after),
  ];
  print({ before: old, after: latest, changes, stories: played.stories }, options, terminal);
  return 0;
}

async function load(
  given: string,
  terminal: Terminal,
): Promise<{ readonly loaded?: LoadedText; readonly problems: readonly Problem[] }> {
  const { file, text, forms, messages } = await policyText(given, terminal);
  const { policy, problems } = await loadText({ file, text });
  return policy === undefined ? { problems } : { loaded: { file, text, forms, messages, policy }, problems };
}

/** A policy that lies apart from its forms, as an older version often does, is played with those of the other. */
function withForms(before: LoadedText, after: LoadedText): readonly [LoadedText, LoadedText] {
  const formsOf = (one: LoadedText, other: LoadedText) =>
    one.forms?.length ? one.forms : (other.forms ?? []);
  return [
    { ...before, forms: formsOf(before, after) },
    { ...after, forms: formsOf(after, before) },
  ];
}

async function readScenario(file: string, terminal: Terminal): Promise<ScenarioText> {
  return { file, text: await readText(terminal, file), directory: dirname(resolve(terminal.cwd, file)) };
}

/** The scenarios that come with Tocsin and are about a process that either policy stands on. */
function shipped(policies: readonly LoadedText[], cwd: string): readonly ScenarioText[] {
  const known = policies.map(({ policy }) => policy);
  return shippedScenarios()
    .map(({ name, text }) => ({ file: `templates/scenarios/${name}`, text, directory: cwd, ships: true }))
    .filter((scenario) => suits(scenario, known));
}

async function play(
  scenarios: readonly ScenarioText[],
  policies: readonly [LoadedText, LoadedText],
): Promise<{ readonly stories: readonly Story[]; readonly problems: readonly Problem[] }> {
  const launch = launcher(createRenderer(templates()));
  const stories: Story[] = [];
  const problems: Problem[] = [];
  for (const scenario of scenarios) {
    const played = await playBoth(scenario, policies, launch);
    if (played.kind === "story") stories.push(played.story);
    else problems.push(...played.problems);
  }
  return { stories, problems };
}

function refuse(
  problems: readonly Problem[],
  json: boolean,
  terminal: Terminal,
  code: ExitCode = 1,
): ExitCode {
  if (json) printJson(terminal, { ok: false, problems: problems.map(problemJson) });
  else for (const problem of problems) terminal.out(problemLine(problem));
  return code;
}

function print(comparison: Comparison, options: Arguments["options"], terminal: Terminal): void {
  if (options.markdown === true) terminal.out(comparisonMarkdown(comparison));
  else if (options.json !== true) terminal.out(comparisonText(comparison));
  else {
    const changes = comparison.changes.map(({ kind, subject, severities, words, before, after, where }) => {
      const severity = severities.length === 1 ? severities[0] : null;
      return { kind, subject, severity, severities, words, before, after, where };
    });
    printJson(terminal, { ok: true, same: isSame(comparison), changes, scenarios: comparison.stories });
  }
}
