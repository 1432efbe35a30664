// Times as people type them: what is plain becomes an instant, what isn't, or has two readings, is asked about and never guessed.

import { dayFrom, daysMeant, type GivenDay } from "./days-meant.ts";
import { parseDuration } from "./duration.ts";
import { DAY, HOUR, type Instant, MINUTE } from "./instant.ts";
import { offsetAt } from "./offset.ts";
import { type Readings, readingsOf } from "./summer-time.ts";
import { longestLine } from "./text/bounds.ts";
import { capturingNothing, datesOf, fourFigures, inexactWords } from "./text/time-words.ts";
import { digits, zoneName } from "./time.ts";
import { clockAt, clocksOf, otherHalf, type TimeOfDay } from "./time-of-day.ts";
import { partsOf, type TimeParts } from "./time-parts.ts";
import { instantOf, wallTime, type Zone, zoneOf } from "./zone.ts";

/**
 * What a text says about a time: an instant, or why it is unclear, as a clause to follow "…, because". `bare`: it was a time of
 * day alone, so that which day is meant was worked out.
 */
export type Moment =
  | { readonly kind: "instant"; readonly at: Instant; readonly bare?: true }
  | { readonly kind: "unclear"; readonly why: string };

/** How to read a time: its zone where none is named, and near what to look for one without a day. */
export interface MomentContext {
  readonly zone: Zone;
  /** The zone that whoever asked for the time named, as it was written; it goes before `zone`. */
  readonly asked?: string | undefined;
  readonly now?: Instant;
  /** Default: `now`. `in 30m` counts from here. */
  readonly near?: Instant | undefined;
  /** Which of the times of day around `near` is meant; without it the nearest. */
  readonly prefer?: "past" | "future" | undefined;
  /** The time is ours, put behind a day that somebody named: where the clocks change over it, the later reading is meant. */
  readonly endOfDay?: true | undefined;
}

/** Clocks differ and people round: a time of day that is past by intent may lie this far ahead. */
export const ROUNDING = 5 * MINUTE;

/** How far from now a time of day is another day's than was meant. */
export const FAR = 20 * HOUR;

/**
 * Reads a time: `2025-04-01 14:05 UTC`, RFC 3339, `1 April 2025 2:05pm`, `31/03 14:05`, `14:05`, `16.05 BST`, `14h30`, `1430Z`, `4pm`,
 * `at 4`, `half past two`, `10 to 2`, `noon`, `yesterday 14:05`, `last night at 11`, `Friday 9:00`, `in 30m`, `within an hour`, `+30m`,
 * `20m ago`, `now`, and `13:40 BST (12:40 UTC)`, where both are the same. Hours without am or pm are those of a 24-hour clock, but for
 * the part of the day. Unclear are a range, an estimate, a date without a time, one whose day and month could be swapped, `next Friday`,
 * a zone that has several meanings and is not the reader's own, a place with a question mark, and a time of day that on a 12-hour clock is nearer (`3:30` said at
 * 14:50; `03:30` is plain). So is one that the clocks of its night show twice or never, where both readings can be meant, and what is
 * longer than 2,000 characters, of which no more is read.
 */
