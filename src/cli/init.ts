// `tocsin init`: the files that a repository needs to begin with, in watch mode, without touching what is there.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseForm } from "../engine/form.ts";
import type { Policy } from "../engine/policy/model.ts";
import { labelKind } from "../engine/policy/names.ts";
import { hint } from "../engine/policy/nearest.ts";
import { loadPolicy } from "../engine/policy.ts";
import { FORMS, formName, formsIn } from "../rehearse/beside.ts";
import { formsOver } from "../shipped/preset-forms.ts";
import { type PresetForm, presetForms, presets } from "../shipped/presets.ts";
import { workflowText } from "../shipped/workflow.ts";
import { checkoutOf, POLICY } from "./checkout.ts";
import { type Extras, nextSteps, WORKFLOW } from "./init-steps.ts";
import { type Arguments, type ExitCode, printJson, reasonOf, type Terminal, WrongUse } from "./terminal.ts";

interface Planned {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes policy, form and workflow at the top of the checkout as far as they are missing, and says what it left alone; exit 0
 * also where nothing was written.
 */
export async function init({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (words.length > 0)
    throw new WrongUse(
      "init takes no file; usage: tocsin init [--preset NAME] [--maintenance] [--documents]",
    );
  const names = chosenPresets(typeof options.preset === "string" ? options.preset : "sre");
  const checkout = checkoutOf(terminal.cwd);
  const root = checkout ?? resolve(terminal.cwd);
  const there = formsIn(join(root, FORMS));
  const own = there.filter((form) => isIncidentForm(form, names));
  const wanted: Extras = { works: options.maintenance === true, documents: options.documents === true };
  const policy = policyIn(root, names);
  const planned = plan(names, own, { ...wanted, now: terminal.now(), policy });
  const isThere = ({ path }: Planned): boolean => existsSync(join(root, path));
  const missing = planned.filter((file) => !isThere(file));
  for (const file of missing) await write(file, root);
  const kept = new Set(
    [...planned.filter((file) => !missing.includes(file)), ...own].map(({ path }) => path),
  );
  const said: Written = {
    root,
    git: checkout !== undefined,
    wrote: missing.map(({ path }) => path),
    kept: [...kept],
    untouched: untouchedIn(root, there).filter((path) => !kept.has(path)),
  };
  const next = nextSteps(said, { ...wanted, own, policy });
  if (options.json === true) printJson(terminal, { ok: true, ...said, next });
  else print(said, next, terminal);
  return 0;
}

/** What became of the files, by their paths from the top. */
interface Written {
  readonly root: string;
  /** Is the top that of a git checkout? */
  readonly git: boolean;
  readonly wrote: readonly string[];
  readonly kept: readonly string[];
  /** Other forms and workflows that are there, and are none of ours. */
  readonly untouched: readonly string[];
}

function plan(
  names: readonly string[],
  own: readonly PresetForm[],
  { now, works, documents, policy }: Extras & { readonly now: number; readonly policy: Policy | undefined },
): readonly Planned[] {
  const forms = own.length > 0 ? own.map(({ path }) => formName(path)) : ["incident"];
  return [
    { path: POLICY, text: policyText({ presets: names, forms, now, works }) },
    // A team that has an incident form keeps it: the policy names it instead.
    ...(own.length > 0 ? [] : formsOver(names)),
    ...(works ? presetForms("maintenance") : []),
    // Where they keep an incident log it may commit.
    { path: WORKFLOW, text: workflowText({ log: policy?.log !== undefined, documents }) },
  ];
}

function print(
  { root, git, wrote, kept, untouched }: Written,
  next: readonly string[],
  terminal: Terminal,
): void {
  const here = root === resolve(terminal.cwd);
  if (!git)
    terminal.out(`${root} is in no git checkout: what is written here has no effect until it is in one.\n`);
  else if (!here) terminal.out(`In ${root}, the top of this checkout:\n`);
  for (const path of wrote) terminal.out(`wrote ${path}\n`);
  for (const path of kept) terminal.out(`kept  ${path}, which was there\n`);
  const others = untouched.length > 0 ? `${untouched.join(", ")}, and ` : "";
  terminal.out(`not touched: ${others}labels, issues and settings on GitHub\n`);
  terminal.out(`\nNext:\n${next.map((step, index) => `${index + 1}. ${step}\n`).join("")}`);
}

/** `dpsp,dspt`: presets that lie over each other, in their order. */
function chosenPresets(words: string): readonly string[] {
  const known = Object.keys(presets());
  const names = words.split(",").map((name) => name.trim());
  const strange = names.find((name) => !known.includes(name));
  if (strange !== undefined) throw new WrongUse(`there is no preset "${strange}"${hint(strange, known)}`);
  // Two whole processes: nothing is written that `check` would refuse.
  const { problems } = loadPolicy({ file: POLICY, text: `extends: [${names}]`, presets: presets() });
  const [problem] = problems;
  if (problem !== undefined) throw new WrongUse(problem.message);
  return names;
}

/** What will rule here: the policy that is there as far as it can be read, else that of these presets. */
function policyIn(root: string, names: readonly string[]): Policy | undefined {
  const file = join(root, POLICY);
  const own = existsSync(file)
    ? loadPolicy({ file: POLICY, text: readFileSync(file, "utf8"), presets: presets() }).policy
    : undefined;
  return own ?? loadPolicy({ file: POLICY, text: `extends: [${names}]`, presets: presets() }).policy;
}

/** Does a form declare incidents: by the incident label of the presets, by a label that speaks of them, or by its file's name? */
function isIncidentForm({ path, text }: PresetForm, names: readonly string[]): boolean {
  const labels = parseForm(text).form?.labels ?? [];
  const { policy } = loadPolicy({ file: POLICY, text: `extends: [${names}]`, presets: presets() });
  const isOurs = (label: string): boolean =>
    (policy && labelKind(policy, label)?.kind === "incident") || /\b(?:incidents?|outages?)\b/i.test(label);
  return labels.some(isOurs) || /incident|outage/i.test(formName(path));
}

/** Files of the kinds that init writes and that stay as they are. */
function untouchedIn(root: string, forms: readonly PresetForm[]): readonly string[] {
  const workflows = dirname(WORKFLOW);
  const names = existsSync(join(root, workflows)) ? readdirSync(join(root, workflows)).sort() : [];
  return [...forms.map(({ path }) => path), ...names.map((name) => `${workflows}/${name}`)].filter(
    (path) => path !== WORKFLOW,
  );
}

function policyText(what: {
  readonly presets: readonly string[];
  readonly forms: readonly string[];
  readonly now: number;
  /** Planned work is announced too. */
  readonly works: boolean;
}): string {
  const today = new Date(what.now).toISOString().slice(0, 10);
  const base = `extends: ${what.presets.length === 1 ? what.presets[0] : `[${what.presets.join(", ")}]`}`;
  const worst = loadPolicy({ file: POLICY, text: base, presets: presets() }).policy?.severities[0];
  return `# How incidents run in this repository. All that is not said here comes from the preset.
# After a change: tocsin check ${POLICY}
${base}

incidents:
  mode: watch # writes nothing to issues yet; \`on\` when you like what it would say
  since: ${today} # issues opened before are left alone until somebody writes /adopt
  forms: [${what.forms.map((name) => JSON.stringify(name)).join(", ")}] # issue forms that declare an incident

# Names that you have already may stand as aliases: nothing of yours is renamed.
# severities:
#   ${worst?.key ?? "sev1"}: { label: { name: ${JSON.stringify(worst?.label.name ?? "severity: 1")}, aliases: ["a label that you have"] } }

# What notices and pages say in your own words: .github/tocsin/messages/, see docs/own-words.md of Tocsin.

# Where the actions of a review are filed: "- [ ] Add an alert team:payments due:30d"
# teams:
#   payments: { repo: owner/payments }
${what.works ? worksText : ""}`;
}

/** A page, and issues that announce work on it. */
const worksText = `
# The status page, which anybody may read, and planned work that is announced on it by its own form.
site: { title: Service status }
maintenance: { forms: [maintenance] }
`;

async function write({ path, text }: Planned, root: string): Promise<void> {
  const file = join(root, path);
  try {
    await mkdir(dirname(file), { recursive: true });
    // "wx" refuses a file that appeared meanwhile: nothing is ever overwritten.
    await writeFile(file, text, { flag: "wx" });
  } catch (error) {
    throw new WrongUse(`${path} can't be written: ${reasonOf(error)}`, path, { cause: error });
  }
}
