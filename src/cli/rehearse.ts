// `tocsin rehearse`: scenarios played in virtual time, their transcripts and whether their expectations held.
import { dirname, resolve } from "node:path";
import type { Problem } from "../engine/policy/model.ts";
import { castScenario, type GivenPolicy } from "../rehearse/casting.ts";
import { launcher } from "../rehearse/launch.ts";
import type { Launch } from "../rehearse/process.ts";
import { faultyReport, reportText, type ScenarioReport } from "../rehearse/report.ts";
import { rehearse as play } from "../rehearse/run.ts";
import { createRenderer } from "../render/render.ts";
import { templates } from "../shipped/templates.ts";
import { policyText } from "./policy.ts";
import { problemJson, problemLine } from "./problems.ts";
import { type Arguments, type ExitCode, printJson, readText, type Terminal, WrongUse } from "./terminal.ts";

interface Result {
  readonly report: ScenarioReport;
  readonly start: number;
  readonly problems: readonly Problem[];
}

interface Playing {
  readonly given: GivenPolicy | undefined;
  readonly launch: Launch;
  readonly terminal: Terminal;
}

/** Plays every scenario that is named, one after the other; those with faults are reported and the others played. */
export async function rehearse({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (words.length === 0)
    throw new WrongUse("rehearse needs a scenario; usage: tocsin rehearse SCENARIO.yml …");
  const given = typeof options.policy === "string" ? await policyText(options.policy, terminal) : undefined;
  const playing: Playing = { given, launch: launcher(createRenderer(templates())), terminal };
  const results: Result[] = [];
  for (const file of words) {
    const result = await playFile(file, playing);
    results.push(result);
    if (options.json !== true) show(result, terminal);
  }
  const problems = results.flatMap((result) => result.problems).map(problemJson);
  const ok = results.every(({ report }) => report.ok);
  if (options.json === true) {
    const scenarios = results.map(({ report }) => report);
    printJson(terminal, { ok, scenarios, ...(problems.length > 0 && { problems }) });
  } else if (results.length > 1) terminal.out(summary(results));
  if (problems.length > 0) return 2;
  return ok ? 0 : 1;
}

async function playFile(file: string, { given, launch, terminal }: Playing): Promise<Result> {
  const text = await opened(file, terminal);
  if (typeof text !== "string") return { report: faultyReport(file, file), start: 0, problems: [text] };
  const directory = dirname(resolve(terminal.cwd, file));
  const casting = castScenario(file, text, { directory, given });
  if (casting.kind === "faulty") {
    return { report: faultyReport(file, casting.title), start: 0, problems: casting.problems };
  }
  return { report: await play(casting.cast, launch), start: casting.cast.scenario.start, problems: [] };
}

/** The text, or the problem of not being able to open it: the other scenarios are played all the same. */
async function opened(file: string, terminal: Terminal): Promise<string | Problem> {
  try {
    return await readText(terminal, file);
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    return { file, path: "", line: 1, column: 1, message: error.message };
  }
}

function show({ report, start, problems }: Result, terminal: Terminal): void {
  if (problems.length === 0) terminal.out(reportText(report, start));
  else for (const problem of problems) terminal.out(problemLine(problem));
}

function summary(results: readonly Result[]): string {
  const failed = results.filter(({ report }) => !report.ok);
  const names = failed.map(({ report }) => `  ✗ ${report.file}  ${report.title}\n`).join("");
  return `${results.length - failed.length} of ${results.length} scenarios went as expected\n${names}`;
}
