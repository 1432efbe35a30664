// The page as Statuspage's public API tells one (`/api/v2/*.json`), so that what reads status pages reads ours.
import { incidentPath, maintenancePath, topOf } from "./addresses.ts";
import { type Component, componentsOf, iso, pageId } from "./components.ts";
import type { SiteData, SiteIncident, SiteMaintenance } from "./data.ts";
import { oneLine, visibleText } from "./escape.ts";
import { longestTitle } from "./frame.ts";
import { textOf } from "./markdown.ts";
import {
  changedAt,
  endOfIncident,
  incidentChangedAt,
  maintenanceChangedAt,
  newestFirst,
  openIncidents,
  type ServiceState,
  stateOfImpact,
  stateOfIncident,
  stateOfPage,
  worstImpact,
} from "./state.ts";

/** Statuspage answers with so many of the newest incidents. */
const mostIncidents = 50;

/** What every answer is made of; the components are made once. */
interface Told {
  readonly data: SiteData;
  readonly components: readonly Component[];
}

/** All answers, by their paths below the top. */
export function statuspageFiles(data: SiteData): readonly (readonly [string, string])[] {
  const components = componentsOf(data);
  const told: Told = { data, components };
  const page = pageOf(data);
  const status = statusOf(data);
  const incidents = newestFirst(data.incidents).slice(0, mostIncidents);
  const unresolved = openIncidents(data).map((one) => incidentOf(told, one));
  const works = data.maintenance.toSorted(
    (one, other) => other.from - one.from || (one.id < other.id ? -1 : 1),
  );
  const inState = (...states: readonly string[]) =>
    works.filter(({ state }) => states.includes(state)).map((one) => maintenanceOf(told, one));
  const answers: Readonly<Record<string, object>> = {
    summary: {
      ...{ page, status, components, incidents: unresolved },
      scheduled_maintenances: inState("scheduled", "in_progress"),
    },
    status: { page, status },
    components: { page, components },
    incidents: { page, incidents: incidents.map((one) => incidentOf(told, one)) },
    "incidents/unresolved": { page, incidents: unresolved },
    "scheduled-maintenances": {
      page,
      scheduled_maintenances: works.slice(0, mostIncidents).map((one) => maintenanceOf(told, one)),
    },
    "scheduled-maintenances/upcoming": { page, scheduled_maintenances: inState("scheduled") },
    "scheduled-maintenances/active": { page, scheduled_maintenances: inState("in_progress") },
  };
  return Object.entries(answers).map(([name, answer]) => [`api/v2/${name}.json`, json(answer)]);
}

/** JSON that opens no tag even where somebody puts it into a page as it is. */
function json(answer: object): string {
  return `${JSON.stringify(answer).replaceAll("<", "\\u003c")}\n`;
}

function pageOf(data: SiteData): object {
  return {
    id: pageId,
    name: oneLine(data.title, longestTitle),
    url: topOf(data),
    time_zone: data.zone,
    updated_at: iso(changedAt(data) ?? data.asOf),
  };
}

/** Statuspage's own words for each indicator, which some readers show. */
const descriptions = {
  none: "All Systems Operational",
  minor: "Minor Service Outage",
  major: "Partial System Outage",
  critical: "Major Service Outage",
} as const;

function statusOf(data: SiteData): object {
  const indicator = worstImpact(openIncidents(data).map(({ impact }) => impact));
  const isWorkedOn = stateOfPage(data) === "under_maintenance";
  return { indicator, description: isWorkedOn ? "Service Under Maintenance" : descriptions[indicator] };
}

function incidentOf(told: Told, incident: SiteIncident): object {
  const { asOf } = told.data;
  const end = endOfIncident(incident, asOf);
  const watched = incident.notices.find(({ state }) => state === "monitoring")?.at;
  return {
    id: incident.id,
    name: oneLine(incident.title, longestTitle),
    status: stateOfIncident(incident, asOf),
    created_at: iso(incident.notices[0]?.at ?? incident.startedAt),
    updated_at: iso(incidentChangedAt(incident, asOf)),
    monitoring_at: watched === undefined ? null : iso(watched),
    resolved_at: end === undefined ? null : iso(end),
    impact: incident.impact,
    shortlink: linkTo(told.data, incidentPath(incident.id)),
    started_at: iso(incident.startedAt),
    page_id: pageId,
    incident_updates: updatesOf(told, incident),
    components: reached(told, incident.services),
  };
}

/** The newest first, as Statuspage has them. */
function updatesOf(told: Told, incident: SiteIncident): readonly object[] {
  const during = stateOfImpact(incident.impact);
  return incident.notices
    .map(({ at, state, text }, index) => ({
      id: `${incident.id}-${index + 1}`,
      status: state,
      body: visibleText(textOf(text)),
      incident_id: incident.id,
      ...{ created_at: iso(at), updated_at: iso(at), display_at: iso(at) },
      affected_components: affected(told, incident.services, {
        old_status: index === 0 ? "operational" : during,
        new_status: state === "resolved" ? "operational" : during,
      }),
    }))
    .toReversed();
}

function maintenanceOf(told: Told, work: SiteMaintenance): object {
  const announced = iso(work.announcedAt ?? work.from);
  const changed = iso(maintenanceChangedAt(work));
  const new_status = work.state === "in_progress" ? "under_maintenance" : "operational";
  const update = {
    id: `${work.id}-1`,
    status: work.state,
    body: visibleText(textOf(work.text)),
    incident_id: work.id,
    ...{ created_at: announced, updated_at: changed, display_at: announced },
    affected_components: affected(told, work.services, { old_status: "operational", new_status }),
  };
  return {
    id: work.id,
    name: oneLine(work.title, longestTitle),
    status: work.state,
    ...{ created_at: announced, updated_at: changed, monitoring_at: null },
    resolved_at: work.state === "completed" ? iso(work.to) : null,
    impact: "maintenance",
    shortlink: linkTo(told.data, maintenancePath(work.id)),
    started_at: iso(work.from),
    page_id: pageId,
    incident_updates: [update],
    components: reached(told, work.services),
    scheduled_for: iso(work.from),
    scheduled_until: iso(work.to),
  };
}

/** The components of services, without their groups; those of all for no keys. */
function reached({ components }: Told, keys: readonly string[]): readonly Component[] {
  return components.filter(({ id, group }) => !group && (keys.length === 0 || keys.includes(id)));
}

interface Turn {
  readonly old_status: ServiceState;
  readonly new_status: ServiceState;
}

function affected(told: Told, keys: readonly string[], turn: Turn): readonly object[] {
  return reached(told, keys).map(({ id, name }) => ({ code: id, name, ...turn }));
}

function linkTo(data: SiteData, path: string): string {
  const top = topOf(data);
  return top === "" ? "" : `${top}${path}`;
}
