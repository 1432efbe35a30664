import { expect, test } from "vitest";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { worldHolidays } from "../../../src/rulings/holidays.ts";
import { presets } from "../../../src/shipped/presets.ts";

test("of two keys of which only one can stand the second is not taken for a slip of the pen", () => {
  const text = "extends: sre\nhandover: { changes: { shift: { at: { opens: office, closes: office } } } }\n";
  const { problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
  expect(problems.map(({ path, message }) => `${path}: ${message}`)).toContain(
    "handover.changes.shift.at.closes: closes can't stand beside opens; keep one.",
  );
});

function problemsOf(text: string): readonly string[] {
  const { problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets(), holidays: worldHolidays });
  return problems.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

test("what is wrong inside one of several shapes is told where it stands", () => {
  const inputs = "inputs: { score-scope: { options: [{ is: user, points: lots }] } }";
  expect(problemsOf(`extends: hssi\nseverity: { methods: { score-b: { ${inputs} } } }\n`)).toContain(
    '2:90 severity.methods.score-b.inputs.score-scope.options.0.points: Expected a number, found "lots".',
  );
});

test("a part that was wrong is not also told to be missing", () => {
  const text = "extends: hssi\nclocks: { report: { cases: [{ when: { provider: gpit }, within: soon }] } }\n";
  expect(problemsOf(text)).toEqual([
    '2:65 clocks.report.cases.0.within: "soon" is no limit; write elapsed time such as 20m or 72h, 4 business hours, or 10 working days (10wd).',
  ]);
});

test("two documents in one file are refused in words for whoever wrote them", () => {
  expect(problemsOf("extends: hssi\n---\nextends: sre\n")).toEqual([
    "2:1 : This is not valid YAML: a policy is one document; take out --- and one of the two.",
  ]);
});

test("people, which no message ever read, is refused at its place, and its null takes nothing away", () => {
  expect(problemsOf("extends: sre\npeople:\n  ana: { name: Ana Costa }\n")).toEqual([
    "2:1 people: people does nothing: take it out. Messages call people by their logins, and names of people stay out of git.",
  ]);
  expect(problemsOf("extends: sre\npeople: null\n")).toEqual([]);
});

test("a wrong word in a list or a map is told itself, where one word alone could stand too", () => {
  expect(problemsOf("extends: sre\nfields: { users: { required: [identify, sometime] } }\n")).toEqual([
    '2:41 fields.users.required.1: "sometime" is not one of identify, update, resolve.',
  ]);
  expect(problemsOf("extends: sre\ncommands: { ack: { role: owner } }\n")).toEqual([
    '2:26 commands.ack.role: "owner" is not one of none, read, triage, write, maintain, admin.',
  ]);
});
