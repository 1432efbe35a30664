// Judges one file for `tocsin check`: by what it is, a policy, words of one's own, an issue form or a scenario.
import { dirname, resolve } from "node:path";
import type { Problem } from "../engine/policy/model.ts";
import { readPlaced } from "../rehearse/place.ts";
import { checkForm, type Findings, shownForm, type Under } from "./check-form.ts";
import { readText, type Terminal } from "./terminal.ts";

/** What a file is. */
type Sort = "policy" | "message" | "form" | "scenario" | "workflow";

/** A file that was judged. */
export interface CheckedFile extends Findings {
  readonly file: string;
  readonly sort: Sort;
}

/** What files are judged by. */
export interface Here {
  readonly terminal: Terminal;
  /** The policy by which a form is shown where none was given. */
  readonly standard: () => Promise<Under | undefined>;
  readonly under: Under | undefined;
}

/** What is wrong with a file. */
export async function checkFile(
  file: string,
  text: string,
  { terminal, under, standard }: Here,
): Promise<CheckedFile> {
  const { cwd } = terminal;
  const { policyBeside } = await import("./own-messages.ts");
  const beside = policyBeside(file);
  if (beside !== undefined) return checkMessage(file, { file: beside, terminal });
  const sort = sortOf(file, text);
  switch (sort) {
    case "form":
      return {
        file,
        sort,
        ...(under === undefined ? await shownForm(file, text, standard) : await checkForm(file, text, under)),
      };
    case "scenario":
      return { file, sort, problems: await checkScenario(file, text, cwd), warnings: [] };
    case "workflow": {
      const message =
        "This is a GitHub workflow; expected a policy, an issue form or a scenario. GitHub checks workflows itself.";
      return { file, sort, problems: [{ file, path: "", line: 1, column: 1, message }], warnings: [] };
    }
    case "policy":
      return { file, sort, ...(await checkPolicy(file, text, cwd)) };
  }
}

/** A scenario has steps, a form a body with elements, a workflow jobs; all else is taken for a policy. Broken YAML is judged by its words. */
function sortOf(file: string, text: string): Exclude<Sort, "message"> {
  const { value } = readPlaced(file, text);
  const keys = typeof value === "object" && value !== null ? Object.keys(value) : topKeys(text);
  if (keys.includes("jobs") && keys.includes("on")) return "workflow";
  if (keys.includes("steps")) return "scenario";
  return keys.includes("body") || (keys.includes("name") && keys.includes("description")) ? "form" : "policy";
}

const topKeys = (text: string): readonly string[] =>
  Array.from(text.matchAll(/^["']?([\w-]+)["']?\s*:/gm), (match) => match[1] ?? "");

/** A file of words means something only under the policy that it lies beside. */
async function checkMessage(
  file: string,
  policy: { readonly file: string; readonly terminal: Terminal },
): Promise<CheckedFile> {
  const [{ loadText }, { checkMessages }] = await Promise.all([
    import("./policy.ts"),
    import("./own-messages.ts"),
  ]);
  const { cwd } = policy.terminal;
  const found = await loadText({ file: policy.file, text: await readText(policy.terminal, policy.file) });
  const problems =
    found.policy === undefined
      ? found.problems
      : checkMessages({ file: policy.file, policy: found.policy, cwd }).filter(
          (problem) => resolve(cwd, problem.file) === resolve(cwd, file),
        );
  return { file, sort: "message", problems, warnings: [] };
}

async function checkPolicy(file: string, text: string, cwd: string): Promise<Findings> {
  const [{ loadText }, { cautionsIn }] = await Promise.all([
    import("./policy.ts"),
    import("../engine/policy/cautions.ts"),
  ]);
  const { policy, problems } = await loadText({ file, text });
  if (policy === undefined) return { problems, warnings: [] };
  const [{ checkForms }, { checkMessages }] = await Promise.all([
    import("./policy-forms.ts"),
    import("./own-messages.ts"),
  ]);
  const { missing, absent, beside } = checkForms({ file, text, policy, cwd });
  const forms = await Promise.all(
    beside.map((form) => checkForm(form.file, form.text, { policy, named: file })),
  );
  // A team may set severities by labels and commands: that its form leads to none is worth a word, and no more.
  return {
    problems: [...missing, ...checkMessages({ file, policy, cwd })],
    warnings: [
      ...cautionsIn(file, text, policy),
      ...absent,
      ...forms.flatMap((form) => [...form.problems, ...form.warnings]),
    ],
    mapped: forms.flatMap((form) => form.mapped ?? []),
  };
}

async function checkScenario(file: string, text: string, cwd: string): Promise<readonly Problem[]> {
  const { checkScenarioFile } = await import("../rehearse/casting.ts");
  return checkScenarioFile(file, text, dirname(resolve(cwd, file)));
}
