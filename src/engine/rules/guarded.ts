// What goes into git stays there for good: no document carries on what may be an NHS number (HA-8).
import type { Value, Values } from "../effect.ts";
import { named } from "../named.ts";
import { withoutNhsNumbers } from "../text/nhs-number.ts";

/** What stands in a document in place of such a number. */
const instead = "(left out: it may be an NHS number)";

/** Somebody's words as they may stand in git. */
export function guarded(text: string): string {
  return withoutNhsNumbers(text, instead);
}

/** Values of which every text is so, but for addresses: they have long numbers of their own. */
export function guardedValues(values: Values): Values {
  return guardedValue(values) as Values;
}

function guardedValue(value: Value): Value {
  if (typeof value === "string") return guarded(value);
  if (Array.isArray(value)) return value.map(guardedValue);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as Values);
  return named(
    entries.map(
      ([name, one]) =>
        [name, /^(?:id|slug|incident|ref|url)$|Url$/.test(name) ? one : guardedValue(one)] as const,
    ),
  );
}
