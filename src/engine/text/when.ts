// Finds the piece of a sentence that says when; turning it into an instant needs a time zone and is done elsewhere.

import { longestLine } from "./bounds.ts";
import { capturingNothing, datesOf, fourFigures, hoursSign, spokenSpan, spokenTime } from "./time-words.ts";
import { zonePattern } from "./zone-words.ts";

const here = (source: string): RegExp => new RegExp(capturingNothing(source), "iy");

const half = String.raw`\s?[ap](?:m|\.m\.?)(?![a-z])`;
const figures = String.raw`(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?`;
const always = [
  `${figures}(?:${half}|${hoursSign})?`,
  String.raw`(?:1[0-2]|0?[1-9])(?:\.[0-5]\d)?${half}`,
  String.raw`${fourFigures}(?:${hoursSign}|(?=\s?${zonePattern}))`,
  `${spokenTime}(?:${half})?`,
].join("|");
const notToday = [datesOf.figures, ...datesOf.named].join("|");
/** Ways to write times, by where they stand. In a sentence "2.10" is a version, and "next Friday 09:00" is about Friday. */
const styles = {
  command: { time: here(String.raw`${always}|(?:[01]?\d|2[0-4])[.h][0-5]\d`), day: dayOf(datesOf.near) },
  promise: { time: here(String.raw`${always}|(?:[01]\d|2[0-4])[.h][0-5]\d`), day: dayOf(datesOf.near) },
  clause: { time: here(always), day: dayOf(datesOf.near) },
  sentence: { time: here(always), day: dayOf(datesOf.near.slice(0, 1)) },
} as const;
const iso = here(
  String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?(?![\w:])`,
);
const zone = here(String.raw`\s?\(${zonePattern}\)|\s?${zonePattern}`);
const range = here(String.raw`\s?(?:[-–—]|to|until|till)\s?${figures}`);
const noMore = here(String.raw`(?![\w:])`);
const beforeTime = here(String.raw`,?\s+(?:at\s+)?`);
const beforeDay = here(String.raw`,?\s+(?:on\s+)?`);

const unit = "(?:minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w)";
/** More parts than there are units are no length; without an end a line of them would be read again from each of its words. */
const length = String.raw`(?:\d+(?:\.\d+)?\s?${unit}(?:\s?(?:and\s)?\d+\s?${unit}){0,5}|\d{1,2}h[0-5]\d|${spokenSpan})(?!\w)`;
const span = here(length);
const ago = here(String.raw`${length}\sago(?!\w)`);
const estimate = String.raw`(?:about|around|approx(?:\.|imately)?|roughly|~)`;
const ahead = here(
  String.raw`(?:(?:with)?in\s+(?:${estimate}\s?)?(?:the\s+next\s+)?|\+\s?)${length}|(?:with)?in\s+the\s+(?:next\s+)?hour(?!\w)|${length}\sfrom\snow(?!\w)`,
);
const now = here(String.raw`(?:right\s)?now(?!\w)`);
/** What was to be a time and is none ("31:16") is one that can't be read, not a reference. */
const slip = here(String.raw`\d{1,2}:\d{2}(?![\w:])`);
const hour = here(String.raw`\d{1,2}(?=[.!;)]?$|[.!;)]\s)`);
const end = here(String.raw`[.,;]?(?=\s|$|,)`);

const lead = here(String.raw`(?:(?:at|by|around|until|till|on|before)\s+|@\s*)`);
const leadOfLength = here(String.raw`(?:for\s+|in\s+|\+\s?)`);
const leadOfPast = here(String.raw`\(?(?:(?:at|on)\s+|@\s*)?`);
const inexact = here(String.raw`(?:${estimate}|circa|ca\.?)\s?`);
const endOfPast = here(String.raw`\)?[.,;:]?(?=\s|$|,)`);
const leadAnywhere = here(String.raw`(?:at\s+|@\s*)`);
/** What people put between "next update" and its time: "will be posted at", "(", "is due no later than". */
const between = String.raw`(?:\s+(?:time|is|are|due|expected|will|to|be|planned|comes?|follows?|out|posted|provided|given|sent|issued|published|shared|made|available|here|scheduled|set|for)(?!\w))*\s*[:=,|(–—-]?\s*(?:(?:${estimate}|at|by|until|till|on|before|latest|no\slater\sthan|not\slater\sthan)(?!\w)\s*|[@~]\s*){0,2}`;
const nextUpdate = new RegExp(
  String.raw`\b(?:(?:next|further)\s+(?:updates?|one|news|report|comms|communication)|(?:update|post|report)(?:\s+you)?\s+again)${between}`,
  "gi",
);
const nextAlone = /\bnext\s*[:=]?\s*(?:(?:at|by)\s+)?(?:(?:at|by|around|until|till|on|before)\s+|@\s*)?/gi;

type Style = keyof typeof styles;

function dayOf(near: readonly string[]): RegExp {
  return here(`(?:${[notToday, ...near].join("|")})(?!\\w)`);
}

/** Where a pattern that stands at a place of a text ends; undefined where it does not stand there. */
function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Where a time ends that begins at a place: with its day before or behind it, its zone, and the end of a range. */
function timeEnd(text: string, at: number, style: Style): number | undefined {
  const whole = endOf(iso, text, at);
  if (whole !== undefined) return whole;
  const { time, day } = styles[style];
  const dayEnd = endOf(day, text, at);
  const begins = dayEnd === undefined ? undefined : endOf(beforeTime, text, dayEnd);
  for (const from of begins === undefined ? [at] : [begins, at]) {
    const figuresEnd = endOf(time, text, from);
    if (figuresEnd === undefined) continue;
    const zoneEnd = endOf(zone, text, figuresEnd) ?? figuresEnd;
    // The end of a range is part of what was said: a caller who reads its beginning alone would guess.
    const rangeEnd = endOf(range, text, zoneEnd);
    const timeEnds = rangeEnd === undefined ? zoneEnd : (endOf(zone, text, rangeEnd) ?? rangeEnd);
    if (endOf(noMore, text, timeEnds) === undefined) continue;
    const behind = endOf(beforeDay, text, timeEnds);
    return (behind === undefined ? undefined : endOf(day, text, behind)) ?? timeEnds;
  }
  return undefined;
}

/** The words that say when, as they were written ("04:30", "tomorrow 09:00 UTC", "in 30m", "+1h30m"), and all others. */
export type WhenWords = { readonly when: string; readonly others: string };

/**
 * What a text begins with, if it says when; "at", "by" and the like may stand before it. A length counts with or without "in"
 * or "+". A bare duration ("30m") comes back as "in 30m", which is what it means.
 */
export function leadingWhen(text: string): WhenWords | undefined {
  const squeezed = squeeze(text);
  const line = squeezed.slice(0, longestLine);
  for (const from of [endOf(lead, line, 0), 0]) {
    if (from === undefined) continue;
    const named = endOf(now, line, from) ?? timeEnd(line, from, "command") ?? endOf(ahead, line, from);
    const to = named ?? endOf(span, line, from);
    const ends = to === undefined ? undefined : endOf(end, line, to);
    if (to === undefined || ends === undefined) continue;
    const words = line.slice(from, to);
    return { when: named === undefined ? `in ${words}` : words, others: after(squeezed, ends) };
  }
  return undefined;
}

/** In a line that may be prose, "2.10" is a version. */
export type PastStyle = Exclude<Style, "sentence" | "clause">;

/**
 * What a text begins with, if it says when something was: "08:50", "at 08:50 UTC:", "(Friday 9:00)", "20m ago". What is not exact
 * ("about 08:50") comes back as it was written, for its reader to say so; a length is none.
 */
export function leadingPast(text: string, style: PastStyle): WhenWords | undefined {
  const squeezed = squeeze(text);
  const line = squeezed.slice(0, longestLine);
  const from = endOf(leadOfPast, line, 0) ?? 0;
  const begins = endOf(inexact, line, from) ?? from;
  // A colon behind a time ends it, which within one it does not.
  const [head = ""] = /^.{0,80}?(?=\)?:(?:\s|$))/.exec(line) ?? [];
  const isHead = head !== "" && pastEnd(head, begins, style) === head.length;
  const to = isHead ? head.length : pastEnd(line, begins, style);
  const ends = to === undefined ? undefined : endOf(endOfPast, line, to);
  return to === undefined || ends === undefined
    ? undefined
    : { when: line.slice(from, to), others: after(squeezed, ends) };
}

function pastEnd(line: string, at: number, style: PastStyle): number | undefined {
  return timeEnd(line, at, style) ?? endOf(ago, line, at) ?? endOf(slip, line, at);
}

/** What a text begins with, if it says for how long: "60m", "for 2 hours", "1h30m", without the word before it. */
export function leadingSpan(text: string): WhenWords | undefined {
  const squeezed = squeeze(text);
  const line = squeezed.slice(0, longestLine);
  const from = endOf(leadOfLength, line, 0) ?? 0;
  const to = endOf(span, line, from);
  const ends = to === undefined ? undefined : endOf(end, line, to);
  return ends === undefined ? undefined : { when: line.slice(from, to), others: after(squeezed, ends) };
}

/** The first time ("16:05", "20m ago") in the first 2,000 characters of a text, and the text without it. */
export function findWhen(text: string): WhenWords | undefined {
  const squeezed = squeeze(text);
  const line = squeezed.slice(0, longestLine);
  for (let word = 0; word >= 0 && word < line.length; word = line.indexOf(" ", word) + 1 || line.length) {
    for (const from of [endOf(leadAnywhere, line, word), word]) {
      if (from === undefined) continue;
      const to =
        endOf(now, line, from) ??
        timeEnd(line, from, "command") ??
        endOf(ago, line, from) ??
        endOf(slip, line, from);
      const ends = to === undefined ? undefined : endOf(end, line, to);
      if (ends === undefined) continue;
      const others = squeeze(`${squeezed.slice(0, word)} ${squeezed.slice(ends)}`);
      return { when: line.slice(from, to), others };
    }
  }
  return undefined;
}

/**
 * When the next update is promised in plain words: "nothing new, next at 04:20", "**Next update:** within the hour". It often ends
 * a long text, so all of it is searched: each "next" is looked at once. What stands in quotation marks, or in a command in
 * backticks, is an example or another's: our own reminder says such a time, and it is nobody's promise.
 */
export function nextWhen(text: string): string | undefined {
  if (!/next|again|further/i.test(text)) return undefined;
  const plain = squeeze(text.replace(/["“„«][^"“”„«»\n]{0,200}["”“»]|`\/[^`\n]{0,200}`/g, " "));
  const words = squeeze(plain.replace(/\*+|__|`|(?<!\w)_|_(?!\w)/g, ""));
  for (const { index, 0: found } of words.matchAll(nextUpdate)) {
    const from = index + found.length;
    const to = timeEnd(words, from, "promise") ?? endOf(ahead, words, from);
    if (to !== undefined) return words.slice(from, to);
    const spanEnd = endOf(span, words, from);
    if (spanEnd !== undefined) return `in ${words.slice(from, spanEnd)}`;
    const hourEnd = endOf(hour, words, from);
    if (hourEnd !== undefined) return `${words.slice(from, hourEnd)} o'clock`;
    // A day without a time is a promise, and asked about.
    const dayEnd = endOf(styles.promise.day, words, from);
    if (dayEnd !== undefined) return words.slice(from, dayEnd);
  }
  for (const { index, 0: found } of words.matchAll(nextAlone)) {
    const from = index + found.length;
    // "The next Friday 09:00" is about Friday; where a clause begins with it, it is a promise.
    const style = /(?:^|[.,;:!(–—-]\s*)$/.test(words.slice(Math.max(0, index - 2), index))
      ? "clause"
      : "sentence";
    const to = timeEnd(words, from, style) ?? endOf(ahead, words, from);
    if (to !== undefined) return words.slice(from, to);
  }
  return undefined;
}

function after(text: string, taken: number): string {
  return text.slice(taken).replace(/^[\s,;:–—-]+/, "");
}

/** Runs of white space become one space, which also keeps the patterns above from trying every way to divide a run. */
function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
