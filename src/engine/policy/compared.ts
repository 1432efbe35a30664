// How words of people and words of a policy are compared: as codes, or as headings and ids.
import { longestLine } from "../text/bounds.ts";

/** A word without case, spaces and separators, as codes are compared: `SEV-1` and `sev 1` are `sev1`. */
export function codeOf(words: string): string {
  return tokens(words).join("");
}

/** Words without case and punctuation, as headings and ids are compared: `first-seen` and `First seen?` are equal. */
export function plainOf(words: string): string {
  return tokens(words).join(" ");
}

/** The words and numbers of a text, in lower case. */
export function tokens(words: string): readonly string[] {
  const text = words
    .slice(0, longestLine)
    .replace(/^\s*:[a-z0-9_+-]+:/i, " ")
    .normalize("NFKC")
    .toLowerCase();
  return text.match(/[\p{L}\p{N}]+(?:\.\p{N}+)*/gu) ?? [];
}
