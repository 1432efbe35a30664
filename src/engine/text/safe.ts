// Last step before people's words stand in ours: makes them harmless, so that they notify nobody, link nowhere, and hide or open nothing.
import { replaceUnseen } from "./unseen.ts";
import { loginPattern } from "./words.ts";

/** A word joiner: invisible, no line break, and GitHub no longer takes what follows an @ for a name. */
export const joiner = "\u2060";
const loginShape = new RegExp(`^${loginPattern}$`, "i");

/**
 * A text on one line, to stand inside a sentence, a table cell or a heading of ours. It reads as it was written, but
 * mentions nobody, formats nothing and holds no HTML, comment, marker, fence or image, and nothing that a reader does not see.
 *
 * Of what GitHub makes links by itself, addresses (`https://…`, `www.…`, of mails) are none: a stranger's would lead wherever
 * they like, in our name. Issues (`#12`, `GH-12`, `owner/repo#12`) and hashes of commits stay links: they lead nowhere but to
 * GitHub and notify nobody, and people give them as references (`/told bridge acme/bridge#1`).
 *
 * With `max` it is cut to that many characters as a reader sees them, ending in "…". Neutralising twice changes nothing.
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
    const line = raw.trim() === "" ? "" : plain(raw);
    if (line === "" && (lines.length === 0 || lines.at(-1) === ">")) continue;
    if (left <= 0) break;
    const shown = Number.isFinite(left) ? shorten(line, left) : line;
    lines.push(shown === "" ? ">" : `> ${escapeMarkdown(shown)}`);
    left -= Array.from(line).length;
  }
  if (lines.at(-1) === ">") lines.pop();
  return lines.join("\n");
}

/** What GitHub takes as a title, in UTF-16 units. */
const longestTitle = 256;

/**
 * A text as the title of an issue: one line, nothing that a reader does not see, at most as long as GitHub takes, and never empty,
 * which GitHub refuses. Titles are no Markdown: what it would mean there stays as it was written.
 */
export function title(text: string): string {
  return cut(seen(text), longestTitle) || "Untitled";
}

/** A text of at most so many UTF-16 units, with "…" in place of what was cut; half a character is never left. */
export function cut(text: string, most: number): string {
  return text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, "")}…`;
}

/**
 * A text to stand between backticks: as it was written on one line, without backticks and what a reader does not see. There an
 * `@` mentions nobody, nothing links, and a backslash is a backslash.
 */
export function code(text: string): string {
  return seen(text).replaceAll("`", "'");
}

/**
 * A text to stand inside a tag of ours that begins a block (`<summary>`), where GitHub reads no Markdown: one line, as it was
 * written, that opens no tag, links nowhere and mentions nobody.
 */
export function html(text: string): string {
  return seen(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/:(?=\/\/)/g, "&#58;")
    .replace(/(?<=www)\./gi, "&#46;")
    .replace(/@(?=\w|$)/g, `@${joiner}`);
}

const ownAddress =
  /^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[\w.~-]+)*\/?(?:\?[\w.~%=&+-]+)?(?:#[\w-]+)?$/;

/** So many characters of an entry can be read in a diagram. */
const longestDrawn = 90;

/**
 * A text to stand in an entry of a Mermaid diagram, as Markdown shows it: one line, without what Mermaid reads as more than words (a
 * colon parts entries, `#` and `%%` begin comments, `;` ends a statement), that opens no tag and closes no fence. Never empty.
 */
export function diagram(text: string): string {
  const words = plain(text)
    .replace(/(?<=\d):(?=\d)/g, ".")
    .replace(/\s*:+(?=\s|$)/g, " –")
    .replaceAll(":", ".")
    .replaceAll(";", ",")
    .replaceAll("&", "and")
    .replace(/[<>]/g, (sign) => (sign === "<" ? "‹" : "›"))
    .replace(/["`]/g, "'")
    .replace(/[#\\{}|^~]/g, " ")
    .replace(/[%$]{2,}/g, (signs) => signs.charAt(0))
    .replace(/-{2,}/g, "–");
  return shorten(onOneLine(words), longestDrawn) || "–";
}

/** An address that GitHub or the policy gave, as a link; what is none is as harmless as `inline` makes it. */
export function link(text: string): string {
  return ownAddress.test(text) ? text : inline(text);
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

/** Nothing in it means anything to GitHub, and all of it is seen. */
const onlyWords = /^[a-z0-9 ,;!?'"]*$/i;

/** What a reader sees of a text as Markdown: on one line, backslash escapes resolved, without what is not seen. */
function plain(text: string): string {
  if (onlyWords.test(text)) return onOneLine(text);
  const resolved = withoutUnseen(text)
    .replace(/\\\r?\n/g, " ")
    .replace(/(?<!\\)<(https?:\/\/[^\s<>]+)>/gi, "$1")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1");
  return onOneLine(resolved);
}

/** What a reader sees of a text that is no Markdown, on one line, for where nothing reads it as Markdown. */
export function seen(text: string): string {
  return onOneLine(withoutUnseen(text));
}

/** Without what a reader does not see, but for white space, which parts words. */
function withoutUnseen(text: string): string {
  return replaceUnseen(text.toWellFormed(), (character) =>
    /[\t-\r\u2028\u2029]/.test(character) ? character : "",
  );
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function shorten(text: string, max: number | undefined): string {
  if (max === undefined || text.length <= max) return text;
  const characters = Array.from(text);
  if (characters.length <= max) return text;
  const cut = characters.slice(0, Math.max(0, max - 1)).join("");
  const space = cut.lastIndexOf(" ");
  // Half a word is worse than a word less, unless the word is most of the text.
  const whole = space > cut.length * 0.6 ? cut.slice(0, space) : cut;
  // So is part of a number, which reads as another, or says most of what must not be told.
  const isWithin = /^[ .-]?\d/.test(characters.slice(Array.from(whole).length, max + 1).join(""));
  const told = isWithin ? whole.replace(/(?<=\D)\d[\d .-]{0,12}$/, "") : whole;
  return `${told.trimEnd()}…`;
}

function escapeMarkdown(text: string): string {
  if (onlyWords.test(text)) return text;
  return (
    text
      .replace(/[\\`*~|[\]<$]/g, "\\$&")
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
      // An entity would turn into its character again, an @ for one; at the end our own words could complete it.
      .replace(/&(?=#?\w{0,32}(?:;|$))/g, "\\&")
      .replace(/--+/g, (dashes) => "\\-".repeat(dashes.length))
      .replace(/@(?=\w|$)/g, `@${joiner}`)
      .replace(/:(?=\/\/)/g, "\\:")
      .replace(/(?<=www)\./gi, "\\.")
      .replace(/^(?:#{1,6}(?=\s|$)|>|=|[-+](?=\s|$))/, "\\$&")
      .replace(/^(\d{1,9})([.)])/, "$1\\$2")
  );
}
