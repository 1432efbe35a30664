// What `check` shows of a form under a policy: which question fills which fact, and whether one leads to a severity.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { presets } from "../../src/shipped/presets.ts";
import { emptyFolder } from "../folder.ts";
import { run } from "./terminal.ts";

function directoryWith(files: Readonly<Record<string, string>>): string {
  const cwd = emptyFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  return cwd;
}

const HEAD = "name: Down\ndescription: Something is down\nlabels: [incident]\nbody:\n";
const input = (label: string, id = ""): string =>
  `  - type: input\n${id === "" ? "" : `    id: ${id}\n`}    attributes: { label: ${JSON.stringify(label)} }\n`;
const choice = (label: string, options: readonly string[], id = ""): string =>
  `  - type: dropdown\n${id === "" ? "" : `    id: ${id}\n`}    attributes: { label: ${JSON.stringify(label)}, options: ${JSON.stringify(options)} }\n`;

const HOW_BAD = choice("How bad?", ["P1 all is down", "P2 much is", "P3 little is"]);
const BLUNT = "extends: sre\nfields: { severity: { aliases: [How bad?] } }\n";

/** `check form.yml --policy …`, with the words that it prints about the mapping. */
async function checked(form: string, policy: string) {
  const cwd = directoryWith({ "form.yml": HEAD + form, "p.yml": policy });
  const said = await run(["check", "form.yml", "--policy", "p.yml"], { cwd });
  const { out: json } = await run(["check", "form.yml", "--policy", "p.yml", "--json"], { cwd });
  return { ...said, json: JSON.parse(json) };
}

describe("check FORM --policy P", () => {
  test.each(["", "bad"])("prints which question fills which fact, with the id %j", async (id) => {
    const form = input("Where does it hurt?") + choice("How bad?", ["SEV1", "SEV2"], id);
    const { code, out, json } = await checked(form, BLUNT);
    expect(code).toBe(0);
    expect(out).toBe(`form.yml under p.yml:
  description ← nothing
  severity ← How bad?
  impact ← nothing
  not asked: service, users, started, detected, workaround, cause, fix, closing-reason, review-date
  these questions go nowhere: Where does it hurt?
form.yml: this form is fine
`);
    expect(json).toMatchObject({
      ok: true,
      problems: [],
      mappings: [
        {
          form: "form.yml",
          policy: "p.yml",
          facts: { severity: ["How bad?"], impact: [], users: [] },
          nowhere: ["Where does it hurt?"],
        },
      ],
    });
  });

  test("says that every question fills a fact, and which two fill one", async () => {
    const form = choice("Severity", ["SEV1"]) + input("User impact") + input("In short", "impact");
    const { out } = await checked(form, "extends: sre\n");
    expect(out).toContain("  impact ← In short, else User impact\n");
    expect(out).toContain("  every question fills a fact\n");
  });

  test("fails where no question leads to a severity, with what to write", async () => {
    const { code, out, json } = await checked(HOW_BAD + input("Impact"), "extends: sre\n");
    expect(code).toBe(1);
    expect(out).toMatch(
      /^form\.yml:4:1 {2}body: Nothing in this form leads to a severity under p\.yml; .*aliases/,
    );
    expect(out).toContain("  severity ← nothing\n");
    expect(out).toContain("  these questions go nowhere: How bad?\n");
    expect(out).not.toContain("is fine");
    expect(json).toMatchObject({ ok: false, problems: [{ file: "form.yml", line: 4 }] });
  });

  test("fails where no answer to choose from names one", async () => {
    const { code, out } = await checked(choice("How bad?", ["Awful", "Bearable"]), BLUNT);
    expect(code).toBe(1);
    expect(out).toContain('No answer to "How bad?" names a severity');
  });

  test("tells of answers that name none, or two, at their places, and does not fail for them", async () => {
    const form = choice("How bad?", ["SEV1", "3 - Critical", "Can't tell"]);
    const { code, out } = await checked(form, BLUNT);
    expect(code).toBe(0);
    expect(out).toContain('options[1]: warning: "3 - Critical" has two readings, SEV3 and SEV1');
    expect(out).toContain(`options[2]: warning: "Can't tell" names no severity`);
  });

  test.each([
    ["a severity with which all begin", input("Impact"), "extends: sre\nseverity: { default: sev3 }\n", 0],
    ["an answer that is typed", input("Severity"), "extends: sre\n", 0],
    [
      "the facts of a matrix",
      ["criticality", "users", "urgency"].map((id) => input(id, id)).join(""),
      "extends: hssi\n",
      0,
    ],
    ["half of a matrix", input("Urgency", "urgency"), "extends: hssi\n", 1],
  ])("%s", async (_, form, policy, code) => {
    expect((await checked(form, policy)).code).toBe(code);
  });

  test.each(Object.keys(presets()))(
    "the incident form of %s leads to a severity under it",
    async (preset) => {
      const cwd = directoryWith({ ".git/HEAD": "" });
      await run(["init", "--preset", preset], { cwd });
      const { code, out } = await run(
        ["check", ".github/ISSUE_TEMPLATE/incident.yml", ".github/tocsin.yml", "--policy", preset],
        { cwd },
      );
      expect(out).not.toContain("severity ← nothing");
      expect(out).not.toContain("warning");
      expect(code).toBe(0);
    },
  );

  test("a policy with problems is told, and is exit 1", async () => {
    const cwd = directoryWith({ "form.yml": HEAD + HOW_BAD, "p.yml": "clock: {}\n" });
    const { code, err } = await run(["check", "form.yml", "--policy", "p.yml"], { cwd });
    expect(code).toBe(1);
    expect(err).toContain("p.yml:1:1  clock: Unknown key");
  });
});

