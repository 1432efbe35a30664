// Local time to instants: which zone somebody names, and when a wall clock there shows a time.
import { DAY, type Instant } from "./instant.ts";
import { offsetAt } from "./offset.ts";
import { longestLine } from "./text/bounds.ts";
import { cityZones, shortened, shortZones } from "./text/zone-words.ts";

/** A day and time of day as a wall clock shows them; `month` counts from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** A zone: an IANA name, or an offset from UTC in minutes. */
export type Zone = string | number;

/** The zone of what people write behind a time: `UTC`, `BST`, `ET`, `Eastern time`, `Paris`, `+01:00`, `UTC+8`, `Europe/London`. */
export function zoneOf(word: string): Zone | undefined {
  if (word.length > longestLine) return undefined;
  const plain = shortened(word.replaceAll(/[\u2010-\u2014\u2212]/g, "-"));
  // "GMT/UTC" is one zone, "GMT/BST" is two.
  const named = new Set(
    plain
      .split("/", 3)
      .map((one) => (Object.hasOwn(shortZones, one) ? shortZones[one] : (cityZones.get(one) ?? one))),
  );
  const [only] = named;
  if (named.size === 1 && (typeof only === "number" || only?.includes("/"))) return only;
  const offset = /^(?:utc|gmt)? ?([+-])(\d{1,2})(?::?(\d{2}))?$/u.exec(plain);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    const known = Number(offset[3] ?? 0) < 60 && minutes <= 14 * 60;
    return known ? (offset[1] === "-" ? -minutes : minutes) : undefined;
  }
  return word.includes("/") && isZone(word) ? word : undefined;
}

/** IANA's own names of three letters; the runtime has more of its own, such as `BST` for Bangladesh's time. */
const THREE_LETTERS = /^(?:cet|eet|est|gmt|hst|met|mst|prc|roc|rok|uct|utc|wet)$/iu;

/**
 * Is this an IANA zone: `Europe/London`, `US/Pacific`, `CET`, `UTC`? Other short names are none, nor are offsets, which have no
 * summer time.
 */
export function isZone(name: string): boolean {
  if (!/^[a-z]/iu.test(name) || (/^[a-z]{3}$/iu.test(name) && !THREE_LETTERS.test(name))) return false;
  const before = known.get(name);
  if (before !== undefined) return before;
  // People may write anything that looks like one.
  if (known.size >= mostKept) known.clear();
  const found = isKnownToIntl(name);
  known.set(name, found);
  return found;
}

const known = new Map<string, boolean>();
const mostKept = 500;

function isKnownToIntl(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    // Intl has no other way to ask; anything but its refusal of the name is a fault of ours.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What the wall clock of a zone shows at an instant. */
export function wallTime(at: Instant, zone: Zone): WallTime {
  const shown = new Date(at + offsetAt(at, zone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
  };
}

/**
 * When the wall clock of a zone shows a time; undefined for a day that no calendar has. A time that occurs twice is the
 * earlier one, a time that does not exist is moved forward by the gap.
 */
export function instantOf(wall: WallTime, zone: Zone): Instant | undefined {
  const { year, month, day, hour, minute, second } = wall;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  // Every month has 28 days; whether it has more, its own date tells.
  const exists = month >= 1 && month <= 12 && day >= 1 && (day <= 28 || new Date(asUtc).getUTCDate() === day);
  if (!exists || hour > 23 || minute > 59 || second > 59) return undefined;
  return instantOfWall(asUtc, zone);
}

/** The same for what the wall clock shows as one number: the milliseconds since 1970 of that time, were the zone UTC. */
export function instantOfWall(shown: number, zone: Zone): Instant {
  const early = offsetAt(shown - DAY, zone);
  const late = offsetAt(shown + DAY, zone);
  // No zone changed its clocks twice within two days.
  if (early === late) return shown - early;
  // The offset in force before a change of clocks gives the earlier of two readings, and carries over a gap.
  const before = shown - early;
  if (before + offsetAt(before, zone) === shown) return before;
  const after = shown - late;
  return after + offsetAt(after, zone) === shown ? after : before;
}

/**
 * The instants at which the wall clock of a zone shows a time, the earlier first: two where the clocks go back over it, none where they
 * go forward over it. `around`: what is meant by it if the clocks are taken as they were before, and as they were after.
 */
export function readingsOfWall(
  shown: number,
  zone: Zone,
): { readonly at: readonly Instant[]; readonly around: readonly Instant[] } {
  const offsets = new Set([offsetAt(shown - DAY, zone), offsetAt(shown + DAY, zone)]);
  const around = [...offsets].map((offset) => shown - offset).toSorted((one, other) => one - other);
  return { at: around.filter((at) => at + offsetAt(at, zone) === shown), around };
}
