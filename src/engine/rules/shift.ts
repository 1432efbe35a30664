// Says on an open incident who is on duty now where that changed (H-19, H-20): once for each change, and only to whom it matters.
import { allowance } from "../attention.ts";
import { earliest } from "../duty/earliest.ts";
import { type Change, changesOf, nextHandover } from "../duty.ts";
import type { Effect, Value, Values } from "../effect.ts";
import { DAY, type Duration, type Instant, isoSeconds, MINUTE } from "../instant.ts";
import { recordOf } from "../policy/record.ts";
import { earlier, type Situation, type Wish } from "../situation.ts";
import { inline } from "../text/safe.ts";
import { clockTime, shortTime } from "../time.ts";
import { address, mentionsOf, whoHas } from "../who.ts";

/** A change that is older is no news: the card has shown who is on duty since then. */
const news = DAY;
/** Feeds are read no more often than this. */
const feedEvery: Duration = 15 * MINUTE;

/** The comment about changes of duty that were not told, and when the next one is. */
export function shift(here: Situation): Wish {
  const { incident, now, ruling, standing } = here;
  const over = standing.phase === "resolved" || standing.phase === "closed";
  const wakeAt = nextOnCard(here);
  if (over || incident.drill !== undefined || here.snapshot.issue.state === "closed")
    return { effects: [], wakeAt };
  const roles = rolesAt(here);
  const untold = roles.flatMap((role) => newestOf(role, here)).filter((change) => isUntold(change, here));
  if (untold.length === 0) return { effects: [], wakeAt };
  const { quietUntil } = incident;
  if (quietUntil !== undefined && quietUntil > now)
    return { effects: [], wakeAt: earlier(wakeAt, quietUntil) };
  const room = allowance(here);
  if (room.kind !== "send") return { effects: [], wakeAt: earlier(wakeAt, room.until) };
  // Who is on duty stands on the card; the last places are for reminders and for those who are asked for help.
  if (room.left < Math.min(placesLeft, ruling.policy.attention.perHour - 1))
    return { effects: [], wakeAt: earlier(wakeAt, now + recheck) };
  return { effects: [announcement(untold, here), ...foldAway(here)], wakeAt };
}

/** Of the places in an hour so many stay for what asks somebody to do something. */
const placesLeft = 3;
const recheck: Duration = 10 * MINUTE;

/** When the card names another: of every role that nobody took, until the end or what is due after it. */
function nextOnCard(here: Situation): Instant | undefined {
  const { incident, ruling, now, snapshot, standing } = here;
  const open = incident.closed === undefined && (snapshot.issue.state === "open" || standing.owed.length > 0);
  if (incident.management !== "managed" || !(open || standing.owed.includes("limits"))) return undefined;
  const roles = Object.values(ruling.policy.roles)
    .filter(({ key, duty }) => duty.length > 0 && (incident.roles[key]?.holders.length ?? 0) === 0)
    .map(({ key }) => key);
  return earliest([...roles.map((role) => nextHandover(ruling, role, now)?.at), feedAt(roles, here)], now);
}

/** A feed changes without a word to us: where one says who is on duty it is looked at again. */
function feedAt(roles: readonly string[], { ruling, now }: Situation): Instant | undefined {
  const { policy } = ruling;
  const rotas = roles.flatMap((role) => policy.roles[role]?.duty.flatMap(({ rota }) => rota ?? []) ?? []);
  return rotas.some((key) => policy.rotas[key]?.ical?.url !== undefined) ? now + feedEvery : undefined;
}

/** Roles for which it matters who is on duty: offered, asked by a running clock, first to be escalated to or escalated to; not taken. */
function rolesAt({ incident, ruling, standing }: Situation): readonly string[] {
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
    .filter(({ key, offered }) => offered || asked.includes(key) || levels.some(({ role }) => role === key))
    .filter(({ key, duty }) => duty.length > 0 && (incident.roles[key]?.holders.length ?? 0) === 0)
    .map(({ key }) => key);
}

