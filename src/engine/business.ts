// Business time: when a limit in hours or working days ends, and when the hours of a calendar begin and end.
import {
  DAYS,
  dayOf,
  firstEnding,
  hoursTable,
  numberAround,
  numberUntil,
  type Stretch,
} from "./hours-table.ts";
import type { Duration, Instant } from "./instant.ts";
import type { Calendar, Span } from "./policy/model.ts";

/** Stretches in a row without an opening after which there is none: longer than any calendar is closed. */
const mostIdle = 3;

/** How far ahead one opening without an end is followed, in stretches: a hundred years. */
const mostOpen = 25;

/**
 * When a limit ends that starts at `from`. Hours count only inside the calendar's hours; a start outside counts from the next
 * opening, and what is used up exactly at closing time ends then. Working days end at the close of hours of the last of them
 * after the local date of the start. Throws a RangeError where business time is asked for without a calendar, of a calendar
 * without hours, and for less than one working day.
 */
export function endOf(span: Span, from: Instant, calendar: Calendar | undefined): Instant {
  if (span.kind === "elapsed") return from + span.ms;
  if (calendar === undefined) throw new RangeError("A limit in business time needs a calendar.");
  return span.kind === "hours" ? addHours(calendar, from, span.ms) : closeOfDay(calendar, from, span.days);
}

function addHours(calendar: Calendar, from: Instant, length: Duration): Instant {
  const table = hoursTable(calendar);
  let number = numberAround(from);
  let stretch = table.stretch(number);
  // Hours used up are counted from the stretch's beginning, so that the end is one search away.
  let left = length;
  for (let idle = 0; ; ) {
    const index = firstEnding(stretch, from);
    const target = left + workedBefore(stretch, index, from);
    if (index < stretch.opens.length && target <= stretch.total) return reached(stretch, index, target);
    idle = stretch.opens.length === 0 ? idle + 1 : 0;
    if (idle > mostIdle) throw noHours(calendar);
    left = target - stretch.total;
    number += 1;
    stretch = table.stretch(number);
  }
}

/** How much of a stretch's hours lies before an instant, whose next close is that of `index`. */
function workedBefore({ opens, before, total }: Stretch, index: number, at: Instant): Duration {
  if (index >= opens.length) return total;
  return (before[index] ?? 0) + Math.max(0, at - (opens[index] ?? 0));
}

/** When so much of a stretch's hours is used up, in the opening at `from` or after it: in the last with less before it. */
function reached({ opens, before }: Stretch, from: number, target: Duration): Instant {
  let low = from;
  let high = from + 1;
  // Most limits end in the next openings: look farther only step by step.
  for (let step = 1; high < before.length && (before[high] ?? 0) < target; step *= 2) {
    low = high;
    high += step;
  }
  high = Math.min(high, before.length);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((before[middle] ?? 0) < target) low = middle;
    else high = middle;
  }
  return (opens[low] ?? 0) + target - (before[low] ?? 0);
}

function closeOfDay(calendar: Calendar, from: Instant, days: number): Instant {
  if (days < 1) throw new RangeError(`A limit of ${days} working days has no end; expected at least one.`);
  const table = hoursTable(calendar);
  const today = dayOf(from, calendar.zone);
  let number = Math.floor(today / DAYS);
  let stretch = table.stretch(number);
  // Close of the last of them: so many places after the last working day up to the local date of the start.
  let place = (stretch.nextDay[today - number * DAYS] ?? 0) + days - 1;
  for (let idle = 0; place >= stretch.days.length; ) {
    idle = stretch.days.length === 0 ? idle + 1 : 0;
    if (idle > mostIdle) throw noHours(calendar);
    place -= stretch.days.length;
    number += 1;
    stretch = table.stretch(number);
  }
  return stretch.dayCloses[place] ?? from;
}

function noHours(calendar: Calendar): RangeError {
  return new RangeError(`The calendar ${calendar.key} has no hours in years; expected some on a weekday.`);
}

