// Answers that are chosen, not typed: one option, several with commas between them, or ticked boxes.
import { oneLine } from "./element.ts";

/** Chosen options; `strange` are those among them that the form doesn't have (any more). */
export interface ChosenOptions {
  readonly options: readonly string[];
  readonly strange: readonly string[];
}

/** The one option in a line: the option itself, or the line's text where the form has no such option. */
export function readOne(line: string, options: readonly string[]): ChosenOptions {
  const known = options.find((option) => oneLine(option) === oneLine(line));
  return known === undefined ? { options: [line], strange: [line] } : { options: [known], strange: [] };
}

/**
 * The options in a line that GitHub joined with `, `. Options may hold commas themselves: where the line can be read as
 * options throughout, that is the reading, the longest option first; a stretch that is none is kept up to its next comma.
 */
export function readSeveral(line: string, options: readonly string[]): ChosenOptions {
  const longestFirst = options
    .map((option) => ({ option, text: oneLine(option) }))
    .sort((a, b) => b.text.length - a.text.length);
  const text = oneLine(line);
  // From the end back: at each place the longest option from which the rest can still be read.
  const readable = new Map<number, Known>();
  for (let from = text.length - 1; from >= 0; from -= 1) {
    const known = longestFirst.find((one) => {
      if (!text.startsWith(one.text, from)) return false;
      const end = from + one.text.length;
      return end === text.length || (text.startsWith(", ", end) && readable.has(end + 2));
    });
    if (known) readable.set(from, known);
  }
  if (!readable.has(0)) return readPieces(text, longestFirst);
  const read: string[] = [];
  for (let from = 0, known = readable.get(0); known; known = readable.get(from)) {
    read.push(known.option);
    from += known.text.length + 2;
  }
  return { options: read, strange: [] };
}

/** An option with its text as it stands in a body. */
interface Known {
  readonly option: string;
  readonly text: string;
}

function readPieces(text: string, longestFirst: readonly Known[]): ChosenOptions {
  const pieces: { option: string; strange: boolean }[] = [];
  for (let from = 0; from < text.length; ) {
    const known = longestFirst.find(
      (one) => text.startsWith(one.text, from) && /^(?:,|$)/u.test(text.slice(from + one.text.length)),
    );
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
  const read = [...ticked].map((label) => readOne(label, labels));
  return { options: read.flatMap((one) => one.options), strange: read.flatMap((one) => one.strange) };
}
