// Entries that repeat: which recurrence rules are read, and when their occurrences are. Everything else is refused.
import { DAY, type Duration, type Instant } from "../instant.ts";
import { instantOfWall, type Zone } from "../zone.ts";
import { type IcalRefusal, isRefusal, type Property, refuse } from "./lines.ts";
import { type IcalTime, type Length, readWhen, type Wall, wallAt } from "./when.ts";

/** A rule that is read: every so many days, weeks (on weekdays) or months (on the day of the month of the first). */
export interface Repeat {
  readonly kind: "repeat";
  readonly every: "day" | "week" | "month";
  readonly interval: number;
  /** Weekdays, 0 being the first day of the rule's week, in order; of weekly rules. */
  readonly days: readonly number[];
  /** The first day of its week: 0 is Monday. */
  readonly weekStart: number;
  /** The last occurrence that COUNT or UNTIL allow begins here at the latest. */
  readonly last?: Wall | undefined;
}

/** When something is and, where it repeats, when again. */
export interface Series {
  readonly start: Wall;
  readonly zone: Zone;
  readonly length: Pick<Length, "nominal" | "exact">;
  readonly repeat?: Repeat | undefined;
  /** Beginnings that are left out (EXDATE, and those that another entry replaces). */
  readonly without: ReadonlySet<Instant>;
}

/** One occurrence: from its beginning up to, and without, its end. */
export interface Occurrence {
  readonly from: Instant;
  readonly to: Instant;
}

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const EVERY = { DAILY: "day", WEEKLY: "week", MONTHLY: "month" } as const;
const mostCounted = 10_000;
const READ =
  "read are FREQ=DAILY, WEEKLY and MONTHLY with INTERVAL, COUNT, UNTIL, WKST, BYDAY (weekly) and BYMONTHDAY (the day of DTSTART)";

/** Reads an RRULE; what is not among the rules that are read is refused by its name. */
export function readRepeat(property: Property, start: IcalTime, floating: string): Repeat | IcalRefusal {
  const { line, value } = property;
  const parts = new Map<string, string>();
  for (const part of value
    .trim()
    .toUpperCase()
    .split(";")
    .filter((one) => one !== "")) {
    const [key = "", said = ""] = part.split("=");
    if (!["FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY"].includes(key))
      return refuse(line, `RRULE has ${part}, which is not read; ${READ}.`);
    parts.set(key, said);
  }
  const every = EVERY[(parts.get("FREQ") ?? "") as keyof typeof EVERY];
  if (every === undefined)
    return refuse(line, `RRULE has FREQ=${parts.get("FREQ") ?? ""}, which is not read; ${READ}.`);
  const interval = integerOf(parts.get("INTERVAL") ?? "1");
  if (interval === undefined)
    return refuse(
      line,
      `RRULE has INTERVAL=${parts.get("INTERVAL")}; expected a number from 1 to ${mostCounted}.`,
    );
  const weekStart = DAYS.indexOf(parts.get("WKST") ?? "MO");
  if (weekStart < 0)
    return refuse(line, `RRULE has WKST=${parts.get("WKST")}; expected one of ${DAYS.join(", ")}.`);
  const days = daysIn(parts, every, { start, weekStart, line });
  if ("kind" in days) return days;
  const endless: Repeat = { kind: "repeat", every, interval, weekStart, days };
  return ending(endless, parts, { property, start, floating });
}

function integerOf(text: string): number | undefined {
  const number = /^\d{1,5}$/u.test(text) ? Number(text) : 0;
  return number >= 1 && number <= mostCounted ? number : undefined;
}

type Parts = ReadonlyMap<string, string>;

function daysIn(
  parts: Parts,
  every: Repeat["every"],
  { start, weekStart, line }: { readonly start: IcalTime; readonly weekStart: number; readonly line: number },
): readonly number[] | IcalRefusal {
  const first = new Date(start.wall);
  const monthDay = parts.get("BYMONTHDAY");
  if (monthDay !== undefined && (every !== "month" || Number(monthDay) !== first.getUTCDate()))
    return refuse(
      line,
      `RRULE has BYMONTHDAY=${monthDay}, which is read only in a monthly rule, of the day of DTSTART.`,
    );
  const byDay = parts.get("BYDAY");
  const today = (first.getUTCDay() + 6) % 7;
  if (byDay === undefined) return [(today - weekStart + 7) % 7];
  const days = byDay.split(",").map((day) => DAYS.indexOf(day));
  if (every !== "week" || days.includes(-1))
    return refuse(
      line,
      `RRULE has BYDAY=${byDay}, which is read only in a weekly rule, as weekdays without a number.`,
    );
  if (!days.includes(today))
    return refuse(
      line,
      `DTSTART is not on a weekday of BYDAY=${byDay}, so that the first occurrence is unclear; move DTSTART.`,
    );
  return [...new Set(days)].map((day) => (day - weekStart + 7) % 7).toSorted((one, other) => one - other);
}

