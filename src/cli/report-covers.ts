// What stands around the lines of a Markdown file so that a reader does not see them as they are: a fold, a fence, a comment, an element that is hidden.

import type { DocumentPart } from "./report-facts.ts";

/** Facts of a part around which somebody put something. */
export interface Hidden {
  readonly part: string;
  /** What was put around them, and on which line it begins. */
  readonly by: string;
  readonly line: number;
  readonly facts: number;
}

/** Something that is open at a line, and began on an earlier one. */
export interface Cover {
  /** As people know it: `<details>`, `<!--`, "```". */
  readonly by: string;
  /** The line that begins it, from 1. */
  readonly line: number;
}

/** Elements that have no end. */
const empty = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/;
/** Elements whose end may be left out, or that others end: nothing of ours can stand in one that says no more of itself. */
const unended = /^(?:p|li|dt|dd|tr|td|th|thead|tbody|tfoot|colgroup|caption|optgroup|html|body)$/;
/** Elements that show nothing of what is in them, or not as it is, or struck out. */
const hiding = new RegExp(
  `^(?:${[
    ...["audio", "canvas", "datalist", "del", "details", "dialog", "head", "iframe", "listing", "math"],
    ...["noembed", "noframes", "noscript", "object", "option", "plaintext", "pre", "rp", "s", "script"],
    ...["select", "strike", "style", "svg", "template", "textarea", "title", "video", "xmp"],
  ].join("|")})$`,
);
/** Elements that begin a block of HTML, in which no fence is one until a blank line. */
const block =
  /^ {0,3}<\/?(?:address|article|aside|blockquote|body|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|noframes|ol|optgroup|option|p|pre|script|search|section|style|summary|table|tbody|td|textarea|tfoot|th|thead|title|tr|track|ul)(?:[\s>]|\/>|$)/i;
/** One tag alone on its line begins such a block, too, where no paragraph goes on. */
const alone = /^ {0,3}<\/?[a-z][^<>]*>\s*$/i;
const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const tag = /<(\/?)([a-z][\w-]*)((?:\s(?:"[^"]*"|'[^']*'|[^'">])*)?\/?)>/gi;

interface Element extends Cover {
  readonly name: string;
  readonly hides: boolean;
}

interface Reading {
  /** The fence that is open: its first line, and by what it ends. */
  readonly fence?: (Cover & { readonly mark: string }) | undefined;
  /** The line on which a comment was opened. */
  readonly comment?: Cover | undefined;
  readonly elements: readonly Element[];
  /** A block of HTML goes on until a blank line. */
  readonly inBlock: boolean;
  /** The line before was blank. */
  readonly isFresh: boolean;
  /** The beginning of a tag that has no end yet, and its line. */
  readonly begun: { readonly text: string; readonly line: number };
}

const nothing = { text: "", line: 0 };

/** What is open before each line of a file, the outermost first. Whatever the file holds, this never throws. */
export function coversOf(text: string): readonly (readonly Cover[])[] {
  let reading: Reading = { elements: [], inBlock: false, isFresh: true, begun: nothing };
  return text.split("\n").map((raw, index) => {
    const open = [
      ...reading.elements.filter(({ hides }) => hides).map(({ by, line }) => ({ by, line })),
      ...(reading.comment === undefined ? [] : [reading.comment]),
      ...(reading.fence === undefined ? [] : [{ by: reading.fence.by, line: reading.fence.line }]),
    ];
    reading = readLine(reading, raw.replace(/\r$/, ""), index + 1);
    return open;
  });
}

