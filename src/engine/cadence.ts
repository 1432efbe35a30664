// The cadence of updates: when the next one is due after one that said nothing new, and until when that is a time to name.
import { endOf } from "./business.ts";
import { restartable } from "./clock-change.ts";
import type { ClockState } from "./clock-state.ts";
import type { SettledSeverity } from "./incident.ts";
import type { Instant } from "./instant.ts";
import { limitOf } from "./limit.ts";
import type { Span } from "./policy/model.ts";
import { calendarOf } from "./policy/names.ts";
import type { Ruling } from "./policy/ruling.ts";

/** The update after one that says nothing new: at a time that can be named until then, or its interval after that is said. */
export interface NextUpdate {
  readonly at: Instant;
  readonly until?: Instant;
  readonly limit: Span;
}

/**
 * When the next update is due after "nothing new" at `at`: one interval after the present due time, as the box says, or after the
 * tick where that is past or too near: less than a quarter of an interval.
 */
export function nextCadence(
  here: {
    readonly clocks: ReadonlyMap<string, ClockState>;
    readonly ruling: Ruling;
    readonly severity?: SettledSeverity | undefined;
  },
  at: Instant,
): NextUpdate | undefined {
  const rule = here.ruling.policy.clocks.find(
    (one) => restartable(one) && here.clocks.get(one.name)?.running,
  );
  const state = rule && here.clocks.get(rule.name);
  const limit = state?.limit ?? (rule && limitOf(rule, here.severity?.key));
  if (!state || limit === undefined || state.dueAt === undefined) return undefined;
  const calendar = calendarOf(here.ruling.policy, rule);
  const following = endOf(limit, state.dueAt, calendar);
  const until = following - Math.round((following - state.dueAt) / 4);
  // While it rests its due time says nothing.
  return until > at && state.pausedAt === undefined
    ? { at: following, until, limit }
    : { at: endOf(limit, at, calendar), limit };
}
