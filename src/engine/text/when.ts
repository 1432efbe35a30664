// Finds the piece of a sentence that says when; turning it into an instant needs a time zone and is done elsewhere.

import { longestLine } from "./bounds.ts";
import {
  ahead,
  dayOrZone,
  endOf,
  estimate,
  figuresAlone,
  figuresOnly,
  here,
  length,
  orSo,
  type Style,
  slip,
  span,
  squeeze,
  timeEnd,
  wordsOfTime,
} from "./time-at.ts";
import { inexactWords, vaguePast } from "./time-words.ts";

const ago = here(String.raw`${length}\sago(?!\w)`);
const now = here(String.raw`(?:right\s)?now(?!\w)`);
const justNow = here(String.raw`just\snow(?!\w)`);
const vague = here(vaguePast);
/** A length in hours and minutes before words: in the past it is none. */
const lengthBeforeWords = here(String.raw`\dh[0-5]\d\s(?=[a-z])`);
const end = here(String.raw`\)?[.,;:!]?(?=\s|$|,)`);

const lead = here(String.raw`(?:(?:at|by|around|until|till|on|before)\s+|@\s*)`);
const leadOfLength = here(String.raw`(?:for\s+|in\s+|\+\s?)`);
const leadOfPast = here(String.raw`(?:(?:at|on|from)\s+|@\s*)?`);
const inexact = here(String.raw`(?:${estimate}|ca\.?)\s?`);
/** What stands before a time that was, wherever it is in a line. */
const inexactly = here(String.raw`(?:${inexactWords})\s|[~≈]\s?`);
const endOfPast = here(String.raw`\)?[.,;:!]?(?=\s|$|,)`);
const leadAnywhere = here(String.raw`(?:at\s+|@\s*)`);

/** The words that say when, as they were written ("04:30", "tomorrow 09:00 UTC", "in 30m", "+1h30m"), and all others. */
export type WhenWords = { readonly when: string; readonly others: string };

/**
 * What a text begins with, if it says when; "at", "by" and the like may stand before it. A length counts with or without "in"
 * or "+". A bare duration ("30m") comes back as "in 30m", which is what it means.
 */
export function leadingWhen(text: string): WhenWords | undefined {
  const squeezed = squeeze(text);
  const line = squeezed.slice(0, longestLine);
  const behind = endOf(lead, line, 0) ?? 0;
  const named = (from: number) =>
    endOf(now, line, from) ?? timeEnd(line, from, "command") ?? endOf(ahead, line, from);
  const bare = (from: number) => endOf(span, line, from);
  for (const [way, from] of [
    [named, behind],
    [named, 0],
    [bare, behind],
  ] as const) {
    const to = way(from);
    const ends = to === undefined ? undefined : endOf(end, line, to);
    if (to === undefined || ends === undefined) continue;
    const words = wordsOfTime(line, from, to);
    return { when: way === bare ? `in ${words}` : words, others: after(squeezed, ends) };
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
  const first = line.startsWith("(") ? 1 : 0;
  // "At 2" is a time, "2" is none.
  const isWhole = (timeEnd(line, first, style) ?? endOf(figuresOnly, line, first)) !== undefined;
  const from = isWhole ? first : (endOf(leadOfPast, line, first) ?? first);
  const begins = endOf(inexact, line, from) ?? from;
  // A colon behind a time ends it, which within one it does not.
  const [head = ""] = /^.{0,80}?(?=\)?:(?:\s|$))/.exec(line) ?? [];
  const isHead = head !== "" && pastEnd(head, begins, style) === head.length;
  const whole = isHead ? head.length : pastEnd(line, begins, style);
  for (const to of [whole, endOf(slip, line, begins)]) {
    const ends = to === undefined ? undefined : endOf(endOfPast, line, to);
    if (to !== undefined && ends !== undefined)
      return { when: wordsOfTime(line, from, to), others: after(squeezed, ends) };
  }
  return undefined;
}

function pastEnd(line: string, at: number, style: PastStyle): number | undefined {
  const back = endOf(ago, line, at);
  if (back !== undefined) return back;
  if (at === 0 && endOf(lengthBeforeWords, line, at) !== undefined) return undefined;
  return timeThatWas(line, at, style) ?? endOf(figuresOnly, line, at);
}

function timeThatWas(line: string, at: number, style: PastStyle): number | undefined {
  const to = timeEnd(line, at, style);
  return to === undefined ? undefined : (endOf(orSo, line, to) ?? to);
}

/**
 * What a text begins with that may be a time of which no instant can be told: "1405", "this morning", "just now", "on Monday". It comes back
 * as it was written, for its reader to say so. `figures`: four figures alone.
 */
export function leadingVague(text: string, figures = false): WhenWords | undefined {
  const squeezed = squeeze(text);
  const line = squeezed.slice(0, longestLine);
  const to =
    endOf(figuresAlone, line, 0) ??
    (figures ? undefined : (endOf(vague, line, 0) ?? endOf(dayOrZone, line, 0)));
  return to === undefined ? undefined : { when: line.slice(0, to), others: after(squeezed, to) };
}

/** What a text begins with, if it belongs to a time that stands elsewhere: its day, or its zone. */
export function leadingDayOrZone(text: string): WhenWords | undefined {
  const to = endOf(dayOrZone, text, 0);
  return to === undefined ? undefined : { when: text.slice(0, to), others: after(text, to) };
}

/**
 * The time in a text that is nothing else, in whatever way it is written: also one to come ("in 20m"), a length, and what may be a number
 * ("1405") or says no minute ("this morning"), for its reader to say so.
 */
export function onlyWhen(text: string): string | undefined {
  const squeezed = squeeze(text);
  if (endOf(justNow, squeezed, 0) === squeezed.length) return "now";
  const ways = [
    leadingPast(squeezed, "command"),
    leadingWhen(squeezed),
    leadingVague(squeezed, true),
    leadingVague(squeezed),
  ];
  const only = ways.find((way) => way?.others === "")?.when;
  // Before or until a time it may have been at any other.
  return only !== undefined && /^(?:before|until|till)\s/i.test(squeezed) ? squeezed : only;
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
  const found = partedByWhen(text);
  return found && { when: found.when, others: squeeze(`${found.before} ${found.behind}`) };
}

/** The same with what stands before that time and what behind it. */
export function partedByWhen(
  text: string,
): { readonly before: string; readonly when: string; readonly behind: string } | undefined {
  const squeezed = squeeze(text);
  const line = squeezed.slice(0, longestLine);
  for (let word = 0; word >= 0 && word < line.length; word = line.indexOf(" ", word) + 1 || line.length) {
    const first = line.charAt(word) === "(" ? word + 1 : word;
    for (const from of [first, endOf(leadAnywhere, line, first)]) {
      if (from === undefined) continue;
      const begins = endOf(inexactly, line, from) ?? from;
      const named =
        endOf(justNow, line, from) ??
        endOf(now, line, begins) ??
        endOf(ago, line, begins) ??
        timeThatWas(line, begins, "command");
      for (const to of [named, endOf(slip, line, begins)]) {
        const ends = to === undefined ? undefined : endOf(end, line, to);
        if (to === undefined || ends === undefined) continue;
        return {
          ...{ before: squeezed.slice(0, word), when: wordsOfTime(line, from, to) },
          behind: squeezed.slice(ends),
        };
      }
    }
  }
  return undefined;
}

function after(text: string, taken: number): string {
  return text.slice(taken).replace(/^[\s,;:–—-]+/, "");
}
