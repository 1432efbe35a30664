// Finds under a heading of a review what looks like an action: items with and without a box, and rows of a table.
import { endsInTeam, isOnlyTokens, namesPerson, namesTeam, readAction } from "./action-words.ts";
import { saysDay } from "./due-words.ts";
import { type Line, readLines } from "./lines.ts";
import { isRule, type ListItem, readItem, unwrapped, type Whole } from "./list-item.ts";
import { loose } from "./said.ts";

/** Something that looks like an action. `cell` is the cell of a table's row that its link goes to. */
export type ActionItem = {
  readonly line: Whole;
  words: string;
  readonly ticked: boolean;
  /** Its box says that it was dropped: `[-]` or `[~]`. */
  readonly dropped: boolean;
  readonly cell?: number | undefined;
  /** Boxes below it that are its details. */
  steps: number;
};

/**
 * What stands under a heading: the items in order, and how many plain lines are there besides; `promises` of them look like an
 * action that has no issue: they say a day, or whose it is.
 */
export type ActionItems = {
  readonly items: readonly ActionItem[];
  readonly notes: number;
  readonly promises: readonly string[];
};

/**
 * The items under the heading (of any level, in any case; every section of that name, each up to the next heading of its level or
 * above), outside fences, quotes and HTML comments. A line is one by a box, by a team that it names, as a bullet by a person or by `team: x` at its end. What
 * stands further in than an item is a detail of it, unless it names a team of its own. Of a table a row is one.
 */
export function itemsUnder(body: string, heading: string): ActionItems {
  const read = partsUnder(readLines(body), loose(heading)).map((lines) => itemsOf(unwrapped(lines)));
  const notes = read.flatMap((one) => one.notes.filter(({ isHead }) => !isHead));
  return {
    items: read.flatMap(({ items }) => items),
    notes: notes.length,
    promises: notes.filter(({ isPromise }) => isPromise).map(({ words }) => words),
  };
}

/** The lines of each section of that name, parted at the headings within. */
function partsUnder(all: readonly Line[], wanted: string): readonly (readonly Line[])[] {
  const parts: Line[][] = [];
  let level = 0;
  for (const [at, line] of all.entries()) {
    const title = line.hidden || line.text.trim() === "" ? undefined : headingAt(line, all[at + 1]);
    if (title && (level === 0 || title.level <= level))
      level = loose(title.text) === wanted ? title.level : 0;
    if (title) parts.push([]);
    else if (level > 0) parts.at(-1)?.push(line);
  }
  return parts;
}

/** A plain line; `isHead`: actions stand under it, so that it is none itself. */
type Note = { readonly words: string; isPromise: boolean; isHead: boolean };

/** An item of the list that a line is in: the column of its words, and whose details stand further in. */
type Level = {
  readonly column: number;
  readonly owner: ActionItem | "group" | "nothing";
  readonly note?: Note | undefined;
};

function itemsOf(lines: readonly Line[]): { items: readonly ActionItem[]; notes: readonly Note[] } {
  const items: ActionItem[] = [];
  let levels: Level[] = [];
  let table: Columns | undefined;
  const notes: Note[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.hidden || line.text.trim() === "") {
      table = undefined;
      continue;
    }
    if (table || isRule(lines[at + 1])) {
      const row = table && !isRule(line) ? rowOf(line, table) : undefined;
      if (row) items.push(row);
      table ??= columnsOf(line);
      continue;
    }
    const item = readItem(line.text);
    levels = levels.filter(({ column }) => column <= line.indent);
    if (levels.length === 0 && line.indent > 3) continue;
    const owner = levels.findLast((level) => level.owner !== "group")?.owner ?? "group";
    const kind = kindOf(item, owner, levels.length === 0);
    const found: ActionItem = { line, words: item.words, ...stateOf(item), steps: 0 };
    if (kind === "action") items.push(found);
    if (kind === "step" && typeof owner === "object") owner.steps += 1;
    if (kind === "tokens" && typeof owner === "object") owner.words += ` ${item.words}`;
    for (const { note } of levels) {
      if (note && kind === "action") note.isHead = true;
      if (note && kind === "words") note.isPromise ||= saysDay(item.words);
    }
    const note = kind === "note" ? noteOf(item.words) : undefined;
    if (note) notes.push(note);
    const column = line.indent + item.before.trim().length + 1;
    const below = kind === "action" ? found : kind === "empty" ? "nothing" : owner;
    if (item.sign) levels.push({ column, owner: below, note });
  }
  return { items, notes };
}

function stateOf({ box = "" }: ListItem): Pick<ActionItem, "ticked" | "dropped"> {
  return { ticked: /x/i.test(box), dropped: /[~-]/.test(box) };
}

/** What a line is under what it stands under. */
function kindOf(
  { words, box, sign }: ListItem,
  owner: Level["owner"],
  isTop: boolean,
): "action" | "step" | "tokens" | "note" | "empty" | "words" {
  if (words === "") return "empty";
  if (owner === "nothing") return "words";
  if (typeof owner === "object" && box === undefined && isOnlyTokens(words)) return "tokens";
  if (namesTeam(words)) return "action";
  if (box !== undefined) return owner === "group" ? "action" : "step";
  if (owner !== "group") return "words";
  if (!sign)
    return isTop && (claimed.test(words) || said.test(words) || saysDay(words) || isRow(words))
      ? "note"
      : "words";
  return namesPerson(words) || endsInTeam(words) ? "action" : nothing.test(words) ? "words" : "note";
}

