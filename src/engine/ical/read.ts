// From an iCalendar text to the entries of a rota: who has the duty when. What can't be read is refused, never passed over.
import type { Instant } from "../instant.ts";
import { type EntryText, type Read, readEntry } from "./entry.ts";
import { type IcalRefusal, isRefusal, type Property, propertiesOf, refuse } from "./lines.ts";
import { knownNames, type RotaNames } from "./names.ts";
import { type Occurrence, onceOf, type Series } from "./repeat.ts";

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

/** What a text says. Where `faults` has one the text is not used; `unknown` entries name nobody of the rota and are left out. */
export interface CalendarText {
  readonly entries: readonly RotaEntry[];
  readonly faults: readonly IcalRefusal[];
  readonly unknown: readonly IcalRefusal[];
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
  const { drafts, faults } = draftsIn(propertiesOf(text));
  const extra = drafts[mostEntries];
  if (extra !== undefined)
    return failed(refuse(extra.line, `More than ${mostEntries} entries; export a shorter time.`));
  const known = { ...knownNames(names), zone: names.zone };
  const read = drafts.map((draft) => readEntry(draft, known));
  const refused = [...faults, ...read.filter(isRefusal)];
  if (refused.length > 0) return { entries: [], faults: refused.slice(0, mostFaults), unknown: [] };
  const good = read.filter((one): one is Read => !isRefusal(one));
  const taken = good.reduce((sum, { series }) => sum + series.without.size, 0);
  if (taken > mostTakenOut)
    return failed(refuse(1, `${taken} EXDATE; at most ${mostTakenOut} are read. Export a shorter time.`));
  return settled(good);
}

function failed(fault: IcalRefusal): CalendarText {
  return { entries: [], faults: [fault], unknown: [] };
}

/** The entries of the text as their properties, without what stands in alarms inside of them. */
function draftsIn(lines: readonly (Property | IcalRefusal)[]): {
  drafts: readonly EntryText[];
  faults: readonly IcalRefusal[];
} {
  const drafts: { line: number; properties: Property[] }[] = [];
  const faults: IcalRefusal[] = [];
  const open: string[] = [];
  for (const property of lines) {
    if (isRefusal(property)) {
      faults.push(property);
      continue;
    }
    const { name, value, line } = property;
    const part = value.trim().toUpperCase();
    if (name === "BEGIN") {
      if (part === "VEVENT") drafts.push({ line, properties: [] });
      open.push(part);
    } else if (name === "END") {
      if (open.pop() !== part)
        return {
          drafts: [],
          faults: [refuse(line, `END:${part} closes nothing that is open; the text is damaged.`)],
        };
    } else if (open.at(-1) === "VEVENT") drafts.at(-1)?.properties.push(property);
  }
  const [first] = lines;
  if (
    first === undefined ||
    isRefusal(first) ||
    first.name !== "BEGIN" ||
    first.value.trim().toUpperCase() !== "VCALENDAR"
  )
    return { drafts: [], faults: [refuse(1, "This is no iCalendar text; it begins with BEGIN:VCALENDAR.")] };
  if (open.length > 0)
    faults.push(refuse(lines.at(-1)?.line ?? 1, `END:${open.at(-1)} is missing; the text ends too early.`));
  return { drafts, faults };
}

/** Puts entries that replace an occurrence in its place, and leaves out what is cancelled or names nobody of the rota. */
function settled(read: readonly Read[]): CalendarText {
  const replaced = replacedBy(read);
  const held = read.filter((one) => !one.cancelled);
  const entries = held.flatMap(({ line, uid, series, replaces, who }): readonly RotaEntry[] => {
    if (typeof who !== "string") return [];
    const gone = replaces === undefined ? replaced.get(uid) : undefined;
    const without = { has: (at: Instant) => series.without.has(at) || gone?.has(at) === true };
    const own = { ...series, without };
    const once = series.repeat === undefined ? onceOf(own) : undefined;
    if (series.repeat === undefined && once === undefined) return [];
    return [{ line, who, series: own, once }];
  });
  const unknown = new Map(
    held.flatMap(({ who }) => (typeof who === "string" ? [] : [[who.message, who] as const])),
  );
  return { entries, faults: [], unknown: [...unknown.values()].slice(0, mostFaults) };
}

/** The beginnings that entries of a UID replace: one set for all entries that have it. */
function replacedBy(read: readonly Read[]): ReadonlyMap<string, ReadonlySet<Instant>> {
  const found = new Map<string, Set<Instant>>();
  for (const { uid, replaces } of read) {
    if (replaces === undefined) continue;
    const gone = found.get(uid) ?? new Set();
    found.set(uid, gone.add(replaces));
  }
  return found;
}
