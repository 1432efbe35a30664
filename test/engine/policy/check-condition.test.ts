// Conditions over facts that nobody can give, or that wait for words that never come: refused at their place.
import { expect, test } from "vitest";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { presets } from "../../../src/shipped/presets.ts";

const BASE = `fields: { provider: { type: choice, options: [gpit, internal] } }
flags: { clinical: {} }
roles: { manager: {} }
`;

/** Each problem with the words that stand at its place: `clocks.fix.when.provder, at provder: There is no field …`. */
function problemsOf(rest: string): readonly string[] {
  const text = BASE + rest;
  const { problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
  return problems.map(({ path, line, column, message }) => {
    const there = text.split("\n")[line - 1]?.slice(column - 1) ?? "";
    return `${path}, at ${/^[\w-]+/.exec(there)?.[0]}: ${message}`;
  });
}

const clock = (rest: string): string => `clocks: { fix: { starts: declared, within: 4h, ${rest} } }\n`;
const trigger = (rest: string): string =>
  `escalation: { levels: [manager], triggers: { ask: { ${rest} } } }\n`;

for (const [where, text] of [
  ["a clock", clock("when: { provider: gpit }")],
  ["a clock's cases", clock("cases: [{ when: { provider: GPIT, flag: clinical }, within: none }]")],
  ["a clock by severity", clock('when: { severity: [sev1, sev2], major: "yes" }')],
  ["a trigger", trigger("when: { flag: clinical }, stalled: { after: 1h, unless: { impact: '*' } }")],
  [
    "what nobody has said yet",
    clock('when: { provider: "?" }, cases: [{ when: { flag: ["?"] }, within: 2h }]'),
  ],
  ["a tier while there is no catalogue", clock("cases: [{ when: { tier: gold }, within: 2h }]")],
  [
    "a tier that a service has",
    `services: { letters: { tier: gold } }\n${clock("cases: [{ when: { tier: gold }, within: 2h }]")}`,
  ],
  ["a rule over a tier", "severity: { raise: { gold: { when: { tier: gold }, to: sev1 } } }\n"],
] as const) {
  test(`a condition that can hold is fine: ${where}`, () => {
    expect(problemsOf(text)).toEqual([]);
  });
}

for (const { wrong, text, at, says } of [
  {
    wrong: "a field that is not there, of a clock",
    text: clock("when: { provder: gpit }"),
    at: "clocks.fix.when.provder, at provder",
    says: "There is no field provder; did you mean provider?",
  },
  {
    wrong: "nobody's word on what is always known",
    text: clock('when: { major: "?" }'),
    at: "clocks.fix.when.major, at undefined",
    says: '"?" is for what nobody has said, but what major is, is always known, so that this never holds',
  },
  {
    wrong: "nobody's word as what exempts from a review",
    text: 'retro: { exempt: { provider: [gpit, "?"] } }\n',
    at: "retro.exempt.provider.1, at undefined",
    says: '"?" is for what nobody has said, but only an answer counts here, so that this never holds',
  },
  {
    wrong: "a field that is not there, of a case",
    text: clock("cases: [{ when: { provder: gpit }, within: 2h }]"),
    at: "clocks.fix.cases.0.when.provder, at provder",
    says: "did you mean provider?",
  },
  {
    wrong: "a field that is not there, of a trigger",
    text: trigger("when: { provder: gpit }"),
    at: "escalation.triggers.ask.when.provder, at provder",
    says: "did you mean provider?",
  },
  {
    wrong: "a field that is not there, of an exemption from the review",
    text: "retro: { exempt: { provder: gpit } }\n",
    at: "retro.exempt.provder, at provder",
    says: "did you mean provider?",
  },
  {
    wrong: "an option that the field does not have",
    text: clock("when: { provider: [gpit, intrnal] }"),
    at: "clocks.fix.when.provider.1, at intrnal",
    says: '"intrnal" is no answer to provider, so that this never holds; did you mean internal?',
  },
  {
    wrong: "a severity that is not there",
    text: clock("when: { severity: p1 }"),
    at: "clocks.fix.when.severity, at p1",
    says: '"p1" is no severity of this policy',
  },
  {
    wrong: "a flag that is not there",
    text: trigger("when: { flag: clincal }"),
    at: "escalation.triggers.ask.when.flag, at clincal",
    says: "did you mean clinical?",
  },
  {
    wrong: "a word that is neither yes nor no",
    text: clock("when: { major: maybe }"),
    at: "clocks.fix.when.major, at maybe",
    says: "known are yes, no.",
  },
  {
    wrong: "a tier that no service has",
    text: `services: { letters: { tier: gold }, post: { tier: silver } }\n${clock("cases: [{ when: { tier: bronze }, within: 2h }]")}`,
    at: "clocks.fix.cases.0.when.tier, at bronze",
    says: '"bronze" is no tier that a service has, so that this never holds; known are gold, silver.',
  },
  {
    wrong: "a flag in a rule that raises the severity, which does not know of flags",
    text: "severity: { raise: { harm: { when: { flag: clinical }, to: sev1 } } }\n",
    at: "severity.raise.harm.when.flag, at flag",
    says: "There is no field flag",
  },
]) {
  test(`${wrong} is refused at its place`, () => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${at}: `);
    expect(problems[0]).toContain(says);
  });
}
