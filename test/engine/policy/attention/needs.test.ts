// The ceilings follow from a policy's cadence, and a caution says where a policy's own are below it.
import { describe, expect, test } from "vitest";
import { cautionsIn } from "../../../../src/engine/policy/cautions.ts";
import { createRulings } from "../../../../src/rulings/rulings.ts";
import { presets } from "../../../../src/shipped/presets.ts";

const rulings = createRulings({ presets: presets(), version: "test" });

function policyOf(text: string) {
  const sources = { policy: { path: ".github/tocsin.yml", oid: text, text }, forms: [] };
  const found = rulings.of("acme/incidents", sources);
  if (found === undefined) throw new Error(JSON.stringify(rulings.problems("acme/incidents", sources)));
  return found.policy;
}

const ceilingsOf = (text: string): readonly number[] => {
  const { perHour, perDay } = policyOf(text).attention;
  return [perHour, perDay];
};

const clock = (within: string, more: string): string =>
  `extends: sre\nclocks:\n  update: null\n  beat:\n    starts: declared\n    restarts: update\n    within: { sev1: ${within} }\n    remind: [lead]\n${more}`;

describe("the ceilings", () => {
  test("of hssi hold an update and a notice each hour with their warnings, what happens once, and changes of duty", () => {
    // 24 updates and 24 notices; the first call, confirmation, first and final notice and what else is due once; three changes and the line.
    expect(ceilingsOf("extends: hssi\n")).toEqual([9, 57]);
  });

  test("are what people were promised where the cadence asks for less", () => {
    expect(ceilingsOf(clock("90m", "    warn: [10m]\n"))).toEqual([6, 20]);
  });

  test.each([
    ["twice with two warnings", "    warn: [10m, 5m]\n", 1 + 48],
    ["not with one that comes before the limit began", "    warn: [10m, 2h]\n", 1 + 24],
  ])("count each interval %s", (_, more, perDay) => {
    expect(ceilingsOf(clock("60m", more))[1]).toBe(perDay);
  });

  test("are the policy's own where it sets them", () => {
    expect(ceilingsOf("extends: hssi\nattention: { per-hour: 4, per-day: 30 }\n")).toEqual([4, 30]);
  });
});

describe("a caution", () => {
  const cautions = (text: string): readonly string[] =>
    cautionsIn("tocsin.yml", text, policyOf(text)).map(
      ({ path, line, message }) => `${line} ${path} ${message}`,
    );

  test("says where a policy's own ceilings can't hold its cadence", () => {
    expect(cautions("extends: hssi\nattention: { per-day: 30, per-hour: 20 }\n")).toEqual([
      "2 attention.per-day At Severity 1 the clocks by themselves ask for 57 comments a day, with every update on time, and 30 are allowed: what repeats beyond that is left unsaid. Write 57 or more, or leave per-day out.",
    ]);
  });

  test("is none where they hold it, or none is set", () => {
    expect(cautions("extends: hssi\nattention: { per-day: 57, per-hour: 9 }\n")).toEqual([]);
    expect(cautions("extends: hssi\n")).toEqual([]);
  });
});
