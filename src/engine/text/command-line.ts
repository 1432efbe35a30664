// Finds what may be commands among the visible lines of a comment: wherever they stand (a list, bold, after our name), but in code.
import { indentOf } from "./lines.ts";

/** A line that begins with a slash and a word, or with our name and a word: which command that is, its reader says. */
export interface CommandShape {
  readonly word: string;
  /** What follows the word. */
  readonly whole: string;
  /** It begins with our name. */
  readonly addressed: boolean;
  /** Why it may not be meant, as the beginning of a sentence: it is asked about and not carried out. */
  readonly doubt?: string;
}

const listItem = /^\s*(?:[-*+]|\d{1,9}[.)])\s{1,4}(?=\S)/;
/** Signs that telephones and mails put before the items of a list, which Markdown doesn't know; "✅ /ack" stands behind one, too. */
const bullet =
  /^(?:[•‣∙·◦▪▫●○\p{Pd}]\s{1,4}(?=\S)|\(?(?:\d{1,2}|[a-z])[.)]{1,2}\s{1,4}(?=[/@*_])|(?:[•‣∙·\p{Pd}]|(?![<>|=+~])[\p{So}\p{Sm}]\uFE0F?){1,3}\s{0,4}(?=[/@*_]))/iu;
const named = /^@([a-z\d][a-z\d-]{0,60})(?:\[bot\])?[\s,:]+/i;
const shape = /^(\/?)([a-z][a-z\d_-]*)(?![\w/-])(?:[:,.!](?=\s|$)|(?=[\s:,]|$))[:,]?(.*)$/i;
const box = /^\[[ x]?\]\s+(?=\/)/i;
const asked = /^(\/[a-z][a-z\d_-]*)\s?\?+(?=\s|$)/i;

/** What a line without its indentation gives; `names` are ours, in lower case. */
export function commandShape(line: string, names: readonly string[]): CommandShape | undefined {
  const bare = withoutSigns(line, /^(?:\*{1,3}|_{1,3})(?=[/@])/);
  const unboxed = bare.replace(box, "");
  const text = unboxed.replace(asked, "$1 ");
  const doubt =
    text !== unboxed
      ? "With a question mark a command"
      : unboxed === bare
        ? undefined
        : "Behind a box to tick a command";
  const [before = "", name = ""] = named.exec(text) ?? [];
  const addressed = names.includes(name.toLowerCase());
  const [, slash, word, whole] = shape.exec(addressed ? text.slice(before.length) : text) ?? [];
  if (word === undefined || whole === undefined || !(addressed || slash)) return undefined;
  return { word, whole, addressed, ...(doubt !== undefined && { doubt }) };
}

/** A line without its indentation, the signs of lists and headings, and the bold or italic that begins with it. */
export function withoutSigns(line: string, emphasis: RegExp): string {
  let text = line.replace(/^[\s\uFEFF\u200B]+/, "");
  for (let item = listItem.exec(text); item; item = listItem.exec(text)) text = text.slice(item[0].length);
  text = text.replace(bullet, "");
  text = text.replace(/^#{1,6}\s+/, "");
  const [mark = ""] = emphasis.exec(text) ?? [];
  // Bold ends after the word, or after the line.
  return mark === "" ? text : text.slice(mark.length).replace(mark, "");
}

/** Which lines are no code: not indented as such, and in no `<pre>`, `<code>` or `<blockquote>`. */
export function linesOfWords(lines: readonly string[]): readonly boolean[] {
  let list = 0;
  let until: string | undefined;
  return lines.map((line) => {
    if (until !== undefined) {
      if (line.toLowerCase().includes(until)) until = undefined;
      return false;
    }
    const [, tag] = /^\s*<(pre|code|blockquote)\b/i.exec(line) ?? [];
    if (tag !== undefined && !line.toLowerCase().includes(`</${tag.toLowerCase()}`))
      until = `</${tag.toLowerCase()}`;
    if (line === "") return false;
    const indent = indentOf(line);
    if (indent > list + 3) return false;
    const [item] = listItem.exec(line) ?? [];
    if (item !== undefined) list = indent + item.trimStart().length;
    else if (indent < list) list = 0;
    return true;
  });
}
