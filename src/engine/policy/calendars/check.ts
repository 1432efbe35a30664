// Checks the calendars of a policy: zones, hours and holidays that can't be.
import type { HolidaySource } from "../../holidays.ts";
import { isZone } from "../../zone.ts";
import { list } from "../complete.ts";
import type { PolicyFile } from "../file.ts";
import { type Finding, keyAt, shown, wrong, wrongKey } from "../finding.ts";
import { nearest } from "../nearest.ts";
import type { Checking } from "../section.ts";
import type { Path } from "../source.ts";
import { minutesOf, weekdays } from "./days.ts";

type Calendar = NonNullable<PolicyFile["calendars"]>[string];
type Hours = NonNullable<Calendar["hours"]>[string];

const DAY_ENDS = 24 * 60;
const NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** What calendars say that can't be meant. */
export function check({ file, holidays }: Checking): readonly Finding[] {
  return Object.entries(file.calendars ?? {}).flatMap(([key, calendar]) => {
    const path = ["calendars", key];
    return [
      ...checkZone(calendar.zone, [...path, "zone"]),
      ...checkWeek(key, calendar, [...path, "hours"]),
      ...checkHolidays(calendar.holidays, [...path, "holidays"], holidays),
    ];
  });
}

function checkZone(zone: string | undefined, path: Path): readonly Finding[] {
  if (zone === undefined || isZone(zone)) return [];
  return [wrong(path, `${shown(zone)} is no time zone; write an IANA name such as Europe/London.`)];
}

function checkWeek(key: string, { hours = {} }: Calendar, path: Path): readonly Finding[] {
  const entries = Object.entries(hours);
  const open = entries.some(([, said]) => said === "all day" || (said !== "closed" && list(said).length > 0));
  if (!open) {
    const message = `The calendar ${key} has no hours, so that nothing in business time would ever be due; write some, for example mon-fri: '08:00-17:30'.`;
    return [wrongKey(path, message)];
  }
  return [
    ...entries.flatMap(([days, said]) => checkDay(said, [...path, days])),
    ...namedTwice(Object.keys(hours), path),
  ];
}

/** The windows of a weekday: each begins before it ends, and none begins inside another. */
function checkDay(said: Hours, path: Path): readonly Finding[] {
  if (said === "closed" || said === "all day") return [];
  const windows = list(said).map((text, index) => ({
    text,
    ...minutesOf(text),
    path: Array.isArray(said) ? [...path, index] : path,
  }));
  return windows.flatMap((window, index) => {
    const { text, from, to } = window;
    if (from === DAY_ENDS)
      return [wrong(window.path, `${text} begins when the day is over; 24:00 can only be an end.`)];
    if (to <= from) {
      const message = `${text} ends before it begins; hours over midnight are two: '${text.slice(0, 5)}-24:00' on one day and '00:00-${text.slice(6)}' on the next.`;
      return [wrong(window.path, message)];
    }
    const other = windows.slice(0, index).find((earlier) => earlier.from < to && from < earlier.to);
    return other ? [wrong(window.path, `${text} overlaps with ${other.text}; write them as one span.`)] : [];
  });
}

function namedTwice(named: readonly string[], path: Path): readonly Finding[] {
  const first = new Map<number, string>();
  return named.flatMap((words) => {
    const twice = weekdays(words).find((day) => first.has(day));
    for (const day of weekdays(words)) if (!first.has(day)) first.set(day, words);
    if (twice === undefined) return [];
    const other = first.get(twice) ?? "";
    const message = `${NAMES[twice]} has hours under ${other} already; name each weekday once (an entry of a preset goes with ${other}: null).`;
    return [wrongKey([...path, words], message, keyAt(...path, other))];
  });
}

function checkHolidays(given: Calendar["holidays"], path: Path, source: HolidaySource): readonly Finding[] {
  if (given === undefined) return [];
  const alone = typeof given === "string";
  const { region, add = [], remove = [] } = alone ? { region: given } : given;
  const dates = region === undefined ? [] : source.datesOf(region);
  const found = [
    ...add.flatMap((date, index) => checkDate(date, [...path, "add", index])),
    ...remove.flatMap((date, index) => checkDate(date, [...path, "remove", index])),
  ];
  if (region !== undefined && dates === undefined)
    return [unknownRegion(region, alone ? path : [...path, "region"], source), ...found];
  const why =
    region === undefined
      ? "is removed from no holidays; name a region, or leave it out."
      : `is no public holiday of ${region}; correct the date, or leave it out.`;
  const idle = remove.flatMap((date, index) =>
    dates?.includes(date) || !isDate(date) ? [] : [wrong([...path, "remove", index], `${date} ${why}`)],
  );
  return [...found, ...idle];
}

function unknownRegion(region: string, path: Path, source: HolidaySource): Finding {
  const meant = nearest(region, source.regions());
  const hint = meant === undefined ? "write a code such as GB-ENG, IE or US-CA." : `did you mean ${meant}?`;
  const message = source.knowsAll
    ? `There is no region ${shown(region)} with public holidays; ${hint}`
    : `The public holidays of ${shown(region)} are not known here; ${hint} Where the region is right, leave it out and list its dates under holidays.add: the Action knows ${source.regions().join(", ")}; the server knows all.`;
  return wrong(path, message);
}

function checkDate(date: string, path: Path): readonly Finding[] {
  if (isDate(date)) return [];
  return [wrong(path, `No calendar has the day ${date}; write a date that exists, such as 2025-12-24.`)];
}

function isDate(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}
