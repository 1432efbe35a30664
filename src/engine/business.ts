// Business time: when a limit in hours or working days ends, and when the hours of a calendar begin and end.
import { dayOf, firstEnding, hoursTable, type Stretch } from "./hours-table.ts";
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
  let number = table.numberAt(from);
  let stretch = table.stretch(number);
  let index = firstEnding(stretch.closes, from);
  // Hours used up are counted from the stretch's beginning, so that the end is one search away.
  let target = length + workedBefore(stretch, index, from);
  for (let idle = 0; target > stretch.total || index >= stretch.opens.length; ) {
    idle = stretch.opens.length === 0 ? idle + 1 : 0;
    if (idle > mostIdle) throw noHours(calendar);
    target -= stretch.total;
    number += 1;
    stretch = table.stretch(number);
    index = 0;
  }
  const last = Math.max(index, firstReaching(stretch.before, target));
  return (stretch.opens[last] ?? 0) + target - (stretch.before[last] ?? 0);
}

/** How much of a stretch's hours lies before an instant, whose next close is that of `index`. */
function workedBefore({ opens, before, total }: Stretch, index: number, at: Instant): Duration {
  if (index >= opens.length) return total;
  return (before[index] ?? 0) + Math.max(0, at - (opens[index] ?? 0));
}

/** The opening in which so much is used up: the last with less than that before it. */
function firstReaching(before: Float64Array, target: Duration): number {
  let low = 0;
  let high = before.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((before[middle] ?? 0) < target) low = middle;
    else high = middle - 1;
  }
  return low;
}

function closeOfDay(calendar: Calendar, from: Instant, days: number): Instant {
  if (days < 1) throw new RangeError(`A limit of ${days} working days has no end; expected at least one.`);
  const table = hoursTable(calendar);
  let number = table.numberAt(from);
  let stretch = table.stretch(number);
  // Close of the last of them: so many places after the last working day up to the local date of the start.
  let place = firstEnding(stretch.days, dayOf(from, calendar.zone)) + days - 1;
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
  const first = table.numberAt(at);
  for (let number = first; number <= first + mostIdle; number += 1) {
    const { opens, closes } = table.stretch(number);
    const index = number === first ? firstEnding(closes, at) : 0;
    const from = opens[index];
    const to = closes[index];
    if (from === undefined || to === undefined) continue;
    if (index < opens.length - 1) return { from, to };
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
  const { opens, closes } = table.stretch(table.numberAt(at));
  const index = firstEnding(closes, at);
  return (opens[index] ?? Number.POSITIVE_INFINITY) <= at;
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
  const first = table.numberAt(at);
  for (let number = first; number >= first - mostIdle; number -= 1) {
    const { closes } = table.stretch(number);
    const index = number === first ? firstEnding(closes, at) : closes.length;
    const closed = closes[index - 1];
    if (closed !== undefined) return closed === at ? undefined : closed;
  }
  return undefined;
}

/** How much of the calendar's hours lies between two instants. */
export function hoursBetween(calendar: Calendar, from: Instant, to: Instant): Duration {
  if (to <= from) return 0;
  const table = hoursTable(calendar);
  const first = table.numberAt(from);
  const last = table.numberAt(to);
  const worked = (number: number, at: Instant): Duration => {
    const stretch = table.stretch(number);
    return workedBefore(stretch, firstEnding(stretch.closes, at), at);
  };
  let sum = worked(last, to) - worked(first, from);
  for (let number = first; number < last; number += 1) sum += table.stretch(number).total;
  return sum;
}

/** Is the local day of an instant a working day of the calendar: one with hours, and no holiday? */
export function isWorkingDay(calendar: Calendar, at: Instant): boolean {
  const table = hoursTable(calendar);
  const day = dayOf(at, calendar.zone);
  const { days } = table.stretch(table.numberAt(at));
  return days[firstEnding(days, day - 1)] === day;
}
