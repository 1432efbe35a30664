// Services as components of Statuspage's API: each in its group, with its state and since when that is told.
import type { Instant } from "../engine/instant.ts";
import { shortHash } from "../engine/text/hash.ts";
import type { SiteData } from "./data.ts";
import { oneLine } from "./escape.ts";
import { longestTitle } from "./frame.ts";
import {
  incidentChangedAt,
  maintenanceChangedAt,
  type ServiceState,
  statesOfServices,
  worstState,
} from "./state.ts";

/** The id of the page in every answer: a site is one page. */
export const pageId = "status";

/** A component as Statuspage tells it: a service, or a group with the ids of its members. */
export interface Component {
  readonly id: string;
  readonly name: string;
  readonly status: ServiceState;
  /** ISO 8601 in UTC, as all times here. */
  readonly created_at: string;
  readonly updated_at: string;
  /** From 1, in its group, or among groups and what stands in none. */
  readonly position: number;
  readonly description: null;
  readonly showcase: false;
  readonly start_date: null;
  readonly group_id: string | null;
  readonly page_id: string;
  readonly group: boolean;
  readonly only_show_if_degraded: false;
  readonly components?: readonly string[];
}

/** Groups, each before its services, in the order of the page. */
export function componentsOf(data: SiteData): readonly Component[] {
  const states = statesOfServices(data);
  const since = beginning(data);
  const created_at = iso(since);
  // Groups and what stands in none are one list.
  let places = 0;
  return Array.from(Map.groupBy(data.services, ({ group }) => group)).flatMap(([title, services]) => {
    const id = `group-${shortHash(title)}`;
    const group_id = title === "" ? null : id;
    const position = group_id === null ? undefined : ++places;
    const members = services.map((service, place) => ({
      id: service.key,
      name: oneLine(service.title, longestTitle),
      status: states.get(service.key) ?? "operational",
      ...{ created_at, updated_at: iso(serviceChangedAt(data, service.key) ?? since) },
      position: group_id === null ? ++places : place + 1,
      ...{ ...plain, group_id, group: false },
    }));
    if (position === undefined) return members;
    const group = {
      ...{ id, name: oneLine(title, longestTitle) },
      status: worstState(members.map(({ status }) => status)),
      created_at,
      updated_at: members.reduce(
        (newest, one) => (one.updated_at > newest ? one.updated_at : newest),
        created_at,
      ),
      ...{ position, ...plain, group_id: null, group: true },
      components: members.map(({ id }) => id),
    };
    return [group, ...members];
  });
}

/** What all components have alike. */
const plain = {
  description: null,
  showcase: false,
  start_date: null,
  page_id: pageId,
  only_show_if_degraded: false,
} as const;

/** An instant as the API has it: ISO 8601 in UTC, with milliseconds. */
export function iso(at: Instant): string {
  return new Date(at).toISOString();
}

/** When the oldest thing that the page knows began: nothing tells since when a service is there. */
function beginning({ incidents, maintenance, asOf }: SiteData): Instant {
  const all = [...incidents.map(({ startedAt }) => startedAt), ...maintenance.map(({ from }) => from)];
  return all.reduce((one, other) => Math.min(one, other), asOf);
}

/** The newest instant at which something that reaches a service began, ended or was said of. */
function serviceChangedAt({ incidents, maintenance, asOf }: SiteData, key: string): Instant | undefined {
  const reaches = ({ services }: { readonly services: readonly string[] }) =>
    services.length === 0 || services.includes(key);
  const all = [
    ...incidents.filter(reaches).map((one) => incidentChangedAt(one, asOf)),
    ...maintenance.filter(reaches).map(maintenanceChangedAt),
  ];
  return all.length === 0 ? undefined : all.reduce((one, other) => Math.max(one, other));
}
