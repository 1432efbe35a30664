// The policy that a command was given: a preset by its name, or a file; the same for all commands that take one.

import { resolve } from "node:path";
import type { LoadedPolicy } from "../engine/policy/load.ts";
import type { Policy } from "../engine/policy/model.ts";
import { hint } from "../engine/policy/nearest.ts";
import { type BesideFile, formsFolder, formsIn, messagesBeside } from "../rehearse/beside.ts";
import { type PresetForm, presets } from "../shipped/presets.ts";
import { documents } from "../shipped/templates.ts";
import { POLICY, policyHere } from "./checkout.ts";
import { problemJson, problemLine } from "./problems.ts";
import { type Arguments, printJson, readText, type Terminal, WrongUse } from "./terminal.ts";

/** The text of a policy, with the name that its problems are shown under. */
export interface PolicyText {
  readonly file: string;
  readonly text: string;
  /** The forms that lie beside the file. */
  readonly forms: readonly PresetForm[];
  /** The repository's own words, which lie there too. */
  readonly messages: readonly BesideFile[];
}

/** The text of the policy that is meant: what looks like a path is read, all else has to be a preset. Wrong use where it is neither. */
export async function policyText(given: string, terminal: Terminal): Promise<PolicyText> {
  if (isFile(given)) {
    const file = resolve(terminal.cwd, given);
    const forms = formsIn(formsFolder(file));
    return { file: given, text: await readText(terminal, given), forms, messages: messagesBeside(file) };
  }
  const known = Object.keys(presets());
  if (known.includes(given)) return { file: given, text: `extends: ${given}\n`, forms: [], messages: [] };
  throw new WrongUse(
    `--policy is "${given}", which is neither a file in .yml nor a preset${hint(given, known)}`,
  );
}

/** Does it look like a path? All else is a preset's name. */
export function isFile(given: string): boolean {
  return /[/\\]|\.ya?ml$/i.test(given);
}

/** What `--policy` says, else the policy file of the checkout that the command runs in; wrong use where there is none. */
export function policyGiven(
  { policy }: Arguments["options"],
  { cwd }: Terminal,
  { command, usage }: { readonly command: string; readonly usage: string },
): string {
  const given = typeof policy === "string" ? policy : policyHere(cwd);
  if (given !== undefined) return given;
  throw new WrongUse(
    `${command} needs a policy: there is no ${POLICY} here; give --policy a file or a preset's name; ${usage}`,
  );
}

/**
 * The policy that is meant. Where it has problems they are printed, as `{"ok":false,"problems":[…]}` or as lines for people, and
 * the answer is undefined: exit 1. A file that can't be opened, or no preset of that name, is wrong use.
 */
export async function namedPolicy(
  given: string,
  { terminal, json }: { readonly terminal: Terminal; readonly json: boolean },
): Promise<Policy | undefined> {
  const { policy, problems } = await loadText(await policyText(given, terminal));
  if (policy !== undefined) return policy;
  if (json) printJson(terminal, { ok: false, problems: problems.map(problemJson) });
  else for (const problem of problems) terminal.err(problemLine(problem));
  return undefined;
}

/** A policy text as every command loads it: with the presets, documents and holidays that ship. What that takes is read only here. */
export async function loadText({ file, text }: Pick<PolicyText, "file" | "text">): Promise<LoadedPolicy> {
  const [{ loadPolicy }, { worldHolidays }] = await Promise.all([
    import("../engine/policy.ts"),
    import("../rulings/holidays.ts"),
  ]);
  return loadPolicy({ file, text, presets: presets(), documents: documents(), holidays: worldHolidays });
}
