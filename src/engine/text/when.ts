// Finds the piece of a sentence that says when; turning it into an instant needs a time zone and is done elsewhere.

const zone = String.raw`(?:Z|UTC|GMT|BST|IST|WES?T|CES?T|EES?T|[ECMP][SD]T|JST|AE[SD]T|NZ[SD]T|[A-Z][a-z]+/[A-Z][A-Za-z_]+|[+-]\d{2}:?\d{2})`;
const twentyFour = String.raw`(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:\s?[ap]m)?`;
const twelve = String.raw`(?:1[0-2]|0?[1-9])(?:\.[0-5]\d)?\s?[ap]m`;
const time = String.raw`(?:${twentyFour}|${twelve})(?:\s?${zone})?(?![\w:])`;
const month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
const date = String.raw`(?:\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?\s${month}(?:\s\d{4})?)`;
const weekday = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?";
const near = "(?:today|tomorrow|yesterday|tonight)";
const iso = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?(?![\w:])`;
const unit = "(?:minutes?|mins?|m|hours?|hrs?|h|days?|d)";
const span = String.raw`\d+(?:\.\d+)?\s?${unit}(?:\s?\d+\s?${unit})*(?![\w])`;
const ahead = String.raw`(?:in\s+|\+\s?)${span}`;
const lead = String.raw`(?:(?:at|by|around|until|till|on|before)\s+|@\s*)?`;

/** A point in time with any way to name the day, as the source of a regular expression. */
const point = pointWith([near, `(?:on\\s)?${weekday}(?:\\s${date})?`, date]);
/** The same without weekdays: "next Friday 09:00" is about Friday, not about the next update. */
const plainPoint = pointWith([near, date]);

const leading = new RegExp(`^\\s*${lead}(${point}|${ahead}|${span})[.,;]?(?=\\s|$|,)`, "i");
const anywhere = new RegExp(`(?:^|\\s)(?:at\\s+|@\\s*)?(${point}|${span}\\sago)[.,;]?(?=\\s|$|,)`, "i");
const nextUpdate = new RegExp(
  String.raw`\bnext\s+(?:update|one|news|report)(?:\s+(?:is|due|expected|will be|planned|comes|follows))*\s*[:=,–—-]?\s*${lead}(${point}|${ahead})`,
  "i",
);
const nextAlone = new RegExp(String.raw`\bnext\s*[:=]?\s*${lead}(${plainPoint}|${ahead})`, "i");

function pointWith(days: readonly string[]): string {
  const day = `(?:${days.join("|")})`;
  return String.raw`(?:${iso}|(?:${day},?\s+(?:at\s+)?)?${time}(?:\s+${day}(?!\w))?)`;
}

/** The words that say when, as they were written ("04:30", "tomorrow 09:00 UTC", "in 30m", "+1h30m"), and all others. */
export type When = { readonly when: string; readonly others: string };

/**
 * What a text begins with, if it says when: a time with or without a day and a zone, an ISO instant, or a duration with
 * or without "in" or "+" (which means from now).
 */
export function leadingWhen(text: string): When | undefined {
  const squeezed = squeeze(text);
  const match = leading.exec(squeezed);
  if (!match?.[1]) return undefined;
  return { when: match[1], others: squeezed.slice(match[0].length).replace(/^[\s,;:–—-]+/, "") };
}

/** The first time ("16:05", "20m ago") anywhere in a text, and the text without it. */
export function findWhen(text: string): When | undefined {
  const squeezed = squeeze(text);
  const match = anywhere.exec(squeezed);
  if (!match?.[1]) return undefined;
  const others = `${squeezed.slice(0, match.index)} ${squeezed.slice(match.index + match[0].length)}`;
  return { when: match[1], others: squeeze(others) };
}

/** When the next update is promised in plain words: "nothing new, next at 04:20", "next update in 30m". */
export function nextWhen(text: string): string | undefined {
  const squeezed = squeeze(text);
  return nextUpdate.exec(squeezed)?.[1] ?? nextAlone.exec(squeezed)?.[1];
}

/** Runs of white space become one space, which also keeps the patterns above from trying every way to divide a run. */
function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
