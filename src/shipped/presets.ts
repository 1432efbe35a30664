// Finds the presets and forms that ship with Tocsin: entries read them once and hand their texts to the loader.
import { readdirSync, readFileSync } from "node:fs";

const TEMPLATES = new URL("../../templates/", import.meta.url);

/** A preset's issue form, with the path that it has in a repository. */
export interface PresetForm {
  readonly path: string;
  readonly text: string;
}

let read: Readonly<Record<string, string>> | undefined;

/** The text of every preset by its name: `templates/policies/sre.yml` is `sre`. Read once: what ships does not change while it runs. */
export function presets(): Readonly<Record<string, string>> {
  read ??= readPresets();
  return read;
}

function readPresets(): Readonly<Record<string, string>> {
  const folder = new URL("policies/", TEMPLATES);
  const files = readdirSync(folder).filter((file) => file.endsWith(".yml"));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(0, -4), readFileSync(new URL(file, folder), "utf8")]),
  );
}

const formsRead = new Map<string, readonly PresetForm[]>();

/** The forms that go with a preset; none where `templates/forms/` has no folder of its name. Read once, as the presets are. */
export function presetForms(name: string): readonly PresetForm[] {
  const known = formsRead.get(name) ?? readForms(name);
  formsRead.set(name, known);
  return known;
}

function readForms(name: string): readonly PresetForm[] {
  const forms = new URL("forms/", TEMPLATES);
  if (!readdirSync(forms).includes(name)) return [];
  const folder = new URL(`${name}/`, forms);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yml"))
    .sort()
    .map((file) => ({
      path: `.github/ISSUE_TEMPLATE/${file}`,
      text: readFileSync(new URL(file, folder), "utf8"),
    }));
}
