// Business time the slow way: day after day with temporal-polyfill, to hold the tables of the engine against.
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../src/engine/instant.ts";
import type { Calendar } from "../../src/engine/policy/model.ts";

interface Opening {
  readonly from: Instant;
  readonly to: Instant;
}

const local = (calendar: Calendar, at: Instant) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(calendar.zone);

/** When the wall clock shows so many minutes of a day; what occurs twice is the earlier, a gap moves forward. */
function wall(calendar: Calendar, day: Temporal.PlainDate, minutes: number): Instant {
  const shown = day.toPlainDateTime("00:00").add({ minutes });
  return shown.toZonedDateTime(calendar.zone, { disambiguation: "compatible" }).epochMilliseconds;
}

function openings(calendar: Calendar, day: Temporal.PlainDate): readonly Opening[] {
  if (calendar.holidays.has(day.toString())) return [];
  return (calendar.week[day.dayOfWeek - 1] ?? [])
    .map(({ from, to }) => ({ from: wall(calendar, day, from), to: wall(calendar, day, to) }))
    .filter(({ from, to }) => from < to);
}

/** When so many milliseconds of a calendar's hours are used up. */
export function hoursUsedUp(calendar: Calendar, from: Instant, length: number): Instant {
  let left = length;
  // A day back: where the clocks go back over midnight, the day before is still open.
  let day = local(calendar, from).toPlainDate().subtract({ days: 1 });
  for (let reached = from; ; day = day.add({ days: 1 })) {
    for (const open of openings(calendar, day)) {
      const begin = Math.max(open.from, reached);
      if (begin >= open.to) continue;
      if (open.to - begin >= left) return begin + left;
      left -= open.to - begin;
      reached = open.to;
    }
  }
}

/** The close of hours of the last of so many working days after the local date of the start. */
export function closeOfDay(calendar: Calendar, from: Instant, days: number): Instant {
  let left = days;
  let day = local(calendar, from).toPlainDate();
  for (;;) {
    day = day.add({ days: 1 });
    const close = openings(calendar, day).at(-1);
    if (close === undefined) continue;
    left -= 1;
    if (left === 0) return close.to;
  }
}

/** Is an instant inside an opening of its local day or of its neighbours? */
export function openAt(calendar: Calendar, at: Instant): boolean {
  const day = local(calendar, at).toPlainDate();
  return [-1, 0, 1].some((days) =>
    openings(calendar, day.add({ days })).some(({ from, to }) => from <= at && at < to),
  );
}
