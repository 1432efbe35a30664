// Makes the policy in force from a file whose shape and meaning are right.
import { buildFlags, buildServices } from "./build-catalogue.ts";
import {
  buildAttention,
  buildClocks,
  buildCommands,
  buildContacts,
  buildRoles,
  buildTeams,
} from "./build-duty.ts";
import { buildEscalation, buildHandover } from "./build-escalation.ts";
import { buildCalendars, buildRotas, type HolidaysOf } from "./build-hours.ts";
import {
  buildActions,
  buildField,
  buildIncidents,
  buildLabels,
  buildRetro,
  buildSeverities,
  buildStatuses,
} from "./build-record.ts";
import { buildSeverityRules } from "./build-severity.ts";
import { buildTasks } from "./build-tasks.ts";
import type { Policy } from "./model.ts";
import type { PolicyFile } from "./schema/file.ts";

/** The finished policy; what a file leaves out has its plain default here, and its process in a preset. */
export function buildPolicy(file: PolicyFile, bases: readonly string[], holidaysOf: HolidaysOf): Policy {
  const fields = Object.entries(file.fields ?? {}).map(([id, given]) => [id, buildField(id, given)] as const);
  return {
    extends: bases,
    incidents: buildIncidents(file),
    fields: Object.fromEntries(fields),
    severities: buildSeverities(file),
    severity: buildSeverityRules(file),
    statuses: buildStatuses(file),
    roles: buildRoles(file),
    people: file.people ?? {},
    contacts: buildContacts(file),
    teams: buildTeams(file),
    services: buildServices(file),
    flags: buildFlags(file),
    calendars: buildCalendars(file, holidaysOf),
    rotas: buildRotas(file),
    clocks: buildClocks(file),
    escalation: buildEscalation(file),
    handover: buildHandover(file),
    attention: buildAttention(file),
    retro: buildRetro(file),
    actions: buildActions(file),
    tasks: buildTasks(file),
    commands: buildCommands(file),
    labels: buildLabels(file),
  };
}
