// Says when something differs: in core hours, on Saturdays, on bank holidays, from 17:30 to 18:00, or from a day to a day.
import type { Instant } from "../engine/instant.ts";
import { wallTime } from "../engine/zone.ts";
import { clockWords, dateWords, daysWords } from "./dates.ts";
import { type Day, dayOf } from "./days.ts";
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

/** In which of all stretches these lie. Regular: in words that hold for every week, or every bank holiday. */
export interface When {
  readonly regular: boolean;
  /** Empty where it is all of them. */
  readonly words: string;
}

/** Says in which of all stretches these lie. */
export function whenOf(some: readonly Segment[], all: readonly Segment[], zone: string): When {
  const chosen = new Set(some);
  const isExactly = (test: (segment: Segment) => boolean): boolean =>
    all.every((segment) => chosen.has(segment) === test(segment));
  if (isExactly(() => true)) return { regular: true, words: "" };
  if (isExactly(({ hours }) => hours === "core")) return { regular: true, words: "in core hours" };
  if (isExactly(({ hours }) => hours === "out")) return { regular: true, words: "out of core hours" };
  const holidays = all.filter(({ holiday }) => holiday);
  const isSeveral = new Set(holidays.map(({ day }) => day)).size > 1;
  if (isSeveral && isExactly(({ holiday }) => holiday)) return { regular: true, words: "on bank holidays" };
  const plain = all.filter(({ isPlain }) => isPlain);
  const inPlain = plain.filter((segment) => chosen.has(segment));
  const weekly = inPlain.length === 0 ? undefined : inTheWeek(inPlain, plain, zone);
  if (weekly !== undefined) return { regular: true, words: weekly };
  return { regular: false, words: periods(some, zone) };
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

const mostPeriods = 3;

/** The first of the stretches by date, those that touch as one: `on Fri 20 June 2025 from 08:00 to 17:30`. */
function periods(segments: readonly Segment[], zone: string): string {
  const runs: { from: Instant; to: Instant; day: Day }[] = [];
  for (const { from, to, day } of segments) {
    const last = runs.at(-1);
    if (last?.to === from) last.to = to;
    else runs.push({ from, to, day });
  }
  const shown = runs.slice(0, mostPeriods).map(({ from, to, day }) => {
    const [begins, ends] = [minutesOf(from, zone), minutesOf(to, zone)];
    const isOneDay = dayOf(to - 1, zone) === day;
    if (!isOneDay)
      return `from ${dateWords(day)} ${clockWords(begins)} to ${dateWords(dayOf(to, zone))} ${clockWords(ends)}`;
    if (begins === 0 && ends === 0) return `on ${dateWords(day)}`;
    return `on ${dateWords(day)} from ${clockWords(begins)} to ${clockWords(ends || 24 * 60)}`;
  });
  const more = runs.length > mostPeriods ? ", and at later times" : "";
  return `${listed(shown)}${more}`;
}
