// Says how people write the day by which an action is due, and reads it; what is no plain day is told, never guessed.
import { capturingNothing, countPattern, counts, month as monthName, weekday } from "./time-words.ts";

/**
 * When an action is due: on a day (local to the policy's time zone), a time in milliseconds after a start that the rules
 * choose, or a day as people say it ("friday", "1 may"), which the rules turn into one.
 */
export type Due = { readonly date: string } | { readonly in: number } | { readonly said: string };

/** Before a token: it may stand in brackets or behind a comma. */
export const begin = String.raw`(?<=^|[\s([,;])`;
/** Behind a token: it ends where a word does. */
export const end = String.raw`[,;.:]?(?=[)\],;.]*(?:\s|$))`;

const month = capturingNothing(monthName);
const date = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const named = String.raw`(?:${weekday},? )?(?:${date} ${month}|${month} ${date})(?:,? \d{4})?|${weekday}|today|tomorrow`;
const figures = String.raw`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:20)?\d\d`;
const span = String.raw`(?:\d{1,4}(?:\.\d{1,2})?|${countPattern}) ?(?:[hdw]|mo|hours?|days?|weeks?|months?)`;
const cycle = `(?:week(?:end)?|month|quarter|q[1-4]|year|sprint|${month}|${weekday})`;
/** These are no one day, and more than words. */
const vague = String.raw`(?:(?:the )?(?:end|middle|beginning|start) of (?:(?:the|this|next) )?${cycle}|(?:next|this|mid|early|late)[ -]${cycle}|the weekend|q[1-4]|eo[dwmqy]|asap)(?: \d{4})?`;
const clock = String.raw`(?:noon|midday|\d{1,2}(?::\d\d| ?[ap]m))(?: ?[ap]m)?(?: (?:utc|gmt|bst|ce?st|cet))?`;
/** A day with the time of day that people put to it: an action is due on a day. */
const day = String.raw`(?:${clock},? (?:on )?)?(${figures}|${named}|${vague})(?:t[\d:.]{4,12}(?:z|[+-][\d:]{2,5})?|,? (?:at )?${clock})?`;

const shape = (source: string): RegExp => new RegExp(`${begin}${source}${end}`, "i");

/** Ways to say a due date, each with what it captures of it. */
export const dueShapes = {
  due: shape(String.raw`due(?: date)?(?:[:=]| by| on| in| within)* ?(?:${day}|(\d{1,2}/\d{1,2}|${span}))`),
  deadline: shape(`deadline(?:[:=]| is| by| on)* ?${day}`),
  by: shape(`by ${day}`),
  /** "Until friday" says for how long something is done. */
  until: shape(`(?:until|till) (${figures})`),
  /** Figures alone, behind a comma, a dash or a bracket at the end; a date in a sentence is one that it speaks of. */
  alone: new RegExp(String.raw`(?<=(?:[,;:([|–—]|\s-) ?|\u2003 ?)(${figures})[,;.]?(?=[\s)\],;.|]*$)`, "i"),
  /** In mid-sentence it says something else: "within 2 days of the alert". */
  within: new RegExp(String.raw`${begin}(?:with)?in (?:the next )?(${span})[,;.]?(?=[\s)\],;.]*$)`, "i"),
} as const;

/** Do words say a day by which something is due? */
export function saysDay(words: string): boolean {
  return [dueShapes.due, dueShapes.deadline, dueShapes.by].some((one) => one.test(words));
}

const dayInMs = 86_400_000;
const units: Readonly<Record<string, number>> = { h: dayInMs / 24, d: dayInMs, w: 7 * dayInMs };
const said = new RegExp(`^(?:${named})$`, "i");
const length = new RegExp(String.raw`^(\d{1,4}(?:\.\d{1,2})?|${countPattern}) ?([hdw])[a-z]*$`, "i");
const months = "JanFebMarAprMayJunJulAugSepOctNovDec";
const howDue = "write a day as due:2025-05-01 or a time from now as due:30d.";

/** Words that mean a day which nobody can name for sure: "by next release". */
export const vagueDue = /(?:^|\s)(?:by|due:?) (?:the )?(?:end of|next|this|mid|early|late)\b/i;
/** What is told of them. */
export const noDay = `The day by which it is due can't be read; ${howDue}`;

/** What is told of a due date that is none. */
export function noDate(value: string): string {
  return `due:${value} is no date; ${howDue}`;
}

/** The due date that words say, or what is told of them. */
export function readDue(value: string): Due | string {
  const [, count = "", unit = ""] = length.exec(value) ?? [];
  if (unit !== "") {
    const times = counts.get(count.toLowerCase()) ?? Number(count);
    return { in: Math.round(times * (units[unit.toLowerCase()] ?? 0)) };
  }
  if (said.test(value)) return { said: value.toLowerCase() };
  const readings = readFigures(value);
  const [one] = readings;
  if (one === undefined) return noDate(value);
  if (readings.length === 1) return one.due;
  return `due ${value} can be ${readings.map(({ words }) => words).join(" or ")}; write it in words as one of these.`;
}

/** The days of the calendar that figures can mean: the year stands in front, or it is not known whether the day or the month does. */
function readFigures(value: string): readonly { readonly words: string; readonly due: Due }[] {
  const [, first = "", , second = "", third = ""] =
    /^(\d+)([-/.])(\d+)(?:\2(\d\d|\d{4}))?$/.exec(value) ?? [];
  const isYearFirst = first.length === 4;
  const year = isYearFirst ? first : third === "" ? "" : third.padStart(4, "20");
  const pairs = new Set(isYearFirst ? [`${third} ${second}`] : [`${first} ${second}`, `${second} ${first}`]);
  return [...pairs].flatMap((pair) => {
    const [date = 0, month = 0] = pair.split(" ").map(Number);
    // Without its year a day is that of any, a leap year too.
    // Of years below 1000 JavaScript makes others; nobody means them.
    if (year !== "" && Number(year) < 1000) return [];
    const there = new Date(Date.UTC(Number(year || 2000), month - 1, date));
    if (there.getUTCMonth() !== month - 1 || there.getUTCDate() !== date) return [];
    const words = `${date} ${months.slice(month * 3 - 3, month * 3)}${year && ` ${year}`}`;
    return [
      { words, due: year ? { date: there.toISOString().slice(0, 10) } : { said: words.toLowerCase() } },
    ];
  });
}
