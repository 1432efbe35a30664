// What clocks come to when an event gets another time: what it ended, and what it started, goes by the time that was given last.
import { endOf } from "./business.ts";
import { start } from "./clock.ts";
import { type ClockContext, endedBy } from "./clock-due.ts";
import { isWithin, type SoFar, stopsOn } from "./clock-late.ts";
import type { ClockState, Ended } from "./clock-state.ts";
import { isMeant } from "./events/read.ts";
import type { Event } from "./incident.ts";
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
    const state = clocks.get(rule.name);
    if (state !== undefined) next.set(rule.name, stateAfter(state, rule, given, context));
    known = known.flatMap((one) => runAfter(one, { ...given, rule, events, ended }, context));
  }
  return { clocks: next, ended: known };
}

function stateAfter(
  state: ClockState,
  rule: ClockRule,
  { before, now }: Retimed,
  context: ClockContext,
): ClockState {
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

/** A limit that ended, as it is known now; none where it began after what stops its clock, if that ended one before it. */
function runAfter(run: Ended, given: Given, context: ClockContext): readonly Ended[] {
  const { before, now, rule } = given;
  if (run.clock !== rule.name) return [run];
  const isItsEnd = run.endedBy === before.cause && run.endedAt === before.at && ends(rule, before);
  if (isItsEnd && run.startsAt <= now.at) return [endedBy(run, firstEnd(run, given))];
  if (!stopsOn(rule, now)) return [startedBy(run, given, context)];
  if (isWithin(run, rule, now)) return [endedBy(run, now)];
  if (run.startsAt <= now.at || run.startsAt > before.at) return [startedBy(run, given, context)];
  return isItsEnd && !given.ended.some((one) => isWithin(one, rule, now)) ? [endedBy(run, now)] : [];
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
