// How two texts differ, line by line, as `git diff` shows it.
import type { Difference } from "./history.ts";

/** A line of a diff: in both texts, only in the old one, or only in the new one. */
export interface PatchLine {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** A piece of a diff with where it begins and how long it is in both texts, lines counted from 1. */
export interface Hunk {
  readonly head: string;
  readonly lines: readonly PatchLine[];
}

const around = 3;
/** Beyond so many lines times lines the middle is shown as taken out and put in. */
const most = 4_000_000;

const linesOf = (text: string | undefined): readonly string[] =>
  text === undefined || text === "" ? [] : text.replace(/\n$/, "").split("\n");

/** Every line of both texts in one order. */
export function patchLines({ before, after }: Pick<Difference, "before" | "after">): readonly PatchLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const same = (text: string): PatchLine => ({ sign: " ", text });
  return [
    ...old.slice(0, start).map(same),
    ...middle(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    ...old.slice(old.length - end).map(same),
  ];
}

/** By the longest row of lines that both have. */
function middle(old: readonly string[], now: readonly string[]): readonly PatchLine[] {
  const lines: PatchLine[] = [];
  const lengths = old.length * now.length > most ? undefined : commonLengths(old, now);
  let [here, there] = [0, 0];
  while (lengths !== undefined && here < old.length && there < now.length) {
    if (old[here] === now[there]) {
      lines.push({ sign: " ", text: old[here++] ?? "" });
      there++;
    } else if ((lengths[here + 1]?.[there] ?? 0) >= (lengths[here]?.[there + 1] ?? 0))
      lines.push({ sign: "-", text: old[here++] ?? "" });
    else lines.push({ sign: "+", text: now[there++] ?? "" });
  }
  const gone = old.slice(here).map((text): PatchLine => ({ sign: "-", text }));
  return [...lines, ...gone, ...now.slice(there).map((text): PatchLine => ({ sign: "+", text }))];
}

/** How many lines both have in common, in order, from each place on. */
function commonLengths(old: readonly string[], now: readonly string[]): readonly Uint32Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let here = old.length - 1; here >= 0; here--) {
    const [row, next] = [rows[here], rows[here + 1]];
    for (let there = now.length - 1; row !== undefined && there >= 0; there--) {
      const [below, right] = [next?.[there] ?? 0, row[there + 1] ?? 0];
      row[there] = old[here] === now[there] ? (next?.[there + 1] ?? 0) + 1 : Math.max(below, right);
    }
  }
  return rows;
}

/** The pieces in which two texts differ, with three lines around each. */
export function hunksOf(difference: Pick<Difference, "before" | "after">): readonly Hunk[] {
  const lines = patchLines(difference);
  const changed = lines.flatMap(({ sign }, index) => (sign === " " ? [] : [index]));
  const spans: { from: number; to: number }[] = [];
  for (const index of changed) {
    const last = spans.at(-1);
    const to = Math.min(lines.length, index + around + 1);
    if (last !== undefined && index - around <= last.to) last.to = to;
    else spans.push({ from: Math.max(0, index - around), to });
  }
  const count = (part: readonly PatchLine[], sign: "-" | "+") =>
    part.filter((line) => line.sign === " " || line.sign === sign).length;
  const range = (sign: "-" | "+", from: number, to: number): string => {
    const length = count(lines.slice(from, to), sign);
    return `${sign}${count(lines.slice(0, from), sign) + (length === 0 ? 0 : 1)},${length}`;
  };
  return spans.map(({ from, to }) => ({
    head: `@@ ${range("-", from, to)} ${range("+", from, to)} @@`,
    lines: lines.slice(from, to),
  }));
}

/** How many lines came and went. */
export function countsOf(difference: Pick<Difference, "before" | "after">): {
  readonly additions: number;
  readonly deletions: number;
} {
  const lines = patchLines(difference);
  const count = (sign: "-" | "+") => lines.filter((line) => line.sign === sign).length;
  return { additions: count("+"), deletions: count("-") };
}
