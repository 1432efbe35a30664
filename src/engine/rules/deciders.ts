// Whom a question asks that only some may answer: whoever has the right to it, else who can give it or is nearest to the incident.
import { account, hasAccount, nameOf, type Party } from "../party.ts";
import type { Right } from "../policy/model.ts";
import { atLeast, rightNow } from "../rights.ts";
import type { IncidentSituation } from "../situation.ts";
import { whoIsReached } from "../who.ts";
import { leadRole } from "./escalate-values.ts";

/** Those who are asked, and for whom it is to say. */
export interface Deciders {
  readonly people: readonly Party[];
  /** The titles of the roles whose it is; empty: whoever has the GitHub role that it takes. */
  readonly titles: string;
  /** Of these roles the first, where nobody with an account has one: those who are asked can't answer before somebody has it. */
  readonly vacant: string;
}

/**
 * Who may answer by a right of the policy: whoever has a role that may; where nobody has, or the policy names none, the lead, by the
 * chain of reminders, as far as they are not known to have too little of a GitHub role.
 */
export function deciders(right: Right | undefined, here: IncidentSituation): Deciders {
  const { incident, ruling, now } = here;
  const rule = right && rightNow(right, { ...incident, ruling }, now);
  const keys = rule?.holders ?? [];
  const titles = keys.map((key) => ruling.policy.roles[key]?.title ?? key).join(" or ");
  const having = keys.length === 0 ? [] : whoIsReached(keys, here, true).people;
  if (having.some(hasAccount)) return { people: having, titles, vacant: "" };
  const nearest = whoIsReached([leadRole(here)], here).people;
  if (rule === undefined || keys.length > 0) return { people: nearest, titles, vacant: keys[0] ?? "" };
  const able = nearest.filter((party) => mayRole(party, rule.role, here) !== false);
  if (able.length > 0) return { people: able, titles, vacant: "" };
  // Whoever closed it, or took it on, and may.
  const there = [incident.closed?.by, incident.acceptedBy].flatMap((login) =>
    login === undefined ? [] : [account(login)],
  );
  const other = there.find((party) => mayRole(party, rule.role, here));
  return { people: other === undefined ? nearest : [other], titles, vacant: "" };
}

/** Has somebody a GitHub role or a stronger one? Undefined where that was not looked up. */
function mayRole(party: Party, wanted: Right["role"], { snapshot }: IncidentSituation): boolean | undefined {
  const role = party.kind === "account" ? snapshot.roles.get(nameOf(party)) : undefined;
  return role === undefined ? undefined : atLeast(role, wanted);
}
