// Who has what: GitHub roles by their strength, and roles of the process by who took them or has them by duty.
import { partyOnDuty } from "./duty/party.ts";
import { onDuty } from "./duty.ts";
import type { Holding } from "./incident.ts";
import type { Instant } from "./instant.ts";
import type { Party } from "./party.ts";
import type { Ruling } from "./policy/ruling.ts";
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
