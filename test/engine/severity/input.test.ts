import { expect, test } from "vitest";
import { readInput } from "../../../src/engine/policy/severity/input.ts";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { presets } from "../../../src/shipped/presets.ts";

const { policy } = loadPolicy({ file: "tocsin.yml", text: "extends: hssi", presets: presets() });

function read(method: string, name: string, text: string): string | undefined {
  const input = policy?.severity.methods[method]?.inputs[name];
  if (input === undefined) throw new RangeError(`hssi has no input ${name} of ${method}.`);
  return readInput(input, text)?.option.word;
}

const users: readonly (readonly [string, string | undefined])[] = [
  ["5,000+", "5000+"],
  ["more than 5000", "5000+"],
  ["6000+", "5000+"],
  ["> 1200", "1000-5000"],
  ["1000 – 5000", "1000-5000"],
  ["100 to 1,000", "100-1000"],
  ["about 750 users", "100-1000"],
  ["10", "10-100"],
  ["< 10", "<10"],
  ["fewer than 10", "<10"],
  ["40 sites", undefined],
  ["unknown", undefined],
  ["-5", undefined],
  ["", undefined],
];
test.each(users)("users given as %j are %s", (text, word) => {
  expect(read("matrix", "users", text)).toBe(word);
});

const others: readonly (readonly [string, string, string, string | undefined])[] = [
  ["matrix", "urgency", "2: significant adverse impact on service", "2"],
  ["matrix", "urgency", "2 - significant", "2"],
  ["matrix", "urgency", "2.5", undefined],
  ["matrix", "urgency", "1-2", undefined],
  ["matrix", "urgency", "12", undefined],
  ["matrix", "criticality", " High ", "high"],
  ["matrix", "criticality", "not critical", undefined],
  ["score-b", "score-safety", "Made safe", "made-safe"],
  ["score-b", "score-safety", "one flag (potential)", "one flag"],
  ["score-b", "score-site", "no impact", "5"],
  ["score-b", "score-site", "35", "2"],
  ["score-b", "score-suppliers", "high (under pressure)", "high"],
  ["score-b", "score-suppliers", "high or service outage", undefined],
  ["score-b", "score-scope", "25 points", "region"],
  ["score-b", "score-scope", "15", undefined],
  ["score-a", "score-urgency", "significant", undefined],
  ["score-a", "score-urgency", "Significant, small number", "significant small number"],
];
test.each(others)("%s reads %s given as %j as %s", (method, name, text, word) => {
  expect(read(method, name, text)).toBe(word);
});
