// One row of a table in a file that people keep: found again by its first column and replaced, or added at the end; all else stays.
import type { RowEdit } from "../leaving.ts";
import { type Cell, cellOf, type Row, readRows, type Separator } from "../text/csv.ts";
import type { Edited } from "./edit.ts";

/** Excel takes a file for UTF-8 by this alone. */
const mark = "\uFEFF";
/** As the standard for such files has it. */
const ordinaryEnd = "\r\n";

/** A table as it stands in a file. */
interface Table {
  readonly rows: readonly Row[];
  readonly separator: Separator;
  readonly head: Row;
  /** For each column of the file which of ours it is; -1: somebody else's. */
  readonly ours: readonly number[];
}

/** The file with the row in it. */
export function withRow(edit: RowEdit, before: string | undefined): Edited {
  const text = before ?? "";
  const found = tableIn(text, edit);
  if (found === undefined) return { kind: "changed", text: begun(edit, text), ...beginning(edit, before) };
  if ("because" in found) return { kind: "refused", because: found.because };
  const lacking = edit.header.filter((_, index) => !found.ours.includes(index));
  const note =
    lacking.length === 0
      ? undefined
      : `the file has no ${lacking.length === 1 ? "column" : "columns"} ${lacking.join(", ")}: add to its line ${found.head.line} what is to be filled in`;
  const next = placed(edit, found);
  if (next === text) return { kind: "same", note };
  const isBack = edit.wasThere === true && !found.rows.some(ofKeys(edit, found));
  const notes = [...(isBack ? [putBack] : []), ...(note === undefined ? [] : [note])].join("; ");
  return {
    kind: "changed",
    text: next,
    note: notes === "" ? undefined : notes,
    news: isBack ? "put back" : undefined,
  };
}

const putBack =
  "when it was written it was in the log no more, and stands at its end again: if other rows are missing, restore them from git's history";

/** What is told of a file that this row begins: what was there once and is not was deleted, moved or emptied. */
function beginning(
  { wasThere }: RowEdit,
  before: string | undefined,
): Pick<Edited & { readonly kind: "changed" }, "note" | "news"> {
  if (wasThere !== true) return { news: before === undefined ? "begun" : undefined };
  return {
    news: "begun anew",
    note: "when it was written the log was not there any more, so that this row begins it anew. The earlier rows are in git's history: restore that file and add the rows of this one at its end, or leave it so if you moved it yourselves",
  };
}

/** A new table behind what stands there: nothing, or lines that are no table. */
function begun({ header, cells }: RowEdit, text: string): string {
  const end = /\r\n|\n|\r/.exec(text)?.[0] ?? ordinaryEnd;
  const before = text === "" || text === mark ? mark : text.replace(/[^\r\n]$/, `$&${end}`);
  return before + [header, cells].map((row) => row.map(cellOf).join(",") + end).join("");
}

interface Refusal {
  readonly because: string;
}

/** The table of a file; `undefined`: none has begun. */
function tableIn(text: string, { header }: RowEdit): Table | Refusal | undefined {
  const conflict = conflictIn(text);
  if (conflict !== undefined) return conflict;
  const [key = ""] = header;
  const separator = separatorOf(text, key);
  const rows = readRows(text, separator);
  const broken = rows.find((row) => row.broken !== undefined);
  if (broken !== undefined) return { because: brokenAt(broken) };
  const head = rows.find(isTable);
  if (head === undefined) return undefined;
  const places = header.map((name) => head.cells.findIndex((cell) => named(cell) === plain(name)));
  if (places[0] === -1)
    return {
      because: `line ${head.line} has no column “${key}”, by which a row is found again; expected the names of the columns there: put “${key}” among them, or name another file`,
    };
  return { rows, separator, head, ours: head.cells.map((_, index) => places.indexOf(index)) };
}

/** What git leaves where two versions met: the signs of a beginning or an end with whose they are, or what parts them alone on its line. */
const conflictMark = /^(?:(?:<{7}|>{7}|\|{7})(?: |$)|={7}$)/;

