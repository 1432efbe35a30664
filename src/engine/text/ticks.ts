// Reads the tick boxes of a text: those of our card, whose ticks are acts.
import { readLines } from "./lines.ts";

/** A tick box: its words without Markdown of the list, whether it is ticked, and its line (from 0, as `split("\n")`). */
export type Box = { readonly text: string; readonly ticked: boolean; readonly line: number };

/** All tick boxes of a text, in order, outside of fences, quotes and HTML comments. */
export function readBoxes(body: string): readonly Box[] {
  return readLines(body).flatMap((line) => {
    if (line.hidden) return [];
    const item = readTask(line.text);
    return item ? [{ text: item.words, ticked: item.ticked, line: line.number }] : [];
  });
}

/** A task-list item: what stands before its box (list sign included), whether it is ticked, and its words. */
export type TaskItem = { readonly before: string; readonly ticked: boolean; readonly words: string };

/** Reads `- [ ] words`, `* [x] words`, `+ [ ] words` or `1. [ ] words`; undefined for any other line. */
export function readTask(text: string): TaskItem | undefined {
  const match = /^([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[([ xX])\][ \t]+(\S.*)$/.exec(text);
  if (!match) return undefined;
  const [, before = "", tick = "", words = ""] = match;
  return { before, ticked: tick !== " ", words: words.trim() };
}
