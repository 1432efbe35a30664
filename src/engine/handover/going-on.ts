// What is handed over: the incidents that are open and under management, with what is due next and whose it is.
import { partyOnDuty } from "../duty/party.ts";
import { onDuty } from "../duty.ts";
import type { Instant } from "../instant.ts";
import type { Ledger } from "../ledger.ts";
import type { Party } from "../party.ts";
import type { ClockRule, Severity, Status } from "../policy/model.ts";
import { labelKind } from "../policy/names.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { ListedIncident } from "../rolling.ts";
import type { HandoverSnapshot } from "./snapshot.ts";

/** An incident that goes on. */
export interface GoingOn {
  readonly incident: ListedIncident;
  readonly since: Instant;
  readonly severity?: Severity | undefined;
  readonly status?: Status | undefined;
  readonly next?: { readonly clock: ClockRule; readonly dueAt: Instant } | undefined;
}

/** Those that were declared by an instant, worst first, then by what is due first; drills are left out. */
export function goingOn(snapshot: HandoverSnapshot, ruling: Ruling, by: Instant): readonly GoingOn[] {
  return snapshot.open
    .filter((incident) => isManaged(incident, ruling))
    .map((incident) => read(incident, ruling))
    .filter((one) => one.since <= by && ruledSince(one.incident, ruling) <= by)
    .toSorted(
      (one, other) =>
        (one.severity?.rank ?? Number.MAX_SAFE_INTEGER) - (other.severity?.rank ?? Number.MAX_SAFE_INTEGER) ||
        (one.next?.dueAt ?? Number.MAX_SAFE_INTEGER) - (other.next?.dueAt ?? Number.MAX_SAFE_INTEGER) ||
        one.since - other.since,
    );
}

/** Those that are closed and owe something still, by what is due first: nobody is asked for them, and whoever comes knows of them. */
export function stillOwing({ owing }: HandoverSnapshot, ruling: Ruling, by: Instant): readonly GoingOn[] {
  return owing
    .filter((incident) => incident.card && isManaged(incident, ruling))
    .map((incident) => read(incident, ruling))
    .filter(({ since }) => since <= by)
    .toSorted(
      (one, other) =>
        (one.next?.dueAt ?? Number.MAX_SAFE_INTEGER) - (other.next?.dueAt ?? Number.MAX_SAFE_INTEGER) ||
        one.since - other.since,
    );
}

/** It has our card; or a status, where the card stands so far down that it was not read. */
function isManaged({ card, labels, createdAt }: ListedIncident, { policy }: Ruling): boolean {
  const kinds = labels.flatMap((name) => labelKind(policy, name) ?? []);
  if (kinds.some(({ kind }) => kind === "drill")) return false;
  const { since } = policy.incidents;
  return card || (kinds.some(({ kind }) => kind === "status") && (since === undefined || createdAt >= since));
}

/** A policy asks for nothing that would have been due before it came into force. */
function ruledSince({ ledger }: ListedIncident, ruling: Ruling): Instant {
  return ledger?.policies.findLast(({ oid }) => oid === ruling.oid)?.since ?? 0;
}

function read(incident: ListedIncident, { policy }: Ruling): GoingOn {
  const kinds = incident.labels.flatMap((name) => labelKind(policy, name) ?? []);
  const keyOf = (wanted: "severity" | "status"): string | undefined =>
    kinds.flatMap((one) => (one.kind === wanted && "key" in one ? [one.key] : []))[0];
  const due = policy.clocks.flatMap((clock) => {
    const record = incident.ledger?.clocks.get(clock.name);
    return record === undefined ? [] : [{ clock, dueAt: record.dueAt }];
  });
  return {
    incident,
    since: incident.ledger?.declaredAt ?? incident.createdAt,
    severity: policy.severities.find(({ key }) => key === keyOf("severity")),
    status: policy.statuses.find(({ key }) => key === keyOf("status")),
    next: due.toSorted((one, other) => one.dueAt - other.dueAt)[0],
  };
}

/** Who has what is due next: who took its first role that anybody took, as the ledger tells, else who is on duty for it. */
export function whoseNext({ incident, next }: GoingOn, ruling: Ruling, at: Instant): readonly Party[] {
  const roles = next?.clock.remind ?? [];
  const taken = roles.map((role) => holdersIn(incident.ledger, role)).find((holders) => holders.length > 0);
  if (taken !== undefined) return taken;
  const duty = roles.map((role) => onDuty(ruling, role, at)).find((people) => people.length > 0) ?? [];
  return duty.map((who) => partyOnDuty(who, ruling.policy));
}

function holdersIn(ledger: Ledger | undefined, role: string): readonly Party[] {
  const acts = (ledger?.acts ?? []).flatMap((judged) => (judged.verdict === "done" ? judged.acts : []));
  const last = acts.findLast((act) => act.kind === "role" && act.role === role);
  return last?.kind === "role" ? last.holders : [];
}
