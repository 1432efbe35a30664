import { describe, expect, test } from "vitest";
import { fieldsOf, keyOf, parseForm } from "../../src/engine/form.ts";
import { fieldOf } from "../../src/engine/policy/names.ts";
import { loadPolicy } from "../../src/engine/policy.ts";
import { formsOver } from "../../src/shipped/preset-forms.ts";
import { presetForms, presets } from "../../src/shipped/presets.ts";

const INCIDENT = ".github/ISSUE_TEMPLATE/incident.yml";

/** Ids of the questions of a form, which has to be one that GitHub takes. */
function asked(text: string | undefined): readonly string[] {
  const { form, problems } = parseForm(text ?? "");
  expect(problems).toEqual([]);
  return form === undefined ? [] : fieldsOf(form).map(keyOf);
}

describe.each([
  ["dpsp", "dspt"],
  ["hssi", "dspt"],
  ["sre", "dspt"],
  ["nhs-login", "dspt"],
])("the forms of %s under %s", (base, overlay) => {
  const forms = formsOver([base, overlay]);

  test("are one incident form, which asks what the first asks and then what the overlay adds", () => {
    expect(forms.map(({ path }) => path)).toEqual([INCIDENT]);
    const own = asked(presetForms(base)[0]?.text);
    const added = asked(presetForms(overlay)[0]?.text).filter((id) => !own.includes(id));
    expect(added).toEqual(["discovered", "kind", "affects", "data-affected", "risk"]);
    expect(asked(forms[0]?.text)).toEqual([...own, ...added]);
  });

  test("ask for fields of the policy that the two make together", () => {
    const { policy, problems } = loadPolicy({
      file: "tocsin.yml",
      text: `extends: [${base}, ${overlay}]`,
      presets: presets(),
    });
    expect(problems).toEqual([]);
    const form = parseForm(forms[0]?.text ?? "").form;
    for (const field of form === undefined ? [] : fieldsOf(form))
      expect(policy && fieldOf(policy, field.label)?.id).toBe(keyOf(field));
  });

  test("are the same whichever of the two is named first", () => {
    expect(formsOver([overlay, base])).toEqual(forms);
  });
});

test("an overlay alone brings its own form, with the severities of what it lies over", () => {
  expect(formsOver(["dspt"])).toEqual(presetForms("dspt"));
  expect(formsOver(["dspt"])[0]?.text).toContain("SEV1 — ");
});

test("no preset has no form", () => {
  expect(formsOver([])).toEqual([]);
});
