// Where in a line a time stands, by the ways in which people write one: what finders of times are made of.
import {
  capturingNothing,
  datesOf,
  figureTime,
  fourFigures,
  hourInWords,
  hoursSign,
  partAlone,
  partOfDay,
  spokenSpan,
  spokenTime,
} from "./time-words.ts";
import { alone, doubtfulPattern, strangePattern, zonePattern } from "./zone-words.ts";

/** A pattern that is held against one place of a text. */
export const here = (source: string): RegExp => new RegExp(capturingNothing(source), "iy");

const half = String.raw`\s?[ap](?:m|\.m\.?)(?![a-z])`;
const figures = String.raw`(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?`;
const always = [
  `${figures}(?:${half}|${hoursSign})?`,
  String.raw`(?:1[0-2]|0?[1-9])(?:\.[0-5]\d)?${half}`,
  String.raw`${fourFigures}(?:${hoursSign}|(?=\s?${zonePattern}))`,
  `${spokenTime}(?:${half})?`,
  // What may be figures of another kind is a time where nothing follows that it could count.
  String.raw`(?<!from\s)${figureTime}(?:${half}|(?=\s?${zonePattern})|${alone})`,
  String.raw`(?:(?:at|@)\s?\d{1,2}(?:\s?h)?|by\s\d{1,2})(?!\s?[-–—.:,]\s?\d)(?:(?=\s?${zonePattern})|${alone})`,
  String.raw`\d{1,2}(?=\s${partOfDay})`,
].join("|");
const notToday = [datesOf.figures, ...datesOf.named].join("|");
/** Ways to write times, by where they stand. In a sentence "2.10" is a version, and "next Friday 09:00" is about Friday. */
const styles = {
  command: {
    time: here(String.raw`${always}|(?:[01]?\d|2[0-4])[.h][0-5]\d(?:${hoursSign})?`),
    day: dayOf(datesOf.near),
  },
  promise: { time: here(String.raw`${always}|(?:[01]\d|2[0-4])[.h][0-5]\d`), day: dayOf(datesOf.near) },
  clause: { time: here(always), day: dayOf(datesOf.near) },
  sentence: { time: here(always), day: dayOf(datesOf.near.slice(0, 1)) },
} as const;
const iso = here(
  String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?(?![\w:])`,
);
const zone = here(String.raw`\s?\(${zonePattern}\)|\s?${zonePattern}|\s${strangePattern}`);
const zoned = new RegExp(String.raw`${zonePattern}\)?$`, "i");
const doubtful = here(String.raw`\s${doubtfulPattern}`);
const range = here(String.raw`\s?(?:[-–—]|to|until|till|or)\s?${figures}`);
/** The same time once more, by another zone: "13:40 BST (12:40 UTC)". */
const beside = here(String.raw`\s?[(/]\s?(?:${always})(?:\s?${zonePattern})\)?`);
const noMore = here(String.raw`(?!\w|:\S)`);
const closing = here(String.raw`\)`);
const beforeTime = here(String.raw`,?\s+(?:(?:at|by)\s+)?`);
const beforeDay = here(String.raw`,?\s+\(?(?:on\s+)?`);
const gap = here(String.raw`,?\s+`);
const swapped = here(String.raw`${datesOf.swapped}(?!\w)`);
const onlyBehind = here(String.raw`${partAlone}(?!\w)|${datesOf.swapped}${alone}`);

/** A unit of time. */
export const unit = "(?:minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w)";
/** More parts than there are units are no length; without an end a line of them would be read again from each of its words. */
export const length = String.raw`(?:\d{1,2}\s?h(?:\s[0-5]\d(?![%:.]\d|%)|(?:(?:ou)?rs?)?\s[0-5]?\d(?=\sago|\sfrom|${alone}))|\d+(?:\.\d+)?\s?${unit}(?:\s?(?:and\s)?\d+\s?${unit}){0,5}|\d{1,2}h[0-5]\d|${spokenSpan})(?!\w)`;
/** A length. */
export const span = here(length);
/** What makes a time to come a rough one. */
export const estimate = String.raw`(?:about|around|approx(?:\.|imately)?|roughly|circa|[~≈])`;
/** How long from now: "in 30m", "within the hour". */
export const ahead = here(
  String.raw`(?:(?:with)?in\s+(?:${estimate}\s?)?(?:the\s+next\s+)?|\+\s?)${length}|(?:with)?in\s+(?:\d{1,2}:[0-5]\d(?:\s?h(?:(?:ou)?rs?)?)?|the\s+(?:next\s+)?hour)(?!\w)|${length}\sfrom\snow(?!\w)`,
);
/** Behind a time that was, what makes it a rough one. */
export const orSo = here(String.raw`\s\(?(?:or\sso|ish|approx[a-z]*)(?!\w)\)?`);
/** What was to be a time and is none ("31:16", "14:05ish") is one that can't be read, not a reference. */
export const slip = here(
  String.raw`\d{1,2}:\d{2}[^\s,;.)]*(?<!:)|between\s\S{0,9}\d\S{0,9}\sand\s\S{0,9}\d|(?:(?<!from\s)\d{1,2}\s(?:past|to)\s\d{1,2}|half\s(?:${hourInWords}|\d{1,2})|\d{1,2}h)${alone}`,
);
/** Four figures, which may be a time or a number. */
export const figuresAlone = here(String.raw`(?:at\s)?${fourFigures}(?![\w-]|[:.]\d)`);
/** The same with nothing behind them that they could count. */
export const figuresOnly = here(String.raw`(?:at\s)?${fourFigures}${alone}`);
/** Where a time stands: in the line of a command, in a promise, in a sentence. */
export type Style = keyof typeof styles;

function dayOf(near: readonly string[]): RegExp {
  return here(`(?:${[notToday, ...near].join("|")})(?!\\w)`);
}

const onItsOwn = `${datesOf.swapped}${alone}`;
const days = `(?:${[notToday, ...datesOf.near].join("|")})(?![\\w'’])`;
/** A day without a time. */
export const dayAlone = here(`${days}|${onItsOwn}`);
/** A day or a zone with nothing behind it that it could belong to. */
export const dayOrZone = here(String.raw`\(?(?:(?:on\s)?(?:${days}|${onItsOwn})|${zonePattern})\)?${alone}`);

/** How long after now, behind "next update": elsewhere it says how long something took. */
export const afterSpan = here(String.raw`after\s+(?:${estimate}\s?)?${length}`);
/** Words for a part of a day: nobody can tell which minute is meant. */
export const vagueTime = here(
  String.raw`(?:eod|cob|(?:half|quarter|ten|five|twenty)\s(?:past|to)|(?:on|top\sof)\sthe\shour|(?:the\s)?(?:end|close)\sof\s(?:the\s)?(?:day|shift|business|play)|lunch(?:time)?)(?!\w)`,
);

/** Where a pattern that stands at a place of a text ends; undefined where it does not stand there. */
export function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Where a time ends that begins at a place: with its day before or behind it, its zone, and the end of a range. */
export function timeEnd(text: string, at: number, style: Style): number | undefined {
  const whole = endOf(iso, text, at);
  if (whole !== undefined) return whole;
  const { time, day } = styles[style];
  const dayEnd = endOf(day, text, at) ?? endOf(swapped, text, at);
  const begins = dayEnd === undefined ? [] : [endOf(beforeTime, text, dayEnd), endOf(gap, text, dayEnd)];
  for (const from of [...begins, at]) {
    const figuresEnd = from === undefined ? undefined : endOf(time, text, from);
    if (figuresEnd === undefined) continue;
    const zoneEnd = endOf(zone, text, figuresEnd) ?? figuresEnd;
    // The end of a range is part of what was said: a caller who reads its beginning alone would guess.
    const rangeEnd = endOf(range, text, zoneEnd);
    const timeEnds =
      rangeEnd === undefined
        ? (endOf(beside, text, zoneEnd) ?? zoneEnd)
        : (endOf(zone, text, rangeEnd) ?? rangeEnd);
    if (endOf(noMore, text, timeEnds) === undefined) continue;
    return dayBehind(text, timeEnds, day) ?? timeEnds;
  }
  return undefined;
}

function dayBehind(text: string, at: number, day: RegExp): number | undefined {
  const from = endOf(beforeDay, text, at);
  if (from === undefined) return undefined;
  const to = endOf(onlyBehind, text, from) ?? endOf(day, text, from);
  return to !== undefined && text.slice(at, from).includes("(") ? endOf(closing, text, to) : to;
}

/** The words of a time; behind them a place that may be its zone or belong to what follows, with a question mark. */
export function wordsOfTime(line: string, from: number, to: number): string {
  const words = line.slice(from, to);
  const place = /^(?:in|within|\+)|[^\d.]$/i.test(words.replace(/(?:[ap]\.?m\.?|clock)$/i, "0"))
    ? undefined
    : endOf(doubtful, line, to);
  return place === undefined || zoned.test(words) ? words : `${line.slice(from, place)}?`;
}

/** Runs of white space become one space, which also keeps the patterns from trying every way to divide a run. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