/** An opening from its place in a stretch on; a following one that it touches belongs to it. */
interface Opening {
  readonly from: Instant;
  /** Undefined where it goes on for as long as anybody can look. */
  readonly to: Instant | undefined;
}

/** The opening that contains an instant or is the next after it; undefined where there is none. */
function openingFrom(calendar: Calendar, at: Instant): Opening | undefined {
  const table = hoursTable(calendar);
  const first = numberAround(at);
  for (let number = first; number <= first + mostIdle; number += 1) {
    const stretch = table.stretch(number);
    const index = firstEnding(stretch, at);
    const from = stretch.opens[index];
    const to = stretch.closes[index];
    if (from === undefined || to === undefined) continue;
    if (index < stretch.opens.length - 1) return { from, to };
    return { from, to: table.always ? undefined : endThrough(calendar, number + 1, to) };
  }
  return undefined;
}

/** The end of an opening that may go on into the next stretches. */
function endThrough(calendar: Calendar, begin: number, close: Instant): Instant | undefined {
  const table = hoursTable(calendar);
  let to = close;
  for (let number = begin; number < begin + mostOpen; number += 1) {
    const { opens, closes } = table.stretch(number);
    if (opens[0] !== to) return to;
    to = closes[0] ?? to;
    if (opens.length > 1) return to;
  }
  return undefined;
}

/** Is the calendar open at an instant? The instant of closing is outside. */
export function isOpen(calendar: Calendar, at: Instant): boolean {
  const table = hoursTable(calendar);
  for (let number = numberAround(at); number <= numberUntil(at); number += 1) {
    const stretch = table.stretch(number);
    const from = stretch.opens[firstEnding(stretch, at)];
    if (from !== undefined) return from <= at;
  }
  return false;
}

/** When the hours of a calendar next begin or end after an instant; undefined where they never do. */
export function nextChange(calendar: Calendar, at: Instant): Instant | undefined {
  const opening = openingFrom(calendar, at);
  return opening === undefined || opening.from > at ? opening?.from : opening.to;
}

/** When the hours next begin, or `at` itself inside of them; undefined where they never do. */
export function opensFrom(calendar: Calendar, at: Instant): Instant | undefined {
  const opening = openingFrom(calendar, at);
  return opening && Math.max(opening.from, at);
}

/**
 * The last moment inside hours before an instant that lies outside of them: the close of hours before it. Undefined where the
 * instant is inside hours or exactly at their end.
 */
export function lastWorkingMoment(calendar: Calendar, at: Instant): Instant | undefined {
  if (isOpen(calendar, at)) return undefined;
  const table = hoursTable(calendar);
  const first = numberUntil(at);
  for (let number = first; number >= first - mostIdle; number -= 1) {
    const stretch = table.stretch(number);
    const closed = stretch.closes[firstEnding(stretch, at) - 1];
    if (closed !== undefined) return closed === at ? undefined : closed;
  }
  return undefined;
}

/** How much of the calendar's hours lies between two instants. */
export function hoursBetween(calendar: Calendar, from: Instant, to: Instant): Duration {
  if (to <= from) return 0;
  const table = hoursTable(calendar);
  const worked = (stretch: Stretch, at: Instant): Duration =>
    workedBefore(stretch, firstEnding(stretch, at), at);
  let sum = 0;
  for (let number = numberAround(from); number <= numberUntil(to); number += 1) {
    const stretch = table.stretch(number);
    sum += worked(stretch, to) - worked(stretch, from);
  }
  return sum;
}

/** Is the local day of an instant a working day of the calendar: one with hours, and no holiday? */
export function isWorkingDay(calendar: Calendar, at: Instant): boolean {
  const table = hoursTable(calendar);
  const day = dayOf(at, calendar.zone);
  const number = Math.floor(day / DAYS);
  const { days, nextDay } = table.stretch(number);
  return days[(nextDay[day - number * DAYS] ?? 0) - 1] === day;
}
