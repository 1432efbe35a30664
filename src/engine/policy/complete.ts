// What the words of a policy file become once they are read: lists, texts, lengths, labels, and things by their names.
import { z } from "zod";
import { parseDuration } from "../duration.ts";
import type { Duration } from "../instant.ts";
import { named } from "../named.ts";
import { type LabelWords, name } from "./words.ts";

/** When facts are so: every named field matches (a list: any of its words; `*`: any answer; `?`: nobody gave one). */
export type Condition = Readonly<Record<string, readonly string[]>>;

/** A label: name, colour (six hexadecimal digits), and other names that mean the same where people already have them. */
export interface Label {
  readonly name: string;
  readonly color: string;
  readonly description: string;
  readonly aliases: readonly string[];
}

/** A section of named things: what each becomes, by its key. */
export function keyed<S extends z.ZodType, T>(entry: S, make: (key: string, given: z.output<S>) => T) {
  return z
    .record(name, entry)
    .transform(
      (map): Record<string, T> =>
        named(Object.entries(map).map(([key, given]) => [key, make(key, given as z.output<S>)])),
    );
}

/** One of a thing or a list of it, as a list. */
export function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}

/** Words that may have been written as numbers, as texts; `null` among them only says that a preset's don't count. */
export function words(
  value: string | number | readonly (string | number | null)[] | undefined,
): readonly string[] {
  return list(value).flatMap((one) => (one === null ? [] : [String(one)]));
}

/** A key in words with a capital: `first-seen` is `First seen`. */
export function inWords(key: string): string {
  const text = key.replaceAll(/[-_]+/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A login without the `@` and the `[bot]` that people write. */
export function login(text: string): string {
  return text.replace(/^@/, "").replace(/\[bot\]$/, "");
}

/** A text that the schema has already found to be a duration; milliseconds. */
export function length(text: string): Duration {
  return parseDuration(text) ?? 0;
}

/** A condition with every value as a list of texts. */
export function completeCondition(
  when: Record<string, string | number | (string | number)[]> | undefined,
): Condition {
  return named(Object.entries(when ?? {}).map(([field, values]) => [field, words(values)]));
}

/** A label completed from what a kind of label is called by default. */
export function completeLabel(
  given: LabelWords | undefined,
  standard: { readonly name: string; readonly color: string },
): Label {
  const said = typeof given === "string" ? { name: given } : (given ?? {});
  return {
    name: said.name ?? standard.name,
    color: (said.color ?? standard.color).replace("#", "").toLowerCase(),
    description: said.description ?? "",
    aliases: words(said.aliases),
  };
}