export function parseMoment(text: string, reading: MomentContext): Moment {
  const whole = squeezed(text);
  if (whole.length > longestLine) return unclear(whyUnclear(whole.slice(0, longestLine)));
  const plain = squeezed(
    whole
      .normalize("NFKC")
      .replace(/[`*]/gu, "")
      .replace(/\u2212|(?<=(?:utc|gmt) ?)[\u2010-\u2014](?=\d)/giu, "-"),
  );
  const twice = saidTwice(plain, reading);
  if (twice !== undefined) return twice;
  const tidy = plain
    .replace(/ ?\(([^()]+)\)$/u, " $1")
    .trim()
    .replace(/([ap])\.m\.?/giu, "$1m");
  const near = reading.near ?? reading.now;
  const relative = near === undefined ? undefined : relativeTo(near, tidy);
  if (relative !== undefined) return { kind: "instant", at: relative };
  const found = partsOf(tidy);
  if (!found || isRange(tidy, found)) return unclear(whyUnclear(tidy));
  const word = (found.zone ?? reading.asked)?.trim();
  if (word?.endsWith("?")) return atPlaceOrHere(tidy, word.slice(0, -1).replace(/^in /iu, ""), reading);
  const zone = word === undefined ? reading.zone : (zoneOf(word) ?? ownZone(word, reading.zone, near ?? 0));
  if (zone === undefined) {
    return unclear(`the zone "${word}" is not plain: write UTC, an offset (UTC+1) or a name (Europe/London)`);
  }
  const clocks = clocksOf(found);
  if (clocks.length === 0) return unclear(`"${plain}" is no time of day`);
  const shown = typeof zone === "string" ? zoneName(near ?? 0, zone) : (word ?? "").toUpperCase();
  return lengthOr(place(found, clocks, { ...reading, near, zone, shown }), tidy, { ...reading, near });
}

/**
 * A short name with several meanings is plain where it is one of the reader's own zone, by which we show every time: under Chicago's `CST`
 * is that of Chicago, as minutes from UTC. Half a year away is its summer or its winter.
 */
function ownZone(word: string, zone: Zone, near: Instant): Zone | undefined {
  if (typeof zone === "number") return undefined;
  const at = [near, near + 182 * DAY].find((one) => zoneName(one, zone) === word.toUpperCase());
  return at === undefined ? undefined : offsetAt(at, zone) / MINUTE;
}

/** A place that may be the zone or a word of what follows is plain where both come to the same. */
function atPlaceOrHere(text: string, place: string, reading: MomentContext): Moment {
  const there = parseMoment(text.slice(0, -1), reading);
  const here = parseMoment(text.slice(0, -1 - place.length), reading);
  if (here.kind === "unclear" || (there.kind === "instant" && there.at === here.at)) return here;
  return unclear(
    `"${place}" can be the zone or belong to what follows: write (${place}), or a comma before it`,
  );
}

const ANOTHER = /[(/] ?(\d{1,2}(?:[:.h]\d\d)?(?: ?[ap]m)? ?[a-z][^()/]*)\)?$/iu;

/** A time that is said by two zones, as by us ("13:40 BST (12:40 UTC)"), is one where both come to the same. */
function saidTwice(text: string, reading: MomentContext): Moment | undefined {
  const another = text.length > 100 ? null : ANOTHER.exec(text);
  const first = another && parseMoment(text.slice(0, another.index), reading);
  if (!another?.[1] || first?.kind !== "instant") return undefined;
  const other = parseMoment(another[1], { ...reading, near: first.at, prefer: undefined });
  return other.kind === "instant" && other.at === first.at ? first : unclear("it says two times: write one");
}

/** Runs of white space become one space, so that no pattern has to try all ways to divide them. */
function squeezed(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** `shown`: the zone as people call it. */
type Placing = Omit<MomentContext, "zone"> & { readonly zone: Zone; readonly shown: string };

/** A time that is unclear, and why. */
export function unclear(why: string): Moment {
  return { kind: "unclear", why };
}

const ESTIMATE = "(?:about |around |approx(?:\\.|imately)? |roughly |~ ?)?";
const AHEAD = new RegExp(
  `^(?:(?:with)?in |after |\\+ ?)${ESTIMATE}(?:the (?:next )?)?(.+?)(?:['’]? time| from now)?$`,
  "iu",
);

function relativeTo(near: Instant, text: string): Instant | undefined {
  if (/^(?:right )?now$/iu.test(text)) return near;
  const length = AHEAD.exec(text)?.[1] ?? /^(.+) from now$/iu.exec(text)?.[1] ?? "";
  const ahead = parseDuration(
    length.toLowerCase() === "hour" ? "1h" : length.replace(/^(\d):([0-5]\d)(?: ?h[ours]*)?$/iu, "$1h$2"),
  );
  if (ahead !== undefined) return near + ahead;
  const back = parseDuration(/^(.+) ago$/iu.exec(text)?.[1] ?? "");
  return back === undefined ? undefined : near - back;
}

/** `1h30` said of what is to come is a length, unless the time of day comes sooner. */
function lengthOr(moment: Moment, text: string, { near, prefer }: MomentContext): Moment {
  if (!/^\dh\d\d$/iu.test(text) || near === undefined || prefer !== "future") return moment;
  const at = near + (parseDuration(text) ?? 0);
  if (moment.kind === "instant" && moment.at < at)
    return unclear(
      `"${text}" can be a length or a time of day: write in ${text}m or 0${text.replace(/h/iu, ":")}`,
    );
  return { kind: "instant", at };
}

/** `04:05-05:00` may be an offset or a range; only where RFC 3339 puts it, after a `T`, is it surely an offset. */
function isRange(text: string, found: TimeParts): boolean {
  return (found.zone ?? "").startsWith("-") && !/\dt\d/iu.test(text);
}

function place(found: TimeParts, clocks: readonly TimeOfDay[], reading: Placing): Moment {
  const [clock = clockAt(0, 0)] = clocks;
  const { near } = reading;
  const isEarly = found.part?.toLowerCase() === "night" && clock.hour < 12;
  const isLastNight =
    isEarly && found.word?.toLowerCase() === "last" && wallTime(near ?? 0, reading.zone).hour > 5;
  const isToday = isLastNight || /^(?:to(?:day|night)|this)$/iu.test(found.word ?? "");
  const isBare = [found.year, found.month, found.word, found.weekday].every((part) => part === undefined);
  if (near !== undefined && (isBare || isToday))
    return ofToday(found, clocks, { ...reading, near, days: isBare ? [-1, 0, 1] : [0] });
  if (clocks.length > 1) return twoReadings(clocks, reading);
  if (found.which?.toLowerCase() === "next")
    return unclear("it can be this week or the one after: write the date");
  if (isEarly || found.noon?.toLowerCase() === "midnight")
    return unclear("it can be the beginning or the end of that day: write 00:00 and the day");
  if (found.year === undefined && near === undefined)
    return unclear("it has no date: write YYYY-MM-DD HH:MM and the zone");
  const options = daysMeant(found, near ?? 0, reading.zone).flatMap((day) =>
    optionsOn(day, clock, reading.zone),
  );
  const isOneDay = found.year !== undefined || (found.month ?? found.weekday) === undefined;
  const meant = isOneDay ? options[0] : nearest(options, near ?? 0, reading.prefer);
  return meant === undefined ? unclear("there is no such day in the calendar") : plainly(meant, reading);
}

/** A time on a day, among all that it can be there. */
interface Option {
  readonly at: Instant;
  readonly readings: Readings;
}

/** What a time of day can be on a day; nothing where no calendar has that day. */
function optionsOn(day: GivenDay, clock: TimeOfDay, zone: Zone): readonly Option[] {
  const wall = { ...day, ...clock };
  if (instantOf(wall, zone) === undefined) return [];
  const readings = readingsOf(wall, zone);
  return readings.at.map((at) => ({ at, readings }));
}

/** A time that the clocks of its night show twice, or skip, is plain only where one of its readings alone lies on the side that is meant. */
function plainly({ at, readings }: Option, { near, prefer, endOfDay }: Placing): Moment {
  const { doubt } = readings;
  if (doubt === undefined) return { kind: "instant", at };
  if (endOfDay) return { kind: "instant", at: Math.max(...readings.at) };
  const fitting = near === undefined ? readings.at : readings.at.filter((one) => isOnSide(one, near, prefer));
  return doubt.kind === "twice" && fitting.length < 2 ? { kind: "instant", at } : unclear(doubt.why);
}

type Here = Placing & { readonly near: Instant; readonly days: readonly number[] };

/** A time of day without a day, or today's: the nearest on the side that is meant, if a 12-hour clock has none that is nearer. */
function ofToday(found: TimeParts, clocks: readonly TimeOfDay[], here: Here): Moment {
  const { near, prefer, zone, days } = here;
  const of = (among: readonly TimeOfDay[]) =>
    among.flatMap((clock) => days.flatMap((count) => optionsOn(dayFrom(near, count, zone), clock, zone)));
  const today = of(clocks);
  const one = nearest(today, near, prefer) ?? today[0];
  if (one === undefined) return unclear("there is no such day in the calendar");
  const { at } = one;
  const other = otherHalf(found);
  const sooner =
    other === undefined || prefer === undefined ? at : nearest([one, ...of([other])], near, prefer)?.at;
  if (other !== undefined && sooner !== at && Math.abs(at - near) <= FAR)
    return twoReadings([...clocks, other], here);
  // In words it is one of two: what lies so far off may be the other, which has just passed.
  if (clocks.length > 1 && Math.abs(at - near) > FAR / 2) return twoReadings(clocks, here);
  const moment = plainly(one, here);
  return days.length > 1 && moment.kind === "instant" ? { ...moment, bare: true } : moment;
}

function twoReadings(clocks: readonly TimeOfDay[], { shown }: Placing): Moment {
  const two = clocks.map(({ hour, minute }) => `${digits(hour)}:${digits(minute)} ${shown}`);
  return unclear(`it can be ${two.join(" or ")}: write it so, with two figures for the hour`);
}

/** Of several times the one nearest to `near`, on the side that is preferred. */
function nearest<T extends { readonly at: Instant }>(
  options: readonly T[],
  near: Instant,
  prefer: MomentContext["prefer"],
): T | undefined {
  return options
    .filter(({ at }) => isOnSide(at, near, prefer))
    .toSorted((a, b) => Math.abs(a.at - near) - Math.abs(b.at - near))[0];
}

function isOnSide(at: Instant, near: Instant, prefer: MomentContext["prefer"]): boolean {
  if (prefer === undefined) return true;
  return prefer === "past" ? at <= near + ROUNDING : at > near;
}

const INEXACT = new RegExp(
  String.raw`^(?:at )?(?:[~≈]|(?:${inexactWords}|just now|some time|since)(?!\w))|\?$`,
  "iu",
);
const DAY_ALONE = new RegExp(
  `^(?:${[datesOf.figures, ...datesOf.named, ...datesOf.near].map(capturingNothing).join("|")})$`,
  "iu",
);

function whyUnclear(text: string): string {
  const wish = "write it as YYYY-MM-DD HH:MM and the zone";
  if (text === "") return `it is empty: ${wish}`;
  if (/\d ?(?:-|–|—|to|until|till|and|or) ?\d{1,2}(?:[:.h]\d{2}|\s?[ap]m)/iu.test(text))
    return `it is a range: ${wish}`;
  if (INEXACT.test(text)) {
    return `it is not exact: ${wish}`;
  }
  if (/(?<![\d/.-])\d{1,2}(?:[/.-]\d{1,2}[/.-]|\/\d{1,2}\b)/u.test(text))
    return `day and month could be swapped: ${wish}`;
  if (/^(?:next|further|another|will) \D+\d/iu.test(text)) return "it can be that of somebody else";
  if (DAY_ALONE.test(text)) return `no time of day stands in it: ${wish}`;
  const [, figures, minutes] = new RegExp(`^(?:at )?${fourFigures}$`, "u").exec(text) ?? [];
  if (figures) return `it can be a number: write ${figures}:${minutes} if it is the time`;
  const [, count] = /^in (\d+)$/iu.exec(text) ?? [];
  if (count) return `it does not say ${count} of what: write in ${count}m or in ${count}h`;
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}" is not a time that can be read for sure: ${wish}`;
}
