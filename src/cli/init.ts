// `tocsin init`: the files that a repository needs to begin with, in watch mode, without touching what is there.
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { hint } from "../engine/policy/nearest.ts";
import { loadPolicy } from "../engine/policy.ts";
import { formsOver } from "../shipped/preset-forms.ts";
import { presets } from "../shipped/presets.ts";
import { workflowText } from "../shipped/workflow.ts";
import { type Arguments, type ExitCode, printJson, reasonOf, type Terminal, WrongUse } from "./terminal.ts";

const POLICY = ".github/tocsin.yml";
const FORMS = ".github/ISSUE_TEMPLATE";
const WORKFLOW = ".github/workflows/tocsin.yml";

interface Planned {
  readonly path: string;
  readonly text: string;
}

/** Writes policy, form and workflow as far as they are missing; exit 0 also where nothing was. */
export async function init({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (words.length > 0) throw new WrongUse("init takes no file; usage: tocsin init [--preset NAME]");
  const chosen = chosenPresets(typeof options.preset === "string" ? options.preset : "sre");
  const own = await ownForms(terminal.cwd);
  const planned = [
    {
      path: POLICY,
      text: policyText({ presets: chosen, forms: own.length > 0 ? own : ["incident"], now: terminal.now() }),
    },
    // A team that has an incident form keeps it: the policy names it instead.
    ...(own.length > 0 ? [] : formsOver(chosen)),
    { path: WORKFLOW, text: workflowText() },
  ];
  const kept = planned.filter(({ path }) => existsSync(resolve(terminal.cwd, path))).map(({ path }) => path);
  const missing = planned.filter(({ path }) => !kept.includes(path));
  for (const file of missing) await write(file, terminal.cwd);
  const wrote = missing.map(({ path }) => path);
  const all = [...kept, ...own.map((name) => `${FORMS}/${name}.yml`).filter((path) => !kept.includes(path))];
  const next = nextSteps(wrote);
  if (options.json === true) printJson(terminal, { ok: true, wrote, kept: all, next });
  else {
    for (const path of wrote) terminal.out(`wrote ${path}\n`);
    for (const path of all) terminal.out(`kept  ${path}, which was there\n`);
    terminal.out(`\nNext:\n${next.map((step, index) => `${index + 1}. ${step}\n`).join("")}`);
  }
  return 0;
}

/** `dpsp,dspt`: presets that lie over each other, in their order. */
function chosenPresets(words: string): readonly string[] {
  const known = Object.keys(presets());
  const names = words.split(",").map((name) => name.trim());
  const strange = names.find((name) => !known.includes(name));
  if (strange !== undefined) throw new WrongUse(`there is no preset "${strange}"${hint(strange, known)}`);
  return names;
}

/** File names without their ending of forms that are there and speak of incidents, by name or by label. */
async function ownForms(cwd: string): Promise<readonly string[]> {
  const folder = resolve(cwd, FORMS);
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder))
    .filter((name) => /\.ya?ml$/i.test(name) && !/^config\.ya?ml$/i.test(name))
    .sort();
  const found: string[] = [];
  for (const name of names) {
    const text = await readFile(join(folder, name), "utf8");
    const labels = /^labels:(?:.*|\s*\n(?:\s*-.*\n)+)/im.exec(text)?.[0] ?? "";
    if (/incident/i.test(name) || /\bincident\b/i.test(labels)) found.push(name.replace(/\.ya?ml$/i, ""));
  }
  return found;
}

function policyText(what: {
  readonly presets: readonly string[];
  readonly forms: readonly string[];
  readonly now: number;
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

# Where the actions of a review are filed: "- [ ] Add an alert team:payments due:30d"
# teams:
#   payments: { repo: owner/payments }
`;
}

async function write({ path, text }: Planned, cwd: string): Promise<void> {
  const file = resolve(cwd, path);
  try {
    await mkdir(dirname(file), { recursive: true });
    // "wx" refuses a file that appeared meanwhile: nothing is ever overwritten.
    await writeFile(file, text, { flag: "wx" });
  } catch (error) {
    throw new WrongUse(`${path} can't be written: ${reasonOf(error)}`, path, { cause: error });
  }
}

function nextSteps(wrote: readonly string[]): readonly string[] {
  const workflow = `In ${WORKFLOW} put the address of your Tocsin's action and the commit of its release, or delete the file if you run the server.`;
  return [
    `Look at ${POLICY}: severities, teams, and the labels and fields that you have already.`,
    ...(wrote.includes(WORKFLOW) ? [workflow] : []),
    `Run tocsin check ${POLICY}, then commit the files to the default branch.`,
    "Open an incident and see with tocsin explain owner/repo#7 what Tocsin would do; with mode: watch it writes nothing.",
    "Set mode: on and try /drill in a new issue.",
  ];
}
