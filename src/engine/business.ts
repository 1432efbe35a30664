// Business time: when a limit in hours or working days ends, and when the hours of a calendar begin and end.
import { DAY, type Duration, type Instant } from "./instant.ts";
import type { Calendar, Span } from "./policy/model.ts";
import { instantOf, wallTime } from "./zone.ts";

/** A stretch in which a calendar is open: from its beginning up to, and without, its end. */
export interface Opening {
  readonly from: Instant;
  readonly to: Instant;
}

/** More days in a row without an opening than any calendar has: what is asked for never comes. */
const mostDays = 400;

/**
 * When a limit ends that starts at `from`. Hours count only inside the calendar's hours; a start outside counts from the next
 * opening, and what is used up exactly at closing time ends then. Working days end at the close of hours of the last of them
 * after the local date of the start. Throws a RangeError where business time is asked for without a calendar.
 */
export function endOf(span: Span, from: Instant, calendar: Calendar | undefined): Instant {
  if (span.kind === "elapsed") return from + span.ms;
  if (calendar === undefined) throw new RangeError("A limit in business time needs a calendar.");
  return span.kind === "hours" ? addHours(calendar, from, span.ms) : closeOfDay(calendar, from, span.days);
}

function addHours(calendar: Calendar, from: Instant, length: Duration): Instant {
  let left = length;
  for (const open of openings(calendar, from)) {
    const start = Math.max(open.from, from);
    if (open.to - start >= left) return start + left;
    left -= open.to - start;
  }
  throw new RangeError(`The calendar ${calendar.key} has no hours for ${mostDays} days.`);
}

function closeOfDay(calendar: Calendar, from: Instant, days: number): Instant {
  let left = days;
  for (let ahead = 1; left > 0 || ahead === 1; ahead += 1) {
    const open = openOn(calendar, from, ahead);
    if (open.length > 0) left -= 1;
    if (left === 0 && open.length > 0) return open.at(-1)?.to ?? from;
    if (ahead > mostDays * Math.max(1, days)) break;
  }
  throw new RangeError(`The calendar ${calendar.key} has no working day for ${mostDays} days.`);
}

/** The openings that end after `from`, in order, for as long as a calendar can be without one. */
function* openings(calendar: Calendar, from: Instant): Generator<Opening> {
  let idle = 0;
  for (let ahead = 0; idle < mostDays; ahead += 1) {
    const open = openOn(calendar, from, ahead).filter(({ to }) => to > from);
    idle = open.length > 0 ? 0 : idle + 1;
    yield* open;
  }
}

/** The openings of the local day that is so many days after that of `from`. */
function openOn(calendar: Calendar, from: Instant, ahead: number): readonly Opening[] {
  const today = wallTime(from, calendar.zone);
  const noon = new Date(Date.UTC(today.year, today.month - 1, today.day, 12) + ahead * DAY);
  const date = noon.toISOString().slice(0, 10);
  if (calendar.holidays.has(date)) return [];
  const windows = calendar.week[(noon.getUTCDay() + 6) % 7] ?? [];
  const at = (minutes: number): Instant => {
    const later = minutes === 24 * 60;
    const day = later ? new Date(noon.getTime() + DAY) : noon;
    const wall = {
      year: day.getUTCFullYear(),
      month: day.getUTCMonth() + 1,
      day: day.getUTCDate(),
      hour: later ? 0 : Math.floor(minutes / 60),
      minute: later ? 0 : minutes % 60,
      second: 0,
    };
    return instantOf(wall, calendar.zone) ?? noon.getTime();
  };
  return windows.map((window) => ({ from: at(window.from), to: at(window.to) }));
}

/** Is the calendar open at an instant? The instant of closing is outside. */
export function isOpen(calendar: Calendar, at: Instant): boolean {
  return openOn(calendar, at, 0).some((open) => open.from <= at && at < open.to);
}

/** When the hours of a calendar next begin or end after an instant; undefined where they never do. */
export function nextChange(calendar: Calendar, at: Instant): Instant | undefined {
  for (const open of openings(calendar, at)) {
    if (open.from > at) return open.from;
    if (open.to > at) return open.to;
  }
  return undefined;
}

/** When the hours next begin, or `at` itself inside of them; undefined where they never do. */
export function opensFrom(calendar: Calendar, at: Instant): Instant | undefined {
  for (const open of openings(calendar, at)) return Math.max(open.from, at);
  return undefined;
}

/**
 * The last moment inside hours before an instant that lies outside of them: the close of hours before it. Undefined where the
 * instant is inside hours or exactly at their end.
 */
export function lastWorkingMoment(calendar: Calendar, at: Instant): Instant | undefined {
  if (isOpen(calendar, at)) return undefined;
  for (let back = 0; back < mostDays; back += 1) {
    const closed = openOn(calendar, at, -back)
      .map(({ to }) => to)
      .filter((to) => to <= at)
      .at(-1);
    if (closed !== undefined) return closed === at ? undefined : closed;
  }
  return undefined;
}

/** How much of the calendar's hours lies between two instants. */
export function hoursBetween(calendar: Calendar, from: Instant, to: Instant): Duration {
  let sum = 0;
  if (to <= from) return sum;
  for (const open of openings(calendar, from)) {
    if (open.from >= to) break;
    sum += Math.min(open.to, to) - Math.max(open.from, from);
  }
  return sum;
}
