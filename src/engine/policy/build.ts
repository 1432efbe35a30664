// Makes the policy in force from a file whose shape and meaning are right.
import {
  buildAttention,
  buildClocks,
  buildCommands,
  buildContacts,
  buildEscalation,
  buildRoles,
  buildTeams,
} from "./build-duty.ts";
import {
  buildActions,
  buildField,
  buildIncidents,
  buildLabels,
  buildRetro,
  buildSeverities,
  buildSeverityRules,
  buildStatuses,
} from "./build-record.ts";
import type { Policy } from "./model.ts";
import type { PolicyFile } from "./schema/file.ts";

/** The finished policy; what a file leaves out has its plain default here, and its process in a preset. */
export function buildPolicy(file: PolicyFile, bases: readonly string[]): Policy {
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
    clocks: buildClocks(file),
    escalation: buildEscalation(file),
    attention: buildAttention(file),
    retro: buildRetro(file),
    actions: buildActions(file),
    commands: buildCommands(file),
    labels: buildLabels(file),
  };
}
