// The policy that a command was given: a preset by its name, or a file; the same for all commands that take one.

import type { LoadedPolicy } from "../engine/policy/load.ts";
import type { Policy } from "../engine/policy/model.ts";
import { hint } from "../engine/policy/nearest.ts";
import { presets } from "../shipped/presets.ts";
import { documents } from "../shipped/templates.ts";
import { problemJson, problemLine } from "./problems.ts";
import { printJson, readText, type Terminal, WrongUse } from "./terminal.ts";

/** The text of a policy, with the name that its problems are shown under. */
export interface PolicyText {
  readonly file: string;
  readonly text: string;
}

/** The text of the policy that is meant: what looks like a path is read, all else has to be a preset. Wrong use where it is neither. */
export async function policyText(given: string, terminal: Terminal): Promise<PolicyText> {
  if (/[/\\]|\.ya?ml$/i.test(given)) return { file: given, text: await readText(terminal, given) };
  const known = Object.keys(presets());
  if (known.includes(given)) return { file: given, text: `extends: ${given}\n` };
  throw new WrongUse(
    `--policy is "${given}", which is neither a file in .yml nor a preset${hint(given, known)}`,
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
export async function loadText(policyText: PolicyText): Promise<LoadedPolicy> {
  const [{ loadPolicy }, { worldHolidays }] = await Promise.all([
    import("../engine/policy.ts"),
    import("../rulings/holidays.ts"),
  ]);
  return loadPolicy({ ...policyText, presets: presets(), documents: documents(), holidays: worldHolidays });
}
