// Who has what: GitHub roles by their strength, and roles of the process by who took them or has them by duty.

import { settledFacts } from "./condition.ts";
import { partyOnDuty } from "./duty/party.ts";
import { hoursAt, onDuty } from "./duty.ts";
import { type Facts, holds } from "./facts.ts";
import type { Flagged, Holding, SettledSeverity } from "./incident.ts";
import type { Instant } from "./instant.ts";
import type { Party } from "./party.ts";
import type { Holders, Right } from "./policy/model.ts";
import type { Ruling } from "./policy/ruling.ts";
import { settledOf } from "./severity/settled.ts";
import type { Role } from "./snapshot.ts";

const strength: readonly Role[] = ["none", "read", "triage", "write", "maintain", "admin"];

/** Is a GitHub role at least as strong as another? */
export function atLeast(role: Role, wanted: Role): boolean {
  return strength.indexOf(role) >= strength.indexOf(wanted);
}

/** Is somebody among the holders of a role? Logins are the same however people spell them. */
export function isHeldBy(holders: readonly Party[], login: string): boolean {
  return holders.some(
    (holder) => holder.kind === "account" && holder.login.toLowerCase() === login.toLowerCase(),
  );
}

/** Who has a role of the process at an instant: whoever took it, else the accounts that have it by duty then. */
export function holdersOf(
  role: string,
  here: { readonly ruling: Ruling; readonly roles: ReadonlyMap<string, Holding> },
  at: Instant,
): readonly Party[] {
  const taken = here.roles.get(role)?.holders ?? [];
  if (taken.length > 0) return taken;
  const duty = onDuty(here.ruling, role, at).map((who) => partyOnDuty(who, here.ruling.policy));
  // Who is in a team is not known here, so a team by duty takes the right from nobody.
  return duty.filter(({ kind }) => kind === "account");
}

/** Of an incident what rights may hang on. */
export interface RightsOf {
  readonly ruling: Ruling;
  readonly roles: ReadonlyMap<string, Holding>;
  readonly facts: Facts;
  readonly severity?: SettledSeverity | undefined;
  readonly flags: ReadonlyMap<string, Flagged>;
}

/** Who may at an instant: by the first case that holds then, else as it stands. */
export function rightNow(right: Right, here: RightsOf, at: Instant): Holders {
  if (right.cases.length === 0) return right;
  const facts = settledFacts(here.facts, settledOf(here));
  const hours = hoursAt(here.ruling, at);
  return right.cases.find((one) => (one.hours ?? hours) === hours && holds(one.when, facts)) ?? right;
}

/** In words whose a right is: the titles of its roles that somebody has, of all where it `stays` with them; empty: nobody's. */
export function titlesOf(right: Right, here: RightsOf, at: Instant, stays = false): string {
  const { holders, besides } = rightNow(right, here, at);
  const held = holders.filter((key) => holdersOf(key, here, at).some(({ kind }) => kind === "account"));
  const named = [...(held.length === 0 && stays ? holders : held)];
  if (named.length > 0) named.push(...besides.filter((key) => holdersOf(key, here, at).length > 0));
  return named.map((key) => here.ruling.policy.roles[key]?.title ?? key).join(" or ");
}
