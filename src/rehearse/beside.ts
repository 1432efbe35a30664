// What lies beside a policy file, as it does in a checkout's `.github`: its issue forms and its own words. Rehearsals, diff, demo and check take it.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { MESSAGES } from "../engine/own-messages/names.ts";
import type { Policy } from "../engine/policy/model.ts";
import { formsOver } from "../shipped/preset-forms.ts";
import { type PresetForm, presetForms } from "../shipped/presets.ts";

/** Where GitHub looks for forms, in a repository. */
export const FORMS = ".github/ISSUE_TEMPLATE";

/** The folder beside a policy file in which its forms lie. */
export function formsFolder(policyFile: string): string {
  return join(dirname(policyFile), "ISSUE_TEMPLATE");
}

/** Every form in a folder, by name, with the path that it has in a repository; none where there is no such folder. */
export function formsIn(folder: string): readonly PresetForm[] {
  return filesIn(folder)
    .filter((name) => /\.ya?ml$/i.test(name) && !/^config\.ya?ml$/i.test(name))
    .sort()
    .map((name) => ({ path: `${FORMS}/${name}`, text: readFileSync(join(folder, name), "utf8") }));
}

/** A file of a repository that lies beside its policy: its path there, and its text. */
export type BesideFile = PresetForm;

/** The folder beside a policy file in which its own words lie. */
export function messagesFolder(policyFile: string): string {
  return join(dirname(policyFile), "tocsin", "messages");
}

/** Every file of words beside a policy file, by name, with the path that it has in a repository. */
export function messagesBeside(policyFile: string): readonly BesideFile[] {
  const folder = messagesFolder(policyFile);
  return filesIn(folder)
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()
    .map((name) => ({ path: `${MESSAGES}/${name}`, text: readFileSync(join(folder, name), "utf8") }));
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return [];
    throw error;
  }
}

/** A form's file name without its ending: by that a policy names it. */
export function formName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.ya?ml$/i, "");
}

/** The forms of a repository: its own, and those that ship for its policy under names that it does not have. */
export function formsWith(policy: Policy, own: readonly PresetForm[]): readonly PresetForm[] {
  const names = own.map(({ path }) => formName(path));
  const works = policy.maintenance === undefined ? [] : presetForms("maintenance");
  const shipped = [...formsOver(policy.extends), ...works];
  return [...own, ...shipped.filter(({ path }) => !names.includes(formName(path)))];
}
