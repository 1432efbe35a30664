// The shifts of a rota as they fall: which one is on at an instant and when the next begins, in local time on every night (H-20).
import { DAY, type Instant, MINUTE } from "../../instant.ts";
import { instantOf, wallTime } from "../../zone.ts";
import type { Rota, Shift } from "../model.ts";

/** A shift as it falls: from its beginning up to, and without, its end. */
export interface Spell {
  readonly from: Instant;
  readonly to: Instant;
  /** The local day on which it begins, as days since 1970-01-01. */
  readonly day: number;
}

/** More days in a row without a shift than any rota has. */
const mostDays = 400;
const dayMinutes = 24 * 60;

/** Days since 1970-01-01 of a local date (`2025-04-04`). */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY);
}

/** The local day of an instant in a zone, as days since 1970-01-01. */
export function dayOf(at: Instant, zone: string): number {
  const { year, month, day } = wallTime(at, zone);
  return Math.round(Date.UTC(year, month - 1, day) / DAY);
}

/** When a local day begins in a zone, plus so many minutes of the wall clock; more than a day's lead into the next. */
export function momentOf(day: number, minutes: number, zone: string): Instant {
  const wall = new Date(day * DAY + minutes * MINUTE);
  const time = {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: 0,
  };
  return instantOf(time, zone) ?? wall.getTime();
}

/** The weekday of a day, 0 being Monday: 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Minutes after midnight of its day at which a shift ends: where `to` is not after `from`, on the next day. */
export function endMinutes({ from, to }: Pick<Shift, "from" | "to">): number {
  return to > from ? to : to + dayMinutes;
}

/** Does a shift begin on a weekday that is, or is not, a holiday? */
export function beginsOn(shift: Shift, weekday: number, holiday: boolean): boolean {
  const fits = shift.holidays === "any" || (shift.holidays === "only") === holiday;
  return fits && shift.days.includes(weekday);
}

/**
 * The shift that is on: of several that overlap the incoming one, which began last (H-20); of those that begin together the
 * later in the rota. Undefined where none is.
 */
export function shiftAt(rota: Rota, holidays: ReadonlySet<string>, at: Instant): Spell | undefined {
  const today = dayOf(at, rota.zone);
  // A shift is a day long at the most: what is on began today or yesterday.
  return [today - 1, today]
    .flatMap((day) => shiftsOn(rota, holidays, day))
    .filter(({ from, to }) => from <= at && at < to)
    .reduce<Spell | undefined>((last, one) => (last && last.from > one.from ? last : one), undefined);
}

/** The next shift that begins after an instant; undefined where none ever does. */
export function nextShift(rota: Rota, holidays: ReadonlySet<string>, at: Instant): Spell | undefined {
  if (rota.shifts.length === 0) return undefined;
  const today = dayOf(at, rota.zone);
  for (let day = today; day < today + mostDays; day += 1) {
    const [next] = shiftsOn(rota, holidays, day)
      .filter(({ from, to }) => from > at && to > from)
      .toSorted((one, other) => one.from - other.from);
    if (next !== undefined) return next;
  }
  return undefined;
}

/** The shifts that begin on a local day. */
function shiftsOn(rota: Rota, holidays: ReadonlySet<string>, day: number): readonly Spell[] {
  const weekday = weekdayOf(day);
  const holiday = holidays.has(new Date(day * DAY).toISOString().slice(0, 10));
  return rota.shifts
    .filter((shift) => beginsOn(shift, weekday, holiday))
    .map((shift) => ({
      from: momentOf(day, shift.from, rota.zone),
      to: momentOf(day, endMinutes(shift), rota.zone),
      day,
    }));
}
