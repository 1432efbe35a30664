// How services stand at the instant of the page: the one place that makes states of incidents and maintenance.
import type { Instant } from "../engine/instant.ts";
import type { Impact, SiteData, SiteIncident, SiteMaintenance, SiteNotice } from "./data.ts";

/** A service's state in Statuspage's words, from the best to the worst. */
export const serviceStates = [
  "operational",
  "under_maintenance",
  "degraded_performance",
  "partial_outage",
  "major_outage",
] as const;

/** One of `serviceStates`. */
export type ServiceState = (typeof serviceStates)[number];

const ofImpact: Readonly<Record<Impact, ServiceState>> = {
  none: "operational",
  minor: "degraded_performance",
  major: "partial_outage",
  critical: "major_outage",
};

const impacts: readonly Impact[] = ["none", "minor", "major", "critical"];

/** What an impact makes of the services that it reaches. */
export function stateOfImpact(impact: Impact): ServiceState {
  return ofImpact[impact];
}

/** The worst of some states; `operational` of none. */
export function worstState(states: Iterable<ServiceState>): ServiceState {
  let worst = 0;
  for (const state of states) worst = Math.max(worst, serviceStates.indexOf(state));
  return serviceStates[worst] ?? "operational";
}

/** The worst of some impacts; `none` of none. */
export function worstImpact(some: Iterable<Impact>): Impact {
  let worst = 0;
  for (const impact of some) worst = Math.max(worst, impacts.indexOf(impact));
  return impacts[worst] ?? "none";
}

/** When an incident was over, as far as that is known at an instant. */
export function endOfIncident({ resolvedAt }: SiteIncident, asOf: Instant): Instant | undefined {
  return resolvedAt !== undefined && resolvedAt <= asOf ? resolvedAt : undefined;
}

/** The incidents that are not over at the instant of the page, the newest first. */
export function openIncidents({ incidents, asOf }: SiteData): readonly SiteIncident[] {
  return newestFirst(incidents.filter((one) => endOfIncident(one, asOf) === undefined));
}

/** Incidents by when they began, the newest first; by id where that is the same. */
export function newestFirst(incidents: readonly SiteIncident[]): readonly SiteIncident[] {
  return incidents.toSorted((one, other) => other.startedAt - one.startedAt || (one.id < other.id ? -1 : 1));
}

/**
 * Where an incident stands: as its newest notice says. Resolved it is only by its end: a notice that said so too early leaves it
 * where it stood before.
 */
export function stateOfIncident(incident: SiteIncident, asOf: Instant): SiteNotice["state"] {
  if (endOfIncident(incident, asOf) !== undefined) return "resolved";
  return incident.notices.findLast(({ state }) => state !== "resolved")?.state ?? "investigating";
}

/** The newest instant at which something public was said or ended; `undefined` of a page without any. */
export function changedAt({ incidents, maintenance, asOf }: SiteData): Instant | undefined {
  const all = [
    ...incidents.map((one) => incidentChangedAt(one, asOf)),
    ...maintenance.map(maintenanceChangedAt),
  ];
  return all.length === 0 ? undefined : all.reduce((one, other) => Math.max(one, other));
}

/** The newest instant at which something was said of an incident, or it ended. */
export function incidentChangedAt(incident: SiteIncident, asOf: Instant): Instant {
  const said = incident.notices.at(-1)?.at ?? incident.startedAt;
  return Math.max(said, endOfIncident(incident, asOf) ?? said);
}

/** When maintenance was announced or changed, began or ended, whichever was last. */
export function maintenanceChangedAt(work: SiteMaintenance): Instant {
  const { from, to, state, announcedAt, changedAt } = work;
  const announced = Math.max(announcedAt ?? from, changedAt ?? Number.NEGATIVE_INFINITY);
  if (state === "scheduled") return announced;
  return Math.max(announced, state === "completed" ? to : from);
}

/** The state of each service by its key at the instant of the page. What runs as maintenance matters where nothing is wrong. */
export function statesOfServices(data: SiteData): ReadonlyMap<string, ServiceState> {
  const open = openIncidents(data);
  const running = data.maintenance.filter(({ state }) => state === "in_progress");
  return new Map(
    data.services.map(({ key }) => {
      const reaches = ({ services }: { readonly services: readonly string[] }) =>
        services.length === 0 || services.includes(key);
      const wrong = open.filter(reaches).map(({ impact }) => ofImpact[impact]);
      return [key, worstState(running.some(reaches) ? [...wrong, "under_maintenance"] : wrong)];
    }),
  );
}

/** The state of the whole page: the worst of what is open, services or not. */
export function stateOfPage(data: SiteData): ServiceState {
  const wrong = openIncidents(data).map(({ impact }) => ofImpact[impact]);
  const running = data.maintenance.some(({ state }) => state === "in_progress");
  return worstState(running ? [...wrong, "under_maintenance"] : wrong);
}
