// What is written beyond an incident's own issue carries on nothing that may be an NHS number: more people look there, and it stays (HA-8).
import type { Effect } from "./effect.ts";
import { named } from "./named.ts";
import { withoutNhsNumbers } from "./text/nhs-number.ts";
import type { Value, Values } from "./wanted.ts";

/** What stands there in place of such a number. */
const instead = "(left out: it may be an NHS number)";

/** Somebody's words as they may stand there. To be said of words before they are cut: a part of a number is none. */
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

/**
 * An effect as it may be carried out. On the issue that it tells of (`home`, a node id; absent: it tells of others) people's words stand
 * anyway, and a number may be one to ring; in any other issue they are guarded. Documents, rows and words that leave GitHub have guards of
 * their own.
 */
export function guardedEffect(effect: Effect, home: string | undefined): Effect {
  switch (effect.kind) {
    case "create-issue": {
      const { title, values, openly } = effect;
      const open = openly && { title: guarded(openly.title), values: guardedValues(openly.values) };
      const words = { title: guarded(title), values: guardedValues(values) };
      return { ...effect, ...words, ...(open && { openly: open }) };
    }
    case "edit-body":
      return { ...effect, values: guardedValues(effect.values) };
    case "comment":
    case "edit-comment":
      return effect.issueId === home ? effect : { ...effect, values: guardedValues(effect.values) };
    default:
      return effect;
  }
}
