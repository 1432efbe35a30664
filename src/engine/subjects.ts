// The kinds of subjects there are, and the thinking of a pass, which is the same for each.
import { onlyGithub, type Reach } from "./delivery.ts";
import type { Instant } from "./instant.ts";
import { isMaintenance } from "./maintenance/ruling.ts";
import type { Plan } from "./plan.ts";
import type { Ruling } from "./policy/ruling.ts";
import { wantsCases } from "./problems/known.ts";
import type { IncidentSnapshot, Snapshot } from "./snapshot.ts";
import type { Folded, RepositorySubject, Subject } from "./subject.ts";
import { actions } from "./subjects/actions.ts";
import { handover } from "./subjects/handover.ts";
import { incident } from "./subjects/incident.ts";
import { maintenance } from "./subjects/maintenance.ts";
import { problems } from "./subjects/problems.ts";

const kinds = { incident, handover, actions, maintenance, problems };

type Kinds = typeof kinds;

/** What a pass thought: where its subject stands, as the rules of its kind are handed it, and what should be done. */
export type Thought = {
  readonly [K in keyof Kinds]: {
    readonly kind: K;
    readonly here: ReturnType<Kinds[K]["assess"]>;
    readonly plan: Plan;
  };
}[keyof Kinds];

/** Every kind of which a repository has one. */
export const repositorySubjects: readonly RepositorySubject[] = Object.values(kinds).flatMap((kind) =>
  "labels" in kind ? [kind] : [],
);

interface Known {
  readonly name: keyof Kinds;
  readonly kind: Subject<Snapshot, Folded, unknown>;
}

/** The kind of what was seen: an issue is an incident or a maintenance, as the policy says. Throws for one that is not known. */
function kindOf(seen: Snapshot, ruling?: Ruling): Known {
  const isWork = ruling !== undefined && isIssue(seen) && isMaintenance(seen, ruling);
  const names: readonly (keyof Kinds)[] = isWork
    ? ["maintenance"]
    : ["incident", "handover", "actions", "problems"];
  const name = names.find((one) => kinds[one].kind === seen.kind);
  if (name === undefined)
    throw new RangeError(`${seen.key} is of the kind "${seen.kind}"; expected ${names.join(" or ")}.`);
  // What was seen says itself that it is of this kind.
  return { name, kind: kinds[name] as unknown as Subject<Snapshot, Folded, unknown> };
}

function isIssue(seen: Snapshot): seen is IncidentSnapshot {
  return seen.kind === incident.kind;
}

/** The newest instant that was seen: no pass may believe that it is earlier. */
export function newest(seen: Snapshot): Instant {
  return kindOf(seen).kind.newest(seen);
}

/** Logins whose rights on the repository must be looked up before `think` may be used. */
export function rolesNeeded(seen: Snapshot, ruling: Ruling): readonly string[] {
  return kindOf(seen, ruling).kind.fold(seen, ruling).needsRoles;
}

/** Where a subject stands, without what should be done about it. */
export type Situated = {
  readonly [K in keyof Kinds]: Omit<Extract<Thought, { readonly kind: K }>, "plan">;
}[keyof Kinds];

/** What a history comes to at an instant: what a pass thinks of before it plans. */
export function situate(seen: Snapshot, ruling: Ruling, now: Instant, reach: Reach = onlyGithub): Situated {
  const { name, kind } = kindOf(seen, ruling);
  return { kind: name, here: kind.assess(seen, kind.fold(seen, ruling), { ruling, now, reach }) } as Situated;
}

/** Is an incident compared with the problems and the other incidents of its repository? Those have to be read before it is thought about. */
export function isCompared(seen: IncidentSnapshot, ruling: Ruling): boolean {
  return !isMaintenance(seen, ruling) && wantsCases(incident.fold(seen, ruling), seen, ruling.policy);
}

/** What should be true now. */
export function think(seen: Snapshot, ruling: Ruling, now: Instant, reach: Reach = onlyGithub): Thought {
  const { kind, here } = situate(seen, ruling, now, reach);
  const { decide } = kinds[kind] as unknown as Known["kind"];
  return { kind, here, plan: decide(here) } as Thought;
}
