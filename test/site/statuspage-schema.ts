// Statuspage's public API as its documentation describes the answers, strictly: a key too many is a fault as one too few is.
import { z } from "zod";

const instant = z.iso.datetime({ offset: true });

const page = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  url: z.url(),
  time_zone: z.string().min(1),
  updated_at: instant,
});

const status = z.strictObject({
  indicator: z.enum(["none", "minor", "major", "critical"]),
  description: z.string().min(1),
});

const componentStatus = z.enum([
  "operational",
  "degraded_performance",
  "partial_outage",
  "major_outage",
  "under_maintenance",
]);

const component = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  status: componentStatus,
  created_at: instant,
  updated_at: instant,
  position: z.int().positive(),
  description: z.string().nullable(),
  showcase: z.boolean(),
  start_date: z.iso.date().nullable(),
  group_id: z.string().nullable(),
  page_id: z.string().min(1),
  group: z.boolean(),
  only_show_if_degraded: z.boolean(),
  // A group alone names its members.
  components: z.array(z.string()).optional(),
});

const affected = z.strictObject({
  code: z.string().min(1),
  name: z.string().min(1),
  old_status: componentStatus,
  new_status: componentStatus,
});

const updateOf = (states: readonly [string, ...string[]]) =>
  z.strictObject({
    id: z.string().min(1),
    status: z.enum(states),
    body: z.string(),
    incident_id: z.string().min(1),
    created_at: instant,
    updated_at: instant,
    display_at: instant,
    affected_components: z.array(affected),
  });

const incidentStates = ["investigating", "identified", "monitoring", "resolved", "postmortem"] as const;
const maintenanceStates = ["scheduled", "in_progress", "verifying", "completed"] as const;

const both = {
  id: z.string().min(1),
  name: z.string().min(1),
  created_at: instant,
  updated_at: instant,
  monitoring_at: instant.nullable(),
  resolved_at: instant.nullable(),
  shortlink: z.url(),
  started_at: instant,
  page_id: z.string().min(1),
  components: z.array(component),
};

const incident = z.strictObject({
  ...both,
  status: z.enum(incidentStates),
  impact: z.enum(["none", "minor", "major", "critical"]),
  incident_updates: z.array(updateOf(incidentStates)).min(1),
});

const maintenance = z.strictObject({
  ...both,
  status: z.enum(maintenanceStates),
  impact: z.literal("maintenance"),
  incident_updates: z.array(updateOf(maintenanceStates)).min(1),
  scheduled_for: instant,
  scheduled_until: instant,
});

const incidents = z.strictObject({ page, incidents: z.array(incident) });
const maintenances = z.strictObject({ page, scheduled_maintenances: z.array(maintenance) });

/** The schema of each answer by its path below `api/v2/`, without its ending. */
export const answers = {
  summary: z.strictObject({
    ...{ page, status, components: z.array(component) },
    ...{ incidents: z.array(incident), scheduled_maintenances: z.array(maintenance) },
  }),
  status: z.strictObject({ page, status }),
  components: z.strictObject({ page, components: z.array(component) }),
  incidents,
  "incidents/unresolved": incidents,
  "scheduled-maintenances": maintenances,
  "scheduled-maintenances/upcoming": maintenances,
  "scheduled-maintenances/active": maintenances,
};
