// Last step before anybody's words stand in a page or a feed: as they were written, and nothing but text.
import { replaceUnseen } from "../engine/text/unseen.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text for HTML and XML, between tags and in quoted attributes alike: it opens no tag, ends no attribute and hides nothing. */
export function escaped(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? "");
}

/**
 * A text without what a reader does not see, by which words could be hidden or turned round, and without what XML can't hold. White
 * space stays.
 */
export function visibleText(text: string): string {
  return replaceUnseen(text.toWellFormed(), (character) =>
    /[\t-\r\u2028\u2029]/.test(character) ? character : "",
  ).replace(/[\uFFFE\uFFFF]/g, "");
}

/** A text on one line, of at most so many characters as a reader counts them; "…" stands for the rest. */
export function oneLine(text: string, most: number): string {
  return shortened(visibleText(text).replace(/\s+/g, " ").trim(), most);
}

/** A text of at most so many characters; "…" stands for the rest. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  // No character takes more than two units: what stands further behind is cut in any case.
  const characters = Array.from(text.slice(0, most * 2 + 2));
  if (characters.length <= most) return text;
  return `${characters
    .slice(0, most - 1)
    .join("")
    .trimEnd()}…`;
}
