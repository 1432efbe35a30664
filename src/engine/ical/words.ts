// The words of a calendar's entry, as names of people and words that put nobody on duty are looked for among them.

/** What is longer is no title of a shift. */
const longest = 1_000;

/** A text as it is written, composed and with single spaces. */
export function written(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, " ").trim();
}

/** A text in one spelling: composed, in small letters, with single spaces. */
export function plain(text: string): string {
  return written(text).toLowerCase();
}

/**
 * The words of a text with a space around each, so that one that is part of another is not found in it. An address is one word;
 * so is what hyphens, dots and apostrophes join, but for the `'s` that says whose something is, and a sign for being away. In small letters, or as it is `written`.
 */
export function wordsIn(text: string, spelling: (text: string) => string = plain): string {
  const chunks = spelling(text)
    .slice(0, longest)
    .split(/[\s<>()[\]{},;"“”«»|]+/u);
  return ` ${chunks.flatMap(wordsOf).join(" ")} `;
}

function wordsOf(chunk: string): readonly string[] {
  if (chunk.includes("://") || /^[\w-]+(?:\.[\w-]+)+\//u.test(chunk)) return [chunk];
  return chunk
    .split(":")
    .flatMap((part) => (part.indexOf("@") > 0 ? [part.replace(/[.!?]$/u, "")] : joined(part)));
}

function joined(part: string): readonly string[] {
  const words =
    part.replaceAll("’", "'").match(/[\p{L}\p{N}\p{M}]+(?:['._-][\p{L}\p{N}\p{M}]+)*|[🌴🏖🏝🤒🤧✈🛫]/gu) ?? [];
  return words.map((word) => word.replace(/'s$/u, ""));
}

/** The same with every part of a joined word on its own: `out-of-office` are three. */
export function partsOf(words: string): string {
  return words.replace(/[-._']/gu, " ");
}
