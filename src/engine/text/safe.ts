// Last step before people's words stand in ours: makes them harmless, so that they notify nobody and hide or open nothing.
import { loginPattern } from "./words.ts";

/** A word joiner: invisible, no line break, and GitHub no longer takes what follows an @ for a name. */
export const joiner = "\u2060";
const loginShape = new RegExp(`^${loginPattern}$`, "i");

/**
 * A text on one line, to stand inside a sentence, a table cell or a heading of ours. It reads as it was written, but
 * mentions nobody, formats nothing and holds no HTML, comment, marker, fence or image; `#12` stays a link. With `max` it
 * is cut to that many characters as a reader sees them, ending in "…". Neutralising twice changes nothing.
 */
export function inline(text: string, max?: number): string {
  return escapeMarkdown(shorten(plain(text), max));
}

/**
 * A text of several lines as a quote: every line begins with `>`, each as harmless as `inline` makes it. Blank lines at
 * the ends go, several in a row become one. Put a blank line after it. With `max` the whole is cut as `inline` does.
 */
export function block(text: string, max?: number): string {
  const lines: string[] = [];
  let left = max ?? Number.POSITIVE_INFINITY;
  for (const raw of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    const line = raw === "" ? "" : plain(raw);
    if (line === "" && (lines.length === 0 || lines.at(-1) === ">")) continue;
    if (left <= 0) break;
    const shown = Number.isFinite(left) ? shorten(line, left) : line;
    lines.push(shown === "" ? ">" : `> ${escapeMarkdown(shown)}`);
    left -= Array.from(line).length;
  }
  if (lines.at(-1) === ">") lines.pop();
  return lines.join("\n");
}

/** `@login`, which notifies that person, for a valid login; anything else comes back as harmless plain text. */
export function mention(login: string): string {
  return loginShape.test(login) ? `@${login}` : plainName(login);
}

/** The login as a name that notifies nobody, without an @. */
export function plainName(login: string): string {
  const name = login.replace(/^@+/, "");
  return loginShape.test(name) ? name : inline(name);
}

/** What a reader sees of a text: on one line, backslash escapes resolved, without controls and invisible marks. */
function plain(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\\\r?\n/g, " ")
      .replace(/(?<!\\)<(https?:\/\/[^\s<>]+)>/gi, "$1")
      .replace(/\\([!-/:-@[-`{-~])/g, "$1")
      // Direction marks could turn our own words round; the joiner is put back where it is needed.
      .replace(/[\u202A-\u202E\u2066-\u2069\u2060]/g, "")
      .replace(/[\s\p{Cc}]+/gu, " ")
      .trim()
  );
}

function shorten(text: string, max: number | undefined): string {
  if (max === undefined || text.length <= max) return text;
  const characters = Array.from(text);
  if (characters.length <= max) return text;
  const cut = characters.slice(0, Math.max(0, max - 1)).join("");
  const space = cut.lastIndexOf(" ");
  // Half a word is worse than a word less, unless the word is most of the text.
  const whole = space > cut.length * 0.6 ? cut.slice(0, space) : cut;
  return `${whole.trimEnd()}…`;
}

function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/[\\`*~|[\]<$]/g, "\\$&")
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
      // An entity would turn into its character again, an @ for one; at the end our own words could complete it.
      .replace(/&(?=#?\w{0,32}(?:;|$))/g, "\\&")
      .replace(/--+/g, (dashes) => "\\-".repeat(dashes.length))
      .replace(/@(?=\w|$)/g, `@${joiner}`)
      .replace(/^(?:#{1,6}(?=\s|$)|>|=|[-+](?=\s|$))/, "\\$&")
      .replace(/^(\d{1,9})([.)])/, "$1\\$2")
  );
}
