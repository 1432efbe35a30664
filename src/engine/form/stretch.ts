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
  const known = new Map<number, readonly number[]>();
  return {
    lines,
    filled: (from, to) => (before[to] ?? 0) - (before[from] ?? 0),
    firstFilled: (from) => next[from] ?? count,
    lastFilled: (to) => last[to] ?? -1,
    fencedFrom: (from) => {
      const first = numberBelow(fences.line, from);
      const turns = known.get(first) ?? turnsFrom(fences, first);
      known.set(first, turns);
      return (line) => numberBelow(turns, line) % 2 === 1;
    },
  };
}

/** The lines that may open a fence or close one, in order: of each how many signs of which kind do; 0 where none. */
interface FenceLines {
  readonly line: Int32Array;
  readonly opens: Int32Array;
  readonly closes: Int32Array;
}

/** A number that tells both kind and length of a fence: of one kind the longer is the greater, below zero for tildes. */
function signsOf(fence: string | undefined): number {
  if (fence === undefined) return 0;
  return fence.startsWith("`") ? fence.length : -fence.length;
}

function fencesIn(lines: readonly string[]): FenceLines {
  const found = lines.flatMap((text, line) => {
    const opens = signsOf(OPENING.exec(text)?.[1]);
    const closes = signsOf(CLOSING.exec(text)?.[1]);
    return opens === 0 && closes === 0 ? [] : [{ line, opens, closes }];
  });
  return {
    line: Int32Array.from(found, ({ line }) => line),
    opens: Int32Array.from(found, ({ opens }) => opens),
    closes: Int32Array.from(found, ({ closes }) => closes),
  };
}

/**
 * The lines that open and close a fence in turn, looked for from one of them on: what lies behind an odd number of them, the
 * closing line included, is inside.
 */
function turnsFrom({ line, opens, closes }: FenceLines, first: number): readonly number[] {
  const turns: number[] = [];
  let open = 0;
  for (let at = first; at < line.length; at += 1) {
    const before = open;
    const closing = closes[at] ?? 0;
    if (open === 0) open = opens[at] ?? 0;
    else if (open > 0 ? closing >= open : closing <= open) open = 0;
    if (open !== before) turns.push(line[at] ?? 0);
  }
  return turns;
}

/** How many of ascending numbers lie below a limit. */
function numberBelow(numbers: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
