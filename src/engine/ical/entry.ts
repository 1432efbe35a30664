// One entry of an iCalendar text: its times, how it repeats, what it replaces, whom it names.
import { DAY, type Instant } from "../instant.ts";
import { instantOfWall } from "../zone.ts";
import { type IcalRefusal, isRefusal, type Property, refuse } from "./lines.ts";
import { type KnownNames, type Nobody, whoIs } from "./names.ts";
import { overFrom } from "./over.ts";
import type { Series } from "./repeat.ts";
import { readRepeat } from "./rule.ts";
import { type IcalTime, type Length, readLength, readWhen } from "./when.ts";
import type { TextZones } from "./zones.ts";

/** An entry as it stands in the text: its first line, its properties, and the lines in it that are none. */
export interface EntryText {
  readonly line: number;
  readonly properties: readonly Property[];
  readonly odd: readonly IcalRefusal[];
}

/** When an entry is. */
export type Times = Series & { readonly without: ReadonlySet<Instant> };

/** An entry that was read. What can't be read of it stands in its place: whether that matters hangs on the others. */
export interface Read {
  readonly line: number;
  readonly uid: string;
  readonly who: string | Nobody;
  readonly cancelled: boolean;
  readonly times: Times | IcalRefusal;
  /** The occurrence of the same UID that it replaces begins here. */
  readonly replaces?: Instant | IcalRefusal | undefined;
  /** From here on it is over, whatever can't be read of it; absent where that is not known. */
  readonly overFrom?: Instant | undefined;
}

/** Properties by which an entry would be at other times than those that are read. */
const NOT_READ = ["RDATE", "EXRULE"];
/** Whatever else stands in an entry, such as its description, says neither who nor when. */
const COUNTS = /^(?:DT(?:START|END)|DURATION|R(?:RULE|DATE|ECURRENCE-ID)|EX(?:RULE|DATE)|STATUS|SUMMARY)$/u;

/** Reads an entry by the names of the rota and the zones of the text. */
export function readEntry(
  { line, properties, odd }: EntryText,
  { names, zones }: { readonly names: KnownNames; readonly zones: TextZones },
): Read {
  const first = (name: string): Property | undefined => properties.find((one) => one.name === name);
  const broken = odd.find(({ property = "" }) => COUNTS.test(property));
  const start = startOf(line, first("DTSTART"), zones);
  return {
    line,
    uid: first("UID")?.value ?? `line ${line}`,
    who: whoIs(properties, line, names),
    cancelled: first("STATUS")?.value.trim().toUpperCase() === "CANCELLED",
    times: broken ?? timesOf(properties, start, zones),
    replaces: replacedBy(first("RECURRENCE-ID"), start, zones),
    overFrom: broken === undefined ? overFrom(properties) : undefined,
  };
}

function startOf(line: number, begins: Property | undefined, zones: TextZones): IcalTime | IcalRefusal {
  if (begins === undefined) return refuse(line, "The entry has no DTSTART.");
  return readWhen(begins.value, begins, zones);
}

function timesOf(
  properties: readonly Property[],
  start: IcalTime | IcalRefusal,
  zones: TextZones,
): Times | IcalRefusal {
  const first = (name: string): Property | undefined => properties.find((one) => one.name === name);
  const odd = properties.find(({ name }) => NOT_READ.includes(name));
  if (odd !== undefined)
    return refuse(odd.line, `${odd.name} is not read; write each of these times as an entry of its own.`);
  if (isRefusal(start)) return start;
  const length = lengthOf(
    start,
    { begins: first("DTSTART"), end: first("DTEND"), duration: first("DURATION") },
    zones,
  );
  if (isRefusal(length)) return length;
  const rules = properties.filter(({ name }) => name === "RRULE");
  if (rules[1] !== undefined) return refuse(rules[1].line, "The entry has two RRULE; write two entries.");
  const repeat = rules[0] && readRepeat(rules[0], start, zones);
  if (isRefusal(repeat)) return repeat;
  const replaced = properties.find(({ name }) => name === "RECURRENCE-ID");
  if (replaced !== undefined && repeat !== undefined)
    return refuse(replaced.line, "The entry has both RECURRENCE-ID and RRULE; only one of them is read.");
  const without = excluded(properties, start, zones);
  return isRefusal(without) ? without : { start: start.wall, zone: start.zone, length, repeat, without };
}

interface Bounds {
  readonly begins: Property | undefined;
  readonly end: Property | undefined;
  readonly duration: Property | undefined;
}

/** To an end the clock on the wall counts, so that a shift to 08:00 ends then on every night. */
function lengthOf(
  start: IcalTime,
  { begins, end, duration }: Bounds,
  zones: TextZones,
): Length | IcalRefusal {
  if (duration !== undefined) return readLength(duration);
  if (end === undefined) {
    if (start.allDay) return { kind: "length", nominal: DAY, exact: 0 };
    return refuse(
      begins?.line ?? 1,
      "The entry has neither DTEND nor DURATION, so that nobody knows when it ends.",
    );
  }
  const ends = readWhen(end.value, end, zones);
  if (isRefusal(ends)) return ends;
  const same = ends.zone === start.zone;
  const length: Length = same
    ? { kind: "length", nominal: ends.wall - start.wall, exact: 0 }
    : {
        kind: "length",
        nominal: 0,
        exact: instantOfWall(ends.wall, ends.zone) - instantOfWall(start.wall, start.zone),
      };
  return length.nominal + length.exact >= 0 ? length : refuse(end.line, "DTEND is before DTSTART.");
}

/** Beginnings that EXDATE names; a date leaves out the day's occurrence at the time of DTSTART. */
function excluded(
  properties: readonly Property[],
  start: IcalTime,
  zones: TextZones,
): ReadonlySet<Instant> | IcalRefusal {
  const found = new Set<Instant>();
  for (const property of properties.filter(({ name }) => name === "EXDATE")) {
    for (const value of property.value.split(",")) {
      const read = readWhen(value, property, zones);
      if (isRefusal(read)) return read;
      found.add(beginning(read, start));
    }
  }
  return found;
}

function beginning(named: IcalTime, start: IcalTime): Instant {
  if (!named.allDay || start.allDay) return instantOfWall(named.wall, start.allDay ? start.zone : named.zone);
  return instantOfWall(named.wall + (start.wall % DAY), start.zone);
}

function replacedBy(
  property: Property | undefined,
  start: IcalTime | IcalRefusal,
  zones: TextZones,
): Instant | IcalRefusal | undefined {
  if (property === undefined) return undefined;
  if (property.params.RANGE !== undefined)
    return refuse(
      property.line,
      "RECURRENCE-ID with RANGE is not read; end the rule there and begin another entry.",
    );
  const read = readWhen(property.value, property, zones);
  if (isRefusal(read)) return read;
  // Without a beginning of its own, an entry that is moved or cancelled still takes the place that it names.
  return beginning(read, isRefusal(start) ? read : start);
}
