// Says when something differs: in core hours, on Saturdays, on bank holidays, from 17:30 to 18:00, or from a day to a day.
import type { Instant } from "../engine/instant.ts";
import { dayTime } from "../engine/time.ts";
import { wallTime } from "../engine/zone.ts";
import { clockWords, dateWords, daysWords } from "./dates.ts";
import type { Day } from "./days.ts";
import { listed } from "./phrases.ts";

/** A stretch of a day in which nothing about hours changes. */
export interface Segment {
  readonly from: Instant;
  readonly to: Instant;
  readonly day: Day;
  /** 0 is Monday. */
  readonly weekday: number;
  readonly holiday: boolean;
  /** On a day of a plain week: what holds there holds on every such weekday. */
  readonly isPlain: boolean;
  readonly hours: "core" | "out";
}

/** In which of all stretches these lie, in words; empty where it is all of them. */
export function whenWords(some: readonly Segment[], all: readonly Segment[], zone: string): string {
  const chosen = new Set(some);
  if (chosen.size === all.length) return "";
  const isExactly = (test: (segment: Segment) => boolean): boolean =>
    all.every((segment) => chosen.has(segment) === test(segment));
  if (isExactly(({ hours }) => hours === "core")) return "in core hours";
  if (isExactly(({ hours }) => hours === "out")) return "out of core hours";
  const plain = all.filter(({ isPlain }) => isPlain);
  const special = all.filter(({ isPlain }) => !isPlain);
  const inPlain = plain.filter((segment) => chosen.has(segment));
  const inSpecial = special.filter((segment) => chosen.has(segment));
  if (inPlain.length === 0) return onDates(inSpecial, special);
  const weekly = inTheWeek(inPlain, plain, zone);
  return weekly ?? periods(some, zone);
}

/** On bank holidays, where it is all of them and nothing else; else on those days, with hours where it is a part of them. */
function onDates(chosen: readonly Segment[], special: readonly Segment[]): string {
  const holidays = special.filter(({ holiday }) => holiday);
  const isAll = (some: readonly Segment[]): boolean =>
    some.length > 0 && chosen.length === some.length && some.every((segment) => chosen.includes(segment));
  if (holidays.length > 0 && new Set(holidays.map(({ day }) => day)).size > 1 && isAll(holidays))
    return "on bank holidays";
  const days = [...new Set(chosen.map(({ day }) => day))];
  const shown = days.slice(0, 4).map((day) => dateWords(day));
  return `on ${listed([...shown, ...(days.length > 4 ? [`${days.length - 4} more days`] : [])])}`;
}

/** By weekdays and times, where every plain week is the same; undefined where they differ. */
function inTheWeek(chosen: readonly Segment[], plain: readonly Segment[], zone: string): string | undefined {
  const keyOf = ({ weekday, from }: Segment): string => `${weekday} ${minutesOf(from, zone)}`;
  const wanted = new Set(chosen.map(keyOf));
  if (plain.some((segment) => wanted.has(keyOf(segment)) && !chosen.includes(segment))) return undefined;
  const windowsOf = (weekday: number): string => {
    const day = plain.find((segment) => segment.weekday === weekday)?.day;
    const here = plain.filter((segment) => segment.day === day);
    if (here.every((segment) => wanted.has(keyOf(segment)))) return "all day";
    return joined(
      here.filter((segment) => wanted.has(keyOf(segment))),
      zone,
    );
  };
  const byWindows = Map.groupBy([...new Set(chosen.map(({ weekday }) => weekday))].toSorted(), (weekday) =>
    windowsOf(weekday),
  );
  return listed(
    [...byWindows].map(([windows, days]) =>
      windows === "all day" ? onWeekdays(days) : `${daysWords(days)} ${windows}`,
    ),
  );
}

/** `on Saturdays and Sundays` */
function onWeekdays(days: readonly number[]): string {
  const words = daysWords(days);
  return words.startsWith("on ") ? words.replaceAll(/day\b/gu, "days") : words;
}

/** The times of stretches of one day, those that touch as one: `from 17:30 to 18:00`. */
function joined(segments: readonly Segment[], zone: string): string {
  const times: { from: number; to: number }[] = [];
  for (const segment of segments) {
    const from = minutesOf(segment.from, zone);
    const to = minutesOf(segment.to, zone) || 24 * 60;
    const last = times.at(-1);
    if (last?.to === from) last.to = to;
    else times.push({ from, to });
  }
  return listed(times.map(({ from, to }) => `from ${clockWords(from)} to ${clockWords(to)}`));
}

function minutesOf(at: Instant, zone: string): number {
  const { hour, minute } = wallTime(at, zone);
  return hour * 60 + minute;
}

const mostPeriods = 2;

/** The first of the stretches by date, those that touch as one. */
function periods(segments: readonly Segment[], zone: string): string {
  const runs: { from: Instant; to: Instant }[] = [];
  for (const { from, to } of segments) {
    const last = runs.at(-1);
    if (last?.to === from) last.to = to;
    else runs.push({ from, to });
  }
  const shown = runs
    .slice(0, mostPeriods)
    .map(({ from, to }) => `from ${dayTime(from, zone)} to ${dayTime(to, zone)}`);
  const more = runs.length > mostPeriods ? ", and again after that" : "";
  return `${listed(shown)}${more}`;
}
