// What clocks come to when an event gets another time: what it ended, and what it started, goes by the time that was given last.
import { endOf } from "./business.ts";
import { advance, begun, start } from "./clock.ts";
import { type ClockContext, type Clocks, endedBy } from "./clock-due.ts";
import { isWithin, type SoFar, stopsOn } from "./clock-late.ts";
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
    known = known.flatMap((one) => runAfter(one, here, context));
    const state = clocks.get(rule.name);
    if (state === undefined) continue;
    const after = retold(stateAfter(state, here, context), here, context);
    next.set(rule.name, after.state);
    known = [...known, ...after.ended];
  }
  return { clocks: next, ended: known };
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
const tellings = /^(?:notice|told|called|no-answer)\b/;

/**
 * A clock whose beginning has another time, held against what was told: what was told before it is no end of it, and it runs anew; what
 * was told after it is, though it was told before the beginning that was known.
 */
function retold(
  state: ClockState,
  given: Given,
  context: ClockContext,
): { readonly state: ClockState; readonly ended: readonly Ended[] } {
  const { before, now, rule, events } = given;
  const isItsStart = state.startedBy === now.name && state.startsAt === now.at && state.moved === undefined;
  if (!isItsStart) return { state, ended: [] };
  const isVoid = !state.running && (state.stoppedAt ?? now.at) < now.at && isTold(state.stoppedAt, given);
  const fresh = isVoid ? begun(rule, now, context) : undefined;
  const from = fresh ?? (state.running ? state : undefined);
  if (from === undefined) {
    const first = firstTold(given);
    return { state: first === undefined ? state : { ...state, stoppedAt: first.at }, ended: [] };
  }
  const since = toldIn(events, { from: now.at, to: fresh === undefined ? before.at : undefined });
  const policy = { ...context.policy, clocks: [rule] };
  let after = { clocks: new Map([[rule.name, from]]) as Clocks, ended: [] as readonly Ended[] };
  for (const event of since) {
    const step = advance(after.clocks, event, { ...context, policy });
    after = { clocks: step.clocks, ended: [...after.ended, ...step.ended] };
  }
  return { state: after.clocks.get(rule.name) ?? from, ended: after.ended };
}

/** What was told between two times, in their order. */
function toldIn(
  events: readonly Event[],
  { from, to = Number.POSITIVE_INFINITY }: { readonly from: Instant; readonly to?: Instant | undefined },
): readonly Event[] {
  return events
    .filter(({ name, at }) => tellings.test(name) && at >= from && at < to)
    .toSorted((one, other) => one.at - other.at);
}

/** What was told first that ends a limit, between its beginning as it is said now and as it was known. */
function firstTold({ before, now, rule, events }: Given): Event | undefined {
  return toldIn(events, { from: now.at, to: before.at }).find((one) => ends(rule, one));
}

/** A limit that ended, as it is known now; none where it began after what stops its clock, if that ended one before it. */
function runAfter(run: Ended, given: Given, context: ClockContext): readonly Ended[] {
  const { before, now, rule } = given;
  if (run.clock !== rule.name) return [run];
  const isItsStart = run.cause === before.cause && run.startsAt === before.at;
  if (isItsStart && run.endedAt < now.at && isTold(run.endedAt, given)) return [];
  const first = isItsStart ? firstTold(given) : undefined;
  if (first !== undefined) return [endedBy(startedBy(run, given, context), first)];
  const isItsEnd = run.endedBy === before.cause && run.endedAt === before.at && ends(rule, before);
  if (isItsEnd && run.startsAt <= now.at) return [endedBy(run, firstEnd(run, given))];
  if (!stopsOn(rule, now)) return [startedBy(run, given, context)];
  if (isWithin(run, rule, now)) return [endedBy(run, now)];
  if (run.startsAt <= now.at || run.startsAt > before.at) return [startedBy(run, given, context)];
  return isItsEnd && !given.ended.some((one) => isWithin(one, rule, now)) ? [endedBy(run, now)] : [];
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
function startedBy(run: Ended, { before, now, rule }: Given, context: ClockContext): Ended {
  if (run.cause !== before.cause || run.startsAt !== before.at) return run;
  const limit = limitOf(rule, context.severity, context.facts);
  const dueAt = limit === undefined ? run.dueAt : endOf(limit, now.at, calendarOf(context.policy, rule));
  return { ...run, cause: now.cause, startsAt: now.at, dueAt };
}
