// Rights of a clock, a flag or a fact by name: what they may say, and what is told of a role or a fact that there is none of.
import { expect, test } from "vitest";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { presets } from "../../../src/shipped/presets.ts";
import { wordsOf } from "../../diff/policies.ts";

const BASE = `extends: sre
roles: { siro: { title: SIRO }, deputy: {} }
fields: { harm: { type: choice, options: ["yes", "no"] } }
flags: { crisis: {} }
clocks: { report: { starts: declared, stops: done.report, within: 72h } }
`;
const edited = (from: string, to: string): string => {
  if (!BASE.includes(from)) throw new Error(from);
  return BASE.replace(from, to);
};
const problems = (text: string): readonly string[] =>
  loadPolicy({ file: "tocsin.yml", text, presets: presets() }).problems.map(
    ({ path, message }) => `${path}: ${message}`,
  );

test.each([
  ["within: 72h", "within: 72h, by: siro, after-tasks: [action, review]"],
  ["within: 72h", "within: 72h, by: [siro, deputy]"],
  [
    "within: 72h",
    "within: 72h, by: { holders: siro, role: maintain, besides: deputy, cases: [{ when: { harm: yes }, hours: out, holders: deputy }] }",
  ],
  ["crisis: {}", "crisis: { by: siro, dismiss: { role: admin } }"],
  ['"no"] }', '"no"], by: siro }'],
])("what may be said is fine: %s as %s", (from, to) => {
  expect(problems(edited(from, to))).toEqual([]);
});

test.each([
  ["within: 72h", "within: 72h, by: siroo", "clocks.report.by: There is no role siroo; did you mean siro?"],
  [
    "within: 72h",
    "within: 72h, after-tasks: revieww",
    "clocks.report.after-tasks: There is no kind of task revieww",
  ],
  ["crisis: {}", "crisis: { by: [siro, nobody] }", "flags.crisis.by.1: There is no role nobody"],
  ["crisis: {}", "crisis: { dismiss: { besides: x } }", "flags.crisis.dismiss.besides: There is no role x"],
  [
    '"no"] }',
    '"no"], by: { cases: [{ when: { harmm: yes }, holders: siro }] } }',
    "fields.harm.by.cases.0.when.harmm: There is no field harmm",
  ],
])("what can't be meant is told at its place: %s as %s", (from, to, told) => {
  expect(problems(edited(from, to)).join("\n")).toContain(told);
});

test.each([
  [
    "within: 72h",
    "within: 72h, by: siro",
    "The report may be ended and moved by whoever holds the SIRO (while nobody does: everybody with the GitHub role write or more) instead of whoever may give the command.",
  ],
  [
    "within: 72h",
    "within: 72h, after-tasks: action",
    "The report may not be ended by `/done` while a task of these kinds is open: action.",
  ],
  [
    "crisis: {}",
    "crisis: { by: { role: admin, cases: [{ hours: out, holders: siro, besides: deputy }] } }",
    "The flag “crisis” may be set by everybody with the GitHub role admin or more; out of hours whoever holds the SIRO (while nobody does: everybody with the GitHub role write or more) and whoever holds the deputy instead of whoever may give the command.",
  ],
  [
    "crisis: {}",
    "crisis: { dismiss: siro }",
    "The flag “crisis” may be taken off or made safe by whoever holds the SIRO (while nobody does: everybody with the GitHub role write or more) instead of whoever may give the command.",
  ],
  [
    '"no"] }',
    '"no"], by: siro }',
    "“harm” is decided by whoever holds the SIRO (while nobody does: everybody with the GitHub role write or more) instead of whoever may give the command.",
  ],
])("an edit is told: %s as %s", (from, to, words) => {
  expect(wordsOf(BASE, edited(from, to))).toEqual([words]);
});

test("a review in any case is told, and its conditions are held against the fields", () => {
  const retro =
    "retro: { mandatory: { harm: { when: { harm: [yes] }, unless: { closing-reason: [trivial] } } } }\n";
  expect(problems(BASE + retro)).toEqual([]);
  expect(wordsOf(BASE, BASE + retro)).toEqual([
    "There is a review in any case where harm is “yes”, but not where closing reason is “trivial”.",
  ]);
  expect(
    problems(`${BASE}retro: { mandatory: { harm: { when: { harm: [perhaps] } } } }\n`).join("\n"),
  ).toContain("retro.mandatory.harm.when.harm.0");
});
