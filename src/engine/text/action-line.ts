// Reads the follow-up actions that people write under a heading of a review, and marks a line with its tick and its issue.
import { cellsOf, itemsUnder } from "./action-items.ts";
import { type ActionWords, namesTeam, readAction } from "./action-words.ts";
import { mostActions } from "./bounds.ts";
import { hash } from "./hash.ts";
import { cutComments } from "./lines.ts";
import { readItem } from "./list-item.ts";
import { loose } from "./said.ts";

export { readItem } from "./list-item.ts";

/**
 * One action (D-12). `index` counts the actions of the text from 0; `lineNumber` is the index in `body.split("\n")` and
 * `raw` exactly that element. `ticked`: it was written down as done. `cell` is the cell of a table's row that a link goes to.
 * `steps` counts the boxes below it that are its details. `hash` hangs on title, team and repository alone: a tick or a link does
 * not change it.
 */
export type ActionLine = ActionWords & {
  readonly index: number;
  readonly lineNumber: number;
  readonly raw: string;
  /** The last of the lines on which its words go on, as it stands there. */
  readonly end?: string | undefined;
  readonly ticked: boolean;
  readonly cell?: number | undefined;
  readonly steps: number;
  readonly hash: string;
};

/**
 * The actions under a heading, in order, up to the 100th; `more` counts those after it that are not ticked, of which nothing is
 * read. `struck` are those that are struck out or dropped by their box: none any more. `notes` counts plain lines besides, of which `promises` look like actions (`itemsUnder`).
 */
export type Actions = {
  readonly lines: readonly ActionLine[];
  readonly struck: readonly ActionLine[];
  readonly more: number;
  readonly notes: number;
  readonly promises: readonly string[];
};

/** The actions under the heading, as `itemsUnder` finds them. */
export function parseActions(body: string, heading: string): Actions {
  const { items, ...besides } = itemsUnder(body, heading);
  const lines: ActionLine[] = [];
  const struck: ActionLine[] = [];
  let more = 0;
  for (const { line, words, ticked, dropped, cell, steps } of items) {
    if (lines.length === mostActions) {
      if (!ticked) more += 1;
      continue;
    }
    const { isStruck, ...read } = readAction(words);
    const found = isStruck || dropped ? struck : lines;
    const place = { index: found.length, lineNumber: line.number, raw: line.raw, end: line.end?.raw };
    const identity = [read.title, read.team ?? "", read.repo ?? ""].map(loose).join("\n");
    found.push({ ...read, ...place, ticked, cell, steps, hash: hash(identity).slice(-8) });
  }
  return { lines, struck: struck.slice(0, mostActions), more, ...besides };
}

/** How an action's line is to be marked. */
export type Mark = {
  readonly ticked: boolean;
  readonly link?: string;
  /** Links that we may have written behind it before, which are right no more. */
  readonly instead?: readonly string[];
  /** The cell of a table's row that the link goes to; a row has no box to tick. */
  readonly cell?: number | undefined;
};

/**
 * The same line with its box ticked, if `ticked`, and ` → owner/repo#3` at its end, if there is a link and the line has
 * none yet, or ends in one of `instead`. Nothing is taken back and every other character stays; twice is as once. A line that is no item and names no team
 * comes back as it is.
 */
export function withTickAndLink(line: string, mark: Mark): string {
  if (mark.cell !== undefined) return withLinkInCell(line, mark.cell, mark);
  const body = line.trimEnd();
  const shown = cutComments(body, false).text.trimEnd();
  const { before, sign, box, words } = readItem(shown);
  if (words === "" || (!sign && box === undefined && !namesTeam(words))) return line;
  const ticked =
    mark.ticked && body.startsWith(before)
      ? body.replace(/^([^[]*)\[ ?\]/, "$1[x]").replace(/^([^\p{L}\d☐]*)☐/u, "$1☑")
      : body;
  return withLink(ticked, readAction(words).link !== undefined, mark) + line.slice(body.length);
}

/** The lines of an action as they are to be: the box stands on the first, the link at the end of the last. */
export function marked(
  { raw, end, link }: ActionLine,
  mark: Mark,
): readonly { readonly raw: string; readonly to: string }[] {
  const linked = (line: string): string => {
    const body = line.trimEnd();
    return withLink(body, link !== undefined, mark) + line.slice(body.length);
  };
  // Below a line that has its link somebody may have put whose it is.
  const isBelow = end !== undefined && (link === undefined || readAction(raw).link === undefined);
  const all = [
    { raw, to: withTickAndLink(raw, isBelow ? { ticked: mark.ticked } : mark) },
    ...(isBelow ? [{ raw: end, to: linked(end) }] : []),
  ];
  return all.filter((one) => one.to !== one.raw);
}

function withLinkInCell(line: string, cell: number, mark: Mark): string {
  const found = cellsOf(line)[cell];
  if (found === undefined || mark.link === undefined) return line;
  const before = line.slice(0, found.end).trimEnd();
  const linked = withLink(before, readAction(found.words).link !== undefined, mark);
  return linked === before ? line : `${linked} ${line.slice(found.end).trimStart()}`;
}

/** A text with the link at its end: where it is tied to one only in place of one that is right no more. */
function withLink(text: string, isTied: boolean, { link, instead = [] }: Mark): string {
  if (link === undefined) return text;
  if (!isTied) return `${text} → ${link}`;
  const former = instead.find((one) => text.endsWith(` → ${one}`));
  return former === undefined ? text : text.slice(0, -former.length) + link;
}
