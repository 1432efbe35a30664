// Reads an update in plain words: when the next one is promised, that there is nothing new, and facts given line by line.
import { named } from "../named.ts";
import { nextWhen } from "./next-when.ts";
import { inline } from "./safe.ts";
import { visible } from "./visible.ts";

/**
 * What an update says. `next` is when the next one is promised, as it was written ("04:20", "in 30m"). `nothingNew` is
 * true when the update begins by saying so. `fields` holds the facts given as `field: value`. `excerpt` is its first
 * sentence or sentences on one line of at most 140 characters, already harmless to put in our words.
 */
export type Update = {
  /** It is nothing but lines that give facts. */
  readonly onlyFields?: true;
  readonly next?: string;
  readonly nothingNew: boolean;
  readonly fields: Readonly<Record<string, string>>;
  readonly excerpt: string;
};

const nothing =
  /^(?:still\s+)?(?:nothing new|no news|no changes?|nothing to (?:report|add)|no update|unchanged)(?=\s*(?:$|[.,;:!–—-]|next|yet|since|so far|from|here|at the moment|for now))/i;

/** Reads the text of an update; `known` are the names by which fields may be given (see `readFields`). */
export function readUpdate(text: string, known: readonly string[] = []): Update {
  return updateIn(visible(text), known);
}

/** The same of the visible words of a text. */
export function updateIn(words: string, known: readonly string[]): Update {
  const next = nextWhen(words);
  const { fields, onlyFields } = fieldsIn(words, known);
  return {
    ...(next === undefined ? {} : { next }),
    nothingNew: nothing.test(words),
    fields,
    ...(onlyFields ? { onlyFields } : {}),
    excerpt: excerptOf(words),
  };
}

/**
 * The lines `field: value` of a text whose field is among the known names (keys, labels, former labels); upper and lower
 * case, spaces, `-` and `_` are one. A list sign or bold round the name is allowed. Keys of the answer are the names
 * as `known` spells them; of several lines for one field the last counts; a line without a value gives nothing.
 */
export function readFields(text: string, known: readonly string[]): Readonly<Record<string, string>> {
  return fieldsIn(visible(text), known).fields;
}

/** Visible words without their lines that give facts. */
export function withoutFields(words: string, known: readonly string[]): string {
  return fieldsIn(words, known).others;
}

interface FieldLines {
  readonly fields: Readonly<Record<string, string>>;
  readonly onlyFields: boolean;
  readonly others: string;
}

function fieldsIn(words: string, known: readonly string[]): FieldLines {
  const spelled = new Map(known.map((name) => [loose(name), name]));
  // Before the colon of its value a name has its own, and one that it may end in.
  const most = 2 + Math.max(0, ...Array.from(spelled.keys(), (name) => name.split(":").length - 1));
  const found = new Map<string, string>();
  // Thousands of lines that begin alike cost one look.
  const names = new Map<string, string | undefined>();
  const nameOf = (before: string): string | undefined => {
    if (!names.has(before))
      names.set(before, spelled.get(loose(before.replace(/^\s*(?:[-*+•‣·◦–—]|\d{1,9}[.)])\s+/, ""))));
    return names.get(before);
  };
  const others: string[] = [];
  for (const line of words.split("\n")) {
    let isField = false;
    // A label may hold a colon itself, so the longest known name wins.
    for (const colon of colonsOf(line, most).toReversed()) {
      const name = nameOf(line.slice(0, colon));
      if (name === undefined) continue;
      const value = line
        .slice(colon + 1)
        .replace(/^(?:\*\*|__)/, "")
        .trim();
      if (value !== "") found.set(name, value);
      isField = true;
      break;
    }
    if (!isField) others.push(line);
  }
  const left = others.join("\n").trim();
  return { fields: named(found), onlyFields: left === "" && found.size > 0, others: left };
}

/** A name as names are compared: upper and lower case, spaces, `-`, `_`, bold and a final colon make no difference. */
export function loose(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_*-]+/g, " ")
    .trim()
    .replace(/\s*:$/, "");
}

function colonsOf(line: string, most: number): readonly number[] {
  // Names are short: a colon far into a line belongs to its sentence.
  const near = line.slice(0, 200);
  const colons: number[] = [];
  for (let at = near.indexOf(":"); at >= 0 && colons.length < most; at = near.indexOf(":", at + 1))
    colons.push(at);
  return colons;
}

const longest = 140;

/** The first sentence or sentences of visible words, as an update's `excerpt`. */
export function excerptOf(words: string): string {
  const sentences = firstSentences(beginningOf(words));
  let max = longest;
  let shown = inline(sentences, max);
  while (shown.length > longest) {
    max -= Math.max(1, Math.ceil((shown.length - longest) / 2));
    shown = inline(sentences, max);
  }
  return shown;
}

/** Among how many lines something is looked for that says something. */
const mostSilent = 500;

/** As much of the words, on one line, as sentences are taken from. */
function beginningOf(words: string): string {
  let plain = "";
  for (const line of words.split("\n", mostSilent)) {
    const said = line === "" ? "" : withoutSigns(line);
    if (said !== "") plain += plain === "" ? said : ` ${said}`;
    if (plain.length > 2 * longest) break;
  }
  return plain;
}

/** A line without the signs of headings, lists, links, images and bold: what a reader would say aloud. */
function withoutSigns(line: string): string {
  return line
    .replace(/^\s*(?:#{1,6}\s+|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,9}[.)]\s+|[-=*_]{3,}\s*$)/, "")
    .replace(/!\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replace(/<\/?[a-z][^<>]*>/gi, "")
    .replace(/\*\*|__|~~|`/g, "")
    .replace(/(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

function firstSentences(text: string): string {
  const start = text.slice(0, 2 * longest);
  let end = 0;
  for (const stop of start.matchAll(/[.!?]+(?=\s|$)/g)) {
    const after = stop.index + stop[0].length;
    if (after > longest) break;
    end = after;
  }
  return text.length <= longest || end === 0 ? start : start.slice(0, end);
}
