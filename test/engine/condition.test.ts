// Conditions: by which words they hold, and how what they want is said.
import { describe, expect, test } from "vitest";
import { holds, wantedInWords } from "../../src/engine/condition.ts";
import type { Fact } from "../../src/engine/fact.ts";

const facts = new Map<string, Fact>([["effect", { field: "effect", words: ["outage"], text: "outage" }]]);

describe("of a fact that was given, and of one that nobody gave", () => {
  test.each([
    [["outage"], true, false],
    [["slow", "Outage"], true, false],
    [["slow"], false, false],
    [["*"], true, false],
    [["?"], false, true],
    [["?", "outage"], true, true],
    [["?", "slow"], false, true],
    [["?", "*"], true, true],
  ])("%j holds: %s, %s", (wanted, given, unsaid) => {
    expect(holds({ effect: wanted }, facts)).toBe(given);
    expect(holds({ effect: wanted }, new Map())).toBe(unsaid);
  });
});

test("every fact that is named counts", () => {
  expect(holds({ effect: ["outage"], decision: ["?"] }, facts)).toBe(true);
  expect(holds({ effect: ["slow"], decision: ["?"] }, facts)).toBe(false);
});

test.each([
  [["outage"], "is “outage”"],
  [["outage", "slow", "odd"], "is “outage”, “slow” or “odd”"],
  [["*"], "is known"],
  [["?"], "is not known"],
  [["?", "slow"], "is not known or is “slow”"],
  [["?", "*"], "is anything"],
])("%j is said: %s", (wanted, words) => {
  expect(wantedInWords(wanted, (word) => `“${word}”`)).toBe(words);
});