/** A merge that nobody finished: which of two rows is the true one only people know. */
function conflictIn(text: string): Refusal | undefined {
  const marked = text
    .replace(mark, "")
    .split(/\r\n|\n|\r/)
    .flatMap((line, index) => (conflictMark.test(line) ? [index + 1] : []));
  if (marked.length === 0) return undefined;
  const these = marked.length === 1 ? "that line" : "those lines";
  return {
    because: `${placesOf(marked)} of a merge that was not finished, so that nobody can tell which rows are right; expected rows alone: keep what is right of both sides, take ${these} out, and the row is written then`,
  };
}

/** So many lines are named. */
const mostNamed = 6;

function placesOf(lines: readonly number[]): string {
  const [first, ...others] = lines;
  if (others.length === 0) return `line ${first} has a mark`;
  const more = lines.length - mostNamed;
  if (more > 0) return `lines ${lines.slice(0, mostNamed).join(", ")} and ${more} more have the marks`;
  return `lines ${lines.slice(0, -1).join(", ")} and ${lines.at(-1)} have the marks`;
}

function brokenAt({ line, broken }: Row): string {
  const what =
    broken === "open"
      ? "a quote that is never closed"
      : "a quote that closes in the middle of a cell, lines further down";
  return `line ${line} has ${what}, so that nobody can tell where its row ends; expected a quote at both ends of a cell, and two for each one inside: mend that line, and the row is written then`;
}

/** A row with something in it: neither a blank line, nor a comment, nor Excel's own word for the separator. */
function isTable({ cells, raw }: Row): boolean {
  return cells.some(({ text }) => text.trim() !== "") && !isSeparatorWord(raw);
}

const isSeparatorWord = (raw: string): boolean => /^\uFEFF?sep=.?[\r\n]*$/i.test(raw);

/** What parts the cells: by that the first row that is one has the column which rows are known by. */
function separatorOf(text: string, key: string): Separator {
  const all: readonly Separator[] = [",", ";", "\t"];
  const fits = all.find((one) => {
    const head = readRows(firstLines(text), one).find(isTable);
    return head?.cells.some((cell) => named(cell) === plain(key));
  });
  return fits ?? ",";
}

/** Names of columns stand near the beginning, or nowhere. */
const firstLines = (text: string): string => text.slice(0, 20_000);

const named = ({ text }: Cell): string => plain(text);

const plain = (text: string): string => text.trim().toLowerCase();

/** The whole text with the row in its place. */
function placed(edit: RowEdit, table: Table): string {
  const { rows, head } = table;
  const isOurs = ofKeys(edit, table);
  const at = rows.findIndex((row) => row !== head && isOurs(row));
  const old = rows[at];
  if (old !== undefined)
    return rows.map((row, index) => (index === at ? replaced(edit, table, old) : row.raw)).join("");
  const end = head.end === "" ? ordinaryEnd : head.end;
  const text = rows.map(({ raw }) => raw).join("");
  // What somebody left without an end gets one, so that the row stands on a line of its own.
  const before = rows.at(-1)?.end === "" ? text + end : text;
  return `${before}${line(edit, table, [])}${end}`;
}

function ofKeys({ keys }: RowEdit, { ours }: Table): (row: Row) => boolean {
  const at = ours.indexOf(0);
  return ({ cells }) => keys.includes(cells[at]?.text.trim() ?? "");
}

function replaced(edit: RowEdit, table: Table, { raw, cells, end }: Row): string {
  const isSo = table.ours.every((of, index) => of === -1 || cells[index]?.text === says(edit, of));
  return isSo ? raw : `${line(edit, table, cells)}${end}`;
}

/** The row as a line, without its end. What stood there of columns that are not ours stays as it was. */
function line(edit: RowEdit, { ours, separator }: Table, old: readonly Cell[]): string {
  const all = ours.map((of, index) => (of === -1 ? (old[index]?.raw ?? "") : cellOf(edit.cells[of] ?? "")));
  const beyond = old.slice(ours.length).map(({ raw }) => raw);
  return [...all, ...beyond].join(separator);
}

/** What a cell of ours says once it is written and read again. */
function says({ cells }: RowEdit, of: number): string {
  const [row] = readRows(cellOf(cells[of] ?? ""), ",");
  return row?.cells[0]?.text ?? "";
}
