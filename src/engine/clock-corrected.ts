// What clocks come to when an event gets another time: what it ended, and what it started, goes by the time that was given last.
import { endOf } from "./business.ts";
import { begun, start } from "./clock.ts";
import { type ClockContext, endedBy } from "./clock-due.ts";
import { isWithin, type SoFar, stopsOn } from "./clock-late.ts";
import { freed, heard, saidSince } from "./clock-meanwhile.ts";
import type { ClockState, Ended } from "./clock-state.ts";
import { isMeant } from "./events/read.ts";
import type { Event } from "./incident.ts";
import type { Instant } from "./instant.ts";
import { limitOf } from "./limit.ts";
import type { ClockRule } from "./policy/model.ts";
import { calendarOf } from "./policy/names.ts";

/** An event as it was known, and as it is said now. */
export interface Retimed {
  readonly before: Event;
  readonly now: Event;
}

/** The clocks, and the limits that ended, after one event got another time; `events` has it as it is said now. */
export function corrected(
  { clocks, ended, events }: SoFar,
  given: Retimed,
  context: ClockContext,
): Pick<SoFar, "clocks" | "ended"> {
  const next = new Map(clocks);
  let known = ended;
  for (const rule of context.policy.clocks) {
    const here = { ...given, rule, events, ended };
    const isUndone = known.some((one) => isBeforeItsStart(one, here));
    known = known.flatMap((one) => runAfter(one, here, context));
    const state = clocks.get(rule.name);
    if (state === undefined) continue;
    const after = retold(stateAfter(state, here, context), { ...here, isUndone }, context);
    next.set(rule.name, after.state);
    known = [...known, ...after.ended];
  }
  const after = { clocks: next, ended: known, events };
  return given.now.name === "reopened" ? freed(after, given, context) : after;
}

function stateAfter(state: ClockState, { before, now, rule }: Given, context: ClockContext): ClockState {
  const stopped =
    !state.running && state.stoppedAt === before.at && stopsOn(rule, before)
      ? { ...state, stoppedAt: now.at }
      : state;
  if (stopped.startedBy !== before.name || stopped.startsAt !== before.at) return stopped;
  // Where a person put it, it stays.
  if (stopped.moved !== undefined) return { ...stopped, startsAt: now.at };
  // It is the same limit: it rests, and has seen what it waits for, as before.
  const { cause, startsAt, setAt, dueAt, limit, severity } = start(rule, now, context);
  return { ...stopped, cause, startsAt, setAt, dueAt, limit, severity, hasGrace: undefined };
}

/** What people say of how things stand says it of its own time: told before a beginning it is not told after it. */
const tellings = /^(?:update|notice|told|called|no-answer)\b/;

/**
 * A clock whose beginning has another time, held against what was told: what was told before it is no end of it, and it runs anew; what
 * was told after it is, though it was told before the beginning that was known.
 */
function retold(
  state: ClockState,
  given: Given & { readonly isUndone: boolean },
  context: ClockContext,
): { readonly state: ClockState; readonly ended: readonly Ended[] } {
  const { now, rule, events } = given;
  const isItsStart = state.startedBy === now.name && state.startsAt === now.at && state.moved === undefined;
  const isAnew = given.isUndone && (!state.running || state.startsAt < now.at);
  const isVoid = !state.running && (state.stoppedAt ?? now.at) < now.at && isTold(state.stoppedAt, given);
  const fresh = isAnew || (isItsStart && isVoid) ? begun(rule, now, context) : undefined;
  if (fresh === undefined && !isItsStart) return { state, ended: [] };
  const from = fresh ?? (state.running ? state : undefined);
  if (from === undefined) {
    const first = firstSaid(given);
    return { state: first === undefined ? state : { ...state, stoppedAt: first.at }, ended: [] };
  }
  // What begins anew may have come to nothing since, where the incident was opened again.
  const said = fresh === undefined ? saidBetween(given) : saidSince(events, now, true);
  const policy = { ...context.policy, clocks: [rule] };
  const after = heard({ clocks: new Map([[rule.name, from]]), ended: [] }, said, now, { ...context, policy });
  return { state: after.clocks.get(rule.name) ?? from, ended: after.ended };
}

/** What was said between the beginning of a limit as it is said now and as it was known. */
function saidBetween({ before, now, events }: Given): readonly Event[] {
  return saidSince(events, now).filter(({ at }) => at < before.at);
}

/** What was said first of that which ends the limit. */
function firstSaid(given: Given): Event | undefined {
  return saidBetween(given).find((one) => ends(given.rule, one));
}

/** A limit that ended, as it is known now; none where it began after what stops its clock, if that ended one before it. */
function runAfter(run: Ended, given: Given, context: ClockContext): readonly Ended[] {
  const { before, now, rule } = given;
  if (run.clock !== rule.name) return [run];
  if (isBeforeItsStart(run, given)) return [];
  const first = isStartOf(run, given) ? firstSaid(given) : undefined;
  if (first !== undefined) return [endedBy(startedBy(run, given, context), first)];
  const isItsEnd = run.endedBy === before.cause && run.endedAt === before.at && ends(rule, before);
  if (isItsEnd && run.startsAt <= now.at) return [endedBy(run, firstEnd(run, given))];
  if (!stopsOn(rule, now)) return [startedBy(run, given, context)];
  if (isWithin(run, rule, now)) return [endedBy(run, now)];
  if (run.startsAt <= now.at || run.startsAt > before.at) return [startedBy(run, given, context)];
  return isItsEnd && !given.ended.some((one) => isWithin(one, rule, now)) ? [endedBy(run, now)] : [];
}

/** Did a limit that the event had started end by something told before that beginning, as it is said now? */
function isBeforeItsStart(run: Ended, given: Given): boolean {
  return isStartOf(run, given) && run.endedAt < given.now.at && isTold(run.endedAt, given);
}

/** Did the event start a limit? What else the same act brought about did not. */
function isStartOf({ clock, cause, startsAt }: Ended, { before, rule }: Given): boolean {
  const isThen = clock === rule.name && cause === before.cause && startsAt === before.at;
  return isThen && [...rule.starts, ...rule.restarts].some((words) => isMeant(words, before));
}

/** Was it something told that ended a limit then? */
function isTold(then: Instant | undefined, { events, rule }: Given): boolean {
  return events.some((one) => one.at === then && tellings.test(one.name) && ends(rule, one));
}

interface Given extends Retimed {
  readonly rule: ClockRule;
  readonly events: readonly Event[];
  readonly ended: readonly Ended[];
}

/** What ended a limit first: what is said to have been later may not have. */
function firstEnd({ startsAt }: Ended, { before, now, rule, events }: Given): Event {
  const others = events.filter(
    (one) =>
      one.cause !== before.cause &&
      one.at >= Math.max(before.at, startsAt) &&
      one.at < now.at &&
      ends(rule, one),
  );
  return others.reduce((first, one) => (one.at < first.at ? one : first), now);
}

function ends(rule: ClockRule, event: Event): boolean {
  return stopsOn(rule, event) || rule.restarts.some((words) => isMeant(words, event));
}

/** A limit that the event had started counts from the time that it is said to have been now. */
function startedBy(run: Ended, given: Given, context: ClockContext): Ended {
  if (!isStartOf(run, given)) return run;
  const { now, rule } = given;
  const limit = limitOf(rule, context.severity, context.facts);
  const dueAt = limit === undefined ? run.dueAt : endOf(limit, now.at, calendarOf(context.policy, rule));
  return { ...run, cause: now.cause, startsAt: now.at, dueAt };
}
