// Reads and writes tables as text (RFC 4180): of a file that people keep, too, every byte stays where nobody changes it.

/** What a cell may be parted from the next by; Excel takes a semicolon where the comma divides numbers. */
export type Separator = "," | ";" | "\t";

/** One cell: as it stands in the file, and what it says. */
export interface Cell {
  readonly raw: string;
  readonly text: string;
}

/** One row, which may go over several lines. All of `raw`, one after the other, are the file. */
export interface Row {
  /** The line at which it begins, from 1. */
  readonly line: number;
  /** Exactly as it stands, its line end included. */
  readonly raw: string;
  /** The signs at its end: one line end, or nothing at the end of the file. */
  readonly end: string;
  readonly cells: readonly Cell[];
  /**
   * `open`: a quote in it is never closed · `torn`: it goes over several lines, and behind a quote that closes stands more. Where it
   * ends nobody can tell.
   */
  readonly broken?: "open" | "torn" | undefined;
}

const mark = "\uFEFF";

/** All rows of a text, in order. Never fails, whatever the text; a line that begins with `#` is one row without cells. */
export function readRows(text: string, separator: Separator): readonly Row[] {
  const rows: Row[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const row = rowAt(text, at, separator);
    rows.push({ ...row, line });
    at += row.raw.length;
    line += row.raw.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
  return rows;
}

type Unplaced = Omit<Row, "line">;

function rowAt(text: string, from: number, separator: Separator): Unplaced {
  const first = text.startsWith(mark, from) && from === 0 ? from + mark.length : from;
  if (text[first] === "#") return commentAt(text, from);
  const cells: Cell[] = [];
  let isTorn = false;
  for (let at = first; ; ) {
    const cell = cellAt(text, at, separator);
    cells.push({ raw: text.slice(at, cell.to), text: cell.text });
    isTorn ||= cell.isOdd;
    const after = text[cell.to];
    if (after === separator) {
      at = cell.to + 1;
      continue;
    }
    const end = endAt(text, cell.to);
    const raw = text.slice(from, cell.to + end.length);
    const broken = cell.isOpen ? "open" : isTorn && /[\r\n]/.test(raw.slice(0, -end.length || undefined));
    return { raw, end, cells, ...(broken && { broken: broken === true ? "torn" : broken }) };
  }
}

function commentAt(text: string, from: number): Unplaced {
  const rest = /[^\r\n]*/y;
  rest.lastIndex = from;
  const words = rest.exec(text)?.[0] ?? "";
  const end = endAt(text, from + words.length);
  return { raw: words + end, end, cells: [] };
}

function endAt(text: string, at: number): string {
  if (text.startsWith("\r\n", at)) return "\r\n";
  const sign = text[at] ?? "";
  return sign === "\n" || sign === "\r" ? sign : "";
}

interface Read {
  readonly text: string;
  readonly to: number;
  readonly isOpen: boolean;
  /** Something stands behind the quote that closes it. */
  readonly isOdd: boolean;
}

/** The cell that begins there, up to what parts it from the next. */
function cellAt(text: string, from: number, separator: Separator): Read {
  if (text[from] !== '"') return { ...plainAt(text, from, separator), isOpen: false, isOdd: false };
  let said = "";
  for (let at = from + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { text: said + text.slice(at), to: text.length, isOpen: true, isOdd: false };
    said += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const rest = plainAt(text, quote + 1, separator);
      return { text: said + rest.text, to: rest.to, isOpen: false, isOdd: rest.text !== "" };
    }
    said += '"';
    at = quote + 2;
  }
}

function plainAt(text: string, from: number, separator: Separator): Pick<Read, "text" | "to"> {
  let to = from;
  while (to < text.length && text[to] !== separator && text[to] !== "\n" && text[to] !== "\r") to += 1;
  return { text: text.slice(from, to), to };
}

/** What a program that reads tables may take for a formula, where a cell begins with it or a semicolon stands before it. */
const formula = /(^|;)(\s*)(?=[=+\-@＝＋－＠])/g;

/** A text as a cell: on one line, quoted where it must be, and no formula: what looks like one has a `'` before it. */
export function cellOf(text: string): string {
  const safe = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .replace(formula, "$1$2'");
  // What begins with a hash would be read as a comment.
  return /^#|[",;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
