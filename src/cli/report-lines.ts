// The lines of a document's part that say something: what each is about, and whether its place among the others says something too.

/** One line that says something. */
export interface FactLine {
  readonly text: string;
  /** What it is about, by which its counterpart is found. */
  readonly about: string;
  /** By which else it is found: of an entry of the drawing its words, whatever its time. */
  readonly words?: string;
  /** From 1. */
  readonly line: number;
  /** `row`: a line of a table · `label`: a fact that may stand anywhere · `listed`: one that goes by time · `drawn`: an entry of the drawing. */
  readonly kind: "row" | "label" | "listed" | "drawn";
}

/** How our documents say that they leave something out for its length; how much that is changes with what is said later. */
const cut = /^- (?:The first (\d+) lines|\d+ more) are left out here for their length\b/;

/** How many lines a part says that it leaves out before its first. */
export function cutBefore(content: string): number {
  return content.split("\n").reduce((sum, line) => sum + Number(cut.exec(line.trim())?.[1] ?? 0), 0);
}

/** Where our folded drawing begins. A fold of anybody else's hides nothing from us. */
const drawing = "<details><summary>The most telling of it as a diagram</summary>";
/** What makes a drawing of its entries, and says nothing. */
const frame: ReadonlySet<string> = new Set([drawing, "```mermaid", "timeline", "```", "</details>"]);

/** The lines of a part, without headings of tables; `above`: how many lines of the file stand before it. */
export function linesOf(content: string, above: number): readonly FactLine[] {
  const lines = content.split("\n").map((raw) => raw.trim());
  const from = lines.indexOf(drawing);
  const to = from < 0 ? -1 : lines.indexOf("</details>", from);
  return lines.flatMap((text, index): readonly FactLine[] => {
    const line = above + index + 1;
    if (index >= from && index <= to) {
      if (text === "" || frame.has(text)) return [];
      return [drawn(text, line)];
    }
    if (text === "" || cut.test(text) || /^\|[\s|:-]+\|$/.test(text)) return [];
    return [{ text, ...aboutOf(text), line }];
  });
}

/** Is it a fact of the record, and no sentence that says that there is none? */
export function isFact({ text, kind }: FactLine): boolean {
  return kind !== "drawn" && /^(?:- |\||# )/.test(text);
}

/** The first address that a line leads to. */
export function urlIn(text: string | undefined): string | undefined {
  return /\]\((https?:\/\/[^)\s]+)\)/.exec(text ?? "")?.[1];
}

/** An entry of the drawing by its time, a day and its titles by what they are. */
function drawn(text: string, line: number): FactLine {
  const [, label] = /^(section|acc\w+:) /.exec(text) ?? [];
  if (label !== undefined) return { text, about: `drawn ${label}`, line, kind: "drawn" };
  const [, hour = "", words = text] = /^(\d\d\.\d\d) : (.*)$/.exec(text) ?? [];
  return { text, about: `drawn at ${hour}`, words, line, kind: "drawn" };
}

/** The label of a fact, the first cell of a row, else where it was said, else when. */
function aboutOf(text: string): Pick<FactLine, "about" | "kind"> {
  const [, label] = /^- \*\*(.+?)\*\*/.exec(text) ?? [];
  if (label !== undefined) return { about: `label ${label.toLowerCase()}`, kind: "label" };
  const [, cell] = /^\|\s*(.*?)\s*\|/.exec(text) ?? [];
  if (cell !== undefined) return { about: `row ${cell}`, kind: "row" };
  const url = urlIn(text);
  const about = url === undefined ? `when ${text.split(/, |: /)[0] ?? ""}` : `at ${url}`;
  return { about, kind: "listed" };
}
