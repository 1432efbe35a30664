// Says on an open incident who is on duty now where that changed (H-19, H-20): once for each change, and only to whom it matters.

import { changesOf, type DutyChange, nextHandover } from "../duty.ts";
import { DAY, type Duration, type Instant, isoSeconds, MINUTE } from "../instant.ts";
import { isOwed } from "../owed.ts";
import { handleOf } from "../party.ts";
import { recordOf } from "../policy/record.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { inline } from "../text/safe.ts";
import { clockTime, shortTime } from "../time.ts";
import { type Ask, asksOf, type Message, ranks, type Speaking, type Words } from "../voice/message.ts";
import { mentionsIn } from "../voice/record.ts";
import type { Value, Values } from "../wanted.ts";
import { whoHas } from "../who.ts";
import { wantedOf } from "./escalate-values.ts";

/** A change that is older is no news: the card has shown who is on duty since then. */
const news = DAY;
/** Feeds are read no more often than this. */
const feedEvery: Duration = 15 * MINUTE;

/** What is said of changes of duty that were not told, and when the next one is. */
export const rule: Rule = { name: "shift", place: 50, when: ["managed"], wish: shift };

function shift(here: IncidentSituation): Wish {
  const { incident, standing, snapshot } = here;
  const over = standing.phase === "resolved" || standing.phase === "closed";
  const wakeAt = feedAt(here);
  if (over || incident.drill !== undefined || snapshot.issue.state === "closed") return { wants: [], wakeAt };
  const changes = rolesAt(here).flatMap((role) => newestOf(role, here));
  const untold = changes.filter((change) => isUntold(change, here));
  return { wants: untold.map((change) => messageOf(change, untold, here)), wakeAt };
}

const topic = "shift";

function messageOf(change: DutyChange, all: readonly DutyChange[], here: IncidentSituation): Message {
  return {
    id: idOf(change),
    topic,
    on: here.snapshot.issue.id,
    asks: asked(change, here),
    silenced: true,
    counts: true,
    // Who is on duty stands on the card; the last places are for reminders and for those who are asked for help.
    yields: true,
    rank: wantedOf(change.role, change.at, here).length > 0 ? ranks.level : ranks.limit,
    joins: { as: topic, thread: idOf(change), leads: false, early: false },
    replaces: { topic, because: "Duty has changed since." },
    say: ({ ids, address }) =>
      announcement(
        all.filter((one) => ids.includes(idOf(one))),
        address,
        here,
      ),
  };
}

/** Whom it asks: whoever was mentioned since where the handover's own word names the incident to him knows it and is named. */
function asked(change: DutyChange, here: IncidentSituation): readonly Ask[] {
  const { people } = whoHas([change.role], here, true);
  const named = here.ruling.policy.handover?.changes.some(
    ({ to, paper, before }) => to === change.role && paper !== "never" && before === undefined,
  );
  if (!named || wantedOf(change.role, change.at, here).length > 0) return asksOf(people, idOf(change));
  const last = new Map(
    Array.from(here.snapshot.mentioned, ([login, at]) => [login.toLowerCase(), at] as const),
  );
  const news = people.filter((who) => (last.get(handleOf(who)?.toLowerCase() ?? "") ?? 0) < change.at);
  return people.length > 0 && news.length === 0 ? [] : asksOf(news, idOf(change));
}

/**
 * A feed changes without a word to us: where one says who is on duty for a role that nobody took it is looked at again, until
 * the end or what is due after it. When the card names another by what is known already, the card says itself.
 */
function feedAt({ incident, ruling, now, snapshot, standing }: IncidentSituation): Instant | undefined {
  const { policy } = ruling;
  const open = incident.closed === undefined && (snapshot.issue.state === "open" || standing.owed.length > 0);
  if (incident.management !== "managed" || !(open || isOwed(standing.owed, "limits"))) return undefined;
  const rotas = Object.values(policy.roles)
    .filter(({ key }) => (incident.roles.get(key)?.holders.length ?? 0) === 0)
    .flatMap(({ duty }) => duty.flatMap(({ rota }) => rota ?? []));
  return rotas.some((key) => policy.rotas[key]?.ical?.url !== undefined) ? now + feedEvery : undefined;
}

