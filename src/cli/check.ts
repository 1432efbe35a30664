// `tocsin check`: what is wrong with policies, words of one's own, issue forms and scenarios, each known by its content.
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Policy, Problem } from "../engine/policy/model.ts";
import { readPlaced } from "../rehearse/place.ts";
import { policyHere } from "./checkout.ts";
import type { Mapping } from "./mapping.ts";
import { problemJson, problemLine } from "./problems.ts";
import { type Arguments, type ExitCode, printJson, readText, type Terminal, WrongUse } from "./terminal.ts";

/** What a file is. */
type Sort = "policy" | "message" | "form" | "scenario" | "workflow";

interface Checked {
  readonly file: string;
  readonly sort: Sort;
  readonly problems: readonly Problem[];
  /** What GitHub accepts though it will surprise somebody: shown, but no reason to fail. */
  readonly warnings: readonly Problem[];
  /** How the forms in question are read under a policy, in words and for programs. */
  readonly mapped?: readonly { readonly mapping: Mapping; readonly words: string }[];
}

/** A policy under which forms are checked, and what it is called. */
interface Under {
  readonly policy: Policy;
  readonly named: string;
}

/** Checks every file that is named; exit 1 where any has a problem, or where a form leads to no severity under `--policy`. A file that can't be opened is reported with the rest. */
export async function check({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (words.length === 0)
    throw new WrongUse("check needs a file; usage: tocsin check FILE … [--policy POLICY]");
  const under = await underOf(options, terminal);
  if (under === "faulty") return 1;
  let here: Promise<Under | undefined> | undefined;
  const standard = () => {
    here ??= underHere(terminal.cwd);
    return here;
  };
  const unopened: WrongUse[] = [];
  const checked: Checked[] = [];
  for (const file of words) {
    try {
      checked.push(await checkFile(file, await readText(terminal, file), { terminal, under, standard }));
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
  const mapped = checked.flatMap((each) => each.mapped ?? []);
  if (options.json === true) {
    const mappings = mapped.map(({ mapping }) => mapping);
    printJson(terminal, {
      ok,
      problems,
      ...(warnings.length > 0 && { warnings }),
      ...(mappings.length > 0 && { mappings }),
    });
  } else {
    for (const problem of problems) terminal.out(problemLine(problem));
    for (const { message, ...place } of warnings)
      terminal.out(problemLine({ ...place, message: `warning: ${message}` }));
    for (const { words } of mapped) terminal.out(words);
    for (const { file, sort, problems: found } of checked) {
      if (found.length === 0) terminal.out(`${file}: this ${sort} is fine\n`);
    }
  }
  if (unopened.length > 0) return 2;
  return ok ? 0 : 1;
}

/** The policy of `--policy`; what is wrong with it is printed. */
async function underOf(
  { policy: named, json }: Arguments["options"],
  terminal: Terminal,
): Promise<Under | undefined | "faulty"> {
  if (typeof named !== "string") return undefined;
  const { namedPolicy } = await import("./policy.ts");
  const policy = await namedPolicy(named, { terminal, json: json === true });
  return policy === undefined ? "faulty" : { policy, named };
}

interface Here {
  readonly terminal: Terminal;
  /** The policy by which a form is shown where none was given. */
  readonly standard: () => Promise<Under | undefined>;
  readonly under: Under | undefined;
}

async function checkFile(file: string, text: string, { terminal, under, standard }: Here): Promise<Checked> {
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

/**
 * A form by itself, shown as the policy of the checkout reads it, where there is none as the default preset does. What leads to no
 * severity is no fault there, since nobody said that it is to.
 */
async function shownForm(
  file: string,
  text: string,
  standard: Here["standard"],
): Promise<Pick<Checked, "problems" | "warnings" | "mapped">> {
  const { problems, warnings } = await checkForm(file, text, undefined);
  const under = await standard();
  const { mapped = [] } = await checkForm(file, text, under);
  return { problems, warnings, mapped };
}

/** The policy that rules in a directory, else the default preset; a broken one is told by a check of it. */
async function underHere(cwd: string): Promise<Under | undefined> {
  const [{ loadText }, { DEFAULT_PRESET }] = await Promise.all([
    import("./policy.ts"),
    import("../engine/policy/layers.ts"),
  ]);
  const here = policyHere(cwd);
  if (here !== undefined) {
    const { policy } = await loadText({ file: here, text: await readFile(resolve(cwd, here), "utf8") });
    if (policy !== undefined) return { policy, named: here };
  }
  const { policy } = await loadText({ file: DEFAULT_PRESET, text: `extends: ${DEFAULT_PRESET}\n` });
  return policy && { policy, named: DEFAULT_PRESET };
}

/** A file of words means something only under the policy that it lies beside. */
async function checkMessage(
  file: string,
  policy: { readonly file: string; readonly terminal: Terminal },
): Promise<Checked> {
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

async function checkForm(
  file: string,
  text: string,
  under: Under | undefined,
): Promise<Pick<Checked, "problems" | "warnings" | "mapped">> {
  const { isAccepted, parseForm } = await import("../engine/form.ts");
  const parsed = parseForm(text);
  const of = (severity: "error" | "warning") =>
    parsed.problems.filter((one) => one.severity === severity).map((problem) => ({ file, ...problem }));
  const [problems, warnings] = [of("error"), of("warning")];
  if (under === undefined || parsed.form === undefined) return { problems, warnings };
  const { mapped, mappingText } = await import("./mapping.ts");
  const { maintenancePolicy } = await import("../engine/maintenance/ruling.ts");
  const { formName } = await import("../rehearse/beside.ts");
  const isOfWork = under.policy.maintenance?.forms.includes(formName(file)) === true;
  const policy = isOfWork ? maintenancePolicy(under.policy) : under.policy;
  const { named } = under;
  const { mapping, lost, unclear } = mapped({ file, text, form: parsed.form, policy, named, isOfWork });
  return {
    // What GitHub refuses is to be put right first.
    problems: isAccepted(parsed) ? [...problems, ...lost] : problems,
    warnings: isAccepted(parsed) ? [...warnings, ...unclear] : warnings,
    mapped: [{ mapping, words: mappingText(mapping, policy) }],
  };
}

async function checkPolicy(
  file: string,
  text: string,
  cwd: string,
): Promise<Pick<Checked, "problems" | "warnings" | "mapped">> {
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
