// Who is asked: people on duty, never a team while a person is known, and nobody more often than the policy allows.
import { onDuty } from "./duty.ts";
import { type Duration, type Instant, SECOND } from "./instant.ts";
import type { EscalationLevel } from "./policy/model.ts";
import type { Situation } from "./situation.ts";
import { mention, plainName } from "./text/safe.ts";

/** How somebody came to be asked, which a reminder says. */
export type How = "holder" | "duty" | "assignee" | "opener" | "acceptor" | "fallback" | "nobody";

/** Those who are asked for something. */
export interface Asked {
  readonly how: How;
  /** The title of the first role that was looked for. */
  readonly role: string;
  readonly people: readonly Party[];
}

/** A person, a team, or a contact without an account. */
export interface Party {
  /** A login or `owner/team`; absent for contacts. */
  readonly login?: string | undefined;
  readonly name: string;
}

/**
 * Who has the first of these roles that anybody has: holder → duty → assignees → the opener, if a member → fallback. With
 * `only` the chain ends with the roles.
 */
export function whoHas(roles: readonly string[], here: Situation, only = false): Asked {
  const { incident, ruling, snapshot } = here;
  const { policy } = ruling;
  const title = policy.roles[roles[0] ?? ""]?.title ?? roles[0] ?? "";
  if (incident.drill) return { how: "holder", role: title, people: [person(incident.drill.by)] };
  const held = roles.map((role) => incident.roles[role]?.holders ?? []).find((holders) => holders.length > 0);
  if (held) return { how: "holder", role: title, people: held.map(partyOf) };
  const duty = roles.map((role) => onDuty(ruling, role, here.now)).find((people) => people.length > 0);
  if (duty) return { how: "duty", role: title, people: duty.map((who) => dutyParty(who, here)) };
  if (only) return { how: "nobody", role: title, people: [] };
  if (snapshot.issue.assignees.length > 0)
    return { how: "assignee", role: title, people: snapshot.issue.assignees.map(person) };
  const opener = snapshot.issue.author;
  if (opener?.kind === "user" && (snapshot.issue.authorIsMember || !snapshot.repository.public)) {
    return { how: "opener", role: title, people: [person(opener.login)] };
  }
  // An outsider's report has no opener to ask, but somebody took it on.
  if (incident.acceptedBy !== undefined) {
    return { how: "acceptor", role: title, people: [person(incident.acceptedBy)] };
  }
  return lastResort(title, here);
}

/** The policy's fallback: a team only where it names no person. */
function lastResort(role: string, here: Situation): Asked {
  const { fallback } = here.ruling.policy.attention;
  const people = fallback.filter((login) => !login.includes("/"));
  const asked = people.length > 0 ? people : fallback;
  return { how: asked.length > 0 ? "fallback" : "nobody", role, people: asked.map(person) };
}

/** The next escalation step, to whoever has its role; nobody where only those are left who are asked already. */
export function stepUp(here: Situation): Asked | undefined {
  const step = here.standing.escalation.next;
  return step && whoIsAt(step, here);
}

/** Who has a level of escalation: whoever holds its role or has it by duty, else the fallback. */
export function whoIsAt(level: EscalationLevel, here: Situation): Asked {
  const asked = whoHas([level.role], here);
  if (asked.how === "holder" || asked.how === "duty") return asked;
  return lastResort(asked.role, here);
}

/** Somebody on duty: the key of a contact, or a login. */
function dutyParty(who: string, here: Situation): Party {
  const contact = here.ruling.policy.contacts[who];
  return contact === undefined ? person(who) : { name: contact.title };
}

function person(login: string): Party {
  const bare = login.replace(/^@/, "");
  return { login: bare, name: bare };
}

/** A holder as the fold keeps it: `@login`, or the name of a contact. */
export function partyOf(holder: string): Party {
  return holder.startsWith("@") ? person(holder) : { name: holder };
}

/** Those as words, each mentioned unless they were within the policy's time, over all incidents; and whom it mentions. */
export function address(
  asked: Asked,
  here: Situation,
): { readonly words: string; readonly mentions: readonly string[] } {
  const mentions: string[] = [];
  const words = asked.people.map((party) => {
    if (party.login === undefined) return plainName(party.name);
    if (!mayMention(party.login, here)) return plainName(party.login);
    mentions.push(party.login);
    return at(party.login);
  });
  return { words: words.join(", "), mentions };
}

/** As words without mentioning anybody. */
export function plain(asked: Asked): string {
  return asked.people.map((party) => plainName(party.login ?? party.name)).join(", ");
}

/** With an `@`, for the card's edits, which notify nobody. */
export function atName(asked: Asked): string {
  return asked.people
    .map((party) => (party.login === undefined ? plainName(party.name) : at(party.login)))
    .join(", ");
}

/** A login or a team (`owner/team`) with its `@`. */
function at(login: string): string {
  return /^[a-z0-9][a-z0-9-]*\/[a-z0-9][\w.-]*$/i.test(login) ? `@${login}` : mention(login);
}

function mayMention(login: string, here: Situation): boolean {
  return mentionableAt(login, here) <= here.now;
}

function mentionableAt(login: string, here: Situation): Instant {
  const known = [...Object.entries(here.snapshot.mentioned), ...Object.entries(mentionsOf(here))];
  // GitHub mentions one and the same person however the login is spelled.
  const same = known.filter(([name]) => name.toLowerCase() === login.toLowerCase());
  const last = Math.max(0, ...same.map(([, at]) => at));
  return last + here.ruling.policy.attention.mentionEvery;
}

/** When all of those may be mentioned whom a moment's patience would let be; `undefined`: nobody needs it. */
export function worthWaiting(asked: Asked, here: Situation): Instant | undefined {
  const soon = asked.people
    .map((party) => (party.login === undefined ? here.now : mentionableAt(party.login, here)))
    .filter((at) => at > here.now && at <= here.now + patience);
  return soon.length === 0 ? undefined : Math.max(...soon);
}

/** Reminders are a policy's minutes apart, and writing one takes a second or two: so much is waited out. */
const patience: Duration = 30 * SECOND;

/** When each person was last mentioned on this incident, by the ledger and by what our comments say of themselves. */
export function mentionsOf(
  here: Pick<Situation, "snapshot" | "incident">,
): Readonly<Record<string, Instant>> {
  const last: Record<string, Instant> = { ...here.snapshot.ledger?.mentions };
  for (const own of here.incident.own) {
    for (const marker of own.markers) {
      if (marker.kind !== "mentions") continue;
      for (const login of marker.words) last[login] = Math.max(last[login] ?? 0, own.item.at);
    }
  }
  return last;
}
