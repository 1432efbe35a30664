// Clocks over events: each starts, restarts, rests, stops and takes its limit from severity and facts (H-9, H-15, HB-4).
import { endOf, hoursBetween } from "./business.ts";
import type { Facts } from "./facts.ts";
import type { ClockState, Ended, Event } from "./incident.ts";
import type { Instant } from "./instant.ts";
import type { ClockRecord, EndedRecord } from "./ledger.ts";
import type { Calendar, ClockRule, Policy } from "./policy/model.ts";
import { calendarOf, limitOf } from "./policy/names.ts";
import { sameSpan } from "./span.ts";

/** The clocks of an incident while its history is read. */
export type Clocks = Readonly<Record<string, ClockState>>;

/** What the limits depend on besides the policy. */
export interface Limits {
  readonly policy: Policy;
  readonly severity: string | undefined;
  /** The facts as conditions read them (`settledFacts`). */
  readonly facts: Facts;
  /** Due times that were already counted from; a running clock keeps its own whatever the policy becomes. */
  readonly records: Readonly<Record<string, ClockRecord>>;
  /** The same of limits that came to their end. */
  readonly endedRecords: readonly EndedRecord[];
  /** Takes what comes to its end. */
  readonly ended: Ended[];
}

/** The clocks after an event. */
export function advance(clocks: Clocks, event: Event, limits: Limits): Clocks {
  const next: Record<string, ClockState> = { ...clocks };
  for (const rule of limits.policy.clocks) {
    const state = clocks[rule.name];
    const after = state?.running ? whileRunning(rule, state, event, limits) : idle(rule, event, limits);
    if (after !== undefined) next[rule.name] = after;
  }
  return next;
}

function idle(rule: ClockRule, event: Event, limits: Limits): ClockState | undefined {
  return rule.starts.includes(event.name) ? start(rule, event, limits) : undefined;
}

function whileRunning(
  rule: ClockRule,
  state: ClockState,
  event: Event,
  limits: Limits,
): ClockState | undefined {
  const stop = happened(rule.stops, state, event);
  if (stop === true) {
    end(state, event.at, limits);
    return { ...state, running: false, stoppedAt: event.at };
  }
  if (rule.restarts.includes(event.name)) {
    end(state, event.at, limits);
    return start(rule, event, limits);
  }
  if (corrects(rule, state, event)) return start(rule, event, limits);
  if (rule.pauses.includes(event.name) && state.pausedAt === undefined)
    return { ...state, pausedAt: event.at, pausedBecause: undefined };
  if (rule.resumes.includes(event.name) && state.pausedAt !== undefined)
    return resumed(rule, state, event, limits);
  return stop === undefined ? undefined : { ...state, seen: stop };
}

/** Did an event, or the last of several that are joined by `+`, happen? Else those that have, where that is news. */
function happened(
  names: readonly string[],
  state: ClockState,
  event: Event,
): true | readonly string[] | undefined {
  for (const name of names) {
    if (name === event.name) return true;
    const all = name.split("+");
    if (all.length < 2 || !all.includes(event.name)) continue;
    const seen = [...new Set([...(state.seen ?? []), event.name])];
    if (all.every((one) => seen.includes(one))) return true;
    return seen;
  }
  return undefined;
}

/** Is it the same start, told again with another time? */
function corrects(rule: ClockRule, state: ClockState, event: Event): boolean {
  return (
    event.name.startsWith("field.") &&
    state.startedBy === event.name &&
    rule.starts.includes(event.name) &&
    event.at !== state.startsAt
  );
}

function start(rule: ClockRule, event: Event, limits: Limits): ClockState {
  const limit = limitOf(rule, limits.severity, limits.facts);
  const state: ClockState = {
    name: rule.name,
    running: true,
    cause: event.cause,
    startsAt: event.at,
    startedBy: event.name,
    setAt: event.saidAt ?? event.at,
    dueAt: limit && endOf(limit, event.at, calendarOf(limits.policy, rule)),
    limit,
    severity: limits.severity,
  };
  return kept(state, limits);
}

/** A limit that came to its end: kept with the due time that was counted then, whatever the policy has become. */
function end(state: ClockState, endedAt: Instant, { ended, endedRecords }: Limits): void {
  const record = endedRecords.find((one) => one.clock === state.name && one.cause === state.cause);
  const dueAt = record?.dueAt ?? state.dueAt;
  if (dueAt === undefined) return;
  const { name: clock, cause, startsAt } = state;
  ended.push({ clock, cause, startsAt, dueAt, endedAt });
}

/** A due time that people moved. It is a cause of its own, so that its reminders are new ones. */
export function move(
  clocks: Clocks,
  name: string,
  to: { at: Instant; dueAt: Instant; cause: string; by?: string | undefined; because?: string | undefined },
  limits: Limits,
): Clocks {
  const state = clocks[name];
  if (!state?.running) return clocks;
  // What was missed stays missed, though it is given a new time.
  if (state.dueAt !== undefined && state.dueAt < to.at && state.setAt !== to.at) end(state, to.at, limits);
  return {
    ...clocks,
    [name]: {
      ...state,
      dueAt: to.dueAt,
      setAt: to.at,
      cause: to.cause,
      spared: undefined,
      moved: { by: to.by, because: to.because },
    },
  };
}

