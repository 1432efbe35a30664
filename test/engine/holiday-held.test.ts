// Which regions were held against a second source: the list, the page that shows it, and the warning of `check`.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { heldRegions, isHeld } from "../../src/engine/holiday-held.ts";
import { tableHolidays } from "../../src/engine/holidays.ts";
import { cautionsIn } from "../../src/engine/policy/cautions.ts";
import { loadPolicy } from "../../src/engine/policy.ts";
import { worldHolidays } from "../../src/rulings/holidays.ts";
import { presets } from "../../src/shipped/presets.ts";

/** What `check` warns of in a policy with a calendar of these holidays. */
function warnings(holidays: string): readonly string[] {
  const text = `extends: sre\ncalendars:\n  office: { hours: { mon-fri: "09:00-17:00" }, holidays: ${holidays} }\n`;
  const { policy } = loadPolicy({ file: "p", text, presets: presets(), holidays: worldHolidays });
  if (policy === undefined) throw new Error("not a policy");
  return cautionsIn("p", text, policy).map(({ path, line, message }) => `${line} ${path} ${message}`);
}

test("are regions that there are, and most of those that the Action has", () => {
  expect(heldRegions.filter((region) => !worldHolidays.regions().includes(region))).toEqual([]);
  expect(tableHolidays.regions().filter((region) => !isHeld(region))).toEqual([
    "GB",
    "AU",
    "NL",
    "CH",
    "FI",
    "IN",
  ]);
});

test("stand in docs/time.md, one by one", () => {
  const page = readFileSync(new URL("../../docs/time.md", import.meta.url), "utf8");
  const part = page.split("The same in both:")[1]?.split("**All others")[0] ?? "";
  let country = "";
  const listed = Array.from(part.matchAll(/`([A-Z0-9-]+)`/gu), ([, code = ""]) => {
    if (!code.startsWith("-")) country = code.split("-")[0] ?? "";
    return code.startsWith("-") ? `${country}${code}` : code;
  });
  expect(listed.toSorted()).toEqual(heldRegions);
});

test("others are warned of where a policy names them", () => {
  expect(warnings("GB-ENG")).toEqual([]);
  expect(warnings("{ region: CA-ON, add: [2026-12-24] }")).toEqual([]);
  expect(warnings("{ add: [2026-12-24] }")).toEqual([]);
  expect(warnings("US-LA-NO")).toEqual([
    expect.stringMatching(/^3 calendars\.office\.holidays The public holidays of US-LA-NO were not held/),
  ]);
  expect(warnings("{ region: IN }")).toHaveLength(1);
});
