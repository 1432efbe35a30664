// When something happened in an incident, by the events that a policy names, and how those are called in a definition.
import { isOfEarlierEnd } from "../engine/earlier-end.ts";
import { isMeant, readEvent } from "../engine/events/read.ts";
import type { Incident } from "../engine/incident.ts";
import type { Policy } from "../engine/policy/model.ts";
import { partTitle } from "../engine/policy/part-title.ts";
import type { Event } from "../engine/settled.ts";

/** An incident as far as its times go, and the policy that names them. */
interface Told {
  readonly incident: Pick<Incident, "events" | "facts">;
  readonly ruling: { readonly policy: Pick<Policy, "fields"> };
}

/** What being opened again takes back: a state that was reached. */
const states = /^(?:mitigated|resolved|closed|status\..*)$/;

/**
 * The event that counts: of each that is named the last one, since a time may be corrected and an end undone; of those the earliest.
 * What is named as the first of its name is the earliest by the times that were given, whichever was told first. Its `at` is the time
 * that was given.
 */
export function countedEvent(named: readonly string[], told: Told): Event | undefined {
  const found = named.flatMap((words) => lastOf(words, told) ?? []);
  return found.toSorted((one, other) => one.at - other.at)[0];
}

function lastOf(words: string, { incident, ruling }: Told): Event | undefined {
  const { events, facts } = incident;
  const place = events.findLastIndex((event) => isMeant(words, event));
  const event = events[place];
  if (event === undefined) return undefined;
  const field = event.name.startsWith("field.") ? event.name.slice("field.".length) : undefined;
  // What was said and taken back is not known, and an end that was undone is none.
  if (field !== undefined && (!facts.has(field) || isOfEarlierEnd(field, incident, ruling.policy)))
    return undefined;
  if (words !== event.name && field === undefined)
    return events
      .filter(({ name }) => name === event.name)
      .reduce((one, other) => (other.at < one.at ? other : one));
  const isUndone = states.test(words) && events.slice(place + 1).some(({ name }) => name === "reopened");
  return isUndone ? undefined : event;
}

/** The fields among events: what has to be known so that they can count. */
export function fieldsAmong(named: readonly string[]): readonly string[] {
  return named.flatMap((words) => {
    const read = readEvent(words);
    return read?.row.names === "fields" ? [read.key] : [];
  });
}

/** Events as a definition has them: `the time given as “when it started”, or declaration`. */
export function eventsInWords(named: readonly string[], policy: Policy): string {
  const words = named.map((one) => eventInWords(one, policy));
  return words.length < 2
    ? (words[0] ?? "")
    : `the earlier of ${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function eventInWords(words: string, policy: Policy): string {
  const read = readEvent(words);
  if (read === undefined) return words;
  const { row, key, first } = read;
  const title = partTitle(row.names, key, policy);
  if (row.names === "fields" && policy.fields[key]?.type === "time") return `the time given as “${title}”`;
  const noun = typeof row.noun === "string" ? row.noun : row.noun({ key, title });
  return first ? `the first ${noun.replace(/^(?:the|an?) /, "")}` : noun;
}
