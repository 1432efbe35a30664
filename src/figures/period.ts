// The period of a report: a month, a quarter or a year of the calendar, and when it begins and ends in a zone.
import type { Instant } from "../engine/instant.ts";
import { digits } from "../engine/time.ts";
import { instantOf } from "../engine/zone.ts";

/** What a period may be. */
export const periodKinds = ["month", "quarter", "year"] as const;

/** One of `periodKinds`. */
export type PeriodKind = (typeof periodKinds)[number];

/** A period of the calendar. */
export interface Period {
  readonly kind: PeriodKind;
  /** As it was asked for: `2026-10`, `2026-Q4`, `2026`. */
  readonly key: string;
  /** For people: `October 2026`, `Quarter 4 of 2026`, `2026`. */
  readonly name: string;
  /** Its months, `2026-10` each. */
  readonly months: readonly string[];
}

/** When a period begins, and when the next one does. */
export interface PeriodSpan {
  readonly from: Instant;
  readonly to: Instant;
}

const shapes: Readonly<Record<PeriodKind, { readonly shape: RegExp; readonly example: string }>> = {
  month: { shape: /^(\d{4})-(0[1-9]|1[0-2])$/, example: "2026-10" },
  quarter: { shape: /^(\d{4})-[Qq]([1-4])$/, example: "2026-Q4" },
  year: { shape: /^(\d{4})$/, example: "2026" },
};

/** Years in which GitHub may hold something; the last leaves room for the one after it. */
const years = { first: 2008, last: 9998 };

const names = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

/** The period that a text names, or what is wrong with it, as a sentence goes on after the option's name. */
export function readPeriod(kind: PeriodKind, text: string): Period | { readonly problem: string } {
  const { shape, example } = shapes[kind];
  const [, yearText = "", part] = shape.exec(text.trim()) ?? [];
  const year = Number(yearText);
  if (yearText === "") return { problem: `is "${text}"; expected a ${kind} such as ${example}` };
  if (year < years.first || year > years.last)
    return { problem: `is "${text}"; expected a year from ${years.first} to ${years.last}` };
  const month = (n: number): string => `${year}-${digits(n)}`;
  if (kind === "month") {
    const n = Number(part);
    return { kind, key: month(n), name: monthName(month(n)), months: [month(n)] };
  }
  const first = kind === "quarter" ? Number(part) * 3 - 2 : 1;
  const months = Array.from({ length: kind === "quarter" ? 3 : 12 }, (_none, index) => month(first + index));
  return kind === "quarter"
    ? { kind, key: `${year}-Q${part}`, name: `Quarter ${part} of ${year}`, months }
    : { kind, key: `${year}`, name: `${year}`, months };
}

/** The month of a text as calendars have it, `2026-10`. Throws where it is none. */
export function monthOf(text: string): Period {
  const read = readPeriod("month", text);
  if ("problem" in read) throw new RangeError(`the month ${read.problem}`);
  return read;
}

/** `October 2026` of `2026-10`. */
export function monthName(month: string): string {
  const [year = "", number = ""] = month.split("-");
  return `${names[Number(number) - 1] ?? number} ${year}`;
}

/** From the first midnight of the first of these months to that after the last, by the wall clock of a zone. */
export function spanOf(months: readonly string[], zone: string): PeriodSpan {
  const [first = ""] = months;
  const last = months.at(-1) ?? first;
  return { from: midnight(first, 0, zone), to: midnight(last, 1, zone) };
}

/** The first midnight of the month so many after one. */
function midnight(month: string, after: number, zone: string): Instant {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const place = year * 12 + number - 1 + after;
  const wall = { year: Math.floor(place / 12), month: (place % 12) + 1, day: 1 };
  const at = instantOf({ ...wall, hour: 0, minute: 0, second: 0 }, zone);
  if (at === undefined) throw new RangeError(`${month} is no month of the calendar; expected 2026-10`);
  return at;
}
