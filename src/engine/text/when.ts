// Finds the piece of a sentence that says when; turning it into an instant needs a time zone and is done elsewhere.

import { longestLine } from "./bounds.ts";

const zone = String.raw`(?:Z|UTC|GMT|BST|IST|WES?T|CES?T|EES?T|[ECMP][SD]T|JST|AE[SD]T|NZ[SD]T|[A-Z][a-z]+/[A-Z][A-Za-z_]+|[+-]\d{2}:?\d{2})`;
const half = String.raw`\s?[ap](?:m|\.m\.?)`;
const twentyFour = String.raw`(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:${half})?`;
const twelve = String.raw`(?:1[0-2]|0?[1-9])(?:\.[0-5]\d)?${half}`;
/** Ways to write a time that mean something else in plain sentences, so they count in commands only. */
const terse = String.raw`(?:[01]?\d|2[0-4])[.h][0-5]\d`;
const month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
const ordinal = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const date = String.raw`(?:\d{4}-\d{2}-\d{2}|${ordinal}\s${month}(?:,?\s\d{4})?|${month}\s${ordinal}(?:,?\s\d{4})?)(?!\w)`;
const weekday = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?";
const near = "(?:today|tomorrow|yesterday|tonight)";
const iso = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?(?![\w:])`;
const unit = "(?:minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w)";
/** More parts than there are units are no length; without an end a line of them would be read again from each of its words. */
const span = String.raw`\d+(?:\.\d+)?\s?${unit}(?:\s?(?:and\s)?\d+\s?${unit}){0,5}(?!\w)`;
const ahead = String.raw`(?:in\s+|\+\s?)${span}`;
const lead = String.raw`(?:(?:at|by|around|until|till|on|before)\s+|@\s*)?`;

/** A point in time as commands may name it, as the source of a regular expression. */
const point = String.raw`(?:(?:right\s)?now(?!\w)|${pointWith([near, `(?:on\\s)?${weekday}(?:,?\\s${date})?`, date], `${twentyFour}|${twelve}|${terse}`)})`;
/** The same in a sentence about the next update. */
const saidPoint = pointWith([near, `(?:on\\s)?${weekday}(?:,?\\s${date})?`, date], `${twentyFour}|${twelve}`);
/** The same without weekdays: "next Friday 09:00" is about Friday, not about the next update. */
const plainPoint = pointWith([near, date], `${twentyFour}|${twelve}`);

const leading = new RegExp(`^\\s*${lead}(?:(${point}|${ahead})|(${span}))[.,;]?(?=\\s|$|,)`, "i");
const leadingLength = new RegExp(`^\\s*(?:for\\s+|in\\s+|\\+\\s?)?(${span})[.,;]?(?=\\s|$|,)`, "i");
/** What was to be a time and is none ("31:16") is one that can't be read, not a reference. */
const slip = String.raw`\d{1,2}:\d{2}(?![\w:])`;
const anywhere = new RegExp(
  `(?:^|\\s)(?:at\\s+|@\\s*)?(${point}|${span}\\sago|${slip})[.,;]?(?=\\s|$|,)`,
  "i",
);
const nextUpdate = new RegExp(
  String.raw`\bnext\s+(?:update|one|news|report)(?:\s+(?:is|due|expected|will be|planned|comes|follows))*\s*[:=,–—-]?\s*${lead}(${saidPoint}|${ahead})`,
  "i",
);
const nextAlone = new RegExp(String.raw`\bnext\s*[:=]?\s*${lead}(${plainPoint}|${ahead})`, "i");

function pointWith(days: readonly string[], times: string): string {
  const day = `(?:${days.join("|")})`;
  const time = String.raw`(?:${times})(?:\s?${zone})?(?![\w:])`;
  return String.raw`(?:${iso}|(?:${day},?\s+(?:at\s+)?)?${time}(?:,?\s+(?:on\s+)?${day}(?!\w))?)`;
}

/** The words that say when, as they were written ("04:30", "tomorrow 09:00 UTC", "in 30m", "+1h30m"), and all others. */
export type WhenWords = { readonly when: string; readonly others: string };

/**
 * What a text begins with, if it says when: a time with or without a day and a zone, an ISO instant, or a duration with "in"
 * or "+". A bare duration ("30m") comes back as "in 30m", which is what it means.
 */
export function leadingWhen(text: string): WhenWords | undefined {
  const squeezed = squeeze(text);
  const match = leading.exec(squeezed.slice(0, longestLine));
  const when = match?.[1] ?? (match?.[2] === undefined ? undefined : `in ${match[2]}`);
  if (!match || when === undefined) return undefined;
  return { when, others: after(squeezed, match[0]) };
}

/** What a text begins with, if it says for how long: "60m", "for 2 hours", "1h30m", without the word before it. */
export function leadingSpan(text: string): WhenWords | undefined {
  const squeezed = squeeze(text);
  const match = leadingLength.exec(squeezed.slice(0, longestLine));
  return match?.[1] === undefined ? undefined : { when: match[1], others: after(squeezed, match[0]) };
}

/** The first time ("16:05", "20m ago") in the first 2,000 characters of a text, and the text without it. */
export function findWhen(text: string): WhenWords | undefined {
  const squeezed = squeeze(text);
  const match = anywhere.exec(squeezed.slice(0, longestLine));
  if (!match?.[1]) return undefined;
  const others = `${squeezed.slice(0, match.index)} ${squeezed.slice(match.index + match[0].length)}`;
  return { when: match[1], others: squeeze(others) };
}

/**
 * When the next update is promised in plain words: "nothing new, next at 04:20", "next update in 30m". It often ends a long text,
 * so all of it is searched: each "next" is looked at once.
 */
export function nextWhen(text: string): string | undefined {
  const squeezed = squeeze(text);
  return nextUpdate.exec(squeezed)?.[1] ?? nextAlone.exec(squeezed)?.[1];
}

function after(text: string, taken: string): string {
  return text.slice(taken.length).replace(/^[\s,;:–—-]+/, "");
}

/** Runs of white space become one space, which also keeps the patterns above from trying every way to divide a run. */
function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