function ending(
  endless: Repeat,
  parts: Parts,
  {
    property,
    start,
    floating,
  }: { readonly property: Property; readonly start: IcalTime; readonly floating: string },
): Repeat | IcalRefusal {
  const { line } = property;
  const [count, until] = [parts.get("COUNT"), parts.get("UNTIL")];
  if (count !== undefined && until !== undefined)
    return refuse(line, "RRULE has both COUNT and UNTIL; keep one of them.");
  if (count !== undefined) {
    const times = integerOf(count);
    if (times === undefined)
      return refuse(line, `RRULE has COUNT=${count}; expected a number from 1 to ${mostCounted}.`);
    let last = start.wall;
    let left = times;
    for (const wall of beginnings(endless, start.wall, start.wall)) {
      last = wall;
      left -= 1;
      if (left === 0) break;
    }
    return { ...endless, last };
  }
  if (until === undefined) return endless;
  const read = readWhen(until, { ...property, name: "UNTIL", params: {} }, floating);
  if (isRefusal(read)) return read;
  // A date takes in the whole day; a time is in UTC, or else on the wall clock of the entry.
  if (read.allDay) return { ...endless, last: read.wall + DAY - 1 };
  const utc = read.zone === 0;
  return { ...endless, last: utc ? wallAt(read.wall, start.zone) : read.wall };
}

/** The beginnings of a rule on the wall clock, in order, from some time before `near` on. */
function* beginnings(repeat: Repeat, start: Wall, near: Wall): Generator<Wall> {
  const { every, interval, last = Number.POSITIVE_INFINITY } = repeat;
  // A month is taken for its longest, so that the jump never goes too far.
  const period: Duration = { day: 1, week: 7, month: 31 }[every] * interval * DAY;
  const jump = Math.max(0, Math.floor((near - start) / period) - 1);
  for (let step = jump; ; step += 1) {
    const found = at(repeat, start, step * interval);
    for (const wall of found) {
      if (wall > last) return;
      if (wall >= start) yield wall;
    }
    // Months without the day are passed over, and years end somewhere.
    if (found.length === 0 && step - jump > 48) return;
  }
}

/** The beginnings in the day, week or month that is so many after that of the start. */
function at({ every, days, weekStart }: Repeat, start: Wall, ahead: number): readonly Wall[] {
  if (every === "day") return [start + ahead * DAY];
  const first = new Date(start);
  if (every === "week") {
    const today = (first.getUTCDay() + 6 - weekStart + 7) % 7;
    return days.map((day) => start + (ahead * 7 + day - today) * DAY);
  }
  const [day, time] = [first.getUTCDate(), start % DAY];
  const there = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + ahead, day));
  return there.getUTCDate() === day ? [there.getTime() + time] : [];
}

/** The occurrences that end after an instant, in order of their beginning; a rule without an end has no last one. */
export function* occurrencesFrom(series: Series, at: Instant): Generator<Occurrence> {
  const { start, zone, length, repeat } = series;
  const near = wallAt(at, zone) - length.nominal - length.exact - DAY;
  for (const wall of repeat === undefined ? [start] : beginnings(repeat, start, near)) {
    const found = occurrence(series, wall);
    if (found !== undefined && found.to > at) yield found;
  }
}

/** The one occurrence of what does not repeat; undefined where it is left out. */
export function onceOf(series: Series): Occurrence | undefined {
  return occurrence(series, series.start);
}

function occurrence({ zone, length, without }: Series, wall: Wall): Occurrence | undefined {
  const from = instantOfWall(wall, zone);
  const to = instantOfWall(wall + length.nominal, zone) + length.exact;
  return to > from && !without.has(from) ? { from, to } : undefined;
}
