// What rules a maintenance: the policy with the questions of maintenance in the place of an incident's, and nothing that counts, asks or tells.

import { oneLine } from "../form/element.ts";
import { bestForm, type Form, fieldsOf } from "../form.ts";
import { isOpenedByForm } from "../judge.ts";
import { named } from "../named.ts";
import type { Policy } from "../policy/model.ts";
import { labelKind } from "../policy/names.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { IncidentSnapshot } from "../snapshot.ts";

const made = new WeakMap<Ruling, Ruling>();

/**
 * The ruling under which the history of a maintenance is read: by it who may open, accept, change and end one is judged as it is of an
 * incident. `undefined` where the policy has no maintenance. The same ruling always gives the same one.
 */
export function maintenanceRuling(ruling: Ruling): Ruling | undefined {
  if (ruling.policy.maintenance === undefined) return undefined;
  const known = made.get(ruling);
  if (known !== undefined) return known;
  const forms = ruling.maintenanceForms ?? [];
  const derived = { ...ruling, policy: maintenancePolicy(ruling.policy), forms, isForPublic: true };
  made.set(ruling, derived);
  return derived;
}

/** What may be done to a maintenance by command, and by what comes to the same. */
const commands: ReadonlySet<string> = new Set([
  ...["accept", "adopt", "help", "not-an-incident", "resolve", "set", "status", "unset"],
]);

/** A policy with the questions of maintenance in the place of an incident's; the same where it has no maintenance. */
export function maintenancePolicy(policy: Policy): Policy {
  const { maintenance } = policy;
  if (maintenance === undefined) return policy;
  const { label, forms, fields } = maintenance;
  return {
    ...policy,
    fields,
    incidents: { ...policy.incidents, forms, plainUpdates: false },
    labels: { ...policy.labels, incident: label, overdue: undefined },
    labelUses: policy.labelUses.flatMap((use) =>
      use.id === "maintenance" ? [{ ...use, means: { kind: "incident" as const } }] : [],
    ),
    ...{ clocks: [], notices: {}, flags: {} },
    retro: { ...policy.retro, severities: [] },
    escalation: { ...policy.escalation, levels: [], triggers: [] },
    commands: named(Object.entries(policy.commands).filter(([name]) => commands.has(name))),
  };
}

/** Is an issue a maintenance: by its label, or by its form where the label did not exist? What is an incident is none. */
export function isMaintenance({ issue }: IncidentSnapshot, ruling: Ruling): boolean {
  const derived = maintenanceRuling(ruling);
  if (derived === undefined) return false;
  const kinds = new Set(issue.labels.map((name) => labelKind(ruling.policy, name)?.kind));
  const body = issue.versions[0]?.body ?? issue.body;
  if (kinds.has("incident") || isIncident(body, ruling, derived.forms)) return false;
  return kinds.has("maintenance") || isByForm(body, ruling, derived.forms);
}

/** Has a body the headings of an incident's form? Those that the form of maintenance has too count for neither. */
function isIncident(body: string, { forms }: Ruling, own: readonly Form[]): boolean {
  const shared = new Set(own.flatMap(fieldsOf).map(({ label }) => oneLine(label)));
  const apart = forms.map((form) => ({
    ...form,
    elements: form.elements.filter((one) => one.kind !== "markdown" && !shared.has(oneLine(one.label))),
  }));
  return isOpenedByForm(body, { forms: apart });
}

/** Its form is the one that fits best, though an incident's may have headings of the same words. */
function isByForm(body: string, ruling: Ruling, own: readonly Form[]): boolean {
  const best = bestForm([...ruling.forms, ...own], body);
  return best !== undefined && own.includes(best) && isOpenedByForm(body, { forms: own });
}
