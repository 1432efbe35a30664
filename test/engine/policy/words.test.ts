import { expect, test } from "vitest";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { worldHolidays } from "../../../src/rulings/holidays.ts";
import { presets } from "../../../src/shipped/presets.ts";

function problemsOf(text: string): readonly string[] {
  const { problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets(), holidays: worldHolidays });
  return problems.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

test.each(["1.5 working days", "0.5wd", "30.5 business minutes", "2.5bm"])(
  "%s is refused, because only hours are parted",
  (within) => {
    expect(problemsOf(`extends: hssi\nclocks: { report: { within: ${within} } }\n`)).toEqual([
      `2:29 clocks.report.within: "${within}" is no limit; write elapsed time such as 20m or 72h, 4 business hours, or 10 working days (10wd).`,
    ]);
  },
);

test.each(["3661d", "3661 working days", "87841 business hours", "99999999999999999d"])(
  "a limit of %s is refused: its end is a date that nobody meant",
  (within) => {
    expect(problemsOf(`extends: hssi\nclocks: { report: { within: ${within} } }\n`)).toEqual([
      `2:29 clocks.report.within: "${within}" is longer than 3660 days; write a shorter time.`,
    ]);
  },
);

test.each(["3660d", "3660 working days", "1.5 business hours", "2h30m"])(
  "a limit of %s is right",
  (within) => {
    expect(problemsOf(`extends: hssi\nclocks: { report: { within: ${within} } }\n`)).toEqual([]);
  },
);

test("a warning of millennia is refused", () => {
  expect(problemsOf("extends: hssi\nclocks: { report: { warn: [9999999d] } }\n")).toEqual([
    '2:28 clocks.report.warn.0: "9999999d" is longer than 3660 days; write a shorter time.',
  ]);
});

test("a limit that is a bare number is told what limits look like", () => {
  expect(problemsOf("extends: hssi\nclocks: { update: { within: 60 } }\n")).toEqual([
    "2:29 clocks.update.within: 60 is no limit; write elapsed time such as 20m or 72h, 4 business hours, or 10 working days (10wd).",
  ]);
});
