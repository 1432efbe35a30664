// The kind of subject that lists the actions of all incidents of a repository, and reminds their owners (D-12, H-42).

import { calendarOf } from "../action-day.ts";
import { type ActionsSituation, decideActions } from "../actions-list/decide.ts";
import { type ActionList, foldActions } from "../actions-list/fold.ts";
import { dayOf, nextDay, startOfDay } from "../actions-list/moments.ts";
import type { ActionsSnapshot } from "../actions-list/snapshot.ts";
import { isWorkingDay, opensFrom } from "../business.ts";
import { DAY, type Instant } from "../instant.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { RepositorySubject, Subject } from "../subject.ts";

/** The actions of a repository's incidents. */
export const actions: Subject<ActionsSnapshot, ActionList, ActionsSituation> & RepositorySubject = {
  kind: "actions",
  name: "actions",
  newest: ({ rolling }) =>
    Math.max(0, ...rolling.map(({ createdAt, comments }) => comments.at(-1)?.at ?? createdAt)),
  fold: foldActions,
  assess: (snapshot, list, at) => ({ snapshot, list, ...at }),
  decide: decideActions,
  labels: ({ policy: { actions: rule } }) =>
    rule.list === undefined ? undefined : [rule.list.label.name, ...rule.list.label.aliases],
  dueAt: lastOpening,
};

/** Days that are looked back through for one with hours. */
const mostDays = 15;

/** When hours last opened: reminders are looked for once on each working day, whatever became of a timer. */
function lastOpening(ruling: Ruling, now: Instant): Instant | undefined {
  const calendar = calendarOf(ruling);
  for (let back = 0; back < mostDays; back += 1) {
    const start = startOfDay(nextDay(dayOf(now, ruling), -back), ruling);
    if (!isWorkingDay(calendar, start + DAY / 2)) continue;
    const opens = opensFrom(calendar, start);
    if (opens !== undefined && opens <= now) return opens;
  }
  return undefined;
}
