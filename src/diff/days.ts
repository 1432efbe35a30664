// The days and starts that two policies are tried with: plain weeks, the holidays of either, and every time at which hours change.
import { DAY, HOUR, type Instant, isoSeconds, MINUTE } from "../engine/instant.ts";
import type { Calendar, Policy } from "../engine/policy/model.ts";
import { instantOf, wallTime } from "../engine/zone.ts";
import type { Pair } from "./change.ts";

/** A local day: `2026-12-25`. */
export type Day = string;

/** The day after so many days. */
export function addDays(day: Day, count: number): Day {
  return isoSeconds(Date.parse(`${day}T12:00:00Z`) + count * DAY).slice(0, 10);
}

/** 0 is Monday. */
export function weekdayOf(day: Day): number {
  return (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
}

/** The local day of an instant. */
export function dayOf(at: Instant, zone: string): Day {
  const { year, month, day } = wallTime(at, zone);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** So many minutes into a local day. */
export function onDay(day: Day, minutes: number, zone: string): Instant {
  const date = minutes >= 24 * 60 ? addDays(day, 1) : day;
  const [year = 0, month = 0, dayOfMonth = 0] = date.split("-").map(Number);
  const rest = minutes % (24 * 60);
  const wall = { year, month, day: dayOfMonth, hour: Math.floor(rest / 60), minute: rest % 60, second: 0 };
  return instantOf(wall, zone) ?? Date.parse(`${date}T00:00:00Z`);
}

const calendarsOf = ({ before, after }: Pair): readonly Calendar[] => [
  ...Object.values(before.calendars),
  ...Object.values(after.calendars),
];

/** The first Monday from today on after which so many days have no holiday in any calendar; within two years. */
export function plainMonday(pair: Pair, length: number): Day {
  const today = dayOf(pair.today, pair.after.incidents.zone);
  const first = addDays(today, (7 - weekdayOf(today)) % 7);
  const calendars = calendarsOf(pair);
  for (let week = 0; week < 104; week += 1) {
    const monday = addDays(first, 7 * week);
    const days = Array.from({ length }, (_, index) => addDays(monday, index));
    if (!days.some((day) => calendars.some(({ holidays }) => holidays.has(day)))) return monday;
  }
  return first;
}

/** The next holidays of either policy's calendars, at most so many of each calendar, in order. */
export function nextHolidays(pair: Pair, most: number): readonly Day[] {
  const today = dayOf(pair.today, pair.after.incidents.zone);
  const next = calendarsOf(pair).flatMap(({ holidays }) =>
    [...holidays]
      .filter((day) => day >= today)
      .toSorted()
      .slice(0, most),
  );
  return [...new Set(next)].toSorted();
}

/** Minutes of the local day at which anything of hours begins or ends in either policy, midnight included. */
export function boundaries({ before, after }: Pair): readonly number[] {
  const of = (policy: Policy): readonly number[] => [
    ...Object.values(policy.calendars).flatMap(({ week }) =>
      week.flat().flatMap(({ from, to }) => [from, to]),
    ),
    ...Object.values(policy.rotas).flatMap(({ shifts }) => shifts.flatMap(({ from, to }) => [from, to])),
  ];
  const all = new Set([0, ...of(before), ...of(after)].filter((minutes) => minutes < 24 * 60));
  return [...all].toSorted((one, other) => one - other);
}

/** Starts on these days: around every boundary, in the small hours and at noon. */
export function startsOn(days: readonly Day[], pair: Pair, zone: string): readonly Instant[] {
  const around = boundaries(pair).flatMap((minutes) => [minutes - 10, minutes, minutes + 30]);
  const minutes = new Set([30, 12 * 60, 15 * 60, ...around].filter((one) => one >= 0 && one < 24 * 60));
  return days.flatMap((day) => [...minutes].map((one) => onDay(day, one, zone))).toSorted((a, b) => a - b);
}

/** The nights of the next changes of clocks in a zone, around each. */
export function changeNights(from: Instant, zone: string): readonly Instant[] {
  const nights: Instant[] = [];
  for (let at = from; at < from + 400 * DAY && nights.length < 4; at += HOUR) {
    const [one, other] = [wallTime(at, zone), wallTime(at + HOUR, zone)];
    if ((other.hour - one.hour + 24) % 24 !== 1) nights.push(at - 30 * MINUTE, at + 30 * MINUTE);
  }
  return nights;
}

/** Starts of two plain weeks, of the next holidays and of the nights on which clocks change. */
export function usualStarts(pair: Pair): readonly Instant[] {
  const { zone } = pair.after.incidents;
  const monday = plainMonday(pair, 14);
  const weeks = Array.from({ length: 14 }, (_, index) => addDays(monday, index));
  return [...startsOn([...weeks, ...nextHolidays(pair, 2)], pair, zone), ...changeNights(pair.today, zone)];
}
