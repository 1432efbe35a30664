// Which recurrence rules of an iCalendar text are read (RFC 5545); everything else is refused by its name.
import { DAY } from "../instant.ts";
import { type IcalRefusal, isRefusal, type Property, refuse } from "./lines.ts";
import { nthBeginning, type Repeat } from "./repeat.ts";
import { FARTHEST, type IcalTime, readWhen, wallAt } from "./when.ts";
import type { TextZones } from "./zones.ts";

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const EVERY = { DAILY: "day", WEEKLY: "week", MONTHLY: "month" } as const;
const mostCounted = 10_000;
/** How long a rule may go on that counts its occurrences. */
const mostYears = 100;
const TOO_LONG = `, which ends more than ${mostYears} years after DTSTART; leave COUNT out, or end it by UNTIL.`;
const READ =
  "read are FREQ=DAILY, WEEKLY and MONTHLY with INTERVAL, COUNT, UNTIL, WKST, BYDAY (weekly, or on every day) and BYMONTHDAY (the day of DTSTART)";

/** Reads an RRULE; what is not among the rules that are read is refused by its name. */
export function readRepeat(property: Property, start: IcalTime, zones: TextZones): Repeat | IcalRefusal {
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
  // Every day that is one of these weekdays is the same as every week on them.
  const weekdays = every === "day" && interval === 1 && parts.has("BYDAY");
  const step = weekdays ? "week" : every;
  const days = daysIn(parts, step, { start, weekStart, line });
  if ("kind" in days) return days;
  const endless: Repeat = { kind: "repeat", every: step, interval, weekStart, days };
  return ending(endless, parts, { property, start, zones });
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
      `RRULE has BYDAY=${byDay}, which is read only in a weekly rule, or one of every day, as weekdays without a number.`,
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
    zones,
  }: { readonly property: Property; readonly start: IcalTime; readonly zones: TextZones },
): Repeat | IcalRefusal {
  const { line } = property;
  const [count, until] = [parts.get("COUNT"), parts.get("UNTIL")];
  if (count !== undefined && until !== undefined)
    return refuse(line, "RRULE has both COUNT and UNTIL; keep one of them.");
  if (count !== undefined) {
    const times = integerOf(count);
    if (times === undefined)
      return refuse(line, `RRULE has COUNT=${count}; expected a number from 1 to ${mostCounted}.`);
    return counted(endless, start, times) ?? refuse(line, `RRULE has COUNT=${count}${TOO_LONG}`);
  }
  if (until === undefined) return endless;
  const read = readWhen(until, { ...property, name: "UNTIL", params: {} }, zones);
  if (isRefusal(read)) return read;
  if (read.wall > FARTHEST) return endless;
  // A date takes in the whole day; a time is in UTC, or else on the wall clock of the entry.
  if (read.allDay) return { ...endless, last: read.wall + DAY - 1 };
  const utc = read.zone === 0;
  return { ...endless, last: utc ? wallAt(read.wall, start.zone) : read.wall };
}

/** The rule up to the last of so many occurrences; undefined where that is too far away. */
function counted(endless: Repeat, start: IcalTime, times: number): Repeat | undefined {
  if (endless.every === "month" && times * endless.interval > mostYears * 12) return undefined;
  const last = nthBeginning(endless, start.wall, times);
  return last - start.wall > mostYears * 366 * DAY ? undefined : { ...endless, last };
}
