// The hours of a calendar as tables that business time searches: made once for a calendar, four years at a time.
import { DAY, type Duration, type Instant, MINUTE } from "./instant.ts";
import { offsetAt } from "./offset.ts";
import type { Calendar } from "./policy/model.ts";
import { instantOfWall } from "./zone.ts";

/** The hours of four years, in order. Openings that touch are one. */
export interface Stretch {
  /** When each opening begins and ends. */
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  /** How much of the stretch's hours lies before each opening, and in all of them. */
  readonly before: Float64Array;
  readonly total: Duration;
  /** The working days, counted from 1970-01-01, and when the hours of each end for the last time. */
  readonly days: Float64Array;
  readonly dayCloses: Float64Array;
  /** Where the stretch begins, if its zone were UTC, and the place of the first close after each day from there on. */
  readonly base: Instant;
  readonly byDay: Int32Array;
  /** The place of the first working day after each local day. */
  readonly nextDay: Int32Array;
}

/** A calendar's stretches by number; that of 1970 is 0. */
export interface HoursTable {
  /** Open at all times, without a holiday ever. */
  readonly always: boolean;
  stretch(number: number): Stretch;
}

/** Days of a stretch: four years, the leap day included, so that those from 1901 to 2099 begin on a first of January. */
export const DAYS = 1461;
const FULL = 24 * 60;

const tables = new WeakMap<Calendar, HoursTable>();

/** The tables of a calendar. Nothing is worked out before somebody asks for a stretch. */
export function hoursTable(calendar: Calendar): HoursTable {
  const known = tables.get(calendar);
  if (known !== undefined) return known;
  const made = tableOf(calendar);
  tables.set(calendar, made);
  return made;
}

/** The local day of an instant, counted from 1970-01-01. */
export function dayOf(at: Instant, zone: string): number {
  return Math.floor((at + offsetAt(at, zone)) / DAY);
}

/** The number of the first stretch in which an instant may lie, or a close after it: no zone is a day from UTC. */
export function numberAround(at: Instant): number {
  return Math.floor((at - DAY) / (DAYS * DAY));
}

/** The number of the last stretch in which an instant may lie, or a close before it. */
export function numberUntil(at: Instant): number {
  return Math.floor((at + DAY) / (DAYS * DAY));
}

/** The place in a stretch of the first close after an instant; the number of its closes where there is none. */
export function firstEnding({ closes, base, byDay }: Stretch, at: Instant): number {
  const day = Math.floor((at - base) / DAY);
  if (day >= byDay.length) return closes.length;
  let place = byDay[Math.max(0, day)] ?? 0;
  while ((closes[place] ?? Number.POSITIVE_INFINITY) <= at) place += 1;
  return place;
}

function tableOf(calendar: Calendar): HoursTable {
  const stretches = new Map<number, Stretch>();
  const holidays = new Set(Array.from(calendar.holidays, (date) => Date.parse(`${date}T00:00:00Z`) / DAY));
  return {
    always: holidays.size === 0 && calendar.week.every(isFull),
    stretch(number) {
      const known = stretches.get(number);
      if (known !== undefined) return known;
      const made = stretchOf(calendar, holidays, number);
      stretches.set(number, made);
      return made;
    },
  };
}

function isFull(windows: Calendar["week"][number]): boolean {
  let open = 0;
  for (const { from, to } of windows) if (from <= open) open = Math.max(open, to);
  return open >= FULL;
}

/** Collects openings in order: one that begins before the last has ended only goes on with it. */
interface Gathering {
  readonly opens: Instant[];
  readonly closes: Instant[];
  readonly days: number[];
  readonly dayCloses: Instant[];
}

function stretchOf(calendar: Calendar, holidays: ReadonlySet<number>, number: number): Stretch {
  const gathered: Gathering = { opens: [], closes: [], days: [], dayCloses: [] };
  for (let day = number * DAYS; day < (number + 1) * DAYS; day += 1) {
    // 1970-01-01 was a Thursday; the week of a calendar begins on Monday.
    const windows = calendar.week[(((day + 3) % 7) + 7) % 7];
    if (windows !== undefined && windows.length > 0 && !holidays.has(day)) {
      gatherDay(gathered, day, { windows, zone: calendar.zone });
    }
  }
  const opens = Float64Array.from(gathered.opens);
  const closes = Float64Array.from(gathered.closes);
  const before = new Float64Array(opens.length);
  let total = 0;
  for (let index = 0; index < opens.length; index += 1) {
    before[index] = total;
    total += (closes[index] ?? 0) - (opens[index] ?? 0);
  }
  const days = Float64Array.from(gathered.days);
  const base = number * DAYS * DAY;
  return {
    ...{ opens, closes, before, total, days, base },
    dayCloses: Float64Array.from(gathered.dayCloses),
    // Two more: where the zone is behind UTC, the last day ends that much later.
    byDay: placesAfter(closes, DAYS + 2, (day) => base + day * DAY),
    nextDay: placesAfter(days, DAYS, (day) => number * DAYS + day),
  };
}

/** The place of the first value after each mark. */
function placesAfter(values: Float64Array, count: number, mark: (index: number) => number): Int32Array {
  const places = new Int32Array(count);
  let place = 0;
  for (let index = 0; index < count; index += 1) {
    while ((values[place] ?? Number.POSITIVE_INFINITY) <= mark(index)) place += 1;
    places[index] = place;
  }
  return places;
}

/** A time that does not exist is moved forward by the gap, so that a window may come out empty, or begin inside the last. */
function gatherDay(
  { opens, closes, days, dayCloses }: Gathering,
  day: number,
  { windows, zone }: { readonly windows: Calendar["week"][number]; readonly zone: string },
): void {
  let last: Instant | undefined;
  for (const window of windows) {
    const end = closes.at(-1) ?? Number.NEGATIVE_INFINITY;
    const from = Math.max(instantOfWall(day * DAY + window.from * MINUTE, zone), end);
    const to = instantOfWall(day * DAY + window.to * MINUTE, zone);
    if (to <= from) continue;
    last = to;
    if (from === end) closes[closes.length - 1] = to;
    else {
      opens.push(from);
      closes.push(to);
    }
  }
  if (last === undefined) return;
  days.push(day);
  dayCloses.push(last);
}
