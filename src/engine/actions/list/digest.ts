// Reminders of actions: all that comes up for one person in one week, together, once (H-42); nothing that an action has to say is a comment of its own.

import { opensFrom } from "../../business.ts";
import { partyOnDuty } from "../../duty/party.ts";
import { onDuty } from "../../duty.ts";
import { DAY, type Instant } from "../../instant.ts";
import { handleOf } from "../../party.ts";
import type { Ruling } from "../../policy/ruling.ts";
import { calendarOf } from "../due.ts";
import type { ActionList, ListedAction } from "./fold.ts";
import { dayOf, leadsMoment, type Moment, nextDay, ownersMoments, startOfDay } from "./moments.ts";

/** The hidden mark of such a reminder. */
export const digestTopic = "digest";

/** An action that comes up for somebody. */
export interface DigestEntry {
  readonly action: ListedAction;
  /** It is closed and still to be verified. */
  readonly unverified: boolean;
  /** They are asked as the lead of its team, or because nobody has it. */
  readonly asLead: boolean;
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

interface Due extends DigestEntry {
  readonly login: string;
  readonly moment: Moment;
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
  const [from, to] = [nextDay(monday, -7), nextDay(monday, 7)].map((day) => startOfDay(day, ruling)) as [
    Instant,
    Instant,
  ];
  const all = list.actions
    .flatMap((action) => dueOf(action, ruling))
    .filter(({ moment: { at } }) => at >= Math.max(from, since) && at < to);
  const said = saidIn(list);
  return [...Map.groupBy(all, ({ login }) => login.toLowerCase())].flatMap(
    ([name, dues]): readonly Digest[] => {
      const id = idOf(name, monday);
      if (said.has(id)) return [];
      const begin = startOfDay(monday, ruling);
      // What last week's did not tell, because it was filed after it, or because nobody was there to tell it.
      const missed = dues.filter(
        ({ moment, action }) =>
          moment.at < begin && (said.get(idOf(name, nextDay(monday, -7))) ?? 0) < action.filedAt,
      );
      const its = dues.filter(({ moment }) => moment.at >= begin);
      const [first] = missed.length > 0 ? missed : its;
      if (first === undefined) return [];
      const calendar = calendarOf(ruling);
      const at = missed.length > 0 ? begin : Math.min(...its.map(({ moment }) => moment.at));
      const asked = Math.max(at, now);
      // Never outside working hours, however late it is.
      return [
        {
          id,
          login: first.login,
          at: opensFrom(calendar, asked) === asked ? at : (opensFrom(calendar, asked) ?? asked),
          until: nextDay(monday, 6),
          entries: entriesOf([...missed, ...its]),
        },
      ];
    },
  );
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

/** Each action once, by its day. */
function entriesOf(dues: readonly Due[]): readonly DigestEntry[] {
  const byAction = new Map(dues.toReversed().map((due) => [due.action.id, due]));
  return [...byAction.values()].toSorted(
    (one, other) =>
      (one.action.due ?? "").localeCompare(other.action.due ?? "") ||
      one.action.ref.localeCompare(other.action.ref),
  );
}

/** How many days of a digest's week there are after the day of an instant. */
export function weekLeft(now: Instant, ruling: Ruling): number {
  const today = dayOf(now, ruling);
  return Math.round((Date.parse(nextDay(mondayOf(today), 6)) - Date.parse(today)) / DAY);
}
