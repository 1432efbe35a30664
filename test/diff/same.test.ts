// What is no change of behaviour: order of keys, comments, anchors, colours, and what nothing goes by.
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { presets } from "../../src/shipped/presets.ts";
import { BASE, changesOf, edited } from "./policies.ts";

/** Sections whose order is meaning: rank, life, which calendar is the first, which method is asked first. */
const ORDERED = new Set(["severities", "statuses", "calendars", "methods", "cells", "raise"]);

/** The same tree with the keys of every map turned round, but for those whose order is meaning. */
function turned(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((one) => turned(one));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, turned(inner, key)] as const);
  return Object.fromEntries(ORDERED.has(name) ? entries : entries.toReversed());
}

describe("nothing behaves differently", () => {
  test.each(Object.keys(presets()))("between %s and itself with its keys in another order", (name) => {
    const text = presets()[name] ?? "";
    const overlay = parse(text).overlay === true;
    const whole = overlay ? `extends: [sre, ${name}]\n` : text;
    const other = overlay
      ? stringify({ ...(turned(parse(text)) as object), overlay: undefined, extends: ["sre", name] })
      : stringify(turned(parse(text)));
    expect(other).not.toBe(whole);
    expect(changesOf(whole, other)).toEqual([]);
  });

  test("in a policy whose sections and keys are re-ordered", () => {
    expect(changesOf(BASE, stringify(turned(parse(BASE))))).toEqual([]);
  });

  test.each([
    ["comments", ["clocks:\n", "# Changed by hand.\nclocks: # these\n"]],
    ["quotes", ['"08:00-17:30"', "'08:00-17:30'"]],
    ["an anchor", ["report:\n", "report: &report\n"]],
    ["a limit in other words", ["4 business hours", "4bh"]],
    ["a condition as a list", ["impact: data loss", "impact: [data loss]"]],
    ["the case of a condition's words", ["{ impact: press }", "{ impact: Press }"]],
    ["a rule under another name", ["lost-data:", "data-lost:"]],
    ["a colour", ["severity:\n", "severities: { sev1: { label: { color: '000000' } } }\nseverity:\n"]],
    ["what a preset says already", ["clocks:\n", "clocks:\n  update: { within: { sev1: 60m } }\n"]],
    ["a calendar that nothing goes by", ["mon-sun", "mon-sat"]],
    [
      "a calendar of the same hours",
      ["any: none }, remind: tech", "any: none }, calendar: core, remind: tech"],
    ],
    ["the source of a limit", ["title: Report\n", "title: Report\n    source: H-30\n"]],
  ] as const)("by %s", (_, edit) => {
    expect(changesOf(BASE, edited(edit))).toEqual([]);
  });
});

test("the order of a condition's words is no change", () => {
  const words = (list: string) =>
    edited(["impact: data loss", `impact: [${list}]`], ["impact: press", `impact: [${list}]`]);
  expect(changesOf(words("data loss, data wrong"), words("Data wrong, data loss"))).toEqual([]);
});

test("duty that is told apart by hours and is the same in all of them is no change", () => {
  const duty = "core: ana, out: { rota: on-call }";
  expect(changesOf(edited([`{ ${duty} }`, "ana"]), edited([duty, "core: ana, out: ana"]))).toEqual([]);
});

describe("order that is meaning", () => {
  test("another order of the severities is another rank", () => {
    const swapped = edited(["severity:\n", "severities: { sev2: { rank: -1 } }\nseverity:\n"]);
    expect(changesOf(BASE, swapped).map(({ words }) => words)).toEqual([
      "From the worst the severities are SEV2, SEV1, SEV3 and SEV4 instead of SEV1, SEV2, SEV3 and SEV4.",
    ]);
  });

  test("another first calendar divides core hours from out of hours", () => {
    const { calendars, ...rest } = parse(BASE);
    const other = stringify({ ...rest, calendars: { support: calendars.support, core: calendars.core } });
    const kinds = changesOf(BASE, other).map(({ kind, subject }) => `${kind} ${subject}`);
    expect(kinds).toContain("clock fix");
    expect(kinds).toContain("calendar support");
  });
});
