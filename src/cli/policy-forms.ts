// The forms that a policy file names, held against those that lie beside it and those that come with its presets.
import { basename, dirname, join, resolve } from "node:path";
import type { Policy, Problem } from "../engine/policy/model.ts";
import { hint } from "../engine/policy/nearest.ts";
import { readSource } from "../engine/policy/source.ts";
import { formName, formsFolder, formsIn, formsWith } from "../rehearse/beside.ts";
import { presets } from "../shipped/presets.ts";

/** What becomes of the names of forms in a policy. */
interface NamedForms {
  /** Names that no form has, at their places in the file. */
  readonly missing: readonly Problem[];
  /** Names of forms that only the presets have, where a checkout should have them. */
  readonly absent: readonly Problem[];
  /** Those that lie beside the policy, with the paths by which to name them to people. */
  readonly beside: readonly { readonly file: string; readonly text: string }[];
}

/** Holds the forms of incidents and maintenance against the files there are. Names that a preset gives and the file does not are not its matter. */
export function checkForms(given: {
  readonly file: string;
  readonly text: string;
  readonly policy: Policy;
  readonly cwd: string;
}): NamedForms {
  const { file, text, policy, cwd } = given;
  const own = formsIn(formsFolder(resolve(cwd, file)));
  // A preset, or a whole process in one file, extends none and is used with the forms of one.
  const bases = policy.extends.length > 0 ? policy.extends : Object.keys(presets());
  const shipped = formsWith({ ...policy, extends: bases }, []).map(({ path }) => formName(path));
  const { source } = readSource(file, text);
  const folder = join(dirname(file), "ISSUE_TEMPLATE");
  const found: { missing: Problem[]; absent: Problem[] } = { missing: [], absent: [] };
  const named = [
    ...policy.incidents.forms.map((name, index) => ({ name, path: ["incidents", "forms", index] })),
    ...(policy.maintenance?.forms ?? []).map((name, index) => ({
      name,
      path: ["maintenance", "forms", index],
    })),
  ];
  for (const { name, path } of named) {
    const place = source?.place(path, "value");
    if (own.some((form) => formName(form.path) === name) || place?.depth !== path.length) continue;
    const { line, column } = place;
    const problem = (message: string): Problem => ({ file, path: path.join("."), line, column, message });
    const none = `There is no form ${name}: ${join(folder, `${name}.yml`)} is not there`;
    if (!shipped.includes(name)) {
      const names = [...own.map((form) => formName(form.path)), ...shipped];
      found.missing.push(problem(`${none}${hint(name, [...new Set(names)])}`));
    } else if (basename(dirname(resolve(cwd, file))) === ".github") {
      found.absent.push(problem(`${none}. It comes with the preset: tocsin init writes it.`));
    }
  }
  const beside = own
    .filter((form) => named.some(({ name }) => name === formName(form.path)))
    .map((form) => ({ file: join(folder, basename(form.path)), text: form.text }));
  return { ...found, beside };
}
