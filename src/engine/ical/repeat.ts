// Entries that repeat: when their occurrences are. Each question is answered from the instant that it is about, so that it makes no
// difference how long ago an entry began, how long it lasts and how often it was since.
import { DAY, type Instant } from "../instant.ts";
import { instantOfWall, type Zone } from "../zone.ts";
import { type Length, type Wall, wallAt } from "./when.ts";

/** A rule that is read: every so many days, weeks (on weekdays) or months (on the day of the month of the first). */
export interface Repeat {
  readonly kind: "repeat";
  readonly every: "day" | "week" | "month";
  readonly interval: number;
  /** Weekdays, 0 being the first day of the rule's week, in order; of weekly rules. */
  readonly days: readonly number[];
  /** The first day of its week: 0 is Monday. */
  readonly weekStart: number;
  /** The last occurrence that COUNT or UNTIL allow begins here at the latest. */
  readonly last?: Wall | undefined;
}

/** When something is and, where it repeats, when again. */
export interface Series {
  readonly start: Wall;
  readonly zone: Zone;
  readonly length: Pick<Length, "nominal" | "exact">;
  readonly repeat?: Repeat | undefined;
  /** Beginnings that are left out (EXDATE, and those that another entry replaces). */
  readonly without: { has(at: Instant): boolean };
}

/** One occurrence: from its beginning up to, and without, its end. */
export interface Occurrence {
  readonly from: Instant;
  readonly to: Instant;
}

/** How many days, weeks or months of a rule lie between its start and a time, rounded down; its first is 0. */
function stepsTo({ every, interval }: Repeat, start: Wall, there: Wall): number {
  if (every !== "month") return Math.floor((there - start) / ((every === "day" ? 1 : 7) * interval * DAY));
  const [first, then] = [new Date(start), new Date(there)];
  const years = then.getUTCFullYear() - first.getUTCFullYear();
  return Math.floor((years * 12 + then.getUTCMonth() - first.getUTCMonth()) / interval);
}

/** Months without the day are passed over, and years end somewhere. */
const mostEmpty = 48;

/** The beginnings of a rule on the wall clock, in order, from some time before `near` on. */
function* beginnings(repeat: Repeat, start: Wall, near: Wall): Generator<Wall> {
  const { last = Number.POSITIVE_INFINITY } = repeat;
  let empty = 0;
  for (let step = Math.max(0, stepsTo(repeat, start, near) - 1); empty <= mostEmpty; step += 1) {
    const found = beginningsIn(repeat, start, step);
    empty = found.length === 0 ? empty + 1 : 0;
    for (const wall of found) {
      if (wall > last) return;
      if (wall >= start) yield wall;
    }
  }
}

/** The same backwards: from some time after `from` down to some time before `to`. */
function* beginningsBack(
  repeat: Repeat,
  start: Wall,
  { from, to }: { readonly from: Wall; readonly to: Wall },
): Generator<Wall> {
  const { last = Number.POSITIVE_INFINITY } = repeat;
  const least = Math.max(0, stepsTo(repeat, start, to) - 1);
  for (let step = stepsTo(repeat, start, Math.min(from, last)) + 1; step >= least; step -= 1) {
    for (const wall of beginningsIn(repeat, start, step).toReversed())
      if (wall >= start && wall <= last) yield wall;
  }
}

/** The beginnings in one step of a rule: a day, a week, or a month, which may lack the day. */
function beginningsIn(
  { every, interval, days, weekStart }: Repeat,
  start: Wall,
  step: number,
): readonly Wall[] {
  const ahead = step * interval;
  if (every === "day") return [start + ahead * DAY];
  if (every === "week")
    return days.map((day) => start + (ahead * 7 + day - weekdayIn(start, weekStart)) * DAY);
  const first = new Date(start);
  const [day, time] = [first.getUTCDate(), start % DAY];
  const there = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + ahead, day));
  return there.getUTCDate() === day ? [there.getTime() + time] : [];
}

