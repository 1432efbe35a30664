// Answers that are chosen, not typed: one option, several with commas between them, or ticked boxes.
import { longestLine } from "../text/bounds.ts";
import { oneLine } from "./element.ts";

/** How often an option may be tried in a line that is longer than all of them. */
const mostTries = 2_000_000;

/** Chosen options; `strange` are those among them that the form doesn't have (any more). */
export interface ChosenOptions {
  readonly options: readonly string[];
  readonly strange: readonly string[];
}

/** The one option in a line: the option itself, or the line's text where the form has no such option. */
export function readOne(line: string, options: readonly string[]): ChosenOptions {
  const known = byText(options).get(oneLine(line));
  return known === undefined ? { options: [line], strange: [line] } : { options: [known], strange: [] };
}

/** Options by their text as it stands in a body; of equals the first. */
function byText(options: readonly string[]): ReadonlyMap<string, string> {
  return new Map(options.toReversed().map((option) => [oneLine(option), option]));
}

/**
 * The options in a line that GitHub joined with `, `. Options may hold commas themselves: where the line can be read as
 * options throughout, that is the reading, the longest option first; a stretch that is none is kept up to its next comma.
 */
export function readSeveral(line: string, options: readonly string[]): ChosenOptions {
  const text = oneLine(line);
  const known = options.map((option) => ({ option, text: oneLine(option) }));
  // Far longer than all options together it was not chosen but typed, and every option would be tried at every place.
  const all = known.reduce((sum, one) => sum + one.text.length + 2, longestLine);
  if (text.length > all && text.length * known.length > mostTries)
    return { options: [text], strange: [text] };
  const byStart = Map.groupBy(
    known.toSorted((a, b) => b.text.length - a.text.length),
    (one) => one.text.charAt(0),
  );
  const startingAt = (from: number): readonly Known[] => byStart.get(text.charAt(from)) ?? [];
  // From the end back: at each place the longest option from which the rest can still be read.
  const readable = new Map<number, Known>();
  for (let from = text.length - 1; from >= 0; from -= 1) {
    const found = startingAt(from).find((one) => {
      if (!text.startsWith(one.text, from)) return false;
      const end = from + one.text.length;
      return end === text.length || (text.startsWith(", ", end) && readable.has(end + 2));
    });
    if (found) readable.set(from, found);
  }
  if (!readable.has(0)) return readPieces(text, startingAt);
  const read: string[] = [];
  for (let from = 0, found = readable.get(0); found; found = readable.get(from)) {
    read.push(found.option);
    from += found.text.length + 2;
  }
  return { options: read, strange: [] };
}

/** An option with its text as it stands in a body. */
interface Known {
  readonly option: string;
  readonly text: string;
}

function readPieces(text: string, startingAt: (from: number) => readonly Known[]): ChosenOptions {
  const pieces: { option: string; strange: boolean }[] = [];
  for (let from = 0; from < text.length; ) {
    const known = startingAt(from).find((one) => {
      const end = from + one.text.length;
      return text.startsWith(one.text, from) && (end === text.length || text.charAt(end) === ",");
    });
    const comma = text.indexOf(",", from);
    const end = known ? from + known.text.length : comma < 0 ? text.length : comma;
    const option = known?.option ?? text.slice(from, end).trim();
    if (option !== "") pieces.push({ option, strange: !known });
    from = end + 1;
    while (text[from] === " ") from += 1;
  }
  return {
    options: pieces.map((piece) => piece.option),
    strange: pieces.filter((piece) => piece.strange).map((piece) => piece.option),
  };
}

/** One task-list line: whether its box is ticked, and its label. */
export function readBoxLine(line: string): { readonly ticked: boolean; readonly label: string } | undefined {
  const found = /^\s*[-*+] \[([ xX])\]\s+(\S.*)$/u.exec(line);
  return found ? { ticked: found[1] !== " ", label: oneLine(found[2] ?? "") } : undefined;
}

/** The labels of the boxes that are ticked, each once; prose between them and boxes left empty are passed over. */
export function readTicks(lines: readonly string[], labels: readonly string[]): ChosenOptions {
  const ticked = new Set(
    lines.flatMap((line) => {
      const box = readBoxLine(line);
      return box?.ticked ? [box.label] : [];
    }),
  );
  const known = byText(labels);
  return {
    options: [...ticked].map((label) => known.get(label) ?? label),
    strange: [...ticked].filter((label) => !known.has(label)),
  };
}
