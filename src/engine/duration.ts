// Lengths of elapsed time as people write them, and as they are written for people.

import { DAY, type Duration, HOUR, MINUTE, SECOND } from "./instant.ts";
import { longestLine } from "./text/bounds.ts";
import { countPattern, counts } from "./text/time-words.ts";

/** The units from the longest to the shortest, with every way to write them. */
const UNITS: readonly { readonly ms: Duration; readonly name: string; readonly words: readonly string[] }[] =
  [
    { ms: 7 * DAY, name: "week", words: ["w", "wk", "wks", "week", "weeks"] },
    { ms: DAY, name: "day", words: ["d", "day", "days"] },
    { ms: HOUR, name: "hour", words: ["h", "hr", "hrs", "hour", "hours"] },
    { ms: MINUTE, name: "minute", words: ["m", "min", "mins", "minute", "minutes"] },
    { ms: SECOND, name: "second", words: ["s", "sec", "secs", "second", "seconds"] },
  ];

const PART = /^(\d+(?:\.\d+)?) ?([a-z]+)(?:\s*,\s*|\s+and\s+|\s+)?/u;

const SPOKEN = new RegExp(`^(${countPattern})( and a half)? (minute|hour|day|week)s?( and a half)?$`);

/** A length in words as one in figures: `an hour and a half` is `1.5 hour`, and `1h30` has its last unit; all else as it is. */
function inFigures(text: string): string {
  const parts = SPOKEN.exec(text);
  if (parts?.[1]) return `${(counts.get(parts[1]) ?? 0) + (parts[2] || parts[4] ? 0.5 : 0)} ${parts[3]}`;
  if (/^(?:a )?half(?: an?|-)? ?hour$/.test(text)) return "30m";
  if (/^(?:a )?quarter of an hour$/.test(text)) return "15m";
  return text.replace(/^(\d{1,2}) ?h(?:(?:ou)?rs?)?(?: |(?=\d\d))([0-5]?\d)$/, "$1h$2m");
}

/**
 * The length of `20m`, `1.5h`, `3d`, `90 minutes`, `1h30m`, `1h30`, `1h 30`, `half an hour`, `two hours` in milliseconds of elapsed time: a
 * day is 24 hours. Each unit stands at most once, the longer before the shorter. Undefined where the text is anything else,
 * business time included, or longer than 2,000 characters.
 */
export function parseDuration(text: string): Duration | undefined {
  if (text.length > longestLine) return undefined;
  let rest = inFigures(text.trim().toLowerCase());
  let total = 0;
  let smallest = -1;
  do {
    const [part = "", count, word = ""] = PART.exec(rest) ?? [];
    const place = UNITS.findIndex((unit) => unit.words.includes(word));
    const unit = UNITS[place];
    if (!unit || place <= smallest) return undefined;
    total += Number(count) * unit.ms;
    smallest = place;
    rest = rest.slice(part.length);
  } while (rest !== "");
  return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : undefined;
}

/** A length for a person, exact to the second: `20 minutes`, `1 hour 30 minutes`, `3 days`. A negative one reads as its size. */
export function formatDuration(length: Duration): string {
  let left = Math.round(Math.abs(length) / SECOND) * SECOND;
  const parts = UNITS.slice(1).flatMap(({ ms, name }) => {
    const count = Math.floor(left / ms);
    left -= count * ms;
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? "" : "s"}`];
  });
  return parts.length === 0 ? "0 minutes" : parts.join(" ");
}
