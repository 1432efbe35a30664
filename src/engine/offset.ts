// How far a zone's wall clock is from UTC: tables of its changes, made four years at a time where somebody asks.
import { tzOffset } from "@date-fns/tz/tzOffset";
import { DAY, type Duration, type Instant, MINUTE, SECOND } from "./instant.ts";

/** Changes of one stretch of years: from `since[n]` on the wall clock is `ahead[n]` before UTC. */
interface Changes {
  readonly since: Float64Array;
  readonly ahead: Float64Array;
}

/** Four years to a stretch: few to make, few to search. */
const STRETCH = 1461 * DAY;
/** The shortest time that a zone kept an offset since 1970 was eleven days (Tucuman, June 2004). */
const LOOK = 7 * DAY;
const FARTHEST = 8_640_000_000_000_000;

type Stretches = Map<number, Changes>;

const tables = new Map<string, Stretches>();
/** Most questions are about the zone of the one before: it is found without a look. */
let latest: { readonly zone: string; readonly stretches: Stretches } | undefined;

/**
 * What the wall clock of a zone (an IANA name, or minutes from UTC) shows more than UTC at an instant, in milliseconds. Throws
 * a RangeError for a zone that nobody knows and for an instant that no date has.
 */
export function offsetAt(at: Instant, zone: string | number): Duration {
  if (typeof zone === "number") return zone * MINUTE;
  const { since, ahead } = changesAround(at, zone);
  let low = 0;
  let high = since.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((since[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return ahead[low] ?? 0;
}

function changesAround(at: Instant, zone: string): Changes {
  if (!(Math.abs(at) <= FARTHEST)) throw new RangeError(`${at} is no instant that a date has.`);
  const stretches = latest?.zone === zone ? latest.stretches : stretchesOf(zone);
  const number = Math.floor(at / STRETCH);
  const known = stretches.get(number);
  if (known !== undefined) return known;
  const made = changesOf(number, zone);
  stretches.set(number, made);
  // Only now: a zone that nobody knows leaves nothing behind.
  tables.set(zone, stretches);
  return made;
}

function stretchesOf(zone: string): Stretches {
  const stretches = tables.get(zone);
  if (stretches === undefined) return new Map();
  latest = { zone, stretches };
  return stretches;
}

/** What the runtime knows of a zone at an instant: slow to ask. */
function zoneOffset(at: Instant, zone: string): Duration {
  const ahead = Math.round(tzOffset(zone, new Date(at)) * MINUTE);
  if (Number.isNaN(ahead)) throw new RangeError(`There is no time zone ${zone}.`);
  return ahead;
}

/** Looks at the zone week by week, and where it changed between two looks, for the second at which it did. */
function changesOf(number: number, zone: string): Changes {
  const begin = Math.max(number * STRETCH, -FARTHEST);
  const end = Math.min((number + 1) * STRETCH, FARTHEST);
  const since: Instant[] = [begin];
  const ahead: Duration[] = [zoneOffset(begin, zone)];
  for (let look = begin; look < end; look += LOOK) {
    const next = Math.min(look + LOOK, end);
    const there = zoneOffset(next, zone);
    if (there === ahead.at(-1)) continue;
    since.push(changeBetween(look, next, zone));
    ahead.push(there);
  }
  return { since: Float64Array.from(since), ahead: Float64Array.from(ahead) };
}

function changeBetween(before: Instant, after: Instant, zone: string): Instant {
  const old = zoneOffset(before, zone);
  let low = before;
  let high = after;
  while (high - low > SECOND) {
    const middle = low + Math.floor((high - low) / 2 / SECOND) * SECOND;
    if (zoneOffset(middle, zone) === old) low = middle;
    else high = middle;
  }
  return high;
}
