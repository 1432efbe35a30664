// When somebody is to be reminded of an action: at half of its time, some working days before its day, on the day, and its lead after it.

import { calendarOf } from "../action-day.ts";
import { endOf, isWorkingDay, opensFrom } from "../business.ts";
import { DAY, type Instant } from "../instant.ts";
import type { ActionRecord } from "../ledger.ts";
import type { Calendar, Span } from "../policy/model.ts";
import type { Ruling } from "../policy/ruling.ts";
import { local } from "../time.ts";
import { instantOfWall } from "../zone.ts";

/** ReminderReason somebody is reminded of an action. */
export type ReminderReason = "half" | "before" | "due" | "late";

/** A moment at which somebody is to be reminded; it lies in working hours. */
export interface ReminderMoment {
  readonly at: Instant;
  readonly why: ReminderReason;
}

/** A local day in the policy's zone as its first instant. */
export function startOfDay(day: string, { policy }: Ruling): Instant {
  return instantOfWall(Date.parse(day), policy.incidents.zone);
}

/** The local day of an instant in the policy's zone: `2025-05-01`. */
export function dayOf(at: Instant, { policy }: Ruling): string {
  return local(at, policy.incidents.zone, "yyyy-MM-dd");
}

/** The day after a day. */
export function nextDay(day: string, days = 1): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

/** A year of days: no calendar is closed for longer. */
const mostDays = 366;

/** The opening of hours on so many working days before a day; on the day itself, or on the last working day before it, for none. */
function openingBefore(day: string, days: number, { calendar, ruling }: Counting): Instant {
  let left = days;
  for (let back = 0; back < mostDays; back += 1) {
    const start = startOfDay(nextDay(day, -back), ruling);
    // Noon is on the same local day, whatever the calendar's own zone.
    if (!isWorkingDay(calendar, start + DAY / 2)) continue;
    if (left === 0) return opensFrom(calendar, start) ?? start;
    left -= 1;
  }
  return startOfDay(day, ruling);
}

interface Counting {
  readonly calendar: Calendar;
  readonly ruling: Ruling;
}

function before(span: Span, day: string, counting: Counting): Instant {
  if (span.kind === "days") return openingBefore(day, span.days, counting);
  return startOfDay(day, counting.ruling) - span.ms;
}

/** When the owners of an action are reminded, in order; what lies before it was filed is left out. Of one without a day nobody is. */
export function ownersMoments({ due, filedAt }: ActionRecord, ruling: Ruling): readonly ReminderMoment[] {
  if (due === undefined) return [];
  const calendar = calendarOf(ruling);
  const counting = { calendar, ruling };
  const end = startOfDay(nextDay(due), ruling);
  const found = ruling.policy.actions.remind.map((moment): ReminderMoment => {
    if (moment === "half") return { at: filedAt + Math.max(0, end - filedAt) / 2, why: "half" };
    if (moment === "due") return { at: openingBefore(due, 0, counting), why: "due" };
    return { at: before(moment, due, counting), why: "before" };
  });
  return found
    .filter(({ at }) => at > filedAt)
    .map(({ at, why }) => ({ at: opensFrom(calendar, at) ?? at, why }))
    .toSorted((one, other) => one.at - other.at);
}

/** When the lead of its team is asked of an action that is overdue. */
export function leadsMoment({ due }: ActionRecord, ruling: Ruling): ReminderMoment | undefined {
  if (due === undefined) return undefined;
  const calendar = calendarOf(ruling);
  const at = endOf(ruling.policy.actions.lead.after, startOfDay(nextDay(due), ruling) - 1, calendar);
  return { at: opensFrom(calendar, at) ?? at, why: "late" };
}
