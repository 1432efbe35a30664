// From an iCalendar text to the entries of a rota: who has the duty when. What counts for it and can't be read is refused, never passed over.
import type { Instant } from "../instant.ts";
import { type EntryText, type Read, readEntry, type Times } from "./entry.ts";
import { type IcalRefusal, isRefusal, type Property, propertiesOf, refuse } from "./lines.ts";
import { knownNames, type Nobody, type RotaNames } from "./names.ts";
import { type Occurrence, onceOf, type Series } from "./repeat.ts";
import { zonesOf } from "./zones.ts";

/** An entry that names somebody of the rota. */
export interface RotaEntry {
  /** Where it begins in the text, from 1. */
  readonly line: number;
  /** A login, or the key of a contact. */
  readonly who: string;
  readonly series: Series;
  /** The one occurrence of an entry that does not repeat. */
  readonly once?: Occurrence | undefined;
}

/** What can't be read of a text that counts for the rota: until it is over, the text is not used. */
export interface IcalFault extends IcalRefusal {
  /** From here on it harms nothing; absent where it is never known to be over. */
  readonly until?: Instant | undefined;
}

/** What a text says. `nobody` are entries that put nobody of the rota on duty: they are left out, whatever is odd in them. */
export interface CalendarText {
  readonly entries: readonly RotaEntry[];
  readonly faults: readonly IcalFault[];
  /** From here on no fault counts any more; endless in the past where there is none, in the future where one never ends. */
  readonly usableFrom: Instant;
  readonly nobody: readonly Nobody[];
}

const mostBytes = 1024 * 1024;
const mostEntries = 5_000;
/** Occurrences that a text takes out one by one, by EXDATE. */
const mostTakenOut = 20_000;
const mostFaults = 20;

/**
 * Reads a text of at most 1 MiB, 5,000 entries (VEVENT) and 20,000 occurrences that are taken out. Pure: the same text gives the
 * same entries.
 */
export function readCalendar(text: string, names: RotaNames): CalendarText {
  const size = new TextEncoder().encode(text).length;
  if (size > mostBytes)
    return failed(
      refuse(
        1,
        `The calendar has ${size} bytes; at most ${mostBytes} (1 MiB) are read. Export a shorter time.`,
      ),
    );
  const lines = propertiesOf(text);
  const { drafts, fault } = draftsIn(lines);
  if (fault !== undefined) return failed(fault);
  const extra = drafts[mostEntries];
  if (extra !== undefined)
    return failed(refuse(extra.line, `More than ${mostEntries} entries; export a shorter time.`));
  const known = { names: knownNames(names), zones: zonesOf(lines, names.zone) };
  const read = drafts.map((draft) => readEntry(draft, known));
  const taken = read.reduce((sum, { times }) => sum + (isRefusal(times) ? 0 : times.without.size), 0);
  if (taken > mostTakenOut)
    return failed(refuse(1, `${taken} EXDATE; at most ${mostTakenOut} are read. Export a shorter time.`));
  return settled(read);
}

function failed(fault: IcalRefusal): CalendarText {
  return { entries: [], faults: [fault], usableFrom: Number.POSITIVE_INFINITY, nobody: [] };
}

/** The entries of the text as their properties, without what stands in alarms inside of them; or how the text is damaged. */
function draftsIn(lines: readonly (Property | IcalRefusal)[]): {
  drafts: readonly EntryText[];
  fault?: IcalRefusal;
} {
  const [first] = lines;
  if (
    first === undefined ||
    isRefusal(first) ||
    !/^BEGIN:VCALENDAR$/iu.test(`${first.name}:${first.value.trim()}`)
  )
    return { drafts: [], fault: refuse(1, "This is no iCalendar text; it begins with BEGIN:VCALENDAR.") };
  const drafts: { line: number; properties: Property[]; odd: IcalRefusal[] }[] = [];
  const open: string[] = [];
  for (const property of lines) {
    const inside = open.at(-1) === "VEVENT" ? drafts.at(-1) : undefined;
    if (isRefusal(property)) inside?.odd.push(property);
    else if (property.name === "BEGIN") {
      const part = partOf(property);
      if (part === "VEVENT") drafts.push({ line: property.line, properties: [], odd: [] });
      open.push(part);
    } else if (property.name !== "END") inside?.properties.push(property);
    else if (open.pop() !== partOf(property)) {
      const message = `END:${partOf(property)} closes nothing that is open; the text is damaged.`;
      return { drafts: [], fault: refuse(property.line, message) };
    }
  }
  if (open.length === 0) return { drafts };
  const message = `END:${open.at(-1)} is missing; the text ends too early.`;
  return { drafts: [], fault: refuse(lines.at(-1)?.line ?? 1, message) };
}

const partOf = ({ value }: Property): string => value.trim().toUpperCase();

/** Puts entries that replace an occurrence in its place, and leaves out what is cancelled or puts nobody on duty. */
function settled(read: readonly Read[]): CalendarText {
  const held = read.filter(({ cancelled }) => !cancelled);
  const nobody = new Map(
    held.flatMap(({ who }) => (typeof who === "string" ? [] : [[who.message, who] as const])),
  );
  const faults = faultsIn(read);
  const replaced = replacedBy(read);
  const entries = held.flatMap(({ line, uid, times, replaces, who }): readonly RotaEntry[] => {
    if (typeof who !== "string" || isRefusal(times) || isRefusal(replaces) || isEmpty(times)) return [];
    const gone = replaces === undefined ? replaced.get(uid) : undefined;
    const without = { has: (at: Instant) => times.without.has(at) || gone?.has(at) === true };
    const own = { ...times, without };
    const once = times.repeat === undefined ? onceOf(own) : undefined;
    if (times.repeat === undefined && once === undefined) return [];
    return [{ line, who, series: own, once }];
  });
  return {
    entries,
    faults: faults.slice(0, mostFaults),
    usableFrom: faults[0] === undefined ? Number.NEGATIVE_INFINITY : ends(faults[0]),
    nobody: [...nobody.values()].slice(0, mostFaults),
  };
}

/** A reminder has no length, and nobody is on duty in it. */
const isEmpty = ({ length }: Times): boolean => length.nominal + length.exact === 0;

const ends = ({ until = Number.POSITIVE_INFINITY }: IcalFault): Instant => until;

/**
 * What can't be read and says who is on duty, what counts longest first: of entries that name somebody, and of those that may stand
 * in the place of one.
 */
function faultsIn(read: readonly Read[]): readonly IcalFault[] {
  const counts = new Set(read.filter(({ who, cancelled }) => typeof who === "string" && !cancelled));
  const uids = new Set(Array.from(counts, ({ uid }) => uid));
  const faults = read.flatMap((one): readonly IcalFault[] => {
    const { times, replaces, overFrom: until, uid } = one;
    const [own] = [times, replaces].filter(isRefusal);
    if (own !== undefined && counts.has(one)) return [{ ...own, until }];
    return isRefusal(replaces) && uids.has(uid) ? [{ ...replaces, until }] : [];
  });
  return faults.toSorted((one, other) => (ends(one) === ends(other) ? 0 : ends(other) - ends(one)));
}

/** The beginnings that entries of a UID replace: one set for all entries that have it. */
function replacedBy(read: readonly Read[]): ReadonlyMap<string, ReadonlySet<Instant>> {
  const found = new Map<string, Set<Instant>>();
  for (const { uid, replaces } of read) {
    if (replaces === undefined || isRefusal(replaces)) continue;
    const gone = found.get(uid) ?? new Set();
    found.set(uid, gone.add(replaces));
  }
  return found;
}
