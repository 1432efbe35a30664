// What the list of actions and the reminders of them say, as values for their templates.

import type { Instant } from "../instant.ts";
import type { Ruling } from "../policy/ruling.ts";
import { inline, plainName } from "../text/safe.ts";
import { local } from "../time.ts";
import type { Value, Values } from "../wanted.ts";
import type { Digest } from "./digest.ts";
import { isFollowed } from "./digest.ts";
import type { ActionList, ListedAction } from "./fold.ts";
import { dayOf, startOfDay } from "./moments.ts";
import type { ActionsSnapshot } from "./snapshot.ts";

/** What the words hang on. */
export interface ListContext {
  readonly snapshot: Pick<ActionsSnapshot, "repository">;
  readonly ruling: Ruling;
  readonly now: Instant;
}

/** So many actions of each kind are listed in an issue of their own, the others counted: it has room for so much. */
const mostListed = 100;

/** The values of the list: what is overdue, what is open, what waits to be verified, what can't be found; of each `most` at most. */
export function listValues(list: ActionList, telling: ListContext, most = mostListed): Values {
  const { ruling, now, snapshot } = telling;
  const group = (name: string, actions: readonly ListedAction[]): Values =>
    groupValues(name, actions.toSorted(byDay), { most, telling });
  const today = dayOf(now, ruling);
  const followed = list.actions.filter((action) => isFollowed(action, ruling));
  const open = followed.filter(({ state }) => state === "open");
  const isLate = ({ due }: ListedAction): boolean => due !== undefined && due < today;
  const [owner = ""] = snapshot.repository.name.split("/");
  const label = ruling.policy.tasks.action?.label.name ?? "action";
  const query = `is:open is:issue label:"${label}" user:${owner}`;
  return {
    ...group("overdue", open.filter(isLate)),
    ...group(
      "open",
      open.filter((action) => !isLate(action)),
    ),
    ...group(
      "unverified",
      followed.filter(({ state }) => state === "done"),
    ),
    ...group(
      "lost",
      list.actions.filter(({ state }) => state === "lost"),
    ),
    verify: ruling.policy.actions.verify !== undefined,
    query,
    search:
      list.rolling === undefined
        ? ""
        : `${new URL(list.rolling.url).origin}/issues?q=${encodeURIComponent(query)}`,
  };
}

function byDay(one: ListedAction, other: ListedAction): number {
  return (
    (one.due ?? "9").localeCompare(other.due ?? "9") ||
    one.filedAt - other.filedAt ||
    one.ref.localeCompare(other.ref)
  );
}

function groupValues(
  name: string,
  sorted: readonly ListedAction[],
  { most, telling }: { readonly most: number; readonly telling: ListContext },
): Values {
  return {
    [name]: sorted.slice(0, most).map((action): Value => actionValues(action, telling)),
    [`${name}More`]: Math.max(0, sorted.length - most),
  };
}

function actionValues(action: ListedAction, { snapshot, ruling }: ListContext): Values {
  const { incident, due } = action;
  const isHidden = action.isPrivate === true && snapshot.repository.public;
  return {
    title: isHidden ? "" : inline(action.title, 120),
    ref: action.ref,
    owners: action.owners.map(plainName).join(", "),
    archived: action.isArchived === true && action.state === "open",
    due: due === undefined ? "" : dayWords(due, ruling),
    incident: incident.ref.slice(incident.ref.indexOf("#")),
    of: inline(incident.title, 80),
  };
}

/** A day as people say it: `Mon 5 May 2025`. */
function dayWords(day: string, ruling: Ruling): string {
  return local(startOfDay(day, ruling), ruling.policy.incidents.zone, "EEE d MMM yyyy");
}

/** The values of a reminder; `called` are those whom it asks, in words. */
export function digestValues(
  { entries, until }: Digest,
  { called, ...telling }: ListContext & { readonly called: string },
): Values {
  const { ruling, now } = telling;
  const today = dayOf(now, ruling);
  return {
    called,
    until: dayWords(until, ruling),
    count: entries.length,
    late: entries.filter(({ action: { due = today }, unverified }) => !unverified && due < today).length,
    verify: ruling.policy.actions.verify !== undefined,
    allDone: entries.every(({ unverified }) => unverified),
    entries: entries.map(({ action, unverified, asLead, half }) => ({
      ...actionValues(action, telling),
      ...{ unverified, asLead, half },
      late: !unverified && (action.due ?? today) < today,
      today: action.due === today,
    })),
  };
}
