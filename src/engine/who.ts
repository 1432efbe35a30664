// Who is asked: people on duty, never a team while a person is known.
import { partyOnDuty } from "./duty/party.ts";
import { onDuty } from "./duty.ts";
import { roleAt } from "./escalation/who.ts";
import type { Instant } from "./instant.ts";
import { account, accountOrTeam, hasAccount, type Party } from "./party.ts";
import type { EscalationLevel } from "./policy/model.ts";
import type { IncidentSituation } from "./situation.ts";
import { inWords, mentioned } from "./voice/mention.ts";

/** How somebody came to be asked, which a reminder says. */
export type How = "holder" | "duty" | "assignee" | "opener" | "acceptor" | "fallback" | "nobody";

/** Those who are asked for something. */
export interface Asked {
  readonly how: How;
  /** The title of the first role that was looked for. */
  readonly role: string;
  /** The role that they have, where they are asked for having one. */
  readonly key?: string | undefined;
  readonly people: readonly Party[];
  /** Those who have the role and no GitHub account, where others are asked to reach them. */
  readonly contacts?: Asked;
}

/**
 * Who has the first of these roles that anybody has: holder → duty → assignees → the opener, if a member whose right is not
 * known to be too little → fallback. With
 * `only` the chain ends with the roles.
 */
export function whoHas(roles: readonly string[], here: IncidentSituation, only = false): Asked {
  const { drill } = here.incident;
  if (drill) return { how: "holder", role: titleOf(roles, here), people: [account(drill.by)] };
  const found = haveRole(roles, here, () => true);
  if (found) return found;
  return only ? { how: "nobody", role: titleOf(roles, here), people: [] } : otherwise(roles, here);
}

/**
 * The same of people whom a mention can reach: where only contacts without an account have the role, the next in the chain are
 * asked, to reach those.
 */
export function whoIsReached(roles: readonly string[], here: IncidentSituation, only = false): Asked {
  const contacts = whoHas(roles, here, only);
  if (contacts.people.length === 0 || contacts.people.some(hasAccount)) return contacts;
  const found = haveRole(roles, here, hasAccount);
  const asked: Asked =
    found ?? (only ? { how: "nobody", role: contacts.role, people: [] } : otherwise(roles, here));
  return { ...asked, contacts };
}

function titleOf([first = ""]: readonly string[], here: IncidentSituation): string {
  return here.ruling.policy.roles[first]?.title ?? first;
}

/** Those who took one of the roles, else those who have one by duty, of whom one fits; the first role first. */
function haveRole(
  roles: readonly string[],
  here: IncidentSituation,
  fits: (party: Party) => boolean,
): Asked | undefined {
  const having = {
    holder: (role: string) => here.incident.roles.get(role)?.holders ?? [],
    duty: (role: string) =>
      onDuty(here.ruling, role, here.now).map((who) => partyOnDuty(who, here.ruling.policy)),
  };
  for (const how of ["holder", "duty"] as const)
    for (const key of roles) {
      const people = having[how](key);
      if (people.some(fits)) return { how, role: titleOf(roles, here), key, people };
    }
  return undefined;
}

/** Those who are asked where nobody has the role. */
function otherwise(roles: readonly string[], here: IncidentSituation): Asked {
  const { incident, snapshot } = here;
  const title = titleOf(roles, here);
  if (snapshot.issue.assignees.length > 0)
    return { how: "assignee", role: title, people: snapshot.issue.assignees.map(account) };
  const opener = snapshot.issue.author;
  // Nobody is asked for what is known not to be theirs to give.
  const isBelow = incident.answers.some(
    ({ by, plain, refusal }) => plain && refusal?.kind === "right" && by === opener?.login,
  );
  const isInside = snapshot.issue.authorIsMember || !snapshot.repository.public;
  if (opener?.kind === "user" && isInside && !isBelow) {
    return { how: "opener", role: title, people: [account(opener.login)] };
  }
  // An outsider's report has no opener to ask, but somebody took it on.
  if (incident.acceptedBy !== undefined) {
    return { how: "acceptor", role: title, people: [account(incident.acceptedBy)] };
  }
  return lastResort(title, here);
}

/** The policy's fallback: a team only where it names no person. */
function lastResort(role: string, here: IncidentSituation): Asked {
  const { fallback } = here.ruling.policy.attention;
  const people = fallback.filter((login) => !login.includes("/"));
  const asked = people.length > 0 ? people : fallback;
  return { how: asked.length > 0 ? "fallback" : "nobody", role, people: asked.map(accountOrTeam) };
}

/** The next escalation step, to whoever has its role; nobody where only those are left who are asked already. */
export function stepUp(here: IncidentSituation): Asked | undefined {
  const step = here.standing.escalation.next;
  return step && whoIsAt(step, here);
}

/** Who has a level of escalation: whoever holds its role or has it by duty, else the fallback. */
export function whoIsAt(level: EscalationLevel, here: IncidentSituation): Asked {
  const asked = whoHas([roleAt(level, here.ruling, here.now)], here);
  if (asked.how === "holder" || asked.how === "duty") return asked;
  return lastResort(asked.role, here);
}

/** Who is asked of a level that was asked: whoever has it now, else, where nobody has, whoever had its role when it was asked. */
export function whoWasAsked(
  { level, saidAt }: { readonly level: EscalationLevel; readonly saidAt?: Instant | undefined },
  here: IncidentSituation,
): Asked {
  const now = whoIsAt(level, here);
  if (saidAt === undefined || now.how === "holder" || now.how === "duty") return now;
  return haveRole([roleAt(level, here.ruling, saidAt)], here, () => true) ?? now;
}

/** As words without mentioning anybody. */
export function plain(asked: Asked): string {
  return inWords(asked.people);
}

/** With an `@`, for the card's edits, which notify nobody. */
export function atName(asked: Asked): string {
  return asked.people.map(mentioned).join(", ");
}
