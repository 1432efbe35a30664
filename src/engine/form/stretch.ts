// The lines of a body while its headings are sought: what is asked of stretches of them again and again, worked out once.
import { CLOSING, OPENING } from "./fence.ts";

/** The lines of a body. A stretch of them goes from `from` up to (without) `to`. */
export interface BodyLines {
  readonly lines: readonly string[];
  /** How many lines of a stretch are not blank. */
  filled(from: number, to: number): number;
  /** The first line from here on that is not blank; the number of lines where none is. */
  firstFilled(from: number): number;
  /** The last line before here that is not blank; -1 where none is. */
  lastFilled(to: number): number;
  /**
   * Tells of a line whether it stands inside a code fence that was opened at `from` or later, as CommonMark has it: a fence is
   * closed by one of the same sign that is at least as long and says nothing else.
   */
  fencedFrom(from: number): (line: number) => boolean;
}

/** Looks at each line of a body once. */
export function linesOf(lines: readonly string[]): BodyLines {
  const count = lines.length;
  const before = new Int32Array(count + 1);
  const next = new Int32Array(count + 1).fill(count);
  const last = new Int32Array(count + 1).fill(-1);
  const blank = lines.map((line) => line.trim() === "");
  for (let at = 0; at < count; at += 1) {
    before[at + 1] = (before[at] ?? 0) + (blank[at] ? 0 : 1);
    last[at + 1] = blank[at] ? (last[at] ?? -1) : at;
  }
  for (let at = count - 1; at >= 0; at -= 1) next[at] = blank[at] ? (next[at + 1] ?? count) : at;
  const fences = fencesIn(lines);
  return {
    lines,
    filled: (from, to) => (before[to] ?? 0) - (before[from] ?? 0),
    firstFilled: (from) => next[from] ?? count,
    lastFilled: (to) => last[to] ?? -1,
    fencedFrom: (from) => fencedFrom(fences, from),
  };
}

/** A line that may open a fence, close one, or both. */
interface FenceLine {
  readonly line: number;
  readonly opens?: string | undefined;
  readonly closes?: string | undefined;
}

function fencesIn(lines: readonly string[]): readonly FenceLine[] {
  return lines.flatMap((text, line) => {
    const opens = OPENING.exec(text)?.[1];
    const closes = CLOSING.exec(text)?.[1];
    return opens === undefined && closes === undefined ? [] : [{ line, opens, closes }];
  });
}

function fencedFrom(fences: readonly FenceLine[], from: number): (line: number) => boolean {
  /** Lines that open and close a fence in turn: whatever lies behind an odd number of them, the closing line included, is inside. */
  const turns: number[] = [];
  let open: string | undefined;
  for (const { line, opens, closes } of fences) {
    if (line < from) continue;
    if (open === undefined) {
      open = opens;
      if (opens !== undefined) turns.push(line);
    } else if (closes?.startsWith(open)) {
      open = undefined;
      turns.push(line);
    }
  }
  return (line) => numberBelow(turns, line) % 2 === 1;
}

/** How many of ascending numbers lie below a limit. */
function numberBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
