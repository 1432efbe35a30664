// What `check` says of an escalation that can't be meant: where it stands, and what to write instead.
import { expect, test } from "vitest";
import { loadPolicy } from "../../../../src/engine/policy.ts";
import { presets } from "../../../../src/shipped/presets.ts";

function problemsOf(text: string) {
  return loadPolicy({ file: "tocsin.yml", text, presets: presets() }).problems;
}

const roles = "extends: sre\nroles: { edm: { duty: [erin] }, boss: { duty: [dora] } }\n";

const wrong: readonly { wrong: string; text: string; at: string; says: string }[] = [
  {
    wrong: "levels that ask each other in a circle",
    text: "escalation: [{ role: edm, next: boss }, { role: boss, next: edm }]",
    at: "3:61 escalation.1.next",
    says: "edm → boss → edm",
  },
  {
    wrong: "a level that is followed by itself",
    text: "escalation:\n  levels:\n    - { role: edm, next: edm }",
    at: "5:26 escalation.levels.0.next",
    says: "edm → edm",
  },
  {
    wrong: "an unknown next level",
    text: "escalation: [{ role: edm, next: bos }, boss]",
    at: "3:33 escalation.0.next",
    says: "did you mean boss?",
  },
  {
    wrong: "an unknown role",
    text: "escalation: [edn]",
    at: "3:14 escalation.0",
    says: "did you mean edm?",
  },
  {
    wrong: "two levels of one key",
    text: 'escalation: [{ key: "2", role: edm }, { key: "2", role: boss }]',
    at: "3:46 escalation.1.key",
    says: "There is a level 2 already",
  },
  {
    wrong: "a trigger that asks for an unknown level",
    text: "escalation: { levels: [edm], triggers: { wide: { when: { major: yes }, to: edn } } }",
    at: "3:76 escalation.triggers.wide.to",
    says: "did you mean edm?",
  },
  {
    wrong: "a trigger that always holds",
    text: "escalation: { levels: [edm], triggers: { wide: { how: escalate } } }",
    at: "3:42 escalation.triggers.wide",
    says: "write when:",
  },
  {
    wrong: "a trigger over a fact that nobody can give",
    text: "escalation: { levels: [edm], triggers: { wide: { when: { sites: many } } } }",
    at: "3:58 escalation.triggers.wide.when.sites",
    says: "There is no field sites",
  },
  {
    wrong: "a stalled incident without a time or a number",
    text: "escalation: { levels: [edm], triggers: { stuck: { stalled: {} } } }",
    at: "3:51 escalation.triggers.stuck.stalled",
    says: "after: 5h",
  },
  {
    wrong: "hours out without a calendar",
    text: "escalation: { levels: [edm], triggers: { night: { when: { major: yes }, hours: out } } }",
    at: "3:80 escalation.triggers.night.hours",
    says: "There is no calendar",
  },
];

test.each(wrong)("$wrong is refused with its place and a remedy", ({ text, at, says }) => {
  const problems = problemsOf(`${roles}${text}\n`);
  expect(problems.map(({ path, line, column }) => `${line}:${column} ${path}`)).toEqual([at]);
  expect(problems[0]?.message).toContain(says);
});

test("what the engine settles itself may stand in a trigger", () => {
  const triggers =
    "{ a: { when: { severity: sev1 } }, b: { when: { major: yes, tier: gold } }, c: { stalled: { after: 5h } } }";
  expect(problemsOf(`${roles}escalation: { levels: [edm, boss], triggers: ${triggers} }\n`)).toEqual([]);
});

test("a level may skip the one that follows it", () => {
  const levels = "[{ role: edm, next: manager }, boss, manager]";
  expect(problemsOf(`${roles}escalation: ${levels}\n`)).toEqual([]);
});

const cut: readonly { nobody: string; duty: string }[] = [
  { nobody: "no duty", duty: "" },
  { nobody: "a duty of nobody", duty: "duty: []" },
  { nobody: "a duty without hours", duty: "duty: {}" },
];

test.each(cut)("a clock that reminds only a role with $nobody reaches nobody, and is refused", ({ duty }) => {
  const text = `extends: sre\nroles: { scribe: { ${duty} } }\nclocks: { update: { remind: { only: [scribe] } } }\n`;
  const problems = problemsOf(text);
  expect(problems.map(({ path, line, column }) => `${line}:${column} ${path}`)).toEqual([
    "3:31 clocks.update.remind.only",
  ]);
  expect(problems[0]?.message).toMatch(
    /reminds nobody\. Give a role a duty holder, or write remind: \[scribe\]/,
  );
});

test("a clock that reminds only a role with somebody in some hours is let be", () => {
  const text =
    "extends: sre\nroles: { scribe: { duty: { core: [octocat] } } }\nclocks: { update: { remind: { only: [scribe] } } }\n";
  const calendar = 'calendars: { office: { hours: { mon-fri: "09:00-17:00" } } }\n';
  expect(problemsOf(text + calendar)).toEqual([]);
});

test("no preset by itself is refused", () => {
  for (const name of Object.keys(presets())) expect(problemsOf(`extends: ${name}\n`), name).toEqual([]);
});
