// What behaves differently between two policies, worked out from the policies alone: every part in turn, each change once.
import type { Policy } from "../engine/policy/model.ts";
import { calendarChanges } from "./calendars.ts";
import { careChanges } from "./care.ts";
import { catalogueChanges } from "./catalogue.ts";
import { type Change, change, inOrder, type Pair } from "./change.ts";
import { clockChanges } from "./clocks.ts";
import { incidentChanges } from "./incidents.ts";
import { labelChanges } from "./labels.ts";
import { fieldChanges, statusChanges } from "./record.ts";
import { commandChanges, roleChanges } from "./rights.ts";
import { dutyChanges, rotaChanges } from "./rotas.ts";
import { severityChanges } from "./severities.ts";
import { taskChanges } from "./tasks.ts";
import { differences, type Traits } from "./traits.ts";

/**
 * Every change of behaviour, in the order in which they are told; empty where the two do the same. Order of keys, comments,
 * sources, colours, and hours that nothing goes by are no behaviour.
 */
export function compare(pair: Pair): readonly Change[] {
  return inOrder([
    ...incidentChanges(pair),
    ...fieldChanges(pair),
    ...statusChanges(pair),
    ...catalogueChanges(pair),
    ...severityChanges(pair),
    ...clockChanges(pair),
    ...calendarChanges(pair),
    ...dutyChanges(pair),
    ...rotaChanges(pair),
    ...roleChanges(pair),
    ...commandChanges(pair),
    ...careChanges(pair),
    ...taskChanges(pair),
    ...labelChanges(pair),
    ...otherChanges(pair),
  ]);
}

/** The parts that are compared above; what a policy has besides is told by its name. */
const compared: Traits<Policy> = {
  extends: null,
  incidents: null,
  fields: null,
  severities: null,
  severity: null,
  statuses: null,
  roles: null,
  people: null,
  contacts: null,
  teams: null,
  services: null,
  flags: null,
  calendars: null,
  rotas: null,
  clocks: null,
  escalation: null,
  handover: null,
  attention: null,
  retro: null,
  actions: null,
  tasks: null,
  commands: null,
  labels: null,
};

function otherChanges({ before, after }: Pair): readonly Change[] {
  return differences(before, after, { traits: compared, subject: "the policy" }).map((found) =>
    change({ kind: "other", subject: found.key, ...found }),
  );
}
