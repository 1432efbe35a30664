// First step of all reading: splits what somebody wrote into lines and tells what each is (words, quote, fence, HTML comment).

/**
 * One line of a Markdown text.
 *
 * `number` counts from 0 and is the index in `text.split("\n")`; `raw` is exactly that element, a carriage return
 * included. `text` is the line as a reader sees it: without carriage return and without HTML comments. `hidden` says why
 * the line is not the writer's own words; a line of words has none.
 */
export type Line = {
  readonly number: number;
  readonly raw: string;
  readonly text: string;
  readonly indent: number;
  readonly hidden?: "quote" | "fence" | "comment";
};

type Fence = { readonly mark: string; readonly length: number; readonly indent: number };

type Place = {
  readonly fence?: Fence | undefined;
  readonly inComment: boolean;
  /** Column where the text of the last list item begins; 0 outside lists. */
  readonly list: number;
  readonly afterBlank: boolean;
};

type Step = { readonly line: Line; readonly next: Place };

const fenceOpening = /^([ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(`{3,}|~{3,})(.*)$/s;
const listItem = /^([ \t]*(?:[-*+]|\d{1,9}[.)]))([ \t]+)\S/;
const paragraphBreak = /^\s*(?:$|>|<!--|`{3}|~{3}|#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s)/;

/** The width of a line's leading white space in columns; a tab goes to the next multiple of four. */
export function indentOf(text: string): number {
  let columns = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === " ") columns += 1;
    else if (character === "\t") columns += 4 - (columns % 4);
    else break;
  }
  return columns;
}

/** All lines of a Markdown text, in order, each with what it is. Never fails, whatever the text. */
export function readLines(markdown: string): readonly Line[] {
  const raws = markdown.split("\n");
  const closing = closingsAhead(raws);
  const lines: Line[] = [];
  let place: Place = { inComment: false, list: 0, afterBlank: true };
  for (const [number, raw] of raws.entries()) {
    if (raw === "" && !place.inComment && place.fence === undefined) {
      // Most of a long text that says little is this, and nothing has to be looked for in it.
      lines.push({ number, raw, text: "", indent: 0 });
      if (!place.afterBlank) place = { ...place, afterBlank: true };
      continue;
    }
    const step = readLine({ number, raw, closes: closing[number] ?? false }, place);
    lines.push(step.line);
    place = step.next;
  }
  return lines;
}

/** For each line: whether a comment left open on it is closed further down in the same paragraph. */
function closingsAhead(raws: readonly string[]): readonly boolean[] {
  const closing: boolean[] = new Array(raws.length).fill(false);
  if (!raws.some((raw) => raw.includes("-->"))) return closing;
  for (let number = raws.length - 2; number >= 0; number -= 1) {
    const below = raws[number + 1] ?? "";
    closing[number] = !paragraphBreak.test(below) && (below.includes("-->") || closing[number + 1] === true);
  }
  return closing;
}

type Unread = { readonly number: number; readonly raw: string; readonly closes: boolean };

function readLine(unread: Unread, place: Place): Step {
  const { number, raw } = unread;
  const text = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
  const indent = indentOf(text);
  const hide = (hidden: "quote" | "fence" | "comment", next: Place): Step => ({
    line: { number, raw, text, indent, hidden },
    next,
  });
  if (place.inComment) {
    const end = text.indexOf("-->");
    if (end < 0) return hide("comment", place);
    return readWords(unread, text.slice(end + 3), { ...place, inComment: false });
  }
  if (place.fence) {
    // A fence inside a list item ends with the item, closed or not.
    const leftItem = text.trim() !== "" && indent < place.fence.indent;
    if (!leftItem) {
      const closed = closesFence(text, indent, place.fence);
      return hide("fence", closed ? { ...place, fence: undefined } : place);
    }
  }
  const outside: Place = { ...place, fence: undefined };
  if (/^\s*>/.test(text)) return hide("quote", { ...outside, afterBlank: false });
  const fence = opensFence(text, indent, outside);
  if (fence) return hide("fence", { ...outside, fence, afterBlank: false });
  return readWords(unread, text, outside);
}

function closesFence(text: string, indent: number, fence: Fence): boolean {
  const bare = text.trim();
  if (bare.length < fence.length || indent > fence.indent + 3) return false;
  for (const character of bare) if (character !== fence.mark) return false;
  return true;
}

function opensFence(text: string, indent: number, place: Place): Fence | undefined {
  const match = text.includes("```") || text.includes("~~~") ? fenceOpening.exec(text) : undefined;
  if (!match || indent > place.list + 3) return undefined;
  const [, before = "", marks = "", info = ""] = match;
  const mark = marks.charAt(0);
  // Backticks may not stand in the info string: such a line is a code span in a sentence.
  if (mark === "`" && info.includes("`")) return undefined;
  const inItem = before.trim() === "" ? (indent >= place.list ? place.list : 0) : before.length;
  return { mark, length: marks.length, indent: inItem };
}

function readWords(unread: Unread, shown: string, place: Place): Step {
  const { number, raw } = unread;
  const { text, open } = cutComments(shown, unread.closes);
  const blank = shown.trim() === "";
  const indent = indentOf(shown);
  const gone = text.trim() === "" && raw.trim() !== "";
  const line: Line = gone
    ? { number, raw, text: "", indent, hidden: "comment" }
    : { number, raw, text, indent };
  const list = blank ? place.list : listAfter(text, indent, place);
  return { line, next: { inComment: open, list, afterBlank: blank } };
}

/** With one of these begins what may be an item of a list. */
const itemSign = /^\s*[-*+\d]/;

function listAfter(text: string, indent: number, place: Place): number {
  const item = itemSign.test(text) ? listItem.exec(text) : undefined;
  if (item && indent <= place.list + 3) {
    const [, marker = "", gap = ""] = item;
    return indentOf(text) + marker.trimStart().length + (gap.length > 4 ? 1 : gap.length);
  }
  const leaves = indent < place.list && (place.afterBlank || /^\s*#{1,6}\s/.test(text));
  return leaves ? 0 : place.list;
}

/**
 * The text of one line without its HTML comments, and whether one is still open at its end. What stands in a code span
 * or behind a backslash is no comment. A comment at the start of a line runs until it is closed, as GitHub shows it; one
 * that begins in mid-line is one only if it is closed on the line or, by `closes`, further down in the paragraph.
 */
export function cutComments(
  text: string,
  closes: boolean,
): { readonly text: string; readonly open: boolean } {
  if (!text.includes("<!--")) return { text, open: false };
  const lacking = new Set<number>();
  const special = /\\[\s\S]|`+|<!--/g;
  const last = text.lastIndexOf("-->");
  const words = indentOf(text) <= 3 ? text.search(/\S/) : -1;
  let kept = "";
  let from = 0;
  for (let found = special.exec(text); found; found = special.exec(text)) {
    const mark = found[0];
    if (mark.startsWith("\\")) continue;
    if (mark.startsWith("`")) {
      special.lastIndex = afterCodeSpan(text, { at: found.index, length: mark.length }, lacking);
      continue;
    }
    // From the second character of the opening on: GitHub takes `<!-->` for a whole comment.
    const end = last < found.index + 2 ? -1 : text.indexOf("-->", found.index + 2);
    if (end < 0 && !closes && found.index !== words) continue;
    kept += text.slice(from, found.index);
    if (end < 0) return { text: kept, open: true };
    from = end + 3;
    special.lastIndex = from;
  }
  return { text: kept + text.slice(from), open: false };
}

function afterCodeSpan(
  text: string,
  run: { readonly at: number; readonly length: number },
  lacking: Set<number>,
): number {
  const start = run.at + run.length;
  // A length that was sought once in vain is not there further on either; this keeps long odd lines cheap.
  if (lacking.has(run.length)) return start;
  const backticks = /`+/g;
  backticks.lastIndex = start;
  for (let found = backticks.exec(text); found; found = backticks.exec(text)) {
    if (found[0].length === run.length) return backticks.lastIndex;
  }
  lacking.add(run.length);
  return start;
}
