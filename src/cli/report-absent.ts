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
export function absentIn(
  left: readonly FactLine[],
  matched: ReadonlySet<FactLine>,
  part: DocumentPart,
): Absent {
  const { touched, earlier } = part;
  const rest = left.filter(({ kind }) => kind !== "drawn");
  const drawn = undrawn(left, part);
  const passed = passedOver(rest, matched, part);
  const others = rest.filter((one) => !passed.all.includes(one));
  // What goes by time and was not known then was said since, wherever it stands.
  const isNews = (one: FactLine): boolean => one.kind === "listed" && isFact(one) && !wasThere(one, part);
  const isLater = earlier === undefined ? saysLater : isNews;
  const gone = passed.gone.filter((one) => !isLater(one));
  const news = [...passed.gone, ...others].filter(isLater);
  // As we wrote it a part had all that was known then. One that people wrote in was ours until some time that nobody knows.
  const known = touched ? [] : others.filter((one) => wasThere(one, part));
  const unclear = others.filter((one) => !known.includes(one) && !news.includes(one));
  return {
    gone: [...gone, ...known, ...(touched ? [] : drawn)],
    lacking: touched ? [...unclear, ...drawn] : [],
    later: touched ? news : [...news, ...unclear],
  };
}

/** Where nobody knows when the file was written: a line that says itself that it was told later than it happened may be news. */
const saysLater = ({ kind, text }: FactLine): boolean =>
  kind === "listed" && / \(written [^()]*\)/.test(text);

/**
 * Of a list that goes by time what stands before its last line in the file and is not in it: all, and without what the file says that it
 * leaves out for its length. What comes after that line may have been said later.
 */
function passedOver(
  rest: readonly FactLine[],
  matched: ReadonlySet<FactLine>,
  { now, cut }: DocumentPart,
): { readonly all: readonly FactLine[]; readonly gone: readonly FactLine[] } {
  const isPlaced = (one: FactLine): boolean => matched.has(one) && one.kind === "listed";
  const [first, last] = [now.findIndex(isPlaced), now.findLastIndex(isPlaced)];
  const all = rest.filter((one) => one.kind === "listed" && now.indexOf(one) < last);
  const cutOff = all.filter((one) => now.indexOf(one) < first).slice(0, cut);
  return { all, gone: all.filter((one) => !cutOff.includes(one)) };
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