/** The last change of a role's duty that brought somebody: after downtime one, never those before it. */
function newestOf(role: string, here: Situation): readonly Change[] {
  const { incident, now, ruling, snapshot } = here;
  const policies = recordOf(snapshot.ledger, ruling, incident.declaredAt, now);
  // Under a policy that rules since a moment ago nobody went on duty before it.
  const since = policies.length > 1 ? (policies.at(-1)?.since ?? now) : incident.declaredAt;
  const from = Math.max(incident.declaredAt, since, now - news);
  const last = changesOf(ruling, role, { from, to: now }).at(-1);
  return last === undefined || last.after.length === 0 ? [] : [last];
}

/** By the instant of the change, which nobody can delete: it stands for the shift as a node id stands for a comment. */
function idOf({ role, at }: Change): string {
  return `shift/${role}/${isoSeconds(at)}`;
}

/** Was it not said yet, and will no reminder that comes in a moment, or came since, say it to the same people? */
function isUntold(change: Change, here: Situation): boolean {
  const { standing, now, ruling } = here;
  if (standing.sent.has(idOf(change))) return false;
  const mentions = mentionsOf(here);
  const isTold = (login: string): boolean => (mentions[login] ?? Number.NEGATIVE_INFINITY) >= change.at;
  if (change.after.every(isTold)) return false;
  const soon = standing.prompts.filter((prompt) => prompt.at <= now + ruling.policy.attention.join);
  const reminded = soon.flatMap(({ clock }) => whoHas(clock.remind, here, clock.remindOnly).people);
  return !change.after.every((who) => reminded.some(({ login }) => login === who));
}

function announcement(changes: readonly Change[], here: Situation): Effect {
  const told = changes.map((change) => ({
    change,
    called: address(whoHas([change.role], here, true), here),
  }));
  const mentions = [...new Set(told.flatMap(({ called }) => called.mentions))];
  const ids = changes.map(idOf);
  const at = Math.max(...changes.map((change) => change.at));
  return {
    kind: "comment",
    id: ids[0] ?? "",
    because: `Who is on duty changed at ${clockTime(at, here.ruling.policy.incidents.zone, here.now)}.`,
    rule: changes.map(({ role }) => `roles.${role}.duty`).join(" "),
    due: at,
    issueId: here.snapshot.issue.id,
    template: "shift",
    values: {
      ...heading(at, here),
      changes: told.map(
        ({ change, called }): Value => ({ ...valuesOf(change, at, here), who: called.words }),
      ),
      next: nextValues(here),
    },
    markers: [["shift", ...ids], ...(mentions.length > 0 ? [["mentions", ...mentions]] : [])],
    mentions,
  };
}

function heading(at: Instant, { incident, ruling, snapshot, now }: Situation): Values {
  const { severities, incidents } = ruling.policy;
  return {
    title: inline(snapshot.issue.title, 80),
    severity: severities.find((one) => one.key === incident.severity?.key)?.title ?? "",
    at: clockTime(at, incidents.zone, now),
  };
}

function valuesOf({ role, at, after }: Change, newest: Instant, { ruling, now }: Situation): Values {
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
function nextValues({ standing, ruling, now }: Situation): Values | undefined {
  const [first] = standing.limits;
  return (
    first && {
      noun: first.clock.title.toLowerCase(),
      at: clockTime(first.dueAt, ruling.policy.incidents.zone, now),
      passed: first.dueAt < now,
    }
  );
}

/** Folds away what was said of the shift before. */
function foldAway({ incident, snapshot }: Situation): readonly Effect[] {
  const live = incident.own.filter(
    // A younger double is taken away by itself.
    (own) =>
      !own.item.minimized &&
      !incident.twins.comments.includes(own) &&
      own.markers.some(({ kind }) => kind === "shift"),
  );
  return live.flatMap(({ item }): readonly Effect[] => {
    const id = `minimize/${item.id}`;
    if (snapshot.recent[id] !== undefined) return [];
    return [
      { kind: "minimize", id, because: "Duty has changed since.", rule: "attention", commentId: item.id },
    ];
  });
}
