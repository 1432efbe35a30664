// Reads what a policy writes for events: `first.` before a name, several joined by `+`, and the row of the table that a name has.
import type { EventRow } from "./row.ts";
import { type EventName, type EventPattern, eventTable } from "./table.ts";

/** An event as a policy names it: its row, the part after the dot, and whether only the first of its name is meant. */
export interface ReadEvent {
  readonly pattern: EventPattern;
  readonly row: EventRow;
  /** Empty where the pattern has no part. */
  readonly key: string;
  readonly first: boolean;
}

/** The patterns in the order of the table, as messages and the reference list them. */
export const eventPatterns = Object.keys(eventTable) as readonly EventPattern[];

const byKind: ReadonlyMap<string, EventPattern> = new Map(
  eventPatterns.filter((pattern) => pattern.endsWith(">")).map((pattern) => [kindOf(pattern), pattern]),
);

/** The events that `told.cto+told.siro` joins, which count at the last of them; of one event that one. */
export function joinedEvents(words: string): readonly string[] {
  return words.includes("+") ? words.split("+").map((one) => one.trim()) : [words];
}

/** The row of one event; undefined where the table has none. The part after the dot is not held against a policy. */
export function readEvent(words: string): ReadEvent | undefined {
  const name = words.replace(FIRST, "");
  const key = name.slice(kindOf(name).length + 1);
  const pattern = isPlain(name) ? name : byKind.get(kindOf(name));
  if (pattern === undefined) return undefined;
  return { pattern, row: eventTable[pattern], key: isPlain(name) ? "" : key, first: name !== words };
}

/** Does one event that a policy names mean what happened: by its name, or as the first of its name in the incident? */
export function isMeant(
  words: string,
  event: { readonly name: EventName; readonly first?: boolean | undefined },
): boolean {
  return words === event.name || (event.first === true && words === `first.${event.name}`);
}

/** Is this the name of an event that has no part after a dot? */
export function isPlain(name: string): name is EventPattern & EventName {
  return Object.hasOwn(eventTable, name) && !name.endsWith(">");
}

const FIRST = /^first\./;

function kindOf(name: string): string {
  return name.split(".", 1)[0] ?? "";
}
