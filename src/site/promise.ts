// The promise that a notice makes, "next update by 11:20": where it stands, and how often such promises were kept.
import type { Instant } from "../engine/instant.ts";
import type { SiteIncident } from "./data.ts";
import { endOfIncident } from "./state.ts";

/** By when the next update is promised, or was due. */
export interface Promised {
  readonly by: Instant;
  readonly isOverdue: boolean;
}

/** What the newest notice of an open incident promises; `undefined` where it promises nothing or the incident is over. */
export function promiseOf(incident: SiteIncident, asOf: Instant): Promised | undefined {
  const by = incident.notices.at(-1)?.nextBy;
  if (by === undefined || endOfIncident(incident, asOf) !== undefined) return undefined;
  return { by, isOverdue: asOf > by };
}

/** How many promises came due, and how many of them were kept. */
export interface Tally {
  readonly kept: number;
  readonly due: number;
}

/**
 * The promises of all incidents whose time came from `since` on and is over at `asOf`. One is kept where the next notice of the
 * incident, or its end, came by then.
 */
export function keptPromises(
  incidents: readonly SiteIncident[],
  { since, asOf }: { readonly since: Instant; readonly asOf: Instant },
): Tally {
  let [kept, due] = [0, 0];
  for (const incident of incidents)
    for (const [index, { nextBy }] of incident.notices.entries()) {
      if (nextBy === undefined || nextBy < since || nextBy >= asOf) continue;
      const next = incident.notices[index + 1]?.at ?? Number.POSITIVE_INFINITY;
      due++;
      if (Math.min(next, incident.resolvedAt ?? Number.POSITIVE_INFINITY) <= nextBy) kept++;
    }
  return { kept, due };
}
