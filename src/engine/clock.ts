// Clocks over events: each starts, restarts, stops and takes its limit from the severity in force (H-9, H-15, HB-4).
import { endOf } from "./business.ts";
import type { ClockState, Event } from "./incident.ts";
import type { Instant } from "./instant.ts";
import type { ClockRecord } from "./ledger.ts";
import type { ClockRule, Policy } from "./policy/model.ts";
import { calendarOf, limitOf } from "./policy/names.ts";
import { sameSpan } from "./span.ts";

/** The clocks of an incident while its history is read. */
export type Clocks = Readonly<Record<string, ClockState>>;

/** What the limits depend on besides the policy. */
export interface Limits {
  readonly policy: Policy;
  readonly severity: string | undefined;
  /** Due times that were already counted from; a running clock keeps its own whatever the policy becomes. */
  readonly records: Readonly<Record<string, ClockRecord>>;
}

/** The clocks after an event. */
export function advance(clocks: Clocks, event: Event, limits: Limits): Clocks {
  const next: Record<string, ClockState> = { ...clocks };
  for (const rule of limits.policy.clocks) {
    const state = clocks[rule.name];
    if (state?.running && rule.stops.includes(event.name)) {
      next[rule.name] = { ...state, running: false, stoppedAt: event.at };
    } else if (state?.running ? rule.restarts.includes(event.name) : rule.starts.includes(event.name)) {
      next[rule.name] = start(rule, event, limits);
    }
  }
  return next;
}

function start(rule: ClockRule, event: Event, limits: Limits): ClockState {
  const limit = limitOf(rule, limits.severity);
  const state: ClockState = {
    name: rule.name,
    running: true,
    cause: event.cause,
    startsAt: event.at,
    setAt: event.at,
    dueAt: limit === undefined ? undefined : endOf(limit, event.at, calendarOf(limits.policy, rule)),
    severity: limits.severity,
  };
  return kept(state, limits);
}

/** A due time that people moved. It is a cause of its own, so that its reminders are new ones. */
export function move(
  clocks: Clocks,
  name: string,
  to: { at: Instant; dueAt: Instant; cause: string; by?: string | undefined; because?: string | undefined },
): Clocks {
  const state = clocks[name];
  if (!state?.running) return clocks;
  return {
    ...clocks,
    [name]: {
      ...state,
      dueAt: to.dueAt,
      setAt: to.at,
      cause: to.cause,
      moved: { by: to.by, because: to.because },
    },
  };
}

/**
 * The clocks after a change of severity: the due time is worked out again from the same start. Where that lies before the
 * change it is due the policy's `grace` after it. One that a person moved stays where it was put.
 */
export function resettle(clocks: Clocks, change: { at: Instant; cause: string }, limits: Limits): Clocks {
  const next: Record<string, ClockState> = { ...clocks };
  for (const rule of limits.policy.clocks) {
    const state = clocks[rule.name];
    if (!state?.running || state.severity === limits.severity) continue;
    const limit = limitOf(rule, limits.severity);
    const before = limitOf(rule, state.severity);
    if (sameSpan(limit, before) || (state.moved && limit !== undefined)) {
      next[rule.name] = { ...state, severity: limits.severity };
      continue;
    }
    const dueAt =
      limit === undefined ? undefined : endOf(limit, state.startsAt, calendarOf(limits.policy, rule));
    const late = dueAt !== undefined && dueAt < change.at;
    next[rule.name] = kept(
      {
        ...state,
        cause: change.cause,
        setAt: change.at,
        severity: limits.severity,
        dueAt: late ? change.at + limits.policy.attention.grace : dueAt,
      },
      limits,
    );
  }
  return next;
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
