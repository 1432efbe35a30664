// Takes lines apart as items of a list, and puts the words of one that somebody wrapped on one line.
import { endsInTeam, isOnlyTokens, namesTeam, readAction } from "./action-words.ts";
import type { Line } from "./lines.ts";

/** A line as an item: what stands before its words, its box if it has one, its words. */
export type ListItem = {
  readonly before: string;
  readonly sign: boolean;
  readonly box?: string | undefined;
  readonly words: string;
};

const itemShape =
  /^([ \t]*)((?:[-*+•–]|\d{1,9}[.)])[ \t]+)?(?:(?:\[([ xX~-]?)\](?!\()|(☐)|([☑✅✔✓]\ufe0f?))[ \t]*)?(.*)$/su;

/** Takes a line apart as an item of a list; one without sign and box is only words. */
export function readItem(text: string): ListItem {
  const [, indent = "", sign = "", drawn, open, ticked, words = ""] = itemShape.exec(text) ?? [];
  const box = drawn ?? (open && " ") ?? (ticked && "x");
  return { before: indent + sign, sign: sign !== "", box, words: words.trim() };
}

/** A line with those on which its words go on, the last of which is `end`. */
export type Whole = Line & { readonly end?: Line };

/**
 * The lines with each item on one of them, whose words somebody wrapped. A line below it goes on with its words where it begins in the
 * middle of a sentence, names the team that an item with a box lacks, or is nothing but whose it is and by when. What follows
 * the end of a sentence, or stands behind the link of its issue, is about it.
 */
export function unwrapped(lines: readonly Line[]): readonly Whole[] {
  const all: Whole[] = [];
  let at = -1;
  let left = 0;
  for (const [index, line] of lines.entries()) {
    const { words, sign, box } = line.hidden
      ? { words: "", sign: false, box: undefined }
      : readItem(line.text);
    const isItem = sign || box !== undefined;
    const of = all[at];
    left -= 1;
    if (
      of === undefined ||
      words === "" ||
      isItem ||
      left < 0 ||
      isTable(line) ||
      isTable(lines[index + 1])
    ) {
      at = isItem && words !== "" ? all.length : -1;
      left = mostWrapped;
      all.push(line);
      continue;
    }
    const between = all.slice(at + 1).map(({ text }) => text.trim());
    const isBare = isOnlyTokens(words);
    if (isBare || goesOn(of, words, { between, line })) {
      const more = isBare ? [] : between;
      if (!isBare) all.length = at + 1;
      all[at] = { ...of, text: [of.text.trimEnd(), ...more, words].join(" "), end: line };
      continue;
    }
    if (namesTeam(words)) at = -1;
    all.push(line);
  }
  return all;
}

/** Over more lines nobody wraps an action. */
const mostWrapped = 10;

const isTable = (line: Line | undefined): boolean => isRule(line) || /^\s*\|/.test(line?.text ?? "");

/** Does a line begin as one goes on: with a small letter, a figure, a bracket, a name? An address alone is about it. */
const inMiddle = /^(?!https?:)[\p{Ll}\d(@`"“'‘]/u;

/** The end of a sentence, or of a line that was broken on purpose. */
const ended = /(?:[.:;!?][)\]"”'’*_`]*\s*| {2,}|\\)$/;

/** A line that says what it is: "Details: see the page". */
const labelled = /^\p{Lu}[\p{L} ]{1,30}: /u;

function goesOn(
  of: Whole,
  words: string,
  { between, line }: { readonly between: readonly string[]; readonly line: Line },
): boolean {
  if ([of.end?.raw ?? of.raw, ...between].some((one) => ended.test(one.replace(/\r$/, "")))) return false;
  const item = readItem(of.text);
  if (readAction(item.words).link !== undefined) return false;
  const hasTeam = namesTeam(item.words) || endsInTeam(item.words);
  // Behind a line that began anew only the team that is missing tells that all of them are one.
  const gives = namesTeam(words);
  if (gives && hasTeam) return false;
  if (between.length > 0 && (!gives || between.some((one) => labelled.test(one)))) return false;
  return inMiddle.test(words) || (item.box !== undefined && line.indent > of.indent && gives);
}

/** The line between a table's head and its rows. */
export function isRule(line: Line | undefined): boolean {
  const text = line?.hidden ? "" : (line?.text ?? "");
  return /^[\s|:-]+$/.test(text) && text.includes("|") && text.includes("-");
}
