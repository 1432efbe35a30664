// The last ninety days of the page, one by one as the calendar of its zone has them: how bad each was.
import { DAY, type Instant } from "../engine/instant.ts";
import { instantOf, wallTime } from "../engine/zone.ts";
import type { SiteData } from "./data.ts";
import { endOfIncident, type ServiceState, stateOfImpact, worstState } from "./state.ts";

/** How many days the history shows, today among them. */
export const shownDays = 90;

/** One day of the calendar. */
export interface ShownDay {
  readonly from: Instant;
  /** The first instant of the next. */
  readonly to: Instant;
  readonly state: ServiceState;
  /** How many incidents were open at some time of it. */
  readonly incidents: number;
}

/** The days up to that of `asOf`, the oldest first. */
export function lastDays(data: SiteData): readonly ShownDay[] {
  const { year, month, day } = wallTime(data.asOf, data.zone);
  const today = Date.UTC(year, month - 1, day);
  const begins = Array.from({ length: shownDays + 1 }, (_, index) =>
    midnight(today + (index - shownDays + 1) * DAY, data.zone),
  );
  return begins.slice(0, -1).map((from, index) => dayOf(data, { from, to: begins[index + 1] ?? from }));
}

/** The first instant of a day, given as UTC's midnight of the same date. */
function midnight(date: number, zone: string): Instant {
  const at = new Date(date);
  const wall = { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
  return instantOf({ ...wall, hour: 0, minute: 0, second: 0 }, zone) ?? date;
}

function dayOf(data: SiteData, { from, to }: { readonly from: Instant; readonly to: Instant }): ShownDay {
  const { incidents, maintenance, asOf } = data;
  const open = incidents.filter((one) => {
    const end = endOfIncident(one, asOf) ?? asOf;
    // What ended as the day began was of the day before, unless it is no longer than that instant.
    return one.startedAt <= asOf && one.startedAt < to && (end > from || one.startedAt >= from);
  });
  const worked = maintenance.some((one) => one.state !== "scheduled" && one.from < to && one.to > from);
  const states = open.map(({ impact }) => stateOfImpact(impact));
  return {
    from,
    to,
    state: worstState(worked ? [...states, "under_maintenance"] : states),
    incidents: open.length,
  };
}

/** Days in a row that are alike. */
export interface DayRow {
  readonly first: ShownDay;
  readonly last: ShownDay;
}

/** The days as a table tells them, the newest first: those without an incident, in one state, are one row. */
export function dayRows(days: readonly ShownDay[]): readonly DayRow[] {
  const rows: DayRow[] = [];
  for (const day of days.toReversed()) {
    const before = rows.at(-1);
    const alike = before && before.first.state === day.state && before.first.incidents + day.incidents === 0;
    if (alike) rows[rows.length - 1] = { first: day, last: before.last };
    else rows.push({ first: day, last: day });
  }
  return rows;
}
