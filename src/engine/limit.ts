// The limit of a clock as it holds for an incident: by severity, and by what is known.
import { holds } from "./condition.ts";
import type { Facts } from "./facts.ts";
import type { ClockRule } from "./policy/model.ts";
import type { Span } from "./span.ts";

/**
 * A clock's limit at a severity, or while none is settled; undefined where it does not run. The loader has written out the
 * file's `any` for each severity, so one without an entry has no limit, whatever `any` says. `facts` decide its `when` and
 * its `cases`.
 */
export function limitOf(
  clock: ClockRule,
  severity: string | undefined,
  facts: Facts = new Map(),
): Span | undefined {
  if (!holds(clock.when, facts)) return undefined;
  const special = clock.cases.find((one) => holds(one.when, facts));
  if (special) return special.within;
  const key = severity ?? "any";
  return Object.hasOwn(clock.within, key) ? clock.within[key] : undefined;
}
