// A letter's words in the shapes that providers have room for.
import { createHash } from "node:crypto";
import type { Letter } from "./channel.ts";

/** Plain words of Markdown: what previews and screen readers take. */
function plainOf(line: string): string {
  return line
    .replace(/^[#>\s]{1,20}/, "")
    .replaceAll(/\[([^[\]\n]*)\]\(([^()\s]*)\)/g, "$1")
    .replaceAll(/\*\*|`/g, "")
    .trim();
}

/** A text without marks of Markdown, for where they would be read out as signs; a link's address stands behind its words. */
export function withoutMarks(text: string): string {
  return text
    .replaceAll(/\[([^[\]\n]*)\]\(([^()\s]*)\)/g, "$1 ($2)")
    .replaceAll(/\*\*|`/g, "")
    .replaceAll(/^#{1,6} +/gm, "");
}

/** The whole first sentence of a text, as previews and screen readers take it. */
export function firstSentence(text: string): string {
  const line =
    text
      .split("\n")
      .map(plainOf)
      .find((one) => one !== "") ?? "";
  let first = "";
  for (const { segment } of new Intl.Segmenter("en", { granularity: "sentence" }).segment(line)) {
    first += segment;
    // Signs within a word end no sentence.
    if (/\s$/.test(segment)) break;
  }
  return first.trim();
}

/** A key that is the same whenever it is made of the same, in letters and digits alone, and says nothing of them. */
export function keyOf(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 40);
}

/**
 * A letter's text with where it is dealt with below it, for channels that have no other place for that. To the public nothing is
 * added, nor to a test, nor where the address stands in the text.
 */
export function withAddress({ text, purpose, about }: Pick<Letter, "text" | "purpose" | "about">): string {
  const { ref, url } = about;
  if (url === "" || purpose === "test" || text.includes(url)) return text;
  return `${text.trimEnd()}\n\n${ref}: ${url}\n`;
}
