// What changes the clocks that run: a new time, a rest, another severity, other facts, a delay that was nobody's.
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
import type { Instant } from "./instant.ts";
import { limitOf } from "./limit.ts";
import type { ClockRule, Span } from "./policy/model.ts";
import { calendarOf } from "./policy/names.ts";
import { sameSpan } from "./span.ts";

/** The clock that is meant where none is named: one that an update restarts, and that people may move. */
export function restartable(rule: ClockRule): boolean {
  return rule.movable && rule.restarts.includes("update");
}

/** A new due time: from when it counts, and who gave it, or that it was agreed. */
interface Move {
  readonly at: Instant;
  readonly dueAt: Instant;
  readonly cause: string;
  readonly by?: string | undefined;
  readonly because?: string | undefined;
  readonly agreed?: true;
}

/** A due time that people moved. It is a cause of its own, so that its reminders are new ones. */
export function move(clocks: Clocks, name: string, to: Move, context: ClockContext): ClocksAfter {
  const state = clocks.get(name);
  if (!state?.running) return { clocks, ended: [] };
  // What was missed stays missed, though it is given a new time.
  const missed = state.dueAt !== undefined && state.dueAt < to.at && state.setAt !== to.at;
  const moved: ClockState = {
    ...state,
    dueAt: to.dueAt,
    setAt: to.at,
    cause: to.cause,
    hasGrace: undefined,
    moved: { by: to.by, because: to.because, ...(to.agreed && { agreed: true }) },
  };
  return { clocks: changed(clocks, moved), ended: missed ? ending(state, to, context) : [] };
}

/** A clock that a person lets rest. */
export function rest(
  clocks: Clocks,
  name: string,
  from: { at: Instant; because?: string | undefined },
): ClocksAfter {
  const state = clocks.get(name);
  if (!state?.running || state.pausedAt !== undefined) return { clocks, ended: [] };
  const resting = { ...state, pausedAt: from.at, pausedBecause: from.because };
  return { clocks: changed(clocks, resting), ended: [] };
}

/** A clock that rests runs on: what was left of its limit is left from now on. */
export function goOn(
  clocks: Clocks,
  name: string,
  from: { at: Instant; cause: string },
  context: ClockContext,
): ClocksAfter {
  const state = clocks.get(name);
  const rule = context.policy.clocks.find((one) => one.name === name);
  if (!state?.running || state.pausedAt === undefined || rule === undefined) return { clocks, ended: [] };
  return { clocks: changed(clocks, resumed(rule, state, from, context)), ended: [] };
}

/**
 * The clocks after a change of severity or of facts: the due time is worked out again from the same start. Where that lies
 * before the change it is due the policy's `grace` after it. One that a person moved stays where it was put, and one that was
 * missed stays missed.
 */
export function resettle(
  clocks: Clocks,
  change: { at: Instant; cause: string },
  context: ClockContext,
): ClocksAfter {
  const next = new Map(clocks);
  const ended: Ended[] = [];
  for (const rule of context.policy.clocks) {
    const state = clocks.get(rule.name);
    if (!state?.running) continue;
    next.set(rule.name, resettled(rule, state, change, context));
    if (losesLimit(rule, state, change, context) && isMissed(state, change.at))
      ended.push(...ending(state, change, context));
  }
  return { clocks: next, ended };
}

/** Has a clock no limit any more, by the severity or the facts that are so now? */
function losesLimit(
  rule: ClockRule,
  state: ClockState,
  change: { readonly at: Instant },
  context: ClockContext,
): boolean {
  return state.limit !== undefined && limitNow(rule, state, change, context) === undefined;
}

/**
 * The limit by the severity and the facts that are so now. A duty to a regulator that a role ends goes on until that role ends it: nobody
 * else takes it away by what he says of the incident later than in one breath with what began it (S-4).
 */
function limitNow(
  rule: ClockRule,
  { limit, setAt }: ClockState,
  { at }: { readonly at: Instant },
  { severity, facts }: ClockContext,
): Span | undefined {
  const now = limitOf(rule, severity, facts);
  const isKept = rule.regulatory && rule.by !== undefined && at > setAt;
  return now ?? (isKept ? limit : undefined);
}

function isMissed({ dueAt }: ClockState, at: Instant): boolean {
  return dueAt !== undefined && dueAt < at;
}

function resettled(
  rule: ClockRule,
  state: ClockState,
  change: { at: Instant; cause: string },
  context: ClockContext,
): ClockState {
  const { severity } = context;
  const limit = limitNow(rule, state, change, context);
  if (sameSpan(limit, state.limit)) return state.severity === severity ? state : { ...state, severity };
  const calendar = calendarOf(context.policy, rule);
  // A time that was promised without a reason holds as long as it needed none (H-9).
  const isFar = (dueAt: Instant, of: Span): boolean =>
    state.moved?.because === undefined && dueAt > endOf(of, endOf(of, change.at, calendar), calendar);
  const isMoved = state.moved !== undefined && limit !== undefined && !isFar(state.dueAt ?? 0, limit);
  if (limit !== undefined && (isMoved || isMissed(state, change.at))) return { ...state, limit, severity };
  const dueAt = limit && endOf(limit, state.startsAt, calendar);
  const late = dueAt !== undefined && dueAt < change.at;
  return asRecorded(
    {
      ...state,
      cause: change.cause,
      setAt: change.at,
      limit,
      severity,
      dueAt: late ? change.at + context.policy.attention.grace : dueAt,
      moved: undefined,
      hasGrace: late || undefined,
    },
    context,
  );
}

/** The clocks after a delay that was nobody's: what was due before `from` is due `grace` after it. */
export function giveGrace(clocks: Clocks, from: { at: Instant; cause: string }, grace: number): Clocks {
  return new Map(
    Array.from(clocks, ([name, state]) => {
      const past = state.running && state.dueAt !== undefined && state.dueAt < from.at;
      return [name, past ? { ...state, cause: from.cause, setAt: from.at, dueAt: from.at + grace } : state];
    }),
  );
}

/** The clocks with one of them in another state. */
function changed(clocks: Clocks, state: ClockState): Clocks {
  return new Map(clocks).set(state.name, state);
}
