// Finds the rules that a region's holidays follow, so that its row in the engine's table is short.
import { DIGITS, daysOfRule, FIRST_DAY, TABLE_YEARS } from "../src/engine/holidays.ts";

const DAY = 24 * 60 * 60 * 1000;

/** A rule that begins later is worth its letters from so many years on. */
const fewest = 5;
/** A rule costs about as much as so many days by themselves. */
const cost = 4;

interface Candidate {
  readonly rule: string;
  readonly days: readonly number[];
}

/** The row that stands for dates in order, none before 2015: rules that hold in all years, or all from one on, and what is left. */
export function writeRow(dates: readonly string[]): string {
  const all = new Set(dates.map((date) => Date.parse(`${date}T00:00:00Z`) / DAY));
  const left = new Set(all);
  const fitting = candidates(all).map(({ rule, days }) => ({ rule, days: [...new Set(days)] }));
  const rules: string[] = [];
  for (;;) {
    const gain = ({ days }: Candidate): number => days.filter((day) => left.has(day)).length;
    const best = fitting.reduce<Candidate | undefined>(
      (one, other) => (one === undefined || gain(other) > gain(one) ? other : one),
      undefined,
    );
    if (best === undefined || gain(best) < cost) break;
    rules.push(best.rule);
    for (const day of best.days) left.delete(day);
  }
  return `${rules.toSorted().join(" ")}|${writeGaps([...left].toSorted((one, other) => one - other))}`;
}

/** Two characters for every gap from one day to the next, counted from 2015-01-01 on. */
function writeGaps(days: readonly number[]): string {
  let before = FIRST_DAY;
  return days
    .map((day) => {
      const gap = day - before;
      before = day;
      return DIGITS.charAt(Math.floor(gap / DIGITS.length)) + DIGITS.charAt(gap % DIGITS.length);
    })
    .join("");
}

/** Every rule of which each day is a holiday, from the first year on or from the earliest that is worth it. */
function candidates(all: ReadonlySet<number>): readonly Candidate[] {
  return everyCandidate().flatMap((one) => {
    const since = sinceWhen(one.days, all);
    if (since === undefined) return [];
    if (since === TABLE_YEARS.first) return [one];
    const rule = `${one.rule}>${since}`;
    return [{ rule, days: daysOfRule(rule) }];
  });
}

let every: readonly Candidate[] | undefined;

/** All rules with their days, which are the same for every region: they are counted once. */
function everyCandidate(): readonly Candidate[] {
  every ??= everyRule().map((rule) => ({ rule, days: daysOfRule(rule) }));
  return every;
}

function sinceWhen(days: readonly number[], all: ReadonlySet<number>): number | undefined {
  const missing = days.findLast((day) => !all.has(day));
  if (missing === undefined) return TABLE_YEARS.first;
  const year = new Date(missing * DAY).getUTCFullYear() + 1;
  return year <= TABLE_YEARS.last + 1 - fewest ? year : undefined;
}

function everyRule(): readonly string[] {
  const dates = Array.from({ length: 366 }, (_, day) => {
    const date = new Date(Date.UTC(2024, 0, 1 + day));
    return (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  }).filter((date) => date !== 229);
  const easter = Array.from({ length: 110 }, (_, index) => `e${index - 50}`);
  const weekdays = dates.flatMap((date) => Array.from({ length: 7 }, (_, weekday) => `${weekday}w${date}`));
  const shifts = ["0", "1", "3", "4", "5"];
  const instead = dates.flatMap((date) =>
    shifts.flatMap((saturday) => shifts.map((sunday) => `d${date}s${saturday}${sunday}`)),
  );
  return [
    ...dates.map((date) => `d${date}`),
    ...easter,
    ...weekdays,
    ...instead.filter((one) => !one.endsWith("s00")),
  ];
}
