// Clocks over events: each starts, restarts, rests, stops and takes its limit from severity and facts (H-9, H-15, HB-4).
import { endOf } from "./business.ts";
import {
  asRecorded,
  type ClockContext,
  type Clocks,
  type ClocksAfter,
  ending,
  resumed,
} from "./clock-due.ts";
import type { ClockState, Ended } from "./clock-state.ts";
import { isMeant, joinedEvents } from "./events/read.ts";
import type { Event } from "./incident.ts";
import type { ClockRecord } from "./ledger.ts";
import { limitOf } from "./limit.ts";
import type { ClockRule, Policy } from "./policy/model.ts";
import { calendarOf } from "./policy/names.ts";

export type { ClockContext, Clocks, ClocksAfter } from "./clock-due.ts";

/** The clocks after an event, but for those that it does not concern (`passed`). */
export function advance(
  clocks: Clocks,
  event: Event,
  context: ClockContext,
  passed: ReadonlySet<string> = new Set(),
): ClocksAfter {
  const next = new Map(clocks);
  const ended: Ended[] = [];
  for (const rule of context.policy.clocks) {
    if (passed.has(rule.name)) continue;
    const state = clocks.get(rule.name);
    const after = state?.running ? whileRunning(rule, state, event, context) : begun(rule, event, context);
    if (after === undefined) continue;
    next.set(rule.name, after);
    if (state?.running && endsBy(rule, state, event)) ended.push(...ending(state, event, context));
  }
  return { clocks: next, ended };
}

/** Does an event end the limit of a clock that runs: does it stop it, or start it anew? */
function endsBy(rule: ClockRule, state: ClockState, event: Event): boolean {
  return progressTo(rule.stops, state, event) === true || names(rule.restarts, event);
}

/** A clock that does not run, as an event begins it; `undefined`: it does not. */
export function begun(rule: ClockRule, event: Event, context: ClockContext): ClockState | undefined {
  if (!names(rule.starts, event) || (context.isOver && endsWithIncident(rule))) return undefined;
  // Nobody could end it: what it asks for is so.
  if (rule.stops.some((words) => context.lasting?.has(words))) return undefined;
  return start(rule, event, context);
}

/** Does a clock stop with the incident? The last word to users is a notice as well, and no other follows it (H-9, H-10). */
export function endsWithIncident({ stops }: ClockRule): boolean {
  return stops.some((words) => words === "resolved" || words === "closed");
}

function whileRunning(
  rule: ClockRule,
  state: ClockState,
  event: Event,
  context: ClockContext,
): ClockState | undefined {
  const stop = progressTo(rule.stops, state, event);
  if (stop === true) return { ...state, running: false, stoppedAt: event.at };
  if (names(rule.restarts, event)) return start(rule, event, context);
  if (corrects(rule, state, event, context.policy)) return start(rule, event, context);
  if (names(rule.pauses, event) && state.pausedAt === undefined)
    return { ...state, pausedAt: event.at, pausedBecause: undefined };
  if (names(rule.resumes, event) && state.pausedAt !== undefined) return resumed(rule, state, event, context);
  return stop === undefined ? undefined : { ...state, seen: stop };
}

/** Is an event among these: by its name, or as the first of its name? */
function names(among: readonly string[], event: Event): boolean {
  return among.some((words) => isMeant(words, event));
}

/** Did an event, or the last of several that are joined by `+`, happen? Else those that have, where that is news. */
function progressTo(
  names: readonly string[],
  state: ClockState,
  event: Event,
): true | readonly string[] | undefined {
  for (const words of names) {
    if (isMeant(words, event)) return true;
    const all = joinedEvents(words);
    const meant = all.filter((one) => isMeant(one, event));
    if (meant.length === 0) continue;
    const seen = [...new Set([...(state.seen ?? []), ...meant])];
    if (all.every((one) => seen.includes(one))) return true;
    return seen;
  }
  return undefined;
}

/**
 * Is this the answer that started the clock, given again? A corrected start time restarts the clock; a reworded answer does
 * not, unless this very answer is what made the clock run.
 */
function corrects(rule: ClockRule, state: ClockState, event: Event, policy: Policy): boolean {
  const [kind, id = ""] = event.name.split(".", 2);
  const again = kind === "field" && state.startedBy === event.name && rule.starts.includes(event.name);
  if (!again || event.at === state.startsAt) return false;
  return policy.fields[id]?.type === "time" || state.cause === event.cause;
}

/** A clock that an event starts, at the time of that. */
export function start(rule: ClockRule, event: Event, context: ClockContext): ClockState {
  const limit = limitOf(rule, context.severity, context.facts);
  const state: ClockState = {
    name: rule.name,
    running: true,
    cause: event.cause,
    startsAt: event.at,
    startedBy: event.name,
    setAt: event.saidAt ?? event.at,
    dueAt: limit && endOf(limit, event.at, calendarOf(context.policy, rule)),
    limit,
    severity: context.severity,
  };
  return asRecorded(state, context);
}

/** The clocks that these names end stop; as they do when an incident is closed, whatever its last status is called. */
export function stopAll(clocks: Clocks, event: Event, context: ClockContext): ClocksAfter {
  const next = new Map(clocks);
  const ended: Ended[] = [];
  for (const rule of context.policy.clocks) {
    const state = clocks.get(rule.name);
    if (!state?.running || !names(rule.stops, event)) continue;
    ended.push(...ending(state, event, context));
    next.set(rule.name, { ...state, running: false, stoppedAt: event.at });
  }
  return { clocks: next, ended };
}

/** What the ledger keeps of the running clocks. */
export function recordClocks(clocks: Clocks): ReadonlyMap<string, ClockRecord> {
  const records = new Map<string, ClockRecord>();
  for (const state of clocks.values()) {
    if (!state.running || state.dueAt === undefined) continue;
    records.set(state.name, {
      cause: state.cause,
      startsAt: state.startsAt,
      setAt: state.setAt,
      dueAt: state.dueAt,
      severity: state.severity,
    });
  }
  return records;
}
