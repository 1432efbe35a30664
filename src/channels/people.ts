// Whom a channel reaches: an operator's settings name people under `to`, by the keys that a letter is for. No address of theirs is ever said.
import { z } from "zod";
import type { Carried } from "../world.ts";

/** Recipients's addresses by the key of their audience, role or contact. */
export type Recipients = ReadonlyMap<string, readonly string[]>;

/** Whom a letter goes to, each once, and its keys under which nobody is known. */
export interface Addressed {
  readonly people: readonly string[];
  readonly unknown: readonly string[];
}

/** What stands as a key where an address should, would be an address in a message. */
const isKey = (name: string): boolean => /^\w[\w .-]*$/u.test(name);

/**
 * The setting `to` of a kind: for each key one address or a list of them. `what` says what an address of the kind is ("an e-mail
 * address"), `isOne` whether a text is one. Its messages name keys, never an address.
 */
export function peopleBy(what: string, isOne: (text: string) => boolean) {
  return z.unknown().transform((value, context): Recipients => {
    const wrong = (message: string, path: readonly (string | number)[] = []): Recipients => {
      context.issues.push({ code: "custom", message, path: [...path], input: undefined });
      return new Map();
    };
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return wrong(`is missing: say who is reached, as {"directors": [${what}, …], …}`);
    const entries = Object.entries(value);
    if (entries.length === 0) return wrong(`is empty: say who is reached, as {"directors": [${what}, …], …}`);
    if (!entries.every(([key]) => isKey(key)))
      return wrong(
        "has a key that is no name of an audience, a role or a contact: names stand left, addresses right",
      );
    const people = entries.map(([key, given]): readonly [string, readonly string[]] => {
      const all: readonly unknown[] = Array.isArray(given) ? given : [given];
      const texts = all.map((one) => (typeof one === "string" ? one.trim() : ""));
      const bad = texts.findIndex((text) => !isOne(text));
      if (texts.length === 0) wrong(`is empty: expected ${what} or a list of them`, [key]);
      else if (bad >= 0)
        wrong(`${all.length > 1 ? `has, as its number ${bad + 1}, what is not ${what}` : `is not ${what}`}`, [
          key,
        ]);
      return [key, texts];
    });
    return new Map(people);
  });
}

/**
 * Whom a letter's keys name, each person once over all of them: capitals make no other person. Who is under a key of `except` is
 * told otherwise.
 */
export function peopleFor(
  to: Recipients,
  keys: readonly string[],
  except: readonly string[] = [],
): Addressed {
  const known = keys.filter((key) => to.has(key));
  const all = known.flatMap((key) => to.get(key) ?? []);
  const people = new Map(all.map((address) => [address.toLowerCase(), address]));
  for (const address of except.flatMap((key) => to.get(key) ?? [])) people.delete(address.toLowerCase());
  return { people: [...people.values()], unknown: [...new Set(keys)].filter((key) => !to.has(key)) };
}

/** What a channel answers where it reaches nobody: everybody is told otherwise, or nobody is known. */
export function nobodyReached(unknown: readonly string[]): Carried {
  return unknown.length === 0
    ? { state: "sent", receipt: { accepted: 0, refused: 0, note: "everybody of it is told otherwise" } }
    : { state: "failed", because: nobodyFor(unknown) };
}

/** What is said where a letter's keys are not under `to`. */
export function nobodyFor(unknown: readonly string[]): string {
  return `nobody is known here for ${unknown.join(", ")}: add ${unknown.length === 1 ? "it" : "them"} under to`;
}

/** How many people a secret's `to` has under each key, whatever its kind makes of an address; empty where it has no such setting. */
export function headcount(to: unknown): ReadonlyMap<string, number> {
  if (typeof to !== "object" || to === null || Array.isArray(to)) return new Map();
  return new Map(Object.entries(to).map(([key, given]) => [key, headsOf(given)]));
}

function headsOf(given: unknown): number {
  return Array.isArray(given) ? new Set(given.map((one) => JSON.stringify(one).toLowerCase())).size : 1;
}