/** The weekday of a time in a week that begins on `weekStart`. */
function weekdayIn(wall: Wall, weekStart: number): number {
  return (new Date(wall).getUTCDay() + 6 - weekStart + 7) % 7;
}

/** The beginning of a rule that has so many with it, counted from 1. A month without the day is no step of these. */
export function nthBeginning(repeat: Repeat, start: Wall, count: number): Wall {
  const { every, interval, days, weekStart } = repeat;
  if (every === "day") return start + (count - 1) * interval * DAY;
  if (every === "week") {
    const place = days.indexOf(weekdayIn(start, weekStart)) + count - 1;
    const [week, day] = [Math.floor(place / days.length), days[place % days.length] ?? 0];
    return start + (week * interval * 7 + day - weekdayIn(start, weekStart)) * DAY;
  }
  return beginningsIn(repeat, start, monthsToNth(start, interval, count) / interval)[0] ?? start;
}

/** How many months lie between the start and the nth that has its day; none where that day never comes again. */
function monthsToNth(start: Wall, interval: number, count: number): number {
  const first = new Date(start);
  const [year, month, day] = [first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate()];
  if (day <= 28) return (count - 1) * interval;
  let [left, months, empty] = [count - 1, 0, 0];
  while (left > 0 && empty <= mostEmpty) {
    months += interval;
    const there = month + months;
    empty = day <= daysIn(year + Math.floor(there / 12), there % 12) ? 0 : empty + 1;
    if (empty === 0) left -= 1;
  }
  return left > 0 ? 0 : months;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 1 && isLeap ? 29 : (LENGTHS[month] ?? 0);
}

/** The occurrences that end after an instant, in order of their beginning; a rule without an end has no last one. */
export function* occurrencesFrom(series: Series, at: Instant): Generator<Occurrence> {
  const { start, zone, length, repeat } = series;
  const near = wallAt(at, zone) - length.nominal - length.exact - DAY;
  for (const wall of repeat === undefined ? [start] : beginnings(repeat, start, near)) {
    const found = occurrence(series, wall);
    if (found !== undefined && found.to > at) yield found;
  }
}

/** The occurrence that is on at an instant, of several the one that began last; undefined where none is. */
export function occurrenceAt(series: Series, at: Instant): Occurrence | undefined {
  const { start, zone, length, repeat } = series;
  const here = wallAt(at, zone);
  const near = { from: here + DAY, to: here - length.nominal - length.exact - DAY };
  for (const wall of repeat === undefined ? [start] : beginningsBack(repeat, start, near)) {
    const found = occurrence(series, wall);
    if (found !== undefined && found.from <= at && at < found.to) return found;
  }
  return undefined;
}

/** When an occurrence next begins or ends after an instant; undefined where none does. */
export function changeAfter(series: Series, at: Instant): Instant | undefined {
  const first = firstOf(occurrencesFrom(series, at));
  if (first === undefined || first.from > at) return first?.from;
  return Math.min(first.to, beginningAfter(series, at));
}

function firstOf<T>(all: Iterable<T>): T | undefined {
  for (const one of all) return one;
  return undefined;
}

function beginningAfter(series: Series, at: Instant): Instant {
  const { start, zone, repeat } = series;
  for (const wall of repeat === undefined ? [] : beginnings(repeat, start, wallAt(at, zone) - DAY)) {
    const found = occurrence(series, wall);
    if (found !== undefined && found.from > at) return found.from;
  }
  return Number.POSITIVE_INFINITY;
}

/** The one occurrence of what does not repeat; undefined where it is left out. */
export function onceOf(series: Series): Occurrence | undefined {
  return occurrence(series, series.start);
}

function occurrence({ zone, length, without }: Series, wall: Wall): Occurrence | undefined {
  const from = instantOfWall(wall, zone);
  const to = instantOfWall(wall + length.nominal, zone) + length.exact;
  return to > from && !without.has(from) ? { from, to } : undefined;
}
