// The parts of a text under its headings: what people wrote below each.
import { type Line, readLines } from "./lines.ts";
import { loose } from "./said.ts";

/** A heading with what stands below it, up to the next of its level or above; headings further down are among its lines. */
export interface Passage {
  readonly level: number;
  /** As headings are compared. */
  readonly title: string;
  readonly lines: readonly Line[];
}

/** Every section of a text, in order. Never fails, whatever the text. */
export function sectionsOf(body: string): readonly Passage[] {
  const lines = readLines(body);
  const heads = lines.flatMap((line, at) => {
    const head = headOf(line);
    return head === undefined ? [] : [{ ...head, at }];
  });
  return heads.map(({ level, title, at }, index) => {
    const end = heads.slice(index + 1, index + 1 + mostBelow).find((one) => one.level <= level);
    return { level, title, lines: lines.slice(at + 1, end?.at ?? lines.length) };
  });
}

/** So many headings are looked at for the end of one: a text of nothing but headings is read in time, too. */
const mostBelow = 200;

/** The lines under the first heading of that name; undefined where there is none. */
export function sectionUnder(sections: readonly Passage[], heading: string): readonly Line[] | undefined {
  const wanted = headingWords(heading);
  return sections.find(({ title }) => title === wanted)?.lines;
}

function headOf(line: Line): { readonly level: number; readonly title: string } | undefined {
  if (line.hidden || line.indent > 3) return undefined;
  const [, marks, text = ""] = /^\s*(#{1,6})\s+(\S.*)$/.exec(line.text) ?? [];
  return marks === undefined ? undefined : { level: marks.length, title: headingWords(text) };
}

/** However a heading was escaped when we wrote it, it is the same. */
function headingWords(text: string): string {
  return loose(text.replace(/\s+#+\s*$/, "").replace(/\\([!-/:-@[-`{-~])/g, "$1"));
}
