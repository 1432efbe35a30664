// Holds the shifts of a rota against the hours that need them: hours without a shift, and shifts that overlap (H-20).

import type { Calendar } from "../calendars/build.ts";
import type { RotaTime } from "../roles/check.ts";
import type { Rota } from "./build.ts";
import { beginsOn, endMinutes } from "./shifts.ts";

/** A stretch of a day in minutes, and what kind of day it is. */
export interface DayStretch {
  readonly weekday: number;
  /** Is the day a holiday, or the day before it? */
  readonly holiday: boolean;
  readonly afterHoliday: boolean;
  readonly from: number;
  readonly to: number;
}

interface Window {
  readonly from: number;
  readonly to: number;
}

/** A kind of day: by weekday, and by what it and the day before it are. */
interface Day {
  readonly weekday: number;
  readonly holiday: boolean;
  readonly afterHoliday: boolean;
  /** The core calendar is closed for a holiday of its own. */
  readonly closed: boolean;
}

const dayMinutes = 24 * 60;
const NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** What the hours hang on: the calendar of core hours and the one whose holidays the shifts go by, if they have holidays. */
export interface Hours {
  readonly core: Calendar | undefined;
  readonly holidays: { readonly core: boolean; readonly rota: boolean; readonly same: boolean };
}

/**
 * Hours in which a rota is asked and no shift is on. All is counted on the wall clock, where shifts that meet on one night meet
 * on each, also when clocks change: one local time is one instant. Nothing is found where zones differ or there are no shifts.
 */
export function gapsOf(rota: Rota, asked: RotaTime, hours: Hours): readonly DayStretch[] {
  if (rota.shifts.length === 0) return [];
  if (asked !== "always" && hours.core?.zone !== rota.zone) return [];
  return ordinaryFirst(
    daysOf(hours).map((day) => {
      const covered = shiftsOn(rota, day).map(({ window }) => window);
      return { day, windows: needed(asked, hours.core, day).flatMap((window) => without(window, covered)) };
    }),
  );
}

/** Hours in which two shifts of a rota are on, with their places in it. */
export function overlapsOf(
  rota: Rota,
  hours: Hours,
): readonly (DayStretch & { readonly first: number; readonly second: number })[] {
  return daysOf(hours).flatMap(({ closed: _, ...day }) => {
    const on = shiftsOn(rota, day);
    return on.flatMap((one, index) =>
      on.slice(index + 1).flatMap((other) => {
        const from = Math.max(one.window.from, other.window.from);
        const to = Math.min(one.window.to, other.window.to);
        const [first, second] = [Math.min(one.index, other.index), Math.max(one.index, other.index)];
        return from < to ? [{ ...day, from, to, first, second }] : [];
      }),
    );
  });
}

/** Where the ordinary week has gaps, those of holidays say nothing more. */
function ordinaryFirst(
  found: readonly { readonly day: Day; readonly windows: readonly Window[] }[],
): readonly DayStretch[] {
  const all = found.flatMap(({ day: { closed, ...day }, windows }) =>
    windows.map((window) => ({ ...day, holiday: day.holiday || closed, ...window })),
  );
  const ordinary = all.filter(({ holiday, afterHoliday }) => !holiday && !afterHoliday);
  return ordinary.length > 0 ? ordinary : all;
}

function daysOf({ holidays }: Hours): readonly Day[] {
  const either = (can: boolean): readonly boolean[] => (can ? [false, true] : [false]);
  return NAMES.flatMap((_, weekday) =>
    either(holidays.rota).flatMap((afterHoliday) =>
      either(holidays.rota).flatMap((holiday) =>
        (holidays.same ? [holiday] : either(holidays.core)).map((closed) => ({
          weekday,
          holiday,
          afterHoliday,
          closed,
        })),
      ),
    ),
  );
}

function shiftsOn(
  rota: Rota,
  { weekday, holiday, afterHoliday }: Omit<Day, "closed">,
): readonly { readonly index: number; readonly window: Window }[] {
  return rota.shifts.flatMap((shift, index) => {
    const end = endMinutes(shift);
    const night = beginsOn(shift, (weekday + 6) % 7, afterHoliday) && end > dayMinutes;
    const today = beginsOn(shift, weekday, holiday);
    return [
      ...(night ? [{ index, window: { from: 0, to: end - dayMinutes } }] : []),
      ...(today ? [{ index, window: { from: shift.from, to: Math.min(end, dayMinutes) } }] : []),
    ];
  });
}

function needed(asked: RotaTime, core: Calendar | undefined, { weekday, closed }: Day): readonly Window[] {
  const whole = { from: 0, to: dayMinutes };
  if (asked === "always") return [whole];
  const open = closed ? [] : (core?.week[weekday] ?? []);
  return asked === "core" ? open : without(whole, open);
}

/** What is left of a window without others. */
function without(window: Window, others: readonly Window[]): readonly Window[] {
  const left: Window[] = [];
  let { from } = window;
  for (const other of others.toSorted((one, next) => one.from - next.from)) {
    if (other.from > from) left.push({ from, to: Math.min(other.from, window.to) });
    from = Math.max(from, other.to);
    if (from >= window.to) break;
  }
  if (from < window.to) left.push({ from, to: window.to });
  return left.filter(({ from: begins, to }) => begins < to);
}

/** `Saturday 07:00-08:00, the day after a holiday`. */
export function inWords({ weekday, from, to, holiday, afterHoliday }: DayStretch): string {
  const time = (minutes: number): string =>
    `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  const kind = holiday
    ? afterHoliday
      ? ", a holiday after a holiday"
      : ", a holiday"
    : afterHoliday
      ? ", the day after a holiday"
      : "";
  return `${NAMES[weekday]} ${time(from)}-${time(to)}${kind}`;
}
