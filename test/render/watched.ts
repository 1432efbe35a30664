// Values that remember which names were asked of them and are not there: a template's misspelling or a rule's omission.
import type { Values } from "../../src/engine/wanted.ts";

/** Names that Liquid itself looks for on every value. */
const ofLiquid = new Set([
  "toLiquid",
  "size",
  "first",
  "last",
  "valueOf",
  "toString",
  "liquidMethodMissing",
  "then",
  "next",
  "equals",
  "length",
  "compare",
]);

/** The same values; `missing` grows by the path of each name that a template reads and the values do not have. */
export function watched(values: Values, missing: Set<string>, path = ""): Values {
  const inner = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((one: unknown) => inner(one, name));
    return typeof value === "object" && value !== null
      ? watched(value as Values, missing, `${name}.`)
      : value;
  };
  const copy = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, inner(value, path + name)]),
  );
  const note = (name: string | symbol): void => {
    if (typeof name === "string" && !Object.hasOwn(copy, name) && !ofLiquid.has(name))
      missing.add(path + name);
  };
  return new Proxy(copy, {
    get: (target, name, receiver) => {
      note(name);
      return Reflect.get(target, name, receiver);
    },
    getOwnPropertyDescriptor: (target, name) => {
      note(name);
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
  }) as Values;
}
