// What the card shows of clocks: limits that run or rest, decisions with long limits, who is not told yet, what was kept.

import type { Ended } from "../clock-state.ts";
import { formatDuration } from "../duration.ts";
import { joinedEvents } from "../events/read.ts";
import { MINUTE } from "../instant.ts";
import type { RunningLimit } from "../prompt.ts";
import type { IncidentSituation } from "../situation.ts";
import { nounOf } from "../text/noun.ts";
import { inline } from "../text/safe.ts";
import type { Value, Values } from "../wanted.ts";
import type { CardTimes } from "./card-times.ts";
import { decideValues, isOverdue } from "./remind-values.ts";

/** The values about clocks. */
export function clockValues(here: IncidentSituation, times: CardTimes): Values {
  const { limits } = here.standing;
  return {
    clocks: limits.map((limit) => limitValues(limit, here, times)),
    decisions: limits.flatMap((limit) => {
      const decide = decideValues(limit.clock, here);
      return decide === undefined
        ? []
        : [{ ...limitValues(limit, here, times), ...decide, told: toldRole(limit, here, times) }];
    }),
    deadlines: limits
      .filter((limit) => limit.lastWorkingAt !== undefined && limit.clock.decide === undefined)
      .map((limit) => limitValues(limit, here, times)),
    spared: limits
      .filter(({ state, dueAt }) => state.hasGrace === true && dueAt > times.now)
      .map(({ clock, dueAt }) => ({
        title: clock.title,
        at: times.coming(dueAt),
        minutes: Math.round(here.ruling.policy.attention.grace / MINUTE),
      })),
    resting: resting(here, times),
    untold: untold(limits, here, times),
    waiting: waiting(here),
    kept: kept(here),
  };
}

/**
 * How a limit stands: to come, `overdue`, or `before`, where it had passed before it was recorded and is asked about. `lastPast`: the
 * last working moment before it is over.
 */
export function limitValues(limit: RunningLimit, here: IncidentSituation, times: CardTimes): Values {
  const { clock, state, dueAt, lastWorkingAt } = limit;
  const due = times.dueAlso(dueAt);
  const last = lastWorkingAt === undefined ? undefined : times.due(lastWorkingAt);
  return {
    title: clock.title,
    noun: nounOf(clock.title),
    at: due.at,
    short: times.due(dueAt).at,
    state: due.past ? (isOverdue(limit, here) ? "overdue" : "before") : "",
    last: last?.at ?? "",
    lastPast: last?.past === true,
    moved: state.moved !== undefined,
    spared: state.hasGrace === true,
    ours: clock.ours || "",
    source: clock.source,
    working: clock.hours === "working",
  };
}

/** When whoever decides was told, and how. */
function toldRole({ clock }: RunningLimit, here: IncidentSituation, times: CardTimes): string {
  const told = here.incident.told.findLast((one) => one.who === clock.decide?.role && one.answered);
  if (told === undefined) return "";
  const how = told.how === undefined ? "" : ` ${inline(told.how, 80)}`;
  return `${times.was(told.at)}${how}`;
}

/** Clocks that rest, since when and why. */
export function resting(here: IncidentSituation, times: CardTimes): readonly Value[] {
  return here.ruling.policy.clocks.flatMap((rule): readonly Value[] => {
    const state = here.standing.clocks.get(rule.name);
    if (!state?.running || state.pausedAt === undefined || state.dueAt === undefined) return [];
    return [
      {
        noun: nounOf(rule.title),
        name: rule.name,
        since: times.was(state.pausedAt),
        because: inline(state.pausedBecause ?? "", 160),
      },
    ];
  });
}

/** Roles and contacts whom a running clock waits for to be told, with its limit. */
function untold(
  limits: readonly RunningLimit[],
  here: IncidentSituation,
  times: CardTimes,
): readonly Value[] {
  const { roles, contacts } = here.ruling.policy;
  const found = new Map<string, Value>();
  const titleOf = (who: string): string => inline(roles[who]?.title ?? contacts[who]?.title ?? who);
  for (const limit of limits) {
    const { clock, state } = limit;
    // Where it hangs on a decision, nobody is to be told before that.
    if (clock.decide !== undefined) continue;
    const { short: due, state: how } = limitValues(limit, here, times);
    const told = clock.stops.map((stop) => joinedEvents(stop).filter((name) => name.startsWith("told.")));
    const alone = told.filter((names) => names.length === 1).flat();
    const together = told.filter((names) => names.length > 1).flat();
    const groups = [...(alone.length > 0 ? [alone] : []), ...together.map((name) => [name])];
    for (const group of groups) {
      const open = group.filter((name) => !state.seen?.includes(name)).map((name) => name.slice(5));
      const words = open.map(titleOf).join(" or ");
      if (open.length > 0 && !found.has(words)) found.set(words, { who: words, due, state: how });
    }
  }
  return [...found.values()];
}

/** Clocks that can't be counted, by the field that has to be known first. */
export function waiting({ ruling, standing }: IncidentSituation): readonly Value[] {
  const found = Map.groupBy(standing.uncounted, ({ field }) => field);
  return [...found].map(([id, its]) => ({
    nouns: its.map(({ clock }) => nounOf(clock.title)).join(", "),
    field: ruling.policy.fields[id]?.title ?? id,
    id,
  }));
}

/** Of each clock how many of its limits were met, how many missed and by how much at the most, how many ended by being opened again. */
function kept(here: IncidentSituation): readonly Value[] {
  return here.ruling.policy.clocks.flatMap((rule): readonly Value[] => {
    const all = here.incident.ended.filter((one) => one.clock === rule.name);
    if (all.length === 0) return [];
    const late = all.map(lateBy).filter((length) => length > 0);
    const moot = all.filter((one) => one.moot).length;
    const worst = Math.max(0, ...late);
    return [
      {
        title: rule.title,
        met: all.length - late.length - moot,
        missed: late.length,
        moot,
        by: formatDuration(Math.max(1, Math.round(worst / MINUTE)) * MINUTE),
      },
    ];
  });
}

/** By how much a limit was missed; nothing where it was met. */
export function lateBy(one: Ended): number {
  return Math.max(0, one.endedAt - one.dueAt);
}
