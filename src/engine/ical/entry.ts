// One entry of an iCalendar text: its times, how it repeats, what it replaces, whom it names.
import { DAY, type Instant } from "../instant.ts";
import { instantOfWall } from "../zone.ts";
import { type IcalRefusal, isRefusal, type Property, refuse } from "./lines.ts";
import { type KnownNames, whoIs } from "./names.ts";
import type { Series } from "./repeat.ts";
import { readRepeat } from "./rule.ts";
import { type IcalTime, type Length, readLength, readWhen } from "./when.ts";

/** An entry as it stands in the text: its first line and its properties. */
export interface EntryText {
  readonly line: number;
  readonly properties: readonly Property[];
}

/** An entry that was read. */
export interface Read {
  readonly kind: "read";
  readonly line: number;
  readonly uid: string;
  readonly series: Series & { readonly without: ReadonlySet<Instant> };
  /** The occurrence of the same UID that it replaces begins here. */
  readonly replaces?: Instant | undefined;
  readonly cancelled: boolean;
  readonly who: string | IcalRefusal;
}

/** Properties by which an entry would be at other times than those that are read. */
const NOT_READ = ["RDATE", "EXRULE"];

/** Reads an entry, or says which of its properties is not read. `names.zone` is that of times that name none. */
export function readEntry(
  { line, properties }: EntryText,
  names: KnownNames & { readonly zone: string },
): Read | IcalRefusal {
  const first = (name: string): Property | undefined => properties.find((one) => one.name === name);
  const odd = properties.find(({ name }) => NOT_READ.includes(name));
  if (odd !== undefined)
    return refuse(odd.line, `${odd.name} is not read; write each of these times as an entry of its own.`);
  const begins = first("DTSTART");
  if (begins === undefined) return refuse(line, "The entry has no DTSTART.");
  const start = readWhen(begins.value, begins, names.zone);
  if (isRefusal(start)) return start;
  const length = lengthOf(start, { begins, end: first("DTEND"), duration: first("DURATION") }, names.zone);
  if (isRefusal(length)) return length;
  const rules = properties.filter(({ name }) => name === "RRULE");
  if (rules[1] !== undefined) return refuse(rules[1].line, "The entry has two RRULE; write two entries.");
  const repeat = rules[0] && readRepeat(rules[0], start, names.zone);
  if (isRefusal(repeat)) return repeat;
  const without = excluded(properties, start, names.zone);
  if (isRefusal(without)) return without;
  const replaces = replacedBy(first("RECURRENCE-ID"), { start, repeats: repeat !== undefined }, names.zone);
  if (isRefusal(replaces)) return replaces;
  return {
    kind: "read",
    line,
    uid: first("UID")?.value ?? `line ${line}`,
    series: { start: start.wall, zone: start.zone, length, repeat, without },
    replaces: replaces?.at,
    cancelled: first("STATUS")?.value.trim().toUpperCase() === "CANCELLED",
    who: whoIs(properties, line, names),
  };
}

interface Bounds {
  readonly begins: Property;
  readonly end: Property | undefined;
  readonly duration: Property | undefined;
}

/** To an end the clock on the wall counts, so that a shift to 08:00 ends then on every night. */
function lengthOf(
  start: IcalTime,
  { begins, end, duration }: Bounds,
  floating: string,
): Length | IcalRefusal {
  if (duration !== undefined) return readLength(duration);
  if (end === undefined) {
    if (start.allDay) return { kind: "length", nominal: DAY, exact: 0 };
    return refuse(
      begins.line,
      "The entry has neither DTEND nor DURATION, so that nobody knows when it ends.",
    );
  }
  const ends = readWhen(end.value, end, floating);
  if (isRefusal(ends)) return ends;
  const same = ends.zone === start.zone;
  const length: Length = same
    ? { kind: "length", nominal: ends.wall - start.wall, exact: 0 }
    : {
        kind: "length",
        nominal: 0,
        exact: instantOfWall(ends.wall, ends.zone) - instantOfWall(start.wall, start.zone),
      };
  return length.nominal + length.exact > 0 ? length : refuse(end.line, "DTEND is not after DTSTART.");
}

/** Beginnings that EXDATE names; a date leaves out the day's occurrence at the time of DTSTART. */
function excluded(
  properties: readonly Property[],
  start: IcalTime,
  floating: string,
): ReadonlySet<Instant> | IcalRefusal {
  const found = new Set<Instant>();
  for (const property of properties.filter(({ name }) => name === "EXDATE")) {
    for (const value of property.value.split(",")) {
      const read = readWhen(value, property, floating);
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
  { start, repeats }: { readonly start: IcalTime; readonly repeats: boolean },
  floating: string,
): { readonly at: Instant } | IcalRefusal | undefined {
  if (property === undefined) return undefined;
  if (property.params.RANGE !== undefined)
    return refuse(
      property.line,
      "RECURRENCE-ID with RANGE is not read; end the rule there and begin another entry.",
    );
  if (repeats)
    return refuse(property.line, "The entry has both RECURRENCE-ID and RRULE; only one of them is read.");
  const read = readWhen(property.value, property, floating);
  return isRefusal(read) ? read : { at: beginning(read, start) };
}