/** Bullets that say that there is none. */
const nothing = /^(?:none|nothing|n\/?a|no\b.*\bactions?)\b|^(?:yes|no)\W*$/i;

/** A line that begins with whose it is: "Ana: add a breaker". */
const said = /^@?\p{Lu}[\p{L}'’-]{0,30}(?: \p{Lu}[\p{L}'’-]{0,30})?: |^@[\w-]{1,39}:? /u;

/** A line that says what it is: "Action: ana writes the runbook", "AI - check the backups". */
const claimed = /^\W{0,4}(?:actions?(?: items?)?|ai|todo|to[ -]do)\W{0,3}[:–—-]\W{0,4}\w/i;

/** A row of a table that has no head, so that nobody can tell what its cells are. */
const isRow = (words: string): boolean =>
  words.startsWith("|") && words.endsWith("|") && /[\p{L}\p{N}]/u.test(words);

/** A plain line; one that is struck out is none. */
function noteOf(words: string): Note | undefined {
  const { isStruck, link } = readAction(words);
  if (isStruck) return undefined;
  const isPromise =
    link === undefined &&
    (claimed.test(words) || isRow(words) || saysDay(words) || (said.test(words) && namesPerson(words)));
  return { words, isPromise, isHead: false };
}

function headingAt(line: Line, below: Line | undefined): { level: number; text: string } | undefined {
  if (line.indent > 3) return undefined;
  const marks = /^\s*(#{1,6})(?:\s+(\S.*)?)?$/.exec(line.text);
  if (marks) return { level: marks[1]?.length ?? 1, text: (marks[2] ?? "").replace(/(?:^|\s)#+\s*$/, "") };
  const underline = below && !below.hidden ? /^ {0,3}(=+|-+)\s*$/.exec(below.text)?.[1] : undefined;
  if (!underline || /^\s*(?:[-*+]|\d{1,9}[.)])\s/.test(line.text)) return undefined;
  return { level: underline.startsWith("=") ? 1 : 2, text: line.text };
}

/** What the cells of a table are, by the words of its head; the title is the first that is nothing else. */
type Columns = readonly (string | undefined)[];

const columnKinds: readonly (readonly [kind: string, words: RegExp])[] = [
  ["@", /^(?:owners?|who|assignees?|assigned to|responsible)$/],
  ["team", /^teams?$/],
  ["repo", /^repo(?:sitory)?$/],
  ["due", /^(?:due(?: date| by)?|by when|when|by|deadline|target date)$/],
  ["type", /^(?:type|kind|category)$/],
  ["priority", /^prio(?:rity)?$/],
  ["link", /^(?:issue|ticket|link|tracking|tracked in)$/],
  ["done", /^(?:status|state|done)$/],
  ["title", /^(?:actions?|action items?|tasks?|items?|what|to ?do|description|follow ?ups?)$/],
];

function columnsOf({ text }: Line): Columns {
  return cellsOf(text).map(({ words }) => columnKinds.find(([, shape]) => shape.test(loose(words)))?.[0]);
}

/** A row of a table as an action: of one whose head speaks of actions, or that names a team itself. */
function rowOf(line: Line, columns: Columns): ActionItem | undefined {
  const cells = cellsOf(line.text);
  const at = (kind: string): number => columns.indexOf(kind);
  if (at("title") < 0 && !namesTeam(line.text)) return undefined;
  const first = at("title") < 0 ? columns.indexOf(undefined) : at("title");
  const item = readItem(cells[first]?.words ?? "");
  const title = item.words;
  const said = cells.map(({ words }, index) => {
    const kind = columns[index];
    // Notes beside it are no words of the action, but a team that they name is its team.
    if (kind === undefined) return index !== first && namesTeam(words) ? words : "";
    if (words === "" || index === first || kind === "done" || kind === "link") return "";
    if (kind === "@") return words.includes("@") ? words : `owner:${words.replace(/\s/g, "-")}`;
    if (kind === "due") return `due: ${words}`;
    return new RegExp(`\\b${kind}:`, "i").test(words) ? words : `${kind}:${words.replace(/\s+/g, "-")}`;
  });
  const link = cells[at("link")]?.words ?? "";
  const state = cells[at("done")]?.words ?? "";
  if (title === "" && said.every((words) => words === "")) return undefined;
  return {
    line,
    words: [title, ...said, link].filter((words) => words !== "").join(" "),
    ...stateOf(item),
    ...(/^(?:done|closed|completed?|finished|yes|x)$/i.test(unmarked(state)) && { ticked: true }),
    cell: at("link") < 0 ? first : at("link"),
    steps: 0,
  };
}

/** The words of a state without the box or the tick that stands with them; a tick alone says that it is done. */
function unmarked(state: string): string {
  const words = state.replace(/\[x\]|[☑✅✔✓]\ufe0f?/giu, "").trim();
  return words === "" && state !== "" ? "done" : words;
}

/** The cells of a row: their words, and where in the line each ends. */
export function cellsOf(text: string): readonly { readonly words: string; readonly end: number }[] {
  const from = text.search(/\S/);
  const start = text.charAt(from) === "|" ? from + 1 : 0;
  const cells: { words: string; end: number }[] = [];
  let begin = start;
  for (let at = start; at <= text.length; at += 1) {
    if (at < text.length && (text.charAt(at) !== "|" || text.charAt(at - 1) === "\\")) continue;
    const words = text.slice(begin, at).trim();
    if (at < text.length || words !== "") cells.push({ words: words.replaceAll("\\|", "|"), end: at });
    begin = at + 1;
  }
  return cells;
}
