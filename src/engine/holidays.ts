// Public holidays of the regions that most policies name, from a table that is small enough for the Action.
import { HOLIDAY_ROWS } from "./holiday-rows.ts";
import { DAY } from "./instant.ts";

/** Where public holidays come from. */
export interface HolidaySource {
  /** The public holidays of a region (`GB-ENG`), substitutes included, as local dates in order; undefined where there is none. */
  datesOf(region: string): readonly string[] | undefined;
  /** Codes of the regions that it knows. */
  regions(): readonly string[];
  /** Does it know every region there is? */
  readonly knowsAll: boolean;
}

/** The years of the table. */
export const TABLE_YEARS = { first: 2015, last: 2045 } as const;

/** Two characters are a gap in days: the printable ones from `%` on, without the backslash. */
export const DIGITS = Array.from({ length: 90 }, (_, index) => String.fromCharCode(37 + index))
  .filter((character) => character !== "\\")
  .join("");

/** The day, as days since 1970, from which the first gap of a row counts. */
export const FIRST_DAY = Date.UTC(TABLE_YEARS.first, 0, 1) / DAY;

const read = new Map<string, readonly string[]>();

/** The public holidays of a region from 2015 to 2045; undefined where the table does not have it. */
export function publicHolidays(region: string): readonly string[] | undefined {
  const known = read.get(region);
  if (known !== undefined) return known;
  const row = Object.hasOwn(HOLIDAY_ROWS, region) ? HOLIDAY_ROWS[region] : undefined;
  if (row === undefined) return undefined;
  const dates = readRow(row);
  read.set(region, dates);
  return dates;
}

/** The regions of the table. */
export const tableHolidays: HolidaySource = {
  datesOf: publicHolidays,
  regions: () => Object.keys(HOLIDAY_ROWS),
  knowsAll: false,
};

/** The table, and what it lacks from somewhere else. */
export function holidaysWith(more: HolidaySource | undefined): HolidaySource {
  if (more === undefined) return tableHolidays;
  return {
    datesOf: (region) => publicHolidays(region) ?? more.datesOf(region),
    regions: () => [...new Set([...tableHolidays.regions(), ...more.regions()])],
    get knowsAll() {
      return more.knowsAll;
    },
  };
}

/** The dates of a row in order: those of its rules, and behind the bar the gaps between those that follow none. */
export function readRow(row: string): readonly string[] {
  // Gaps may have a bar of their own.
  const bar = row.indexOf("|");
  const [rules, gaps] = [row.slice(0, bar), row.slice(bar + 1)];
  const days = new Set(rules === "" ? [] : rules.split(" ").flatMap(daysOfRule));
  let day = FIRST_DAY;
  for (let at = 0; at < gaps.length; at += 2) {
    day += DIGITS.indexOf(gaps.charAt(at)) * DIGITS.length + DIGITS.indexOf(gaps.charAt(at + 1));
    days.add(day);
  }
  return Array.from(days, (one) => new Date(one * DAY).toISOString().slice(0, 10)).sort();
}

const RULE = /^(\d)?([dew])(-?\d+)(?:s(\d)(\d))?(?:>(\d+))?$/u;

/**
 * The days of a rule in all years of the table, or from `>2021` on: `d1225` is a date, `e-2` so many days after Easter, `1w525` the
 * first Monday (0 is Sunday) from 25 May on. `d1225s34` are the days that take the place of a date on a Saturday or Sunday: how
 * many days later, plus 2, and 0 for none.
 */
export function daysOfRule(rule: string): readonly number[] {
  const [, weekday, kind, number, saturday, sunday, since = TABLE_YEARS.first] = RULE.exec(rule) ?? [];
  const days: number[] = [];
  for (let year = Number(since); year <= TABLE_YEARS.last; year += 1) {
    const shown = Number(number);
    const day =
      kind === "e" ? easter(year) + shown : Date.UTC(year, Math.floor(shown / 100) - 1, shown % 100) / DAY;
    const on = weekdayOf(day);
    if (kind === "w") days.push(day + ((Number(weekday) - on + 7) % 7));
    else if (saturday === undefined) days.push(day);
    else if (on === 6 && saturday !== "0") days.push(day + Number(saturday) - 2);
    else if (on === 0 && sunday !== "0") days.push(day + Number(sunday) - 2);
  }
  return days;
}

const weekdayOf = (day: number): number => (day + 4) % 7;

/** Easter Sunday by Gauss; his exceptions fall into none of these years. */
function easter(year: number): number {
  const moon = (19 * (year % 19) + 24) % 30;
  return Date.UTC(year, 2, 22 + moon + ((2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7)) / DAY;
}
