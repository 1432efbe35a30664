// Holds the facts of a committed document against those that GitHub shows now, line by line within each of its parts.
import { readRegions, type Torn } from "../engine/text/regions.ts";

/** A fact that is no longer so, or that the file leaves out. */
export interface Disagreement {
  /** The part of the file that it stands in. */
  readonly part: string;
  /** The line of the file; of what it leaves out the line before which it would stand. */
  readonly line: number;
  /** What the file says; absent: it leaves this out. */
  readonly says?: string;
  /** What GitHub says; absent: it does not say anything of the kind. */
  readonly now?: string;
  /** Where GitHub says so, as far as either of them names that. */
  readonly url?: string;
}

/** What came of it. */
export interface Verified {
  /** How many facts were compared. */
  readonly facts: number;
  readonly wrong: readonly Disagreement[];
  /** What GitHub says besides, which came later or elsewhere: nothing in the file is wrong by it. */
  readonly later: readonly string[];
  /** Parts that people have written in; their facts are compared all the same. */
  readonly touched: readonly string[];
  /** Parts that can't be told from the rest any more, and parts that this document has and the file does not. */
  readonly torn: readonly Torn[];
  readonly gone: readonly string[];
}

/** Compares a file with the same document as it would be filled now. */
export function compared(file: string, fresh: string): Verified {
  const there = readRegions(file);
  const derived = new Map(readRegions(fresh).regions.map(({ name, content }) => [name, linesOf(content, 0)]));
  const parts = there.regions.flatMap(({ name, content, line }) => {
    const now = derived.get(name);
    return now === undefined ? [] : [partOf(name, linesOf(content, line), now)];
  });
  const known = new Set([...there.regions, ...there.torn].map(({ name }) => name));
  return {
    facts: parts.reduce((sum, { facts }) => sum + facts, 0),
    wrong: parts.flatMap(({ wrong }) => wrong),
    later: parts.flatMap(({ later }) => later),
    touched: there.regions.filter(({ touched }) => touched).map(({ name }) => name),
    torn: there.torn,
    gone: [...derived.keys()].filter((name) => !known.has(name)),
  };
}

/** One line that says something. */
interface Said {
  readonly text: string;
  /** What it is about, by which its counterpart is found. */
  readonly about: string;
  readonly line: number;
}

/** The lines of a part that say something: no headings of tables, no folded drawings. */
function linesOf(content: string, above: number): readonly Said[] {
  const found: Said[] = [];
  let isFolded = false;
  for (const [index, raw] of content.split("\n").entries()) {
    const text = raw.trim();
    if (text.startsWith("<details>")) isFolded = true;
    if (!isFolded && text !== "" && !/^\|[\s|:-]+\|$/.test(text))
      found.push({ text, about: aboutOf(text), line: above + index + 1 });
    if (text.startsWith("</details>")) isFolded = false;
  }
  return found;
}

/** The label of a fact, the first cell of a row, else where it was said, else when. */
function aboutOf(text: string): string {
  const [, label] = /^- \*\*(.+?)\*\*/.exec(text) ?? [];
  if (label !== undefined) return `label ${label.toLowerCase()}`;
  const [, cell] = /^\|\s*(.*?)\s*\|/.exec(text) ?? [];
  if (cell !== undefined) return `row ${cell}`;
  const url = urlIn(text);
  return url === undefined ? `when ${text.split(/, |: /)[0] ?? ""}` : `at ${url}`;
}

function urlIn(text: string | undefined): string | undefined {
  const [, url] = /\]\((https?:\/\/[^)\s]+)\)/.exec(text ?? "") ?? [];
  return url;
}

function partOf(part: string, file: readonly Said[], now: readonly Said[]) {
  const left = [...now];
  const unmatched = file.filter(({ text }) => {
    const at = left.findIndex((one) => one.text === text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const wrong = unmatched.map(({ text, about, line }): Disagreement => {
    const at = left.findIndex((one) => one.about === about);
    const [other] = at < 0 ? [] : left.splice(at, 1);
    const url = urlIn(other?.text) ?? urlIn(text);
    return {
      ...{ part, line, says: text },
      ...(other !== undefined && { now: other.text }),
      ...(url !== undefined && { url }),
    };
  });
  const texts = new Set(file.map(({ text }) => text));
  const last = now.findLastIndex(({ text }) => texts.has(text));
  // Of a list that goes by time what comes after its last line was said later; what stands before it was taken out.
  const lacking = part === "timeline" ? left.filter((one) => now.indexOf(one) < last) : [];
  return {
    facts: file.length,
    wrong: [...wrong, ...lacking.map((one) => lackingOf(part, one, { file, now }))].toSorted(
      (one, other) => one.line - other.line,
    ),
    later: left.filter((one) => !lacking.includes(one)).map(({ text }) => text),
  };
}

function lackingOf(
  part: string,
  one: Said,
  { file, now }: { readonly file: readonly Said[]; readonly now: readonly Said[] },
): Disagreement {
  const after = now.slice(now.indexOf(one) + 1);
  const next = file.find(({ text }) => after.some((other) => other.text === text));
  const url = urlIn(one.text);
  return {
    part,
    line: next?.line ?? file.at(-1)?.line ?? 0,
    now: one.text,
    ...(url !== undefined && { url }),
  };
}
