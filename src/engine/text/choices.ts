// Several choices in one text, as people list them: with commas, "and", or a line each.
import { mostListed } from "./bounds.ts";

/** The choices that a text lists. One that is known may have a comma or an "and" itself: of what is known the longest counts. */
export function choicesIn(text: string, isKnown: (words: string) => boolean): readonly string[] {
  if (isKnown(text)) return [text];
  // Runs of spaces are looked at once, and an odd number of parts ends in a choice.
  const parts = text
    .replace(/[^\S\n]+/g, " ")
    .split(/(\s*[,;\n]\s*(?:(?:and|[-*+])\s+)?|\s+and\s+)/i, 2 * mostListed - 1);
  const found: string[] = [];
  for (let from = 0; from < parts.length; ) {
    let to = Math.min(parts.length, from + longest);
    while (to > from + 1 && !isKnown(parts.slice(from, to).join(""))) to -= 2;
    const words = parts
      .slice(from, to)
      .join("")
      .replace(/^\s*[-*+]\s+/, "")
      .trim();
    if (words !== "") found.push(words);
    from = to + 1;
  }
  return found;
}

/** How many parts, and what stands between them, one choice may have. */
const longest = 9;
