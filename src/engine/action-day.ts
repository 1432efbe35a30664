// By when an action is due: as it was moved, as it was filed, else by the policy's limit for its kind or severity (D-12, HF-3).

import { endOf } from "./business.ts";
import { coreCalendar } from "./duty.ts";
import { keyOfAction, type SaidOfAction } from "./follow-up.ts";
import type { Instant } from "./instant.ts";
import type { Calendar, Policy, Span } from "./policy/model.ts";
import type { Ruling } from "./policy/ruling.ts";
import type { Child } from "./snapshot/child.ts";
import { loose } from "./text/said.ts";
import { local } from "./time.ts";

const WEEKDAY = [{ from: 9 * 60, to: 17 * 60 }];
const weekdays = new Map<string, Calendar>();

/** Each weekday from nine to five: ours, for a policy that has no calendar. */
function weekdaysIn(zone: string): Calendar {
  const known = weekdays.get(zone) ?? {
    key: "weekdays",
    title: "weekdays from nine to five",
    zone,
    week: Array.from({ length: 7 }, (_, day) => (day < 5 ? WEEKDAY : [])),
    holidays: new Set<string>(),
  };
  weekdays.set(zone, known);
  return known;
}

/** The calendar of working days: the one that `actions` names, else the first, else each weekday from nine to five. */
export function calendarOf(ruling: Ruling): Calendar {
  const { actions, calendars, incidents } = ruling.policy;
  const named = actions.calendar === undefined ? coreCalendar(ruling) : calendars[actions.calendar];
  return named ?? weekdaysIn(incidents.zone);
}

/** The limit for an action whose line says no day; undefined where the policy has none. */
function limitFor(
  { type = "", severity }: { readonly type?: string | undefined; readonly severity: string | undefined },
  { actions }: Policy,
): Span | undefined {
  const byType = Object.entries(actions.dueByType).find(([key]) => loose(key) === loose(type));
  return byType?.[1] ?? actions.due[severity ?? ""] ?? actions.due.any;
}

/** The day by which an action is due whose line says none, counted from the end of its incident; "" where the policy says none. */
export function dueByPolicy(
  of: { readonly type?: string | undefined; readonly severity: string | undefined; readonly from: Instant },
  ruling: Ruling,
): string {
  const limit = limitFor(of, ruling.policy);
  if (limit === undefined) return "";
  return local(endOf(limit, of.from, calendarOf(ruling)), ruling.policy.incidents.zone, "yyyy-MM-dd");
}

/** Where the hidden mark of an action has the day that it was filed with: `of ID ref kind effect hash due people type priority day`. */
const DAY_PLACE = 9;
const SAID_PLACE = 5;
const dayShape = /^\d{4}-\d{2}-\d{2}$/;

/** What tells by when an action is due. */
export interface DueKnowing {
  readonly followUps: ReadonlyMap<string, SaidOfAction>;
}

/** The day by which an action is due now, `2025-05-01`; "" where it has none. */
export function dueOfAction(child: Pick<Child, "id" | "marks">, { followUps }: DueKnowing): string {
  return followUps.get(keyOfAction(child))?.due?.day ?? filedDay(child);
}

/** The day that it was filed with, by its hidden mark; of one that was filed before marks had it, the day that its line said. */
export function filedDay({ marks = [] }: Pick<Child, "marks">): string {
  const words = marks.find(({ kind }) => kind === "of")?.words ?? [];
  return [words[DAY_PLACE], words[SAID_PLACE]].find((word) => dayShape.test(word ?? "")) ?? "";
}
