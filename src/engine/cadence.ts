// The cadence of updates: when the next one is due after one that said nothing new.
import { endOf } from "./business.ts";
import { restartable } from "./clock-change.ts";
import type { ClockState, SettledSeverity } from "./incident.ts";
import type { Instant } from "./instant.ts";
import { limitOf } from "./limit.ts";
import { calendarOf } from "./policy/names.ts";
import type { Ruling } from "./policy/ruling.ts";

/**
 * When the next update is due after "nothing new": one interval after the present due time, as the box says, or after the
 * tick where that is past.
 */
export function nextCadence(
  here: {
    readonly clocks: ReadonlyMap<string, ClockState>;
    readonly ruling: Ruling;
    readonly severity?: SettledSeverity | undefined;
  },
  at: Instant,
): Instant | undefined {
  const rule = here.ruling.policy.clocks.find(
    (one) => restartable(one) && here.clocks.get(one.name)?.running,
  );
  const state = rule && here.clocks.get(rule.name);
  const limit = state?.limit ?? (rule && limitOf(rule, here.severity?.key));
  if (!state || limit === undefined || state.dueAt === undefined) return undefined;
  const calendar = calendarOf(here.ruling.policy, rule);
  const following = endOf(limit, state.dueAt, calendar);
  return following > at ? following : endOf(limit, at, calendar);
}
