// Last step before text leaves by a stream (a terminal, a log, the log of a workflow's step): nothing in it commands whoever shows it.
import { joiner } from "./safe.ts";
import { replaceUnseen } from "./unseen.ts";

/**
 * A text as a terminal may show it, line by line: controls, escapes, C1, direction and invisible characters stand as `\u001b`,
 * as JSON writes them, so that JSON stays the same JSON. No line begins a command of GitHub's runner (`::name::` at its
 * beginning, `##[name]` anywhere). Line ends are `\n`; tabs stay. Doing it twice changes nothing.
 */
export function terminal(text: string): string {
  return replaceUnseen(text.toWellFormed().replaceAll("\r\n", "\n"), shown)
    .replace(/^([^\S\n]*):(?=:)/gm, "$1\\u003a")
    .replaceAll("##[", "\\u0023#[");
}

/** The same as one line, line ends and tabs too: for one line of a log. */
export function oneLine(text: string): string {
  return terminal(text.replace(/[\r\n\t]+/g, " "));
}

/** Where an annotation stands: a file with line and column, and the title above it. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly title?: string | undefined;
}

/**
 * The workflow command by which GitHub's runner marks an error, at a place of a file where one is given; with a line break at its
 * end. What stands in it can begin no other command, by the runner's own escapes.
 */
export function annotation(message: string, { file, line, column, title }: Place = {}): string {
  const properties = Object.entries({ file, line, col: column, title }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  return `::error${properties.length === 0 ? "" : ` ${properties.join(",")}`}::${escapeMessage(message)}\n`;
}

function shown(character: string, before: string): string {
  if (character === "\n" || character === "\t") return character;
  // Our own words hold it there, so that a name is no mention: it neither hides nor turns anything.
  if (character === joiner && (before === "@" || before === "#")) return character;
  const low = character.length > 1 ? unitText(character.charCodeAt(1)) : "";
  return `${unitText(character.charCodeAt(0))}${low}`;
}

const unitText = (unit: number): string => `\\u${unit.toString(16).padStart(4, "0")}`;

function escapeMessage(text: string): string {
  const safe = replaceUnseen(text.toWellFormed(), (character) =>
    character === "\r" ? character : shown(character, ""),
  );
  return safe.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
