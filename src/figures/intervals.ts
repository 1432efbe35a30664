// The intervals of a policy over the incidents of a period: only where both times are known, by the times that were given.
import type { Event } from "../engine/incident.ts";
import type { IntervalRule, Policy } from "../engine/policy/model.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import type { IntervalFigures, Measured, NamedIssue } from "./data.ts";
import { countedEvent, eventsInWords } from "./events.ts";
import { nameOf } from "./naming.ts";
import { spreadOf } from "./spread.ts";

/** Every interval of the policy, in its order. */
export function intervalsOf(
  counted: readonly IncidentSituation[],
  policy: Policy,
): readonly IntervalFigures[] {
  return policy.figures.intervals.map((rule) => {
    const values = counted
      .flatMap((here) => measure(rule, here) ?? [])
      .filter(({ length }) => length >= 0)
      .toSorted((one, other) => one.length - other.length || one.from - other.from);
    return {
      key: rule.key,
      title: rule.title,
      definition: `From ${eventsInWords(rule.from, policy)} to ${eventsInWords(rule.to, policy)}.`,
      values,
      spread: spreadOf(values.map(({ length }) => length)),
      lag: spreadOf(values.map(({ recordedAfter }) => recordedAfter)),
    };
  });
}

/** Incidents of which the end is given before the beginning: one of the two times is wrong. */
export function backwards(rule: IntervalRule, counted: readonly IncidentSituation[]): readonly NamedIssue[] {
  return counted.filter((here) => (measure(rule, here)?.length ?? 0) < 0).map(nameOf);
}

/** The interval of one incident, in whole seconds. */
function measure(rule: IntervalRule, here: IncidentSituation): Measured | undefined {
  const from = countedEvent(rule.from, here);
  const to = countedEvent(rule.to, here);
  if (from === undefined || to === undefined) return undefined;
  const lag = Math.max(0, (to.saidAt ?? to.at) - to.at);
  return {
    ...nameOf(here),
    ...{ from: whole(from.at), to: whole(to.at), length: whole(to.at) - whole(from.at) },
    recordedAfter: whole(lag),
    openedAgain: isOpenedAgain(here, from, to),
  };
}

/** Was it opened again after the beginning of an interval, and before the end that counts? */
function isOpenedAgain({ incident: { events } }: IncidentSituation, from: Event, to: Event): boolean {
  return events
    .slice(0, events.indexOf(to))
    .some(({ name, at }) => name === "reopened" && at > from.at && at < to.at);
}

const whole = (ms: number): number => Math.floor(ms / 1000) * 1000;
