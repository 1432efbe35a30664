// The law of the card: at every instant it is true as it stands; no time on it is past that is shown as to come, nor the other way round.
import { DAY, HOUR, type Instant, isoSeconds, MINUTE, SECOND } from "../../src/engine/instant.ts";
import { dayOf, momentOf } from "../../src/engine/policy/rota/shifts.ts";
import { stripMarkers } from "../../src/engine/text/marker.ts";

/** The entries of a log that card texts are found in: of the local GitHub, or of a transcript. */
export interface Written {
  readonly at: Instant;
  readonly on: string;
  readonly id: string | undefined;
  readonly text: string;
}

/** By when what stopped being so at an instant must have been put right. */
export type Deadline = (at: Instant) => Instant;

/** A pass takes so long from the instant at which the card stops being true until it is edited. */
const promptly: Deadline = (at) => at + 5 * SECOND;

/**
 * What is not true on a card while it stands, over all that was written until an end: at every instant, since what a text says can
 * stop being so only when a time on it passes, and where a time has no day at midnight.
 */
export function untrueCards(
  written: readonly Written[],
  end: Instant,
  by: Deadline = promptly,
): readonly string[] {
  const cards = Map.groupBy(
    written.filter(({ id }) => id?.startsWith("card/")),
    ({ on, id = "" }) => `${on} ${id.split("/")[1]}`,
  );
  return [...cards.values()].flatMap((texts) =>
    texts.flatMap(({ at, on, text }, index) => {
      const until = texts[index + 1]?.at ?? end;
      return falseIn(text, at)
        .filter(({ from }) => from <= at || by(from) < until)
        .map(
          ({ from, line }) =>
            `${on} at ${isoSeconds(Math.max(from, at))}, written ${isoSeconds(at)}: ${line}`,
        );
    }),
  );
}

/** What of a card that was written at an instant is not true at another. */
export function untrueAt(card: string, written: Instant, now: Instant): readonly string[] {
  return falseIn(card, written)
    .filter(({ from }) => from <= now)
    .map(({ line }) => line);
}

interface False {
  /** From this instant on; at or before that of the writing: it never was so. */
  readonly from: Instant;
  readonly line: string;
}

/** Each line of a card with the instant from which on it is not true as it stands. */
function falseIn(card: string, written: Instant): readonly False[] {
  return linesOf(card).flatMap((line) => {
    const known = Array.from(line.matchAll(times), (found) => ({
      from: falseFrom(found, line, written),
      line,
    }));
    // A time that can't be read is no time that is held to anything.
    const unread = anyTime.test(line.replace(times, "").replace(/`[^`]*`/g, ""));
    return unread && ours.test(line) ? [...known, { from: written, line }] : known;
  });
}

function falseFrom(found: RegExpMatchArray, line: string, written: Instant): Instant {
  const before = line.slice(0, found.index);
  const after = line.slice((found.index ?? 0) + found[0].length);
  const isPast = wasWords.test(before) || wasLines.test(line) || wasBefore.test(after);
  const at = instantOf(found, written);
  // On the next day a time without its day would be one of that day.
  const midnight = found[2] === undefined ? midnightAfter(written, found[7] ?? "") : Number.POSITIVE_INFINITY;
  // A day that is none, or a past that is still to come, was never so.
  if (Number.isNaN(at) || (isPast && at > written)) return written;
  if (isPast) return midnight;
  // Its seconds are not shown.
  return Math.min(at + MINUTE, midnight);
}

/** The lines that our times stand in: without the timeline and what is small, which name the day of all, and the words of people. */
function linesOf(card: string): readonly string[] {
  return (
    stripMarkers(card)
      .replace(/^\*\*Timeline\*\*\n[\s\S]*?\n\n/m, "")
      .replace(/^(?:\*\*Known\*\*|\*\*Why [^\n]*)\n[\s\S]*?\n\n/gm, "")
      .replace(/^<sub>.*$/m, "")
      // Why a time can't be used names what it can be, whenever that is read.
      .replace(/^- [^\n]*: (?:the clocks go (?:back|forward) that night|read as) [^\n]*$/gm, "")
      // Planned work is then, whenever that is read.
      .replace(/^- \w{3} \d{1,2} \w{3} [^\n]* to \w{3} [^\n]*$/gm, "")
      .replace(/^(\*\*Latest\*\* [^:]*:\d\d [A-Z]{3} [^:]*).*$/m, "$1")
      .replace(/^\*\*Impact\*\* .*$/m, "")
      .replace(/ \(\d\d:\d\d UTC\)/g, "")
      .split("\n")
  );
}

const times = /(?:(\w{3}) (\d{1,2}) (\w{3}) (?:(\d{4}) )?)?(\d\d):(\d\d) (BST|GMT|UTC)/g;
const anyTime = /\b\d\d:\d\d\b/;
/** Lines in which all times are ours: none has words of people in it. */
const ours = /^(?:###|- \[ \] Nothing new|\*\*(?:Reach|To tell|To decide)\*\*)/;
/** What of a line stands before a time that was. Any other time is one to come: a new line has to say what it is. */
const wasWords =
  /(?:\bsince|\bwas|declared|Resolved\*\*|Closed\*\*|made safe|answered(?: by \S+)?|seen by \S+|mentioned (?:on another incident )?at|told|sent|sent at|last at|accepted|merged|approved|asked for changes|handed in|written|changed after that|paged through \S+|changed the report|lost (?:its )?headings|\*\*Latest\*\*|which was|this was recorded,) $/i;
const wasLines = /^\*\*(?:Told|Called|Closed)\*\*|^Set aside/;
const wasBefore = /^, before this was recorded/;

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The zone of a card's incident, by what its times are called. */
const zoneOf = (name: string): string => (name === "UTC" ? "UTC" : "Europe/London");

function midnightAfter(at: Instant, zone: string): Instant {
  return momentOf(dayOf(at, zoneOf(zone)) + 1, 0, zoneOf(zone));
}

/** A time as whoever reads the card takes it: without its day it is of the day of the writing. */
function instantOf(
  [, weekday, day, month, year, hour, minute, zone = ""]: RegExpMatchArray,
  written: Instant,
): Instant {
  const ahead = zone === "BST" ? HOUR : 0;
  const date =
    day === undefined
      ? dayOf(written, zoneOf(zone)) * DAY
      : dateOf({ weekday, day: Number(day), month: months.indexOf(month ?? ""), year }, written);
  return date + Number(hour) * HOUR + Number(minute) * MINUTE - ahead;
}

interface Named {
  readonly weekday: string | undefined;
  readonly day: number;
  readonly month: number;
  readonly year: string | undefined;
}

/** Where no year is named it is the one of the writing, or the one beside it in which the weekday is right. */
function dateOf({ weekday, day, month, year }: Named, written: Instant): Instant {
  const here = new Date(written).getUTCFullYear();
  const years = year === undefined ? [here, here - 1, here + 1] : [Number(year)];
  const dates = years.map((one) => Date.UTC(one, month, day));
  return dates.find((date) => days[new Date(date).getUTCDay()] === weekday) ?? Number.NaN;
}
