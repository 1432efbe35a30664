import { describe, expect, test } from "vitest";
import { parseForm } from "../../src/engine/form.ts";
import { fieldOf, labelsOf, severityOf } from "../../src/engine/policy/names.ts";
import { loadPolicy } from "../../src/engine/policy.ts";
import { presetForms, presets } from "../../src/shipped/presets.ts";

const names = Object.keys(presets());

function policyOf(name: string) {
  const { policy, problems } = loadPolicy({
    file: "tocsin.yml",
    text: `extends: ${name}`,
    presets: presets(),
  });
  expect(problems).toEqual([]);
  if (policy === undefined) throw new Error(`${name} has no policy.`);
  return policy;
}

test("sre and hssi ship", () => {
  expect(names).toEqual(expect.arrayContaining(["sre", "hssi"]));
});

test("a preset that nobody wrote has no forms", () => {
  expect(presetForms("unheard-of")).toEqual([]);
});

describe.each(names)("the preset %s", (name) => {
  const policy = policyOf(name);

  test("is right by itself", () => {
    expect(policy.incidents).toMatchObject({
      mode: "on",
      authors: [],
      zone: "Europe/London",
    });
  });

  test("is complete: checked as a file of its own it is the same policy", () => {
    const alone = loadPolicy({ file: `${name}.yml`, text: presets()[name] ?? "", presets: presets() });
    expect(alone.problems).toEqual([]);
    expect({ ...alone.policy, extends: [name] }).toEqual(policy);
  });

  test("describes each of its labels within what GitHub takes", () => {
    for (const label of labelsOf(policy)) {
      expect(label.color).toMatch(/^[0-9a-f]{6}$/);
      expect(label.description.length).toBeGreaterThan(0);
      expect(label.description.length).toBeLessThanOrEqual(100);
    }
  });

  test("has the form incident, which GitHub accepts, with the incident label alone", () => {
    const form = presetForms(name).find(({ path }) => path === ".github/ISSUE_TEMPLATE/incident.yml");
    const { form: parsed, problems } = parseForm(form?.text ?? "");
    expect(problems).toEqual([]);
    expect(parsed?.labels).toEqual(["incident"]);
  });

  test("asks in its form for fields of its policy by their id and title", () => {
    const { form } = parseForm(presetForms(name)[0]?.text ?? "");
    const elements = (form?.elements ?? []).filter((element) => element.kind !== "markdown");
    for (const element of elements) {
      expect(policy.fields).toHaveProperty([element.id ?? ""]);
      expect(fieldOf(policy, element.label)?.id).toBe(element.id);
    }
    const required = elements.filter((element) => element.required).map((element) => element.id);
    const toIdentify = Object.values(policy.fields).filter((field) => field.required.includes("identify"));
    expect(required.toSorted()).toEqual(toIdentify.map((field) => field.id).toSorted());
  });

  test("offers each of its severities in its form, and no comma in an option", () => {
    const { form } = parseForm(presetForms(name)[0]?.text ?? "");
    const choices = (form?.elements ?? []).filter((element) => element.kind === "dropdown");
    const severities = choices.find((element) => element.id === "severity")?.options ?? [];
    expect(severities.map((option) => severityOf(policy, option)?.key)).toEqual(
      policy.severities.map(({ key }) => key),
    );
    expect(choices.flatMap((element) => element.options).filter((option) => option.includes(","))).toEqual(
      [],
    );
  });
});

test("hssi asks for the minimum data set in the stages of HB-1, HB-2 and HB-3", () => {
  const fields = Object.values(policyOf("hssi").fields);
  const at = (stage: "identify" | "update" | "resolve") =>
    fields.filter((field) => field.required.includes(stage)).map((field) => field.id);
  expect(at("identify")).toEqual([
    "supplier-reference",
    "occurred",
    "severity",
    "service",
    "description",
    "detected",
    "symptoms",
    "impact",
    "next-update",
  ]);
  expect(at("update")).toEqual([
    "component",
    "workaround",
    "replicated",
    "impact-changed",
    "diagnostics",
    "answers",
  ]);
  expect(at("resolve")).toEqual(["resolved-at", "fix", "stable", "performed", "cause"]);
});
