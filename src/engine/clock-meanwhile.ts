// What was said between the time of something that is told late and the telling: it counts for the clocks that begin by that, though
// nobody knew then that they ran. By the times that were given it is in their time (H-9, H-10, L-7).
import { advance, type Clocks, type ClocksAfter, endsWithIncident } from "./clock.ts";
import { move, restartable } from "./clock-change.ts";
import type { ClockContext } from "./clock-due.ts";
import { type SoFar, states } from "./clock-late.ts";
import type { Event } from "./incident.ts";
import type { Instant } from "./instant.ts";
import type { ClockRule } from "./policy/model.ts";

/** The clocks that begin by an event which was told late, and those that it sets free, as they are by what was said since its time. */
export function caughtUp(soFar: SoFar, event: Event, before: Clocks, context: ClockContext): ClocksAfter {
  const said = saidSince(soFar.events, event);
  const isBegun = ({ name }: ClockRule): boolean => {
    const state = soFar.clocks.get(name);
    const isItsOwn = state?.startsAt === event.at && state.cause === event.cause;
    return isItsOwn && state.running && state !== before.get(name);
  };
  return heard(soFar, said, event, {
    ...context,
    policy: {
      ...context.policy,
      clocks: context.policy.clocks.filter((rule) => isBegun(rule) || isFreed(rule, event, soFar.clocks)),
    },
  });
}

/** The clocks that going on again sets free, by the time that is said of it now, and not by the one that was known `before`. */
export function freed(
  { clocks, ended, events }: SoFar,
  { before, now }: { readonly before: Event; readonly now: Event },
  context: ClockContext,
): ClocksAfter {
  const isOthers = ({ startsAt, cause }: { readonly startsAt: Instant; readonly cause: string }): boolean =>
    startsAt >= Math.min(before.at, now.at) && cause !== before.cause;
  const free = context.policy.clocks.filter(endsWithIncident);
  const next = new Map(clocks);
  for (const { name } of free) {
    const state = clocks.get(name);
    if (state?.running && isOthers(state) && state.startsAt < now.at)
      next.set(name, { ...state, running: false, stoppedAt: state.startsAt });
  }
  const anew = free.filter((rule) => isFreed(rule, now, next));
  // What those that do not run have lived through since is lived through once more.
  const known = ended.filter((one) => {
    const isVoid = isOthers(one) && (one.startsAt < now.at || anew.some(({ name }) => name === one.clock));
    return !isVoid || free.every(({ name }) => name !== one.clock);
  });
  return heard({ clocks: next, ended: known }, saidSince(events, now), now, {
    ...context,
    policy: { ...context.policy, clocks: anew },
  });
}

/** While it was over nothing could start what stops with the incident: it may start since it goes on again. */
function isFreed(rule: ClockRule, { name }: Event, clocks: Clocks): boolean {
  return name === "reopened" && endsWithIncident(rule) && clocks.get(rule.name)?.running !== true;
}

/**
 * What people said since an event, in the order of the times that they gave; states that were reached have their own ways. `again`: and
 * where it was opened again since.
 */
export function saidSince(
  events: readonly Event[],
  { at: from, cause }: Event,
  again = false,
): readonly Event[] {
  return events
    .filter(({ name, at, saidAt = at, ...one }) => {
      const isSaid = name === "reopened" ? again : !states.test(name);
      return isSaid && one.cause !== cause && at >= from && saidAt >= from;
    })
    .toSorted((one, other) => one.at - other.at);
}

/** The clocks of a policy once they have heard what was said; nothing of it is due before it is known that they run. */
export function heard(
  { clocks, ended }: Pick<SoFar, "clocks" | "ended">,
  said: readonly Event[],
  { at, saidAt: knownAt = at }: Event,
  context: ClockContext,
): ClocksAfter {
  let after: ClocksAfter = { clocks, ended };
  for (const event of context.policy.clocks.length === 0 ? [] : said) {
    const step = advance(after.clocks, event, context);
    after = { clocks: promised(step.clocks, event, context), ended: [...after.ended, ...step.ended] };
  }
  const known = Array.from(after.clocks, ([name, state]) => {
    const isNew = state !== clocks.get(name) && state.running && state.setAt < knownAt;
    return [name, isNew ? { ...state, setAt: knownAt } : state] as const;
  });
  return { clocks: new Map(known), ended: after.ended };
}

/** What an update promised of the next moves the clock that it starts anew. */
function promised(clocks: Clocks, { next, at, cause, by }: Event, context: ClockContext): Clocks {
  const rule = context.policy.clocks.find(restartable);
  if (next === undefined || rule === undefined || clocks.get(rule.name)?.startsAt !== at) return clocks;
  return move(clocks, rule.name, { at, cause, by, dueAt: next }, context).clocks;
}