/** A clock that a person lets rest. */
export function rest(
  clocks: Clocks,
  name: string,
  from: { at: Instant; because?: string | undefined },
): Clocks {
  const state = clocks[name];
  if (!state?.running || state.pausedAt !== undefined) return clocks;
  return { ...clocks, [name]: { ...state, pausedAt: from.at, pausedBecause: from.because } };
}

/** A clock that rests runs on: what was left of its limit is left from now on. */
export function goOn(
  clocks: Clocks,
  name: string,
  from: { at: Instant; cause: string },
  limits: Limits,
): Clocks {
  const state = clocks[name];
  const rule = limits.policy.clocks.find((one) => one.name === name);
  if (!state?.running || state.pausedAt === undefined || rule === undefined) return clocks;
  return { ...clocks, [name]: resumed(rule, state, from, limits) };
}

function resumed(
  rule: ClockRule,
  state: ClockState,
  from: { at: Instant; cause: string },
  limits: Limits,
): ClockState {
  const { pausedAt = from.at, dueAt, limit } = state;
  const going = { ...state, pausedAt: undefined, pausedBecause: undefined };
  if (dueAt === undefined || dueAt <= pausedAt) return going;
  const left = leftOver({ from: pausedAt, to: dueAt }, from.at, {
    limit,
    calendar: calendarOf(limits.policy, rule),
  });
  return { ...going, cause: from.cause, setAt: from.at, dueAt: left };
}

function leftOver(
  rested: { readonly from: Instant; readonly to: Instant },
  again: Instant,
  by: { readonly limit: ClockState["limit"]; readonly calendar: Calendar | undefined },
): Instant {
  const { limit, calendar } = by;
  if (limit === undefined || limit.kind === "elapsed" || calendar === undefined)
    return again + (rested.to - rested.from);
  return endOf({ kind: "hours", ms: hoursBetween(calendar, rested.from, rested.to) }, again, calendar);
}

/**
 * The clocks after a change of severity or of facts: the due time is worked out again from the same start. Where that lies
 * before the change it is due the policy's `grace` after it. One that a person moved stays where it was put, and one that was
 * missed stays missed.
 */
export function resettle(clocks: Clocks, change: { at: Instant; cause: string }, limits: Limits): Clocks {
  const next: Record<string, ClockState> = { ...clocks };
  for (const rule of limits.policy.clocks) {
    const state = clocks[rule.name];
    if (state?.running) next[rule.name] = resettled(rule, state, change, limits);
  }
  return next;
}

function resettled(
  rule: ClockRule,
  state: ClockState,
  change: { at: Instant; cause: string },
  limits: Limits,
): ClockState {
  const { severity } = limits;
  const limit = limitOf(rule, severity, limits.facts);
  if (sameSpan(limit, state.limit)) return state.severity === severity ? state : { ...state, severity };
  const missed = state.dueAt !== undefined && state.dueAt < change.at;
  if (limit !== undefined && (state.moved || missed)) return { ...state, limit, severity };
  if (limit === undefined && missed) end(state, change.at, limits);
  const dueAt = limit && endOf(limit, state.startsAt, calendarOf(limits.policy, rule));
  const late = dueAt !== undefined && dueAt < change.at;
  return kept(
    {
      ...state,
      cause: change.cause,
      setAt: change.at,
      limit,
      severity,
      dueAt: late ? change.at + limits.policy.attention.grace : dueAt,
      spared: late || undefined,
    },
    limits,
  );
}

/** The clocks after a delay that was nobody's: what was due before `from` is due `grace` after it. */
export function spare(clocks: Clocks, from: { at: Instant; cause: string }, grace: number): Clocks {
  return Object.fromEntries(
    Object.entries(clocks).map(([name, state]) => {
      const past = state.running && state.dueAt !== undefined && state.dueAt < from.at;
      return [name, past ? { ...state, cause: from.cause, setAt: from.at, dueAt: from.at + grace } : state];
    }),
  );
}

/** The clocks that these names end stop; as they do when an incident is closed, whatever its last status is called. */
export function stopAll(clocks: Clocks, event: Event, limits: Limits): Clocks {
  const next: Record<string, ClockState> = { ...clocks };
  for (const rule of limits.policy.clocks) {
    const state = clocks[rule.name];
    if (!state?.running || !rule.stops.includes(event.name)) continue;
    end(state, event.at, limits);
    next[rule.name] = { ...state, running: false, stoppedAt: event.at };
  }
  return next;
}

function kept(state: ClockState, limits: Limits): ClockState {
  const record = limits.records[state.name];
  if (record === undefined || record.cause !== state.cause || record.severity !== state.severity)
    return state;
  return { ...state, setAt: record.setAt ?? state.setAt, dueAt: record.dueAt };
}

/** What the ledger keeps of the running clocks. */
export function recordClocks(clocks: Clocks): Record<string, ClockRecord> {
  const records: Record<string, ClockRecord> = {};
  for (const state of Object.values(clocks)) {
    if (!state.running || state.dueAt === undefined) continue;
    records[state.name] = {
      cause: state.cause,
      startsAt: state.startsAt,
      setAt: state.setAt,
      dueAt: state.dueAt,
      severity: state.severity,
    };
  }
  return records;
}
