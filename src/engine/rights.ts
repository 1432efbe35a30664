// Who has what: GitHub roles by their strength, and roles of the process by who took them or has them by duty.
import { onDuty } from "./duty.ts";
import type { Holding } from "./incident.ts";
import type { Instant } from "./instant.ts";
import type { Ruling } from "./policy/ruling.ts";
import type { Role } from "./snapshot.ts";

const strength: readonly Role[] = ["none", "read", "triage", "write", "maintain", "admin"];

/** Is a GitHub role at least as strong as another? */
export function atLeast(role: Role, wanted: Role): boolean {
  return strength.indexOf(role) >= strength.indexOf(wanted);
}

/** Is somebody among the holders of a role? Logins are the same however people spell them. */
export function isHeldBy(holders: readonly string[], login: string): boolean {
  return holders.some((holder) => holder.toLowerCase() === `@${login}`.toLowerCase());
}

/** Who has a role of the process at an instant, with their `@`: whoever took it, else those who have it by duty then. */
export function holdersOf(
  role: string,
  here: { readonly ruling: Ruling; readonly roles: ReadonlyMap<string, Holding> },
  at: Instant,
): readonly string[] {
  const taken = here.roles.get(role)?.holders ?? [];
  if (taken.length > 0) return taken;
  const { contacts } = here.ruling.policy;
  const duty = onDuty(here.ruling, role, at).filter((who) => contacts[who] === undefined);
  // Who is in a team is not known here, so a team by duty takes the right from nobody.
  return duty.filter((login) => !login.includes("/")).map((login) => `@${login.replace(/^@/, "")}`);
}
