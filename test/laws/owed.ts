// Every ask that a process owes while people do nothing new: worked out from its policy, what was done and said, and time.
import { changesOf } from "../../src/engine/duty.ts";
import { type Instant, isoSeconds, MINUTE, SECOND } from "../../src/engine/instant.ts";
import { toDraft } from "../../src/engine/notice-standing.ts";
import type { EscalationLevel } from "../../src/engine/policy/model.ts";
import type { IncidentSituation } from "../../src/engine/situation.ts";
import { whoHas, whoIsReached } from "../../src/engine/who.ts";
import { notices, questions } from "./owed-words.ts";
import type { Stretch } from "./stretch.ts";
import { loginsOf } from "./whom.ts";

/** Something that somebody has to be asked. */
export interface OwedAsk {
  /** The id of what asks it; its beginning, where that ends with a slash. */
  readonly id: string;
  /** From when it is owed. */
  readonly at: Instant;
  /** What was said before is no answer to it; absent: once is enough. */
  readonly since?: Instant;
  /** How it may have been said; absent: by a comment with its id. */
  readonly by?: "assigning" | "mentioning" | "paging";
  /** Those who have to be given it, or mentioned. */
  readonly who?: readonly string[];
  /** What is said so much later is in time too: it joins what comes then. */
  readonly joins?: number;
}

/** What is owed in such a time, by rules other than those of clocks. */
export function owedIn(stretch: Stretch): readonly OwedAsk[] {
  const found = new Map<string, OwedAsk>();
  const { past, seen } = stretch;
  for (const now of momentsIn(stretch)) {
    const here = past.situation(seen, now);
    for (const one of owedAt(here, stretch)) if (!found.has(one.id)) found.set(one.id, one);
  }
  return [...found.values()];
}

/** When something may begin to be owed: at once, and whenever time runs out, duty changes or a limit warns. */
function momentsIn({ past, seen, until, said }: Stretch): readonly Instant[] {
  const first = past.situation(seen, seen);
  const moments = new Set([seen]);
  const notices = toDraft({ ...first, limits: first.standing.limits, from: first.standing.from });
  for (const { at } of [...shiftsIn(first, seen, until), ...notices]) moments.add(at);
  // The time of a level runs from when it was said, which is known a second later, and a draft waits from then.
  const spoken = said.filter(({ kind, at }) => kind !== "answer" && at >= seen && at + SECOND < until);
  for (const from of [seen, ...spoken.map(({ at }) => at + SECOND)])
    for (let now: Instant | undefined = from; now !== undefined && now < until; ) {
      moments.add(now);
      now = past.situation(seen, now).standing.escalation.wakeAt;
    }
  return [...moments].filter((at) => at >= seen && at < until).toSorted((one, other) => one - other);
}

function owedAt(here: IncidentSituation, stretch: Stretch): readonly OwedAsk[] {
  const { incident, standing, now } = here;
  if (incident.management === "waiting") return stranger(here);
  if (incident.management !== "managed") return [];
  const isOver =
    standing.phase === "resolved" || standing.phase === "closed" || incident.closed !== undefined;
  return [
    ...levels(here, stretch),
    ...questions(here),
    ...notices(here),
    ...(isOver || incident.drill !== undefined
      ? []
      : [...told(here, stretch), ...shiftsIn(here, now, Math.min(stretch.until, now + MINUTE))]),
  ].map((one) => ({ ...one, at: Math.max(one.at, now) }));
}

/** A report from outside gets its one answer, and is given to somebody inside. */
function stranger(here: IncidentSituation): readonly OwedAsk[] {
  const { snapshot, ruling, now } = here;
  const { issue } = snapshot;
  if (issue.timeline.some(({ kind }) => kind === "comment-deleted")) return [];
  const inside = loginsOf(whoIsReached(ruling.policy.declare.outsiders, here).people);
  const isGiven =
    ruling.policy.declare.outsiders.length === 0 || issue.assignees.length > 0 || inside.length === 0;
  const given: OwedAsk = { id: `assign/${issue.id}`, at: now, by: "assigning", who: inside };
  return [{ id: `stranger/${issue.id}`, at: now }, ...(isGiven ? [] : [given])];
}