function readLine(reading: Reading, text: string, line: number): Reading {
  if (reading.fence !== undefined) {
    const { mark } = reading.fence;
    const [, end = ""] = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(text) ?? [];
    const isOver = end[0] === mark[0] && end.length >= mark.length;
    return { ...reading, fence: isOver ? undefined : reading.fence };
  }
  const isBlank = text.trim() === "";
  const inBlock = !isBlank && (reading.inBlock || block.test(text) || (reading.isFresh && alone.test(text)));
  const [, mark] = fence.exec(text) ?? [];
  if (mark !== undefined && !inBlock && reading.comment === undefined)
    return { ...reading, fence: { by: mark.slice(0, 3), line, mark }, isFresh: false, begun: nothing };
  // Only what is HTML as it stands goes on over a blank line.
  const begun = isBlank && !reading.inBlock ? nothing : reading.begun;
  return { ...inHtml({ ...reading, begun, inBlock }, text, line), inBlock, isFresh: isBlank };
}

/** Reads the tags and comments of a line. Between backticks there are none, but in a block of HTML. */
function inHtml(reading: Reading, text: string, line: number): Reading {
  const before = reading.begun;
  let rest = before.text === "" ? text : `${before.text} ${text}`;
  let { comment, elements } = reading;
  let html = "";
  const plain = (words: string): string =>
    reading.inBlock ? words : words.replace(/\\[<`]/g, " ").replace(/(`+)(?!`)[^`]*?\1(?!`)/g, " ");
  if (comment === undefined) rest = plain(rest);
  for (;;) {
    const at = comment === undefined ? rest.indexOf("<!--") : rest.indexOf("-->");
    if (comment !== undefined) {
      if (at < 0) break;
      comment = undefined;
      rest = plain(rest.slice(at + 3));
    } else {
      html += at < 0 ? rest : rest.slice(0, at);
      if (at < 0) break;
      comment = { by: "<!--", line };
      rest = rest.slice(at + 4);
    }
  }
  const lineAt = (index: number): number => (index < before.text.length ? before.line : line);
  for (const { index, 1: end, 2: name = "", 3: more = "" } of html.matchAll(tag))
    elements = withTag(elements, {
      ...{ isEnd: end === "/", name: name.toLowerCase(), more },
      line: lineAt(index),
    });
  const open = comment === undefined ? /<\/?[a-z][\w-]*(?:\s[^<>]*)?$/i.exec(html) : null;
  const begun = open === null ? nothing : { text: open[0], line: lineAt(open.index) };
  return { ...reading, comment, elements, begun };
}

interface Tag {
  readonly isEnd: boolean;
  readonly name: string;
  readonly more: string;
  readonly line: number;
}

function withTag(elements: readonly Element[], { isEnd, name, more, line }: Tag): readonly Element[] {
  if (isEnd) {
    const at = elements.findLastIndex((one) => one.name === name);
    return at < 0 ? elements : elements.slice(0, at);
  }
  const isHidden = /\s(?:hidden|style)(?=[\s=/]|$)/i.test(more);
  if (empty.test(name) || (unended.test(name) && (name === "p" || !isHidden))) return elements;
  const isOpen = name === "details" && /\sopen(?=[\s=/]|$)/i.test(more);
  const hides = isHidden || (hiding.test(name) && !isOpen);
  return [...elements, { name, by: `<${name}${isHidden ? " hidden" : ""}>`, line, hides }];
}

/** What was put around lines of a part: we have a fold and a fence around the drawing alone. */
export function hiddenIn(
  { name, file, now }: DocumentPart,
  covers: Readonly<Record<"file" | "fresh", ReturnType<typeof coversOf>>>,
): readonly Hidden[] {
  const ours = new Set(
    now.flatMap(({ kind, line }) => (covers.fresh[line - 1] ?? []).map(({ by }) => `${kind} ${by}`)),
  );
  const found = file.flatMap(({ kind, line }) => {
    const around = covers.file[line - 1] ?? [];
    // Of two of a kind the inner one is ours.
    return around.filter(
      ({ by }, index) =>
        !ours.has(`${kind} ${by}`) || around.slice(index + 1).some((inner) => inner.by === by),
    );
  });
  const grouped = Map.groupBy(found, ({ by, line }) => `${line} ${by}`);
  return [...grouped.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ part: name, ...first, facts: others.length + 1 }],
  );
}
