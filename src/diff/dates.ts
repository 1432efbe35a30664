// Days, weekdays and hours as a comparison writes them.
import type { Calendar } from "../engine/policy/model.ts";
import { type Day, onDay } from "./days.ts";
import { listed } from "./phrases.ts";

/** Monday first. */
export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** A day in full, `Thu 24 December 2026`. */
export function dateWords(day: Day): string {
  const at = onDay(day, 12 * 60, "UTC");
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  })
    .format(at)
    .replace(",", "");
}

/** `Monday to Friday`, `on Saturday and Sunday`. */
export function daysWords(days: readonly number[]): string {
  const [first = 0] = days;
  const isRun = days.length > 2 && days.every((day, index) => day === first + index);
  if (isRun && days.length === 7) return "every day";
  return isRun
    ? `${WEEKDAYS[first]} to ${WEEKDAYS[days.at(-1) ?? 0]}`
    : `on ${listed(days.map((day) => WEEKDAYS[day] ?? ""))}`;
}

/** `08:00–17:30` of minutes. */
export function windows(open: Calendar["week"][number] | undefined): string {
  if (open === undefined || open.length === 0) return "closed";
  return listed(open.map(({ from, to }) => `${clockWords(from)}–${clockWords(to)}`));
}

/** `17:30` of minutes. */
export function clockWords(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
