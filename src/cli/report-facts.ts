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
  /** What GitHub says and a part that people wrote in does not: it was taken out, or came later. */
  readonly lacking: readonly Disagreement[];
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
  const parts = there.regions.flatMap(({ name, content, line, touched }) => {
    const now = derived.get(name);
    return now === undefined ? [] : [partOf({ name, touched }, linesOf(content, line), now)];
  });
  const known = new Set([...there.regions, ...there.torn].map(({ name }) => name));
  return {
    facts: parts.reduce((sum, { facts }) => sum + facts, 0),
    wrong: parts.flatMap(({ wrong }) => wrong),
    lacking: parts.flatMap(({ lacking }) => lacking),
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

/** Our folded drawing says again what stands above it; a fold of anybody else's hides nothing from us. */
const drawing = "<details><summary>The most telling of it as a diagram</summary>";

/** The lines of a part that say something: no headings of tables, and not the folded drawing. */
function linesOf(content: string, above: number): readonly Said[] {
  const lines = content.split("\n").map((raw) => raw.trim());
  const from = lines.indexOf(drawing);
  const to = from < 0 ? -1 : lines.indexOf("</details>", from);
  return lines.flatMap((text, index): readonly Said[] => {
    const isDrawn = to >= 0 && index >= from && index <= to;
    if (isDrawn || text === "" || /^\|[\s|:-]+\|$/.test(text)) return [];
    return [{ text, about: aboutOf(text), line: above + index + 1 }];
  });
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

function partOf(
  { name: part, touched }: { readonly name: string; readonly touched: boolean },
  file: readonly Said[],
  now: readonly Said[],
) {
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
  // Of a list that goes by time what comes after its last line was said later; what stands before it was taken out. A part that is as
  // we wrote it lacks nothing but news; in one that people wrote in, what is lacking may have been taken out, so it is named.
  const gone = left.filter((one) => part === "timeline" && now.indexOf(one) < last);
  const lacking = touched ? left.filter((one) => !gone.includes(one)) : [];
  return {
    facts: file.length,
    wrong: [...wrong, ...gone.map((one) => lackingOf(part, one, { file, now }))].toSorted(
      (one, other) => one.line - other.line,
    ),
    lacking: lacking.map((one) => lackingOf(part, one, { file, now })),
    later: left.filter((one) => !gone.includes(one) && !lacking.includes(one)).map(({ text }) => text),
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