/** Roles for which it matters who is on duty: offered, asked by a running clock, first to be escalated to or escalated to; not taken. */
function rolesAt({ incident, ruling, standing }: IncidentSituation): readonly string[] {
  const { roles, escalation } = ruling.policy;
  const asked = standing.limits.flatMap(({ clock }) => clock.remind);
  const sent = [...standing.sent];
  const levels = escalation.levels.filter(
    ({ key }, index) =>
      index === 0 ||
      incident.events.some(({ name }) => name === `escalated.${key}`) ||
      sent.some((id) => id.startsWith(`escalate/${key}/`)),
  );
  return Object.values(roles)
    .filter(
      ({ key, offered }) =>
        offered || asked.includes(key) || levels.some(({ role, core }) => role === key || core === key),
    )
    .filter(({ key, duty }) => duty.length > 0 && (incident.roles.get(key)?.holders.length ?? 0) === 0)
    .map(({ key }) => key);
}

/** The last change of a role's duty that brought somebody: after downtime one, never those before it. */
function newestOf(role: string, here: IncidentSituation): readonly DutyChange[] {
  const { incident, now, ruling, snapshot } = here;
  const policies = recordOf(snapshot.ledger, ruling, incident.declaredAt, now);
  // Under a policy that rules since a moment ago nobody went on duty before it.
  const since = policies.length > 1 ? (policies.at(-1)?.since ?? now) : incident.declaredAt;
  const from = Math.max(incident.declaredAt, since, now - news);
  const last = changesOf(ruling, role, { from, to: now }).at(-1);
  return last === undefined || last.after.length === 0 ? [] : [last];
}

/** By the instant of the change, which nobody can delete: it stands for the shift as a node id stands for a comment. */
function idOf({ role, at }: DutyChange): string {
  return `shift/${role}/${isoSeconds(at)}`;
}

/** Will no reminder that comes in a moment, or came since, say it to the same people? */
function isUntold(change: DutyChange, here: IncidentSituation): boolean {
  const { standing, now, ruling } = here;
  const mentions = mentionsIn(here.incident.own, here.snapshot.ledger?.mentions);
  const isTold = (login: string): boolean => (mentions.get(login) ?? Number.NEGATIVE_INFINITY) >= change.at;
  if (change.after.every(isTold)) return false;
  if (wantedOf(change.role, change.at, here).length > 0) return true;
  const soon = standing.prompts.filter((prompt) => prompt.at <= now + ruling.policy.attention.join);
  const reminded = soon.flatMap(({ clock }) => whoHas(clock.remind, here, clock.remindOnly).people);
  return !change.after.every((who) => reminded.some((party) => handleOf(party) === who));
}

function announcement(
  changes: readonly DutyChange[],
  address: Speaking["address"],
  here: IncidentSituation,
): Words {
  const told = changes.map((change) => ({
    change,
    who: address(whoHas([change.role], here, true).people),
  }));
  const at = Math.max(...changes.map((change) => change.at));
  return {
    because: `Who is on duty changed at ${clockTime(at, here.ruling.policy.incidents.zone, here.now)}.`,
    rule: changes.map(({ role }) => `roles.${role}.duty`).join(" "),
    due: at,
    template: "shift",
    values: {
      ...heading(at, here),
      changes: told.map(
        ({ change, who }): Value => ({
          ...valuesOf(change, at, here),
          who,
          wanted: wantedOf(change.role, change.at, here),
        }),
      ),
      next: nextValues(here),
    },
  };
}

function heading(at: Instant, { incident, ruling, now }: IncidentSituation): Values {
  const { severities, incidents } = ruling.policy;
  return {
    title: inline(incident.title, 80),
    severity: severities.find((one) => one.key === incident.severity?.key)?.title ?? "",
    at: clockTime(at, incidents.zone, now),
  };
}

function valuesOf(
  { role, at, after }: DutyChange,
  newest: Instant,
  { ruling, now }: IncidentSituation,
): Values {
  const { zone } = ruling.policy.incidents;
  const until = nextHandover(ruling, role, now)?.at;
  return {
    role: inline(ruling.policy.roles[role]?.title ?? role),
    roleKey: role,
    several: after.length > 1,
    since: at === newest ? "" : shortTime(at, zone, now),
    until: until === undefined ? "" : shortTime(until, zone, now),
  };
}

/** What is due next, whoever it is asked of. */
function nextValues({ standing, ruling, now }: IncidentSituation): Values | undefined {
  const [first] = standing.limits;
  return (
    first && {
      noun: first.clock.title.toLowerCase(),
      at: clockTime(first.dueAt, ruling.policy.incidents.zone, now),
      passed: first.dueAt < now,
    }
  );
}
