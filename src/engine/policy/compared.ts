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
  return tokensIn(bare(words));
}

/** Where another thing begins: a dash with spaces around it, or punctuation that no code has inside. */
const BREAK = /\s[-~]+\s|[–—―:;,()[\]{}|/=<>]|\.\s/u;

/** The words and numbers between the breaks of a text: `3 - Critical (all users)` is `3`, `critical`, `all users`. */
export function stretches(words: string): readonly (readonly string[])[] {
  return bare(words).split(BREAK).map(tokensIn);
}

const EMOJI = /^\s*:[a-z0-9_+-]+:/i;

function bare(words: string): string {
  return words.slice(0, longestLine).replace(EMOJI, " ").normalize("NFKC").toLowerCase();
}

const TOKEN = /[\p{L}\p{N}]+(?:\.\p{N}+)*/gu;

function tokensIn(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

/** What follows so many words and numbers of a text, without what parts it from them. */
export function afterTokens(words: string, count: number): string {
  const from = EMOJI.exec(words)?.[0].length ?? 0;
  const last = Array.from(words.slice(from, longestLine).matchAll(TOKEN)).at(count - 1);
  const end = last === undefined ? 0 : from + last.index + last[0].length;
  return words.slice(end).replace(/^["”“»\s,;:.–—-]+/, "");
}
