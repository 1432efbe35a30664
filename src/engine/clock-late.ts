// What limits that have ended come to when something is told later than it happened: kept or missed goes by the time that was given,
// whenever it was written down (L-7, O-4).
import { endOf } from "./business.ts";
import { type ClockContext, type Clocks, endedBy, ending } from "./clock-due.ts";
import type { Ended } from "./clock-state.ts";
import { isMeant, joinedEvents } from "./events/read.ts";
import type { Event } from "./incident.ts";
import { limitOf } from "./limit.ts";
import type { ClockRule } from "./policy/model.ts";
import { calendarOf } from "./policy/names.ts";

/** What happened so far, and the limits that came to their end by it, oldest first. */
export interface SoFar {
  readonly clocks: Clocks;
  readonly ended: readonly Ended[];
  readonly events: readonly Event[];
}

/** The same as it is known now. */
export interface Relived {
  readonly clocks: Clocks;
  readonly ended: readonly Ended[];
  /** Clocks that were started since, and which the event does not concern: it was in time for another limit. */
  readonly passed: ReadonlySet<string>;
}

/** States that an incident comes to, and by which it is known how far it is. */
export const states = /^(?:confirmed|mitigated|resolved|closed|status\..*)$/;

/**
 * Of an event that lies in a limit which has ended since: that limit ended by it, and where it starts its clock anew, the rest of that
 * time is a limit of its own. What was started since is concerned only by a state that was reached.
 */
export function toldLate({ clocks, ended, events }: SoFar, event: Event, context: ClockContext): Relived {
  const next = new Map(clocks);
  let known = ended;
  for (const rule of context.policy.clocks) {
    const end = endBy(rule, event, events);
    const runs = end === undefined ? [] : known.filter((one) => isWithin(one, rule, end));
    const [first, last] = [runs[0], runs.at(-1)];
    if (end === undefined || first === undefined || last === undefined) continue;
    const state = clocks.get(rule.name);
    const isStop = stopsOn(rule, event);
    if (isStop && state?.running === false && state.stoppedAt === last.endedAt)
      next.set(rule.name, { ...state, stoppedAt: end.at });
    const now = [endedBy(first, end), ...(isStop ? [] : restOf(last, end, rule, context))];
    known = known.flatMap((one) => (one === first ? now : runs.includes(one) ? [] : [one]));
  }
  // What one comment tells is one thing, whatever events it makes.
  const isKnown = ended.some((one) => one.endedBy === event.cause && one.endedAt === event.at);
  const isPast = (known !== ended || isKnown) && !states.test(event.name);
  const later = isPast ? [...clocks.values()].filter((one) => one.running && event.at < one.startsAt) : [];
  return { clocks: next, ended: known, passed: new Set(later.map(({ name }) => name)) };
}

/** By which event, and when, a limit of a clock ends; of several that must all have happened, by the last. */
function endBy(rule: ClockRule, event: Event, events: readonly Event[]): Event | undefined {
  if (rule.restarts.some((words) => isMeant(words, event))) return event;
  const words = rule.stops.find((one) => joinedEvents(one).some((part) => isMeant(part, event)));
  if (words === undefined) return undefined;
  const all = joinedEvents(words).map((part) => events.findLast((one) => isMeant(part, one)));
  return all.reduce((one, other) => (one && other ? (other.at > one.at ? other : one) : undefined));
}

/** Does an event stop a clock, by itself or as the last of several? */
export function stopsOn({ stops }: ClockRule, event: Event): boolean {
  return stops.flatMap(joinedEvents).some((words) => isMeant(words, event));
}

/** Did the limit of a clock still run at an event that came to be known after its end? */
export function isWithin({ clock, startsAt, endedAt }: Ended, { name }: ClockRule, { at }: Event): boolean {
  return clock === name && startsAt <= at && at < endedAt;
}

/** What was left of the time of a limit, as the limit that an event started. */
function restOf(
  { endedAt, endedBy: by }: Ended,
  { at, cause }: Event,
  rule: ClockRule,
  context: ClockContext,
): readonly Ended[] {
  const limit = limitOf(rule, context.severity, context.facts);
  if (limit === undefined) return [];
  const dueAt = endOf(limit, at, calendarOf(context.policy, rule));
  const state = { name: rule.name, running: true, cause, startsAt: at, setAt: at, dueAt };
  return ending(state, { at: endedAt, cause: by }, context);
}
