// The parts of a document that are ours: each between two hidden lines that tell whether somebody has touched it since; all else is people's.
import { hash } from "./hash.ts";

/** A part of ours as it stands in a file. */
export interface Region {
  readonly name: string;
  /** What stands between its two lines, without the line ends around it. */
  readonly content: string;
  /** Its lines are no longer what we wrote: it is people's from then on. */
  readonly touched: boolean;
  /** The lines, from 1, on which its two hidden lines stand. */
  readonly line: number;
  readonly end: number;
}

/** A part whose two lines are not a pair any more: nothing is written there. */
export interface Torn {
  readonly name: string;
  readonly line: number;
  /** `open`: its end is missing · `end`: an end without a beginning · `twice`: two parts of one name · `inside`: it begins inside another. */
  readonly why: "open" | "end" | "twice" | "inside";
}

/** What a file holds of ours. */
export interface Regions {
  readonly regions: readonly Region[];
  readonly torn: readonly Torn[];
}

const opening = /^<!-- tocsin:region ([a-z][a-z-]*)(?: ([\w-]+))? -->[ \t]*$/;
const closing = /^<!-- tocsin:end ([a-z][a-z-]*) -->[ \t]*$/;
/** What a file says of itself. */
const heading = /^<!-- tocsin:document ((?:[^\s<>]+ )*)-->[ \t]*$/m;

interface Open {
  readonly name: string;
  readonly hash: string | undefined;
  readonly at: number;
}

/** The parts of a file. Line ends may be of either kind; whatever the file holds, this never throws. */
export function readRegions(text: string): Regions {
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  const regions: Region[] = [];
  const torn: Torn[] = [];
  let open: Open | undefined;
  for (const [at, line] of lines.entries()) {
    const [, begun, known] = opening.exec(line) ?? [];
    const [, ended] = closing.exec(line) ?? [];
    if (begun !== undefined) {
      if (open !== undefined) torn.push({ name: open.name, line: open.at + 1, why: "open" });
      open = { name: begun, hash: known, at };
    } else if (ended !== undefined) {
      if (open?.name === ended) {
        const content = lines.slice(open.at + 1, at).join("\n");
        regions.push({
          name: ended,
          content,
          touched: open.hash !== digest(content),
          line: open.at + 1,
          end: at + 1,
        });
        open = undefined;
      } else torn.push({ name: ended, line: at + 1, why: open === undefined ? "end" : "inside" });
    }
  }
  if (open !== undefined) torn.push({ name: open.name, line: open.at + 1, why: "open" });
  return withoutDoubles(regions, torn);
}

/** Of two parts of one name nobody can tell which is ours, and a part that is torn once is torn. */
function withoutDoubles(regions: readonly Region[], torn: readonly Torn[]): Regions {
  const byName = Map.groupBy(regions, ({ name }) => name);
  const twice = [...byName.values()].flatMap((same) =>
    same.slice(1).map(({ name, line }): Torn => ({ name, line, why: "twice" })),
  );
  const all = [...torn, ...twice].toSorted((one, other) => one.line - other.line);
  const broken = new Set(all.map(({ name }) => name));
  return { regions: regions.filter(({ name }) => !broken.has(name)), torn: all };
}

/** Blank lines at the ends, and spaces at the ends of lines, are nobody's touch: editors add and take them. */
function digest(content: string): string {
  return hash(
    content
      .split("\n")
      .map((line) => line.trimEnd())
      .join("\n")
      .trim(),
  );
}

/** A text that was rendered, with what each of its parts comes to in its first line, and below its title what it is. */
export function sealed(text: string, mark: readonly string[]): string {
  const { regions } = readRegions(text);
  const hashes = new Map(regions.map(({ name, content }) => [name, digest(content)]));
  const lines = text.split("\n").map((line) => {
    const [, name] = opening.exec(line) ?? [];
    return name === undefined ? line : `<!-- tocsin:region ${name} ${hashes.get(name) ?? ""} -->`;
  });
  return `${[`<!-- tocsin:document ${mark.map((word) => `${word} `).join("")}-->`, ...lines].join("\n").trimEnd()}\n`;
}

/** What a file says of itself: its kind, of which incident, and what its facts come to; empty where it says nothing. */
export type Marks = readonly string[];

/** What a file says of itself. */
export function markOf(text: string): Marks {
  const [, words = ""] = heading.exec(text.replaceAll("\r", "")) ?? [];
  return words.split(" ").filter((word) => word !== "");
}

/** What becomes of a file that is brought up to date. */
export interface Refreshed extends Pick<Regions, "torn"> {
  readonly text: string;
  /** Names of parts that people have touched, which stay as they are. */
  readonly left: readonly string[];
}

/**
 * The file with the parts of `fresh`, which is sealed, where nobody has touched its own; all else stays as it is, line ends too. `only`: the
 * parts that are brought up to date, where not all of them are.
 */
export function refreshed(file: string, fresh: string, only?: readonly string[]): Refreshed {
  const { regions, torn } = readRegions(file);
  const news = new Map(readRegions(fresh).regions.map(({ name, content }) => [name, content]));
  const end = file.includes("\r\n") ? "\r\n" : "\n";
  const lines = file.split("\n");
  const mine = regions.filter(
    ({ name, touched }) => !touched && news.has(name) && only?.includes(name) !== false,
  );
  for (const { name, content, line, end: last } of mine.toReversed()) {
    const next = news.get(name) ?? content;
    const written = [`<!-- tocsin:region ${name} ${digest(next)} -->`, ...next.split("\n")];
    lines.splice(line - 1, last - line, ...written.map((one) => (end === "\r\n" ? `${one}\r` : one)));
  }
  const left = regions.filter(({ touched }) => touched).map(({ name }) => name);
  return { text: withMark(lines.join("\n"), markOf(fresh)), left, torn };
}

function withMark(text: string, mark: readonly string[]): string {
  const line = `<!-- tocsin:document ${mark.map((word) => `${word} `).join("")}-->`;
  const place = heading.exec(text.replaceAll("\r", " "));
  if (place === null) return `${line}\n${text}`;
  return text.slice(0, place.index) + line + text.slice(place.index).replace(/^<!--[^\r\n]*-->/, "");
}
