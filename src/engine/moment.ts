// Times as people type them: what is plain becomes an instant, what isn't is asked about and never guessed.
import { parseDuration } from "./duration.ts";
import { DAY, HOUR, type Instant, MINUTE } from "./instant.ts";
import { longestLine } from "./text/bounds.ts";
import { instantOf, type WallTime, wallTime, type Zone, zoneOf } from "./zone.ts";

/** What a text says about a time: an instant, or why it is unclear, as a clause to follow "…, because". */
export type Moment =
  | { readonly kind: "instant"; readonly at: Instant }
  | { readonly kind: "unclear"; readonly why: string };

/** How to read a time: its zone where none is named (IANA), and near what to look for one without a day. */
export interface MomentContext {
  readonly zone: string;
  readonly now?: Instant;
  /** Default: `now`. `in 30m` counts from here. */
  readonly near?: Instant | undefined;
  /** Which of the times of day around `near` is meant; without it the nearest. */
  readonly prefer?: "past" | "future" | undefined;
}

/** Clocks differ and people round: a time of day that is past by intent may lie this far ahead. */
export const ROUNDING = 5 * MINUTE;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const WEEKDAY = "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,? )?";
const DATES = [
  "(?<year>\\d{4})(?<mark>[-/])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})",
  `${WEEKDAY}(?<day>\\d{1,2})(?:st|nd|rd|th)? ${MONTH}(?:,? (?<year>\\d{4}))?`,
  `${WEEKDAY}${MONTH} (?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\\d{4}))?`,
  "(?<word>today|yesterday|tomorrow)",
];
const TIME =
  "(?:(?<hour>\\d{1,2})[:.h](?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,]\\d+)?)? ?(?<half>(?:am|pm)(?![a-z]))?|(?<hour>\\d{1,2}) ?(?<half>(?:am|pm)(?![a-z])))";
const ZONE = "(?: ?(?<zone>(?:utc|gmt)? ?[+-]\\d{1,2}(?::?\\d{2})?|[a-z]{1,4}|[a-z_]+/[a-z_+/-]+\\d*))?";
const SHAPES = [
  ...DATES.flatMap((date) => [`${date}(?:t|,? (?:at )?)${TIME}${ZONE}`, `${TIME}${ZONE},? (?:on )?${date}`]),
  `(?:at )?${TIME}${ZONE}`,
].map((shape) => new RegExp(`^${shape}$`, "iu"));

/**
 * Reads a time: `2025-04-01 14:05 UTC`, RFC 3339, `1 April 2025 2:05pm`, `14:05`, `16.05 BST`, `4pm`, `yesterday 14:05`,
 * `in 30m`, `+30m`, `20m ago`, `now`. Hours without am or pm are those of a 24-hour clock. A range, an estimate, a date
 * without a time, or one whose day and month could be swapped is unclear; so is what is longer than 2,000 characters, of which
 * no more is read.
 */
