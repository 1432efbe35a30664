// The tick boxes of a Markdown text by their place in it, as a page counts them and as a click turns one.

const item = /^(\s*(?:>\s?)*\s*(?:[-*+]|\d+[.)])\s+\[)([ xX])(\]\s+\S)/;

interface Place {
  readonly line: number;
  readonly ticked: boolean;
}

/** Every box outside fences and HTML comments, in order. */
function places(lines: readonly string[]): readonly Place[] {
  const found: Place[] = [];
  let fence: string | undefined;
  let hidden = false;
  for (const [line, text] of lines.entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
    if (mark !== undefined && !hidden) {
      if (fence === undefined) fence = mark;
      else if (mark.startsWith(fence)) fence = undefined;
      continue;
    }
    const match = fence === undefined && !hidden ? item.exec(text) : null;
    if (match !== null) found.push({ line, ticked: match[2] !== " " });
    const opened = text.lastIndexOf("<!--");
    const closed = text.lastIndexOf("-->");
    if (opened > closed) hidden = true;
    else if (closed >= 0) hidden = false;
  }
  return found;
}

/** How many boxes a text has. */
export const countBoxes = (text: string): number => places(text.split("\n")).length;

/** The text with its box number `index` (from 0) turned; `undefined` when it has no such box. Nothing else changes. */
export function withBoxTurned(text: string, index: number): string | undefined {
  const lines = text.split("\n");
  const place = places(lines)[index];
  if (place === undefined) return undefined;
  const sign = place.ticked ? " " : "x";
  return lines.with(place.line, (lines[place.line] ?? "").replace(item, `$1${sign}$3`)).join("\n");
}
