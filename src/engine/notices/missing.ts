// What keeps a notice from being whole, in words: the fields that nobody gave, and the time of the next one.
import type { Policy } from "../policy/model.ts";

/** Titles of what is missing, as a list inside a sentence. */
export function missingWords(missing: readonly string[], { fields }: Policy): string {
  return missing
    .map((id) => (id === "next" ? "the time of the next notice" : (fields[id]?.title ?? id)))
    .join(", ");
}
