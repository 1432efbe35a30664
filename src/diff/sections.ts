// What behaves differently between two policies, worked out from the policies alone: every section in turn, each change once.
import type { SectionKey } from "../engine/policy/sections.ts";
import { actionChanges } from "./actions.ts";
import { attentionChanges } from "./attention.ts";
import { calendarChanges } from "./calendars.ts";
import { type Change, inOrder, type Pair } from "./change.ts";
import { clockChanges } from "./clocks.ts";
import { commandChanges } from "./commands.ts";
import { contactChanges } from "./contacts.ts";
import { escalationChanges } from "./escalation.ts";
import { fieldChanges } from "./fields.ts";
import { flagChanges } from "./flags.ts";
import { handoverChanges } from "./handover.ts";
import { incidentChanges } from "./incidents.ts";
import { labelChanges } from "./labels.ts";
import { retroChanges } from "./retro.ts";
import { roleChanges } from "./roles.ts";
import { rotaChanges } from "./rota.ts";
import { serviceChanges } from "./services.ts";
import { severityChanges } from "./severities.ts";
import { findingChanges } from "./severity.ts";
import { statusChanges } from "./statuses.ts";
import { taskChanges } from "./tasks.ts";
import { teamChanges } from "./teams.ts";

/** The differ of every section, in the order in which changes of one kind are told. */
export const differs: { readonly [K in SectionKey]: (pair: Pair) => readonly Change[] } = {
  incidents: incidentChanges,
  fields: fieldChanges,
  statuses: statusChanges,
  flags: flagChanges,
  services: serviceChanges,
  teams: teamChanges,
  contacts: contactChanges,
  severities: severityChanges,
  severity: findingChanges,
  clocks: clockChanges,
  calendars: calendarChanges,
  rota: rotaChanges,
  roles: roleChanges,
  commands: commandChanges,
  escalation: escalationChanges,
  handover: handoverChanges,
  attention: attentionChanges,
  retro: retroChanges,
  actions: actionChanges,
  tasks: taskChanges,
};

/**
 * Every change of behaviour, in the order in which they are told; empty where the two do the same. Order of keys, comments,
 * sources, colours, and hours that nothing goes by are no behaviour. Labels are told together, whatever section they are of.
 */
export function compare(pair: Pair): readonly Change[] {
  const changes = Object.values(differs).flatMap((differ) => differ(pair));
  return inOrder([...changes, ...labelChanges(pair)]);
}
