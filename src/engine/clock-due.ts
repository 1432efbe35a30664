// The due times of clocks: what they depend on, how they are kept, what is left after a rest, and how they end for the record.
import { endOf, hoursBetween } from "./business.ts";
import type { ClockState, Ended } from "./clock-state.ts";
import type { Facts } from "./facts.ts";
import type { Instant } from "./instant.ts";
import type { ClockRecord, EndedRecord } from "./ledger.ts";
import type { Calendar, ClockRule, Policy } from "./policy/model.ts";
import { calendarOf } from "./policy/names.ts";

/** The clocks of an incident while its history is read. */
export type Clocks = ReadonlyMap<string, ClockState>;

/** What the limits depend on besides the policy. */
export interface ClockContext {
  readonly policy: Policy;
  readonly severity: string | undefined;
  /** The facts as conditions read them (`settledFacts`). */
  readonly facts: Facts;
  /** Its status says that it is over: what stops with that does not start any more. */
  readonly isOver: boolean;
  /** What is so already, however often it is opened again: that it was confirmed, a document that was accepted, a review or a role that somebody has. */
  readonly lasting?: ReadonlySet<string>;
  /** Due times that were already counted from; a running clock keeps its own whatever the policy becomes. */
  readonly records: ReadonlyMap<string, ClockRecord>;
  /** The same of limits that came to their end. */
  readonly endedRecords: readonly EndedRecord[];
}

/** What clocks answer: as they are now, and the limits that came to their end by it. */
export interface ClocksAfter {
  readonly clocks: Clocks;
  readonly ended: readonly Ended[];
}

/** A limit that came to its end: kept with the due time that was counted then, whatever the policy has become. */
export function ending(state: ClockState, end: LimitEnd, { endedRecords }: ClockContext): readonly Ended[] {
  const record = endedRecords.find((one) => one.clock === state.name && one.cause === state.cause);
  const dueAt = record?.dueAt ?? state.dueAt;
  if (dueAt === undefined) return [];
  const { name: clock, cause, startsAt } = state;
  return [endedBy({ clock, cause, startsAt, dueAt, endedAt: end.at, endedBy: end.cause }, end)];
}

/** What ended a limit: an event by its name, or what people did to the clock. */
export interface LimitEnd {
  readonly name?: string;
  readonly at: Instant;
  readonly cause: string;
}

/** A limit with this as its end. Being opened again does nothing of what it asks for: what was missed by then stays missed. */
export function endedBy({ moot: _, ...run }: Ended, { name, at, cause }: LimitEnd): Ended {
  const isMoot = name === "reopened" && at <= run.dueAt;
  return { ...run, endedAt: at, endedBy: cause, ...(isMoot && { moot: true }) };
}

/** A state with the due time that the ledger has counted for it already, where it has. */
export function asRecorded(state: ClockState, context: ClockContext): ClockState {
  const record = context.records.get(state.name);
  if (record === undefined || record.cause !== state.cause || record.severity !== state.severity)
    return state;
  return { ...state, setAt: record.setAt ?? state.setAt, dueAt: record.dueAt };
}

/** A clock that rested runs on: what was left of its limit is left from now on. */
export function resumed(
  rule: ClockRule,
  state: ClockState,
  from: { at: Instant; cause: string },
  context: ClockContext,
): ClockState {
  const { pausedAt = from.at, dueAt, limit } = state;
  const going = { ...state, pausedAt: undefined, pausedBecause: undefined };
  if (dueAt === undefined || dueAt <= pausedAt) return going;
  const left = leftOver({ from: pausedAt, to: dueAt }, from.at, {
    limit,
    calendar: calendarOf(context.policy, rule),
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
