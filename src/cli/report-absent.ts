// What GitHub says and a part of a document does not: taken out, said since, or one of the two where nobody can tell.
import type { DocumentPart } from "./report-facts.ts";
import { type FactLine, isFact } from "./report-lines.ts";

/** Lines that a part of a file does not have. */
export interface Absent {
  /** They were there to be said when the file was written last, or stand before what it says. */
  readonly gone: readonly FactLine[];
  /** Of a part that people wrote in: they were taken out, or said since. */
  readonly lacking: readonly FactLine[];
  /** They came later. */
  readonly later: readonly FactLine[];
}

/** Sorts what is left of the lines of now when those of the file found their counterparts (`matched`). */
export function unsaidIn(
  left: readonly FactLine[],
  matched: ReadonlySet<FactLine>,
  part: DocumentPart,
): Absent {
  const { touched, now, cut } = part;
  const rest = left.filter(({ kind }) => kind !== "drawn");
  const isPlaced = (one: FactLine): boolean => matched.has(one) && one.kind === "listed";
  const [first, last] = [now.findIndex(isPlaced), now.findLastIndex(isPlaced)];
  // Of a list that goes by time what comes after its last line may have been said later; what stands before it was taken out.
  const before = rest.filter((one) => one.kind === "listed" && now.indexOf(one) < last);
  const cutOff = before.filter((one) => now.indexOf(one) < first).slice(0, cut);
  const others = rest.filter((one) => !before.includes(one));
  // As we wrote it a part had all that was known then. One that people wrote in was ours until some time that nobody knows.
  const known = touched ? [] : others.filter((one) => wasThere(one, part));
  const drawn = undrawn(left, part);
  return {
    gone: [...before.filter((one) => !cutOff.includes(one)), ...known, ...(touched ? [] : drawn)],
    lacking: touched ? [...others, ...drawn] : [],
    later: touched ? [] : others.filter((one) => !known.includes(one)),
  };
}

/** Was it known when the file was written last: as it stands, or of a fact that there is one of, as another? */
function wasThere(one: FactLine, { now, earlier = [] }: DocumentPart): boolean {
  if (!isFact(one)) return false;
  if (earlier.some(({ text }) => text === one.text)) return true;
  const isOnlyOne = now.filter(({ about }) => about === one.about).length === 1;
  return one.kind !== "listed" && isOnlyOne && earlier.some(({ about }) => about === one.about);
}

/** A drawing shows some of the list: of more than this which ones may change with what is said later. */
const mostDrawn = 40;

/** What the drawing does not show and has to; one line for all of it where there is none. */
function undrawn(
  left: readonly FactLine[],
  { touched, file, now, earlier }: DocumentPart,
): readonly FactLine[] {
  const isDrawn = ({ kind }: FactLine): boolean => kind === "drawn";
  const wanted = (earlier ?? now).filter(isDrawn);
  if (wanted.length === 0) return [];
  if (!file.some(isDrawn)) {
    const text = `the drawing, with ${wanted.length} lines`;
    return [{ text, about: "drawing", line: 0, kind: "drawn" }];
  }
  const isWhole = now.filter(isEntry).length <= mostDrawn;
  if (!isWhole && (touched || earlier === undefined)) return [];
  const said = new Set(left.filter(isDrawn).map(({ text }) => text));
  // Without knowing when it was written, what is drawn of what came later is no fault of it.
  return earlier === undefined && !touched ? [] : wanted.filter(({ text }) => said.has(text));
}

const isEntry = ({ kind, about }: FactLine): boolean => kind === "drawn" && about.startsWith("drawn at");
