// Reminders of actions: all that comes up for one person in one week, together, once (H-42); nothing that an action has to say is a comment of its own.

import { calendarOf } from "../action-day.ts";
import { opensFrom } from "../business.ts";
import { partyOnDuty } from "../duty/party.ts";
import { onDuty } from "../duty.ts";
import type { Instant } from "../instant.ts";
import { handleOf } from "../party.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { ActionList, ListedAction } from "./fold.ts";
import { dayOf, leadsMoment, nextDay, ownersMoments, type ReminderMoment, startOfDay } from "./moments.ts";

/** The hidden mark of such a reminder. */
export const digestTopic = "digest";

/** An action that comes up for somebody. */
export interface DigestEntry {
  readonly action: ListedAction;
  /** It is closed and still to be verified. */
  readonly unverified: boolean;
  /** They are asked as the lead of its team, or because nobody has it. */
  readonly asLead: boolean;
  /** All that is said of it is that half of its time is over. */
  readonly half: boolean;
}

/** What somebody is reminded of in a week. */
export interface Digest {
  readonly id: string;
  readonly login: string;
  /** Not before this instant, which lies in working hours. */
  readonly at: Instant;
  /** The Sunday that it reaches to: `2025-05-04`. */
  readonly until: string;
  readonly entries: readonly DigestEntry[];
}

interface Due extends Omit<DigestEntry, "half"> {
  readonly login: string;
  readonly moment: ReminderMoment;
}

/** Is something still to be done about an action: is it open, or closed and, where the policy asks for it, not verified? */
export function isFollowed({ state }: Pick<ListedAction, "state">, { policy }: Ruling): boolean {
  return state === "open" || (state === "done" && policy.actions.verify !== undefined);
}

/** Who is reminded in the week of `now` and was not yet, and of what; the next of them may lie ahead. */
export function digestsAt(list: ActionList, ruling: Ruling, now: Instant): readonly Digest[] {
  const since = list.rolling?.createdAt;
  if (since === undefined) return [];
  const monday = mondayOf(dayOf(now, ruling));
  const week = { monday, since, begin: startOfDay(monday, ruling), said: saidIn(list) };
  const end = startOfDay(nextDay(monday, 7), ruling);
  const all = list.actions
    .flatMap((action) => dueOf(action, ruling))
    .filter(({ moment: { at } }) => at >= since && at < end);
  return [...Map.groupBy(all, ({ login }) => login.toLowerCase())].flatMap(
    ([name, dues]) => digestOf(name, dues, { week, ruling, now }) ?? [],
  );
}

interface Week {
  readonly monday: string;
  /** When the list was opened: nothing is said that came up before. */
  readonly since: Instant;
  readonly begin: Instant;
  readonly said: ReadonlyMap<string, Instant>;
}

/** What one person is reminded of in a week; `dues` is all that came up for them by its end. */
function digestOf(
  name: string,
  dues: readonly Due[],
  { week, ruling, now }: { readonly week: Week; readonly ruling: Ruling; readonly now: Instant },
): Digest | undefined {
  const { monday, begin, said } = week;
  const id = idOf(name, monday);
  if (said.has(id)) return undefined;
  const lastMonday = nextDay(monday, -7);
  const lastBegin = startOfDay(lastMonday, ruling);
  const lastSaid = said.get(idOf(name, lastMonday)) ?? 0;
  // What last week's did not tell, because it was filed after it, or because nobody was there to tell it.
  const missed = dues.filter(
    ({ moment: { at }, action }) => at >= lastBegin && at < begin && lastSaid < action.filedAt,
  );
  const coming = dues.filter(({ moment }) => moment.at >= begin);
  const [first] = [...missed, ...coming];
  if (first === undefined) return undefined;
  const today = dayOf(now, ruling);
  const late = dues.filter(({ action: { due = today, state } }) => state === "open" && due < today);
  const calendar = calendarOf(ruling);
  const wanted =
    missed.length > 0
      ? (opensFrom(calendar, begin) ?? begin)
      : Math.min(...coming.map(({ moment }) => moment.at));
  // Never outside working hours, however late it is.
  const open = opensFrom(calendar, Math.max(wanted, now));
  const at = open === undefined || open <= now ? wanted : open;
  return {
    id,
    login: first.login,
    at,
    until: nextDay(monday, 6),
    entries: entriesOf([...late, ...missed, ...coming]),
  };
}

function idOf(name: string, monday: string): string {
  return `${digestTopic}/${name}/${monday}`;
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(day).getUTCDay();
  return nextDay(day, -((weekday + 6) % 7));
}

/** When each reminder was said, by its id. */
function saidIn({ own }: Pick<ActionList, "own">): ReadonlyMap<string, Instant> {
  return new Map(
    own.flatMap(({ item, markers }) =>
      markers.flatMap(({ kind, words: [id = ""] }) => (kind === digestTopic ? [[id, item.at] as const] : [])),
    ),
  );
}

/** Whom an action comes up for, and when. */
function dueOf(action: ListedAction, ruling: Ruling): readonly Due[] {
  if (!isFollowed(action, ruling)) return [];
  const unverified = action.state === "done";
  const leads = leadsOf(action, ruling);
  const isOwned = action.owners.length > 0;
  const owners = isOwned ? action.owners : leads;
  const moments = ownersMoments(action, ruling).filter(({ why }) => !unverified || why !== "half");
  const late = unverified ? undefined : leadsMoment(action, ruling);
  return [
    ...owners.flatMap((login) =>
      moments.map((moment): Due => ({ login, moment, action, unverified, asLead: !isOwned })),
    ),
    ...(late === undefined
      ? []
      : [...new Set([...owners, ...leads])].map(
          (login): Due => ({
            login,
            moment: late,
            action,
            unverified,
            asLead: !action.owners.includes(login),
          }),
        )),
  ];
}

/** The lead of its team, else whoever has the role that the policy names, else its fallback. */
function leadsOf({ team }: ListedAction, ruling: Ruling): readonly string[] {
  const { policy } = ruling;
  const named = team === undefined ? [] : (policy.teams[team]?.lead ?? []);
  if (named.length > 0) return named;
  const { role } = policy.actions.lead;
  const holders = role === undefined ? [] : onDuty(ruling, role, 0).map((who) => partyOnDuty(who, policy));
  const logins = holders.flatMap((party) => (party.kind === "account" ? (handleOf(party) ?? []) : []));
  return logins.length > 0 ? logins : policy.attention.fallback.filter((login) => !login.includes("/"));
}

/** Each action once, by its day; who has it is asked as that, though he is the lead as well. */
function entriesOf(dues: readonly Due[]): readonly DigestEntry[] {
  const entries = [...Map.groupBy(dues, ({ action }) => action.id).values()].flatMap(
    (its): readonly DigestEntry[] => {
      const [first] = its;
      if (first === undefined) return [];
      const { action, unverified } = first;
      const asLead = its.every((one) => one.asLead);
      return [{ action, unverified, asLead, half: its.every(({ moment }) => moment.why === "half") }];
    },
  );
  return entries.toSorted(
    (one, other) =>
      (one.action.due ?? "").localeCompare(other.action.due ?? "") ||
      one.action.ref.localeCompare(other.action.ref),
  );
}
