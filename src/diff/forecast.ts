// What a clock says under a policy when it starts at an instant: when it is due, and when it speaks.
import { endOf, isOpen, lastWorkingMoment, opensFrom } from "../engine/business.ts";
import type { Instant } from "../engine/instant.ts";
import type { ClockRule, Policy } from "../engine/policy/model.ts";
import { calendarOf, limitOf } from "../engine/policy/names.ts";
import type { Context } from "./contexts.ts";

/** A clock's future; undefined where it does not run. */
export interface Forecast {
  readonly dueAt: Instant;
  /** When it speaks, before and after its limit, in order. */
  readonly speaksAt: readonly Instant[];
  readonly lastWorking: Instant | undefined;
}

/** What a clock would do in such an incident. A business limit without a calendar can't run. */
export function forecast(
  policy: Policy,
  clock: ClockRule,
  at: { readonly start: Instant; readonly context: Context },
): Forecast | undefined {
  const limit = limitOf(clock, at.context.severity, at.context.facts);
  const calendar = calendarOf(policy, clock);
  if (limit === undefined || (calendar === undefined && limit.kind !== "elapsed")) return undefined;
  const dueAt = endOf(limit, at.start, calendar);
  const patient = (instant: Instant): Instant =>
    clock.hours === "working" && calendar !== undefined && !isOpen(calendar, instant)
      ? (opensFrom(calendar, instant) ?? instant)
      : instant;
  const warns = clock.warn.map((before) => dueAt - before).filter((instant) => instant > at.start);
  const overdue = clock.overdue.map((after) => dueAt + after);
  const showsLast = clock.lastWorking && limit.kind === "elapsed" && calendar !== undefined;
  return {
    dueAt,
    speaksAt: [...warns, ...overdue].map(patient).toSorted((one, other) => one - other),
    lastWorking: showsLast ? lastWorkingMoment(calendar, dueAt) : undefined,
  };
}

/** Does a clock do the same at the same times? */
export function isSameForecast(one: Forecast, other: Forecast): boolean {
  return (
    one.dueAt === other.dueAt &&
    one.lastWorking === other.lastWorking &&
    one.speaksAt.length === other.speaksAt.length &&
    one.speaksAt.every((at, index) => at === other.speaksAt[index])
  );
}
