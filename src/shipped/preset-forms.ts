// The issue forms that go with a policy's presets: one `incident.yml`, with the questions that an overlay adds to it.
import { type PresetForm, presetForms, presets } from "./presets.ts";

const FOLDER = ".github/ISSUE_TEMPLATE/";

/**
 * The forms of presets that lie over each other, in their order: those of the one that is no overlay as they are; overlays add to
 * its incident form what it does not ask yet.
 * An overlay alone brings its own form, which is complete.
 */
export function formsOver(names: readonly string[]): readonly PresetForm[] {
  const base = names.find((name) => !isOverlay(name)) ?? names[0];
  if (base === undefined) return [];
  const overlays = names.filter((name) => name !== base).map(incidentForm);
  return presetForms(base).map((form) =>
    form.path === `${FOLDER}incident.yml`
      ? { ...form, text: overlays.reduce(withQuestions, form.text) }
      : form,
  );
}

/** Does a preset say of itself that it only lies over others? */
function isOverlay(name: string): boolean {
  return /^overlay: true\b/m.test(presets()[name] ?? "");
}

function incidentForm(name: string): string {
  return presetForms(name).find(({ path }) => path === `${FOLDER}incident.yml`)?.text ?? "";
}

/** A form with the elements of another that it does not have by id; both as we write them, so that comments stay. */
function withQuestions(form: string, other: string): string {
  const elements = other.split(/^(?= {2}- type: )/m).slice(1);
  const known = new Set([...form.matchAll(/^ {4}id: (\S+)$/gm)].map(([, id]) => id));
  const added = elements.filter((element) => !known.has(/^ {4}id: (\S+)$/m.exec(element)?.[1]));
  return `${form.trimEnd()}\n${added.map((element) => `${element.trimEnd()}\n`).join("")}`;
}