/** Whom the policy names for a major incident, each time that it becomes one. */
function told(here: IncidentSituation, { past, seen }: Stretch): readonly OwedAsk[] {
  const { incident, ruling, now } = here;
  if (!isMajor(here)) return [];
  const roles = ruling.policy.declare.tell[incident.severity?.key ?? ""] ?? [];
  const major = incident.events.findLast(({ name }) => name === "major")?.at ?? now;
  // Who took a role afterwards knows what they took.
  const knows = (role: string): boolean => (incident.roles.get(role)?.since ?? 0) > major;
  const staffed = roles.filter((role) => !knows(role) && whoHas([role], here, true).people.length > 0);
  if (staffed.length === 0) return [];
  const before = past.acts.findLast((act) => act < seen && !isMajor(past.situation(act, act)));
  const since = past.acts.find((act) => act > (before ?? Number.NEGATIVE_INFINITY)) ?? seen;
  return staffed.map((role) => ({ id: `declare/${role}/`, at: now, since }));
}

/** Is it a major one that is managed, and no exercise? */
export function isMajor({ incident: { severity, management, drill }, ruling }: IncidentSituation): boolean {
  const known = ruling.policy.severities.find(({ key }) => key === severity?.key);
  return known?.major === true && management === "managed" && drill === undefined;
}

/** Levels that are to be asked, and those that nobody rang. */
function levels(here: IncidentSituation, { past, seen }: Stretch): readonly OwedAsk[] {
  const { now, ruling } = here;
  const asked = past.askings(seen, now).map((id): OwedAsk => ({ id, at: now }));
  const rung = ruling.policy.escalation.levels.filter((level) => isPaged(level, here));
  const pages = rung.flatMap(({ key }) => asked.filter(({ id }) => id.startsWith(`escalate/${key}/`)));
  return [...asked, ...pages.map(({ id }): OwedAsk => ({ id: `page/${id}`, at: now, by: "paging" }))];
}

/** Is whoever has a level rung beside the words, by a channel that there is? */
export function isPaged({ page }: EscalationLevel, { reach }: IncidentSituation): boolean {
  return page !== undefined && reach.can.has(`channel:${page}`);
}

/**
 * Changes of who is on duty, while the issue is open, for a role that nobody took and that is offered, asked by a clock, or the first to be
 * escalated to.
 */
function shiftsIn(here: IncidentSituation, from: Instant, until: Instant): readonly OwedAsk[] {
  const { incident, ruling, standing, snapshot } = here;
  const ends = snapshot.issue.timeline.findLast(({ kind }) => kind === "closed" || kind === "reopened");
  if (ends?.kind === "closed") return [];
  const { roles, escalation } = ruling.policy;
  const asked = new Set([
    ...standing.limits.flatMap(({ clock }) => clock.remind),
    ...escalation.levels.slice(0, 1).flatMap(({ role, core }) => [role, core ?? role]),
  ]);
  const vacant = Object.values(roles).filter(
    ({ key, offered, duty }) =>
      (offered || asked.has(key)) && duty.length > 0 && (incident.roles.get(key)?.holders.length ?? 0) === 0,
  );
  const since = Math.max(from - 1, incident.declaredAt);
  return vacant.flatMap(({ key }) =>
    changesOf(ruling, key, { from: since, to: until }).flatMap(({ at, after }) => {
      const who = after
        .filter((login) => !Object.hasOwn(ruling.policy.contacts, login))
        .map((login) => login.toLowerCase());
      if (who.length === 0) return [];
      return [
        {
          id: `shift/${key}/${isoSeconds(at)}`,
          at,
          by: "mentioning" as const,
          who,
          joins: ruling.policy.attention.join,
        },
      ];
    }),
  );
}