describe("check of a policy", () => {
  test("prints the mapping of the forms that it names and that lie beside it", async () => {
    const cwd = directoryWith({
      ".github/tocsin.yml": `${BLUNT}incidents: { forms: [down] }\n`,
      ".github/ISSUE_TEMPLATE/down.yml": HEAD + HOW_BAD,
      ".github/ISSUE_TEMPLATE/bug.yml": HEAD + HOW_BAD,
    });
    const { code, out } = await run(["check", ".github/tocsin.yml"], { cwd });
    expect(code).toBe(0);
    expect(out).toContain(
      ".github/ISSUE_TEMPLATE/down.yml under .github/tocsin.yml:\n  description ← nothing\n",
    );
    expect(out).toContain("  severity ← How bad?\n");
    expect(out).not.toContain("bug.yml");
  });

  test("warns of a form without a way to a severity, which labels and commands may give", async () => {
    const cwd = directoryWith({
      "tocsin.yml": "incidents: { forms: [down] }\n",
      "ISSUE_TEMPLATE/down.yaml": HEAD + HOW_BAD,
    });
    const { code, out } = await run(["check", "tocsin.yml"], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^ISSUE_TEMPLATE\/down\.yaml:4:1 {2}body: warning: Nothing in this form leads/);
  });

  test.each([
    ["alone", {}, "known are incident"],
    ["beside forms", { "ISSUE_TEMPLATE/nosuchforms.yml": HEAD + HOW_BAD }, "did you mean nosuchforms?"],
  ])("of a form that there is not is an error with file and line, %s", async (_, files, meant) => {
    const cwd = directoryWith({
      "p.yml": "extends: sre\nincidents:\n  forms:\n    - incident\n    - nosuchform\n",
      ...files,
    });
    const { code, out } = await run(["check", "p.yml"], { cwd });
    expect(code).toBe(1);
    expect(out).toContain(
      "p.yml:5:7  incidents.forms.1: There is no form nosuchform: ISSUE_TEMPLATE/nosuchform.yml",
    );
    expect(out).toContain(meant);
  });

  test("takes the forms of presets for known where a whole process stands in one file", async () => {
    const cwd = directoryWith({ "whole.yml": presets().sre ?? "" });
    expect(await run(["check", "whole.yml"], { cwd })).toMatchObject({ code: 0 });
  });

  test("warns of a preset's form that a checkout lacks", async () => {
    const cwd = directoryWith({ ".github/tocsin.yml": "incidents: { forms: [incident] }\n" });
    const { code, out } = await run(["check", ".github/tocsin.yml"], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^\.github\/tocsin\.yml:1:22 {2}incidents\.forms\.0: warning: .*tocsin init writes it/,
    );
  });
});
