// From the parts of a time to the days that it can mean, near the instant at which it was said.
import { DAY, type Instant } from "./instant.ts";
import type { TimeParts } from "./time-parts.ts";
import { type WallTime, wallTime, type Zone } from "./zone.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A day of the calendar; `month` counts from 1. */
export type GivenDay = Pick<WallTime, "year" | "month" | "day">;

/** The days that are meant: the one that is named, that of each year around now, yesterday or tomorrow, or a weekday's before and after. */
export function daysMeant(found: TimeParts, near: Instant, zone: Zone): readonly GivenDay[] {
  const named = MONTHS.indexOf((found.month ?? "").slice(0, 3).toLowerCase()) + 1;
  const month = named === 0 ? Number(found.month) : named;
  if (found.year !== undefined) return [{ year: Number(found.year), month, day: Number(found.day) }];
  if (found.month !== undefined) {
    const { year } = wallTime(near, zone);
    return [year - 1, year, year + 1].map((one) => ({ year: one, month, day: Number(found.day) }));
  }
  const counts =
    found.weekday === undefined
      ? [found.word?.toLowerCase() === "tomorrow" ? 1 : -1]
      : daysTo(found.weekday, near, zone).filter((days) => days < 0 || found.which?.toLowerCase() !== "last");
  return counts.map((count) => dayFrom(near, count, zone));
}

/** How many days from now a weekday is, before and after. */
function daysTo(weekday: string, near: Instant, zone: Zone): readonly number[] {
  const { year, month, day } = wallTime(near, zone);
  const today = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  const wanted = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"].indexOf(weekday.slice(0, 3).toLowerCase());
  return [-7, 0, 7].map((days) => ((wanted - today + 7) % 7) + days);
}

/** The day so many days after that of an instant. */
export function dayFrom(near: Instant, days: number, zone: Zone): GivenDay {
  const today = wallTime(near, zone);
  const noon = new Date(Date.UTC(today.year, today.month - 1, today.day, 12) + days * DAY);
  return { year: noon.getUTCFullYear(), month: noon.getUTCMonth() + 1, day: noon.getUTCDate() };
}
