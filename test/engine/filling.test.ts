// Which question of a form fills which fact, whatever ids and headings a team's form has.
import { describe, expect, test } from "vitest";
import { factsOf } from "../../src/engine/facts.ts";
import { fillings } from "../../src/engine/filling.ts";
import { parseForm } from "../../src/engine/form.ts";
import { loadPolicy } from "../../src/engine/policy.ts";
import { presets } from "../../src/shipped/presets.ts";

describe("a form of a team's own", () => {
  const question = (label: string, id = "") =>
    `  - type: input\n${id === "" ? "" : `    id: ${id}\n`}    attributes: { label: ${JSON.stringify(label)} }\n`;
  const formOf = (...questions: readonly string[]): string =>
    `name: Outage\ndescription: Ours\nbody:\n${questions.join("")}`;
  const facts = (form: string, body: string, policy = sre): Record<string, string> => {
    const parsed = parseForm(form).form;
    if (parsed === undefined) throw new Error("the form can't be read");
    const ruling = {
      policy,
      forms: [parsed],
      rotas: {},
      oid: "",
      version: "",
      problems: [],
      rotaProblems: [],
    };
    const found = factsOf(body, ruling, Date.parse("2026-05-01T09:00:00Z")).facts;
    return Object.fromEntries([...found].map(([id, { text }]) => [id, text]));
  };
  const policyWith = (fields: string) => {
    const loaded = loadPolicy({
      file: "p.yml",
      text: `extends: sre\nfields: ${fields}\n`,
      presets: presets(),
    });
    if (loaded.policy === undefined) throw new Error(JSON.stringify(loaded.problems));
    return loaded.policy;
  };
  const sre = policyWith("{}");

  test.each(["", "how-bad"])("an alias of a heading fills the fact, with the id %j", (id) => {
    const policy = policyWith('{ severity: { aliases: ["How bad is it?"] } }');
    expect(facts(formOf(question("How bad is it?", id)), "### How bad is it?\n\nSEV2", policy)).toEqual({
      severity: "SEV2",
    });
  });

  test("a title fills it as well, and what stands in brackets behind it tells only how to answer", () => {
    const body = "### Impact (one sentence)\n\nNo payments\n\n### Detection time (UTC)\n\n2026-05-01 08:50";
    const form = formOf(question("Impact (one sentence)", "q1"), question("Detection time (UTC)", "q2"));
    expect(facts(form, body)).toEqual({ impact: "No payments", detected: "2026-05-01 08:50" });
  });

  test.each([
    ["Mitigation / Current Status", "workaround"],
    ["Current status / mitigation (if any)", "workaround"],
    ["User/Business Impact", "impact"],
    ["System/Service Name", "service"],
    ["Root cause / Resolution", "cause"],
    ["Date / Time (UTC)", undefined],
    ["/", undefined],
    ["Impact/", "impact"],
  ])(
    "of a heading of several parts, %s, the first that names a fact counts, with an id or without",
    (label, field) => {
      const expected = field === undefined ? {} : { [field]: "so" };
      for (const id of ["", "q1"])
        expect(facts(formOf(question(label, id)), `### ${label}\n\nso`)).toEqual(expected);
    },
  );

  test.each(["sre", "hssi", "dpsp", "nhs-login"])("%s takes the headings that most forms have", (preset) => {
    const { policy } = loadPolicy({ file: "p.yml", text: `extends: ${preset}\n`, presets: presets() });
    const labels = [
      "Summary",
      "What happened?",
      "User impact",
      "Affected services",
      "Mitigation",
      "Root cause",
      "Resolution",
      "Severity level",
    ];
    const form = parseForm(formOf(...labels.map((label) => question(label)))).form;
    const filled =
      form && policy
        ? fillings(form, policy).map(({ question: { label }, field }) => `${label} ${field.id}`)
        : [];
    expect(filled.toSorted()).toEqual([
      "Affected services service",
      "Mitigation workaround",
      "Resolution fix",
      "Root cause cause",
      "Severity level severity",
      "Summary description",
      "User impact impact",
      "What happened? description",
    ]);
  });

  test("an id that names a fact wins over a heading that names it too, wherever they stand", () => {
    const form = formOf(question("Customer impact", "customers"), question("In a sentence", "impact"));
    const body = "### Customer impact\n\nten\n\n### In a sentence\n\nNo payments";
    expect(facts(form, body)).toEqual({ impact: "No payments" });
  });

  test("where the one was not answered, the other fills it", () => {
    const form = formOf(question("Customer impact", "customers"), question("In a sentence", "impact"));
    const body = "### Customer impact\n\nten\n\n### In a sentence\n\n_No response_";
    expect(facts(form, body)).toEqual({ impact: "ten" });
  });

  test("headings that it had before are read where the id is the team's own, and where none of the present ones stands", () => {
    const policy = policyWith('{ severity: { aliases: ["How bad?", Level] } }');
    const form = formOf(question("How bad?", "bad"));
    expect(facts(form, "### Level\n\nSEV3", policy)).toEqual({ severity: "SEV3" });
  });

  test("the title of its fact and the aliases are headings that it had before, in large letters or small", () => {
    const policy = policyWith("{ impact: { title: User impact, aliases: [who is hit] } }");
    const form = formOf(question("Tell us who suffers", "impact"));
    for (const heading of ["User impact", "User Impact", "Who is hit"])
      expect(facts(form, `### ${heading}\n\nsome`, policy)).toEqual({ impact: "some" });
    expect(facts(form, "### Tell Us Who Suffers\n\nsome", policy)).toEqual({});
  });

  test("a heading of another question is none that a question had before", () => {
    const policy = policyWith("{ impact: { aliases: [Harm, Damage] } }");
    const form = formOf(question("Harm", "a"), question("Damage", "b"));
    expect(facts(form, "### Damage\n\nsome", policy)).toEqual({ impact: "some" });
  });
});