export function parseMoment(text: string, reading: MomentContext): Moment {
  const whole = squeezed(text);
  if (whole.length > longestLine) return unclear(whyUnclear(whole.slice(0, longestLine)));
  const plain = squeezed(whole.normalize("NFKC").replace(/[`*]/gu, ""));
  const tidy = plain.replace(/ ?\(([^()]+)\)$/u, " $1").replace(/([ap])\.m\.?/giu, "$1m");
  const near = reading.near ?? reading.now;
  const relative = relativeTo(near, tidy);
  if (relative !== undefined) return { kind: "instant", at: relative };
  const found = SHAPES.map((shape) => shape.exec(tidy)?.groups).find((groups) => groups !== undefined);
  if (!found || isRange(tidy, found)) return unclear(whyUnclear(tidy));
  const zone = found.zone === undefined ? reading.zone : zoneOf(found.zone.trim());
  if (zone === undefined) {
    return unclear(
      `the zone "${found.zone?.trim()}" is not plain: write UTC, an offset (+01:00) or a name (Europe/London)`,
    );
  }
  const clock = clockOf(found);
  if (!clock) return unclear(`"${plain}" is no time of day`);
  return place(found, clock, { ...reading, near, zone });
}

/** How far from now a time of day is another day's than was meant. */
const FAR = 20 * HOUR;

/**
 * Is it a time of day alone that was read as nearly a day ahead or back? It was an hour or so on the other side of when it was
 * said: nobody means tomorrow's or yesterday's by it without saying so.
 */
export function isDayOff(text: string, at: Instant, said: Instant): boolean {
  const plain = squeezed(text).slice(0, longestLine);
  const isBare = /^\W*\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]m)?(?:\s+[a-z]{1,5})?\W*$/i.test(plain);
  return isBare && Math.abs(at - said) > FAR;
}

/** Runs of white space become one space, so that no pattern has to try all ways to divide them. */
function squeezed(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

type Groups = Readonly<Record<string, string | undefined>>;
type Clock = Pick<WallTime, "hour" | "minute" | "second">;
type Placing = Omit<MomentContext, "zone"> & { readonly zone: Zone };

function unclear(why: string): Moment {
  return { kind: "unclear", why };
}

function relativeTo(near: Instant | undefined, text: string): Instant | undefined {
  if (near === undefined) return undefined;
  if (/^(?:just |right )?now$/iu.test(text)) return near;
  const ahead = parseDuration(/^(?:in |\+ ?)(.+)$/iu.exec(text)?.[1] ?? "");
  if (ahead !== undefined) return near + ahead;
  const back = parseDuration(/^(.+) ago$/iu.exec(text)?.[1] ?? "");
  return back === undefined ? undefined : near - back;
}

/** `04:05-05:00` may be an offset or a range; only where RFC 3339 puts it, after a `T`, is it surely an offset. */
function isRange(text: string, found: Groups): boolean {
  return (found.zone ?? "").startsWith("-") && !/\dt\d/iu.test(text);
}

function clockOf(found: Groups): Clock | undefined {
  const hour = Number(found.hour);
  const minute = Number(found.minute ?? 0);
  const second = Number(found.second ?? 0);
  if (minute > 59 || second > 59) return undefined;
  const half = found.half?.toLowerCase();
  if (half === undefined) return hour < 24 ? { hour, minute, second } : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return { hour: (hour % 12) + (half === "pm" ? 12 : 0), minute, second };
}

function place(found: Groups, clock: Clock, reading: Placing): Moment {
  if (found.year !== undefined) {
    const at = onDate(found, clock, { year: Number(found.year), zone: reading.zone });
    return at === undefined ? unclear("there is no such day in the calendar") : { kind: "instant", at };
  }
  const { near } = reading;
  if (near === undefined) return unclear("it has no date: write YYYY-MM-DD HH:MM and the zone");
  if (found.month !== undefined) {
    const { year } = wallTime(near, reading.zone);
    const years = [year - 1, year, year + 1].map((one) =>
      onDate(found, clock, { year: one, zone: reading.zone }),
    );
    const at = nearest(
      years.filter((one) => one !== undefined),
      near,
      reading.prefer,
    );
    return at === undefined ? unclear("there is no such day in the calendar") : { kind: "instant", at };
  }
  const word = found.word?.toLowerCase();
  if (word === undefined) {
    const around = [-1, 0, 1].map((days) => onDay(clock, days, { near, zone: reading.zone }));
    return { kind: "instant", at: nearest(around, near, reading.prefer) ?? near };
  }
  const days = word === "today" ? 0 : word === "tomorrow" ? 1 : -1;
  return { kind: "instant", at: onDay(clock, days, { near, zone: reading.zone }) };
}

/** Of several instants the one nearest to `near`, on the side that is preferred. */
function nearest(
  instants: readonly Instant[],
  near: Instant,
  prefer: "past" | "future" | undefined,
): Instant | undefined {
  const fitting = instants.filter((at) => {
    if (prefer === undefined) return true;
    return prefer === "past" ? at <= near + ROUNDING : at > near;
  });
  return fitting.toSorted((a, b) => Math.abs(a - near) - Math.abs(b - near))[0];
}

function onDate(
  found: Groups,
  clock: Clock,
  where: { readonly year: number; readonly zone: Zone },
): Instant | undefined {
  const named = MONTHS.indexOf((found.month ?? "").slice(0, 3).toLowerCase()) + 1;
  const month = named === 0 ? Number(found.month) : named;
  return instantOf({ year: where.year, month, day: Number(found.day), ...clock }, where.zone);
}

function onDay(clock: Clock, days: number, where: { readonly near: Instant; readonly zone: Zone }): Instant {
  const today = wallTime(where.near, where.zone);
  const noon = new Date(Date.UTC(today.year, today.month - 1, today.day, 12) + days * DAY);
  const day = { year: noon.getUTCFullYear(), month: noon.getUTCMonth() + 1, day: noon.getUTCDate() };
  return instantOf({ ...day, ...clock }, where.zone) ?? where.near;
}

function whyUnclear(text: string): string {
  const wish = "write it as YYYY-MM-DD HH:MM and the zone";
  if (text === "") return `it is empty: ${wish}`;
  if (/\d ?(?:-|–|—|to|until|till|and) ?\d{1,2}(?:[:.h]\d{2}|\s?[ap]m)/iu.test(text))
    return `it is a range: ${wish}`;
  if (/^(?:~|≈|about|around|approx|roughly|circa|ca\b|some time|before|after|since)|\?$/iu.test(text)) {
    return `it is not exact: ${wish}`;
  }
  if (/\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b/u.test(text)) return `day and month could be swapped: ${wish}`;
  if (/^\d{4}-\d{1,2}-\d{1,2}$/u.test(text)) return `it has no time of day: ${wish}`;
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}" is not a time that can be read for sure: ${wish}`;
}
