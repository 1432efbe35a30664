// The day that an action is due, in the policy's zone: of a length from a start, of a day as people say it from when it was written.
import { DAY, type Instant } from "./instant.ts";
import { parseMoment } from "./moment.ts";
import type { Due } from "./text/due-words.ts";
import { local } from "./time.ts";

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** From where days are counted: `start` for a length, `writtenAt` for what people say; `zone` is the policy's. */
export interface DueContext {
  readonly start: Instant;
  readonly writtenAt: Instant;
  readonly zone: string;
}

/** The day as `2025-05-01`; "" where none is given, or one that does not exist. "Friday" is the next one, that of writing included. */
export function dueDay(due: Due | undefined, { start, writtenAt, zone }: DueContext): string {
  if (due === undefined) return "";
  if ("date" in due) return due.date;
  const dayOf = (at: Instant): string => local(at, zone, "yyyy-MM-dd");
  if ("in" in due) return dayOf(start + due.in);
  const today = dayOf(writtenAt);
  const weekday = weekdays.indexOf(due.said.slice(0, 3));
  if (weekday >= 0 && !/\d/.test(due.said)) {
    const ahead = (weekday - new Date(today).getUTCDay() + 7) % 7;
    return new Date(Date.parse(today) + ahead * DAY).toISOString().slice(0, 10);
  }
  // At the end of the day, so that the day of writing itself is still ahead.
  const said = `${due.said.replace(/[.,]/g, "")} 23:59`;
  const read = parseMoment(said, { zone, near: writtenAt, prefer: "future", endOfDay: true });
  const day = read.kind === "instant" ? dayOf(read.at) : "";
  return weekday < 0 || new Date(day).getUTCDay() === weekday ? day : "";
}
