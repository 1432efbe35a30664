// What a report is to measure is held against the policy: events, facts, calendars, and that something was promised.
import { expect, test } from "vitest";
import { loadPolicy } from "../../../../src/engine/policy.ts";
import { presets } from "../../../../src/shipped/presets.ts";

const load = (figures: string) =>
  loadPolicy({ file: "policy.yml", text: `extends: sre\nfigures:\n${figures}\n`, presets: presets() });

test.each([
  ["  intervals: { a: { from: declard, to: resolved } }", "figures.intervals.a.from", /no event declard/],
  [
    "  intervals: { a: { from: declared, to: [field.nosuch] } }",
    "figures.intervals.a.to.0",
    /no field nosuch/,
  ],
  [
    "  intervals: { a: { from: declared } }",
    "figures.intervals.a",
    /a has no to: give the event that it ends with/,
  ],
  [
    "  availability: { a: { when: { service: [x] } } }",
    "figures.availability.a",
    /promises nothing: give it target/,
  ],
  [
    "  availability: { a: { target: 99, calendar: nosuch } }",
    "figures.availability.a.calendar",
    /no calendar nosuch/,
  ],
  ["  availability: { a: { target: 199 } }", "figures.availability.a.target", /100/],
  [
    "  availability: { a: { target: 99, when: { nosuch: x } } }",
    "figures.availability.a.when.nosuch",
    /no field nosuch/,
  ],
  ["  availability: { a: { downtime: soon } }", "figures.availability.a.downtime", /no duration/],
])("%s is a problem at its place", (text, path, message) => {
  const { problems } = load(text);
  expect(problems.map((one) => one.path)).toEqual([path]);
  expect(problems[0]?.message).toMatch(message);
});

test("intervals merge over those of the preset, and null takes one out", () => {
  const { policy } = load("  intervals: { detect: null, restore: { from: declared, to: mitigated } }");
  const keys = policy?.figures.intervals.map(({ key }) => key) ?? [];
  expect(keys).toContain("resolve");
  expect(keys).toContain("restore");
  expect(keys).not.toContain("detect");
});
