// Bank holidays of the United Kingdom worked out by the rule, held against our table and against the package that it is made from.
import { expect, test } from "vitest";
import { publicHolidays, TABLE_YEARS } from "../../src/engine/holidays.ts";
import { DAY } from "../../src/engine/instant.ts";
import { datesOf } from "../../src/rulings/holidays.ts";

/** Banking and Financial Dealings Act 1971, schedule 1, and what is proclaimed each year for weekends. */
interface Rule {
  /** Days of the year that move to the next free weekday where they fall on a weekend, in the order in which they do. */
  readonly fixed: readonly string[];
  readonly easterMonday: boolean;
  /** The Monday of August that is one: the first, or the last. */
  readonly august: "first" | "last";
  /** Proclaimed for this part of the kingdom alone. */
  readonly once?: readonly string[];
}

const christmas = ["12-25", "12-26"];
const RULES: Readonly<Record<string, Rule>> = {
  "GB-SCT": {
    fixed: ["01-01", "01-02", "11-30", ...christmas],
    easterMonday: false,
    august: "first",
    once: ["2026-06-15"],
  },
  "GB-NIR": { fixed: ["01-01", "03-17", "07-12", ...christmas], easterMonday: true, august: "last" },
  "GB-ENG": { fixed: ["01-01", ...christmas], easterMonday: true, august: "last" },
  "GB-WLS": { fixed: ["01-01", ...christmas], easterMonday: true, august: "last" },
};

/** Proclaimed for all: days that moved (early May 2020, spring 2022), the jubilee, the funeral, the coronation. */
const MOVED: Readonly<Record<string, string>> = { "2020-05-04": "2020-05-08", "2022-05-30": "2022-06-02" };
const ONCE = ["2022-06-03", "2022-09-19", "2023-05-08"];

const at = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const dateOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
const isWeekend = (instant: number): boolean => new Date(instant).getUTCDay() % 6 === 0;

/** The first Monday from a day on. */
function mondayFrom(date: string): number {
  const from = at(date);
  return from + ((8 - new Date(from).getUTCDay()) % 7) * DAY;
}

/** Easter Sunday, by the tables of the Book of Common Prayer (Gauss, for 1900 to 2099). */
function easter(year: number): number {
  const moon = (19 * (year % 19) + 24) % 30;
  const sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
  const days = 22 + moon + sunday;
  const isLate = (moon === 29 && sunday === 6) || (moon === 28 && sunday === 6 && year % 19 > 10);
  return at(`${year}-03-01`) + (days - 1 - (isLate ? 7 : 0)) * DAY;
}

/** The weekdays on which nobody works, by the rule. */
function weekdaysOff(region: string, year: number): readonly string[] {
  const { fixed, easterMonday, august, once = [] } = RULES[region] as Rule;
  const days = fixed.map((date) => at(`${year}-${date}`));
  const off = new Set(days.filter((day) => !isWeekend(day)));
  for (const day of days.filter(isWeekend)) {
    let free = day;
    while (isWeekend(free) || off.has(free)) free += DAY;
    off.add(free);
  }
  off.add(easter(year) - 2 * DAY);
  if (easterMonday) off.add(easter(year) + DAY);
  for (const date of ["05-01", "05-25", august === "first" ? "08-01" : "08-25"])
    off.add(at(MOVED[dateOf(mondayFrom(`${year}-${date}`))] ?? dateOf(mondayFrom(`${year}-${date}`))));
  for (const date of [...ONCE, ...once]) if (date.startsWith(`${year}-`)) off.add(at(date));
  return Array.from(off, dateOf).toSorted();
}

const years = Array.from(
  { length: TABLE_YEARS.last - TABLE_YEARS.first + 1 },
  (_, index) => TABLE_YEARS.first + index,
);

test.each(Object.keys(RULES))("weekdays off in %s are those of the rule in every year", (region) => {
  for (const source of [publicHolidays, datesOf]) {
    const known = (source(region) ?? []).filter((date) => !isWeekend(at(date)));
    for (const year of years)
      expect(known.filter((date) => date.startsWith(`${year}-`))).toEqual(weekdaysOff(region, year));
  }
});

// What gov.uk/bank-holidays lists, so that the rule above is held against something besides itself.
test.each([
  ["GB-SCT", 2021, "01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28"],
  ["GB-SCT", 2022, "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27"],
  ["GB-SCT", 2023, "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26"],
  ["GB-SCT", 2025, "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26"],
  ["GB-NIR", 2023, "01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26"],
  ["GB-NIR", 2024, "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26"],
  ["GB-NIR", 2025, "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26"],
  ["GB-NIR", 2026, "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28"],
])("the rule gives the list of %s for %i", (region, year, listed) => {
  expect(weekdaysOff(region, year).map((date) => date.slice(5))).toEqual(listed.split(" "));
});
