// What a clock says under a policy when it starts at an instant: when it is due, and when it speaks.
import { forecast as foretell } from "../engine/forecast.ts";
import type { Instant } from "../engine/instant.ts";
import { limitOf } from "../engine/limit.ts";
import type { ClockRule, Policy } from "../engine/policy/model.ts";
import { calendarOf } from "../engine/policy/names.ts";
import type { Context } from "./contexts.ts";

/** A clock's future; undefined where it does not run. */
export interface LimitForecast {
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
): LimitForecast | undefined {
  const { severity, facts } = at.context;
  const limit = limitOf(clock, severity, facts);
  if (limit === undefined || (limit.kind !== "elapsed" && calendarOf(policy, clock) === undefined))
    return undefined;
  const one = foretell(policy, clock, { severity, facts, from: at.start });
  if (one.dueAt === undefined) return undefined;
  const speaksAt = [...one.warnAt, ...one.lastWorkingWarnAt, ...one.overdueAt];
  return {
    dueAt: one.dueAt,
    speaksAt: speaksAt.toSorted((before, after) => before - after),
    lastWorking: one.lastWorkingAt,
  };
}

/** Does a clock do the same at the same times? */
export function isSameForecast(one: LimitForecast, other: LimitForecast): boolean {
  return (
    one.dueAt === other.dueAt &&
    one.lastWorking === other.lastWorking &&
    one.speaksAt.length === other.speaksAt.length &&
    one.speaksAt.every((at, index) => at === other.speaksAt[index])
  );
}
