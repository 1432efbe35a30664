// Public holidays of the regions that most policies name, from a table that is small enough for the Action.
import { HOLIDAY_GAPS } from "./holiday-gaps.ts";
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

/** Every gap in days has a character of its own: the printable ones from `%` on, without the backslash. */
const CHARACTERS = Array.from({ length: 90 }, (_, index) => String.fromCharCode(37 + index))
  .filter((character) => character !== "\\")
  .join("");
/** The last character stands for the longest gap and says that the next goes on with it. */
const LONGEST = CHARACTERS.length - 1;
/** Gaps are counted from here. */
const FIRST = Date.UTC(2015, 0, 1) / DAY;

const read = new Map<string, readonly string[]>();

/** The public holidays of a region from 2015 to 2045; undefined where the table does not have it. */
export function publicHolidays(region: string): readonly string[] | undefined {
  const known = read.get(region);
  if (known !== undefined) return known;
  const gaps = Object.hasOwn(HOLIDAY_GAPS, region) ? HOLIDAY_GAPS[region] : undefined;
  if (gaps === undefined) return undefined;
  const dates = readGaps(gaps);
  read.set(region, dates);
  return dates;
}

/** The regions of the table. */
export const tableHolidays: HolidaySource = {
  datesOf: publicHolidays,
  regions: () => Object.keys(HOLIDAY_GAPS),
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

/** The dates that a row of the table stands for. */
export function readGaps(gaps: string): readonly string[] {
  const dates: string[] = [];
  let day = FIRST;
  for (const character of gaps) {
    const gap = CHARACTERS.indexOf(character);
    day += gap;
    if (gap < LONGEST) dates.push(new Date(day * DAY).toISOString().slice(0, 10));
  }
  return dates;
}

/** A row of the table for dates in order, none before 2015. */
export function writeGaps(dates: readonly string[]): string {
  let day = FIRST;
  return dates
    .map((date) => {
      const next = Date.parse(`${date}T00:00:00Z`) / DAY;
      const gap = next - day;
      day = next;
      return CHARACTERS.charAt(LONGEST).repeat(Math.floor(gap / LONGEST)) + CHARACTERS.charAt(gap % LONGEST);
    })
    .join("");
}
