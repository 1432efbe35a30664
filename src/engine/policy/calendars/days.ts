// Weekdays, hours and dates as calendars and rotas write them, and what they come to.
import { z } from "zod";

const day = "(?:mon|tue|wed|thu|fri|sat|sun)";
const DAYS = new RegExp(`^${day}(?:-${day})?$`);
const time = "(?:[01]\\d|2[0-3]):[0-5]\\d|24:00";
const HOURS = new RegExp(`^(?:${time})-(?:${time})$`);
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A weekday or a run of them: `mon`, `mon-fri`, `sat-sun`. */
export const days = z
  .string()
  .regex(DAYS, "is no weekday or run of them; write mon, sat or mon-fri")
  .meta({ title: "weekdays" });

/** Hours of a day: `08:00-17:30`; `24:00` is its end. */
export const hours = z
  .string({ error: "is no span of hours; write it in quotes, for example '08:00-17:30'" })
  .regex(HOURS, "is no span of hours; write it in quotes, for example '08:00-17:30'")
  .meta({ title: "hours" });

/** A local date. */
export const date = z.string().regex(DATE, "is no date; write it as 2025-12-24").meta({ title: "date" });

const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** The weekdays that words name, 0 being Monday: `mon-fri`, `sat-mon` runs over the week's end. */
export function weekdays(words: string): readonly number[] {
  const [first = "", last = first] = words.split("-");
  const from = WEEK.indexOf(first);
  const count = (WEEK.indexOf(last) - from + WEEK.length) % WEEK.length;
  return Array.from({ length: count + 1 }, (_, index) => (from + index) % WEEK.length);
}

/** Minutes of the local day of `08:00-17:30`. */
export function minutesOf(hours: string): { readonly from: number; readonly to: number } {
  const [from = 0, to = 0] = hours.split("-").map((time) => {
    const [hour = 0, minute = 0] = time.split(":").map(Number);
    return hour * 60 + minute;
  });
  return { from, to };
}
