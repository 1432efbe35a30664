// `tocsin check`: what is wrong with policies, issue forms and scenarios, each known by its content.
import { dirname, resolve } from "node:path";
import type { Problem } from "../engine/policy/model.ts";
import { readPlaced } from "../rehearse/place.ts";
import { problemJson, problemLine } from "./problems.ts";
import { type Arguments, type ExitCode, printJson, readText, type Terminal, WrongUse } from "./terminal.ts";

/** What a file is. */
type Sort = "policy" | "form" | "scenario" | "workflow";

interface Checked {
  readonly file: string;
  readonly sort: Sort;
  readonly problems: readonly Problem[];
  /** What GitHub accepts though it will surprise somebody: shown, but no reason to fail. */
  readonly warnings: readonly Problem[];
}

/** Checks every file that is named; exit 1 where any has a problem. A file that can't be opened is reported with the rest. */
export async function check({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (words.length === 0) throw new WrongUse("check needs a file; usage: tocsin check FILE …");
  const unopened: WrongUse[] = [];
  const checked: Checked[] = [];
  for (const file of words) {
    try {
      checked.push(await checkFile(file, await readText(terminal, file), terminal.cwd));
    } catch (error) {
      if (!(error instanceof WrongUse)) throw error;
      unopened.push(error);
    }
  }
  const problems = [
    ...unopened.map(({ file = "", message }) => ({ file, path: "", line: 1, column: 1, message })),
    ...checked.flatMap((each) => each.problems),
  ].map(problemJson);
  const warnings = checked.flatMap((each) => each.warnings).map(problemJson);
  const ok = problems.length === 0;
  if (options.json === true) printJson(terminal, { ok, problems, ...(warnings.length > 0 && { warnings }) });
  else {
    for (const problem of problems) terminal.out(problemLine(problem));
    for (const { message, ...place } of warnings)
      terminal.out(problemLine({ ...place, message: `warning: ${message}` }));
    for (const { file, sort, problems: found } of checked) {
      if (found.length === 0) terminal.out(`${file}: this ${sort} is fine\n`);
    }
  }
  if (unopened.length > 0) return 2;
  return ok ? 0 : 1;
}

async function checkFile(file: string, text: string, cwd: string): Promise<Checked> {
  const sort = sortOf(file, text);
  switch (sort) {
    case "form":
      return { file, sort, ...(await checkForm(file, text)) };
    case "scenario":
      return { file, sort, problems: await checkScenario(file, text, cwd), warnings: [] };
    case "workflow": {
      const message =
        "This is a GitHub workflow; expected a policy, an issue form or a scenario. GitHub checks workflows itself.";
      return { file, sort, problems: [{ file, path: "", line: 1, column: 1, message }], warnings: [] };
    }
    case "policy":
      return { file, sort, ...(await checkPolicy(file, text)) };
  }
}

/** A scenario has steps, a form a body with elements, a workflow jobs; all else is taken for a policy. Broken YAML is judged by its words. */
function sortOf(file: string, text: string): Sort {
  const { value } = readPlaced(file, text);
  const keys = typeof value === "object" && value !== null ? Object.keys(value) : topKeys(text);
  if (keys.includes("jobs") && keys.includes("on")) return "workflow";
  if (keys.includes("steps")) return "scenario";
  return keys.includes("body") || (keys.includes("name") && keys.includes("description")) ? "form" : "policy";
}

const topKeys = (text: string): readonly string[] =>
  Array.from(text.matchAll(/^["']?([\w-]+)["']?\s*:/gm), (match) => match[1] ?? "");

async function checkForm(file: string, text: string): Promise<Pick<Checked, "problems" | "warnings">> {
  const { parseForm } = await import("../engine/form.ts");
  const found = parseForm(text).problems;
  const of = (severity: "error" | "warning") =>
    found.filter((problem) => problem.severity === severity).map((problem) => ({ file, ...problem }));
  return { problems: of("error"), warnings: of("warning") };
}

async function checkPolicy(file: string, text: string): Promise<Pick<Checked, "problems" | "warnings">> {
  const [{ loadText }, { cautionsIn }] = await Promise.all([
    import("./policy.ts"),
    import("../engine/policy/cautions.ts"),
  ]);
  const { policy, problems } = await loadText({ file, text });
  return { problems, warnings: policy === undefined ? [] : cautionsIn(file, text, policy) };
}

async function checkScenario(file: string, text: string, cwd: string): Promise<readonly Problem[]> {
  const { checkScenarioFile } = await import("../rehearse/casting.ts");
  return checkScenarioFile(file, text, dirname(resolve(cwd, file)));
}
