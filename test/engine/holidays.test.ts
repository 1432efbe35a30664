import { describe, expect, test } from "vitest";
import { writeRow } from "../../docs/holiday-row.ts";
import { daysOfRule, publicHolidays, readRow, tableHolidays } from "../../src/engine/holidays.ts";

const of = (region: string, year: number) =>
  (publicHolidays(region) ?? []).filter((date) => date.startsWith(`${year}-`)).map((date) => date.slice(5));

describe("England's bank holidays", () => {
  // From the list on gov.uk/bank-holidays; those of a week's end that it leaves out stand beside their substitutes.
  test.each([
    [2015, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28"],
    [2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"],
    // Moved to Friday 8 May.
    [2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-26 12-28"],
    [2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28"],
    // The spring holiday moved to 2 June, the jubilee after it, the funeral on 19 September.
    [2022, "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27"],
    // The coronation on 8 May.
    [2023, "01-01 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"],
    [2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"],
    [2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"],
    [2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28"],
    [2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28"],
    [2028, "01-01 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"],
  ])("of %i", (year, dates) => {
    expect(of("GB-ENG", year).join(" ")).toBe(dates);
  });
});

describe("the table", () => {
  test("has what was proclaimed once in other regions", () => {
    expect(of("GB-SCT", 2026)).toContain("06-15");
    expect(of("GB-ENG", 2026)).not.toContain("06-15");
    expect(of("IE", 2022)).toContain("03-18");
    expect(of("PL", 2018)).toContain("11-12");
    expect(of("AU", 2022)).toContain("09-22");
  });

  test.each(tableHolidays.regions())(
    "has holidays of %s in every year from 2015 to 2045, in order",
    (region) => {
      const dates = publicHolidays(region) ?? [];
      expect(dates).toEqual([...new Set(dates)].sort());
      for (let year = 2015; year <= 2045; year += 1) expect(of(region, year).length).toBeGreaterThan(3);
      expect([dates[0]?.slice(0, 4), dates.at(-1)?.slice(0, 4)]).toEqual(["2015", "2045"]);
    },
  );

  test("does not know what it does not have", () => {
    expect(publicHolidays("GB-XXX")).toBeUndefined();
    expect(publicHolidays("toString")).toBeUndefined();
  });

  test.each([
    ["d1225", "2015-12-25 2045-12-25", 31],
    ["d1225>2040", "2040-12-25 2045-12-25", 6],
    ["e-2", "2015-04-03 2024-03-29 2025-04-18 2038-04-23 2045-04-07", 31],
    ["1w525", "2015-05-25 2025-05-26 2026-05-25 2029-05-28", 31],
    ["0w915", "2025-09-21 2030-09-15", 31],
    ["d704s13", "2015-07-03 2021-07-05 2026-07-03 2027-07-05", 9],
    ["d1225s44", "2016-12-27 2021-12-27 2022-12-27", 9],
    ["d102s04", "2022-01-04 2028-01-04", 4],
  ])("reads the rule %s", (rule, dates, count) => {
    const days = daysOfRule(rule).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
    expect(dates.split(" ").filter((date) => !days.includes(date))).toEqual([]);
    expect(days).toHaveLength(count);
  });

  test("gives back the dates that were written, far apart or next to each other", () => {
    const dates = ["2015-01-01", "2015-01-02", "2015-03-30", "2015-06-27", "2016-12-31", "2030-02-28"];
    expect(readRow(writeRow(dates))).toEqual(dates);
  });
});
