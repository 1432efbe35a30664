// When an incident was down: from its begin to its end, and where it was opened again from then to the next end.
import { holds, settledFacts } from "../engine/condition.ts";
import type { Event } from "../engine/incident.ts";
import { DAY, type Instant } from "../engine/instant.ts";
import type { AvailabilityRule } from "../engine/policy/model.ts";
import { settledOf } from "../engine/severity/settled.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import { countedEvent, fieldsAmong } from "./events.ts";
import { apartKind } from "./membership.ts";
import type { PeriodSpan } from "./period.ts";

/** A time that something was down; no `to`: it goes on. */
export interface Downtime {
  readonly from: Instant;
  readonly to?: Instant | undefined;
}

/**
 * Downtime may begin before its incident is declared. So long after a month's end an incident may be declared and still count in it: a
 * report has to read that far to say the same of a month whichever period it is about.
 */
export const toldWithin = 31 * DAY;

/** Until when an incident that counts before a period's end may be declared. Of what begins with the declaration none comes later. */
export function declaredBefore(rules: readonly AvailabilityRule[], to: Instant): Instant {
  const isEarlier = rules.some(({ from }) => from.some((event) => event !== "declared"));
  return isEarlier ? to + toldWithin : to;
}

/** Does an incident count as downtime? */
export function isDowntime({ incident, ruling }: IncidentSituation, rule: AvailabilityRule): boolean {
  if (incident.management !== "managed" || apartKind(incident) !== undefined) return false;
  return holds(rule.when, settledFacts(incident.facts, settledOf({ ...incident, ruling })));
}

/**
 * The times that an incident was down, the first one first. What lies between an end and being opened again is none of them. A time
 * that is said later of an end before that corrects that end, and is none of what came after.
 */
export function stretchesOf(here: IncidentSituation, rule: AvailabilityRule): readonly Downtime[] {
  const parts = partsOf(here.incident.events);
  const begin = beginOf(here, rule, parts[0]?.events ?? []);
  if (begin === undefined) return [];
  const found: { from: Instant; to?: Instant | undefined }[] = [];
  for (const [index, part] of parts.entries()) {
    const from = Math.max(begin, part.since ?? begin);
    const before = found.at(-1);
    const said = saidEnd(here, rule, part);
    const isEarlier = before !== undefined && said !== undefined && said <= from;
    if (isEarlier) before.to = said;
    const isLast = index === parts.length - 1;
    const end = (isEarlier ? undefined : said) ?? (isLast ? here.incident.closed?.at : endIn(here, part));
    // It may have been closed when it had come back already, before anybody knew.
    const to = end && Math.min(end, parts[index + 1]?.since ?? end);
    if (before !== undefined && before.to === undefined) before.to = to;
    else found.push({ from, to });
  }
  return found.filter(({ from, to }) => to === undefined || to > from);
}

/** The times between an end and being opened again, which are no downtime. */
export function betweenOf(stretches: readonly Downtime[]): readonly PeriodSpan[] {
  return stretches.flatMap(({ to: from }, index) => {
    const to = stretches[index + 1]?.from;
    return from === undefined || to === undefined || to <= from ? [] : [{ from, to }];
  });
}

/** What happened until an incident was opened again, or since it was. */
interface Part {
  readonly events: readonly Event[];
  /** When it was opened again, by the time that was given; absent: that is its first part. */
  readonly since?: Instant | undefined;
}

function partsOf(events: readonly Event[]): readonly Part[] {
  const again = events.flatMap(({ name }, index) => (name === "reopened" ? [index] : []));
  return [-1, ...again].map((place, index) => ({
    events: events.slice(place + 1, again[index]),
    since: events[place]?.at,
  }));
}

/** Of fields what is known now; of all else what happened before it was opened again, where it did. */
function beginOf(
  here: IncidentSituation,
  { from }: AvailabilityRule,
  first: readonly Event[],
): Instant | undefined {
  const [fields, others] = [true, false].map((wanted) =>
    from.filter((words) => fieldsAmong([words]).length > 0 === wanted),
  );
  const found = [countedEvent(fields ?? [], here), countedEvent(others ?? [], within(here, first))];
  const known = found.flatMap((event) => event?.at ?? []);
  return known.length > 0 ? Math.min(...known) : countedEvent(from, here)?.at;
}

/** The end of a part by what the rule names. */
function saidEnd(
  here: IncidentSituation,
  { until }: AvailabilityRule,
  { events, since }: Part,
): Instant | undefined {
  const named = since === undefined ? until : until.map((words) => words.replace(/^first\./, ""));
  return countedEvent(named, within(here, events))?.at;
}

/** When it was over before it was opened again, where nobody said the end that the rule names. */
function endIn(here: IncidentSituation, { events }: Part): Instant | undefined {
  const part = within(here, events);
  return (countedEvent(["closed"], part) ?? countedEvent(["resolved"], part))?.at;
}

/** The incident as if nothing but these had happened. */
function within({ incident, ruling }: IncidentSituation, events: readonly Event[]) {
  return { incident: { facts: incident.facts, events }, ruling };
}
