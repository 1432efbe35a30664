// Which limits were kept in an incident and which were missed, by how much, and which still run: as its review has them (D-11).
import type { Ended } from "../clock-state.ts";
import { MINUTE } from "../instant.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline } from "../text/safe.ts";
import { dayTime, shortTime } from "../time.ts";
import type { Value } from "../wanted.ts";
import { urlOf } from "./document-links.ts";

/** Of one clock so many limits that were missed, and so many that were kept or are moot, are named, the others counted. */
const mostMissed = 5;
const mostKept = 3;

/** Of so many clocks it is told. */
const mostClocks = 40;

/** What is told of one clock. */
export type ClockValues = Readonly<Record<string, Value>> & {
  /** `dueUrl`: where what set the limit was said. */
  readonly runs: { readonly due: string; readonly dueUrl: string; readonly late: boolean } | undefined;
};

/** One entry for each clock that had a limit, in the policy's order. */
export function clockValues(here: IncidentSituation): {
  readonly clocks: readonly ClockValues[];
  readonly own: boolean;
} {
  const { ruling, incident, standing } = here;
  const ended = Map.groupBy(incident.ended, ({ clock }) => clock);
  const rows = ruling.policy.clocks.flatMap(({ name, title, ours }) => {
    const its = ended.get(name) ?? [];
    const runs = standing.limits.find(({ clock }) => clock.name === name);
    if (its.length === 0 && runs === undefined) return [];
    const missed = its.filter(isMissed);
    const kept = its.filter((one) => !isMissed(one) && !one.moot);
    const moot = its.filter((one) => !isMissed(one) && one.moot);
    return [
      {
        title: inline(title),
        own: ours === "limit",
        kept: kept.length,
        only: its.length === 1 && kept[0] !== undefined ? endValues(kept[0], here) : undefined,
        ends: kept.slice(0, mostKept).map((one) => endValues(one, here)),
        moreKept: Math.max(0, kept.length - mostKept),
        missed: missed.slice(0, mostMissed).map((one) => endValues(one, here)),
        more: Math.max(0, missed.length - mostMissed),
        moot: moot.slice(0, mostKept).map((one) => endValues(one, here)),
        moreMoot: Math.max(0, moot.length - mostKept),
        runs: runs && {
          due: dayTime(runs.dueAt, ruling.policy.incidents.zone),
          dueUrl: urlOf(incident.clocks.get(name)?.cause, here),
          late: runs.dueAt < here.now,
        },
      },
    ];
  });
  const clocks = rows.slice(0, mostClocks);
  return { clocks, own: clocks.some((row) => row.own) };
}

const isMissed = (one: Ended): boolean => lateBy(one) > 0;

/** In minutes, as both times are shown. */
function lateBy({ dueAt, endedAt }: Ended): number {
  return Math.floor(endedAt / MINUTE) - Math.floor(dueAt / MINUTE);
}

function endValues(one: Ended, here: IncidentSituation): Value {
  const { dueAt, endedAt, cause, endedBy } = one;
  const { zone } = here.ruling.policy.incidents;
  return {
    due: dayTime(dueAt, zone),
    at: shortTime(endedAt, zone, dueAt),
    late: lateBy(one),
    dueUrl: urlOf(cause, here),
    atUrl: urlOf(endedBy, here),
  };
}
