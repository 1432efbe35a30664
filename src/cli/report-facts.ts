// Holds the facts of a committed document against those that GitHub shows now, line by line within each of its parts.
import { readRegions, type Torn } from "../engine/text/regions.ts";
import { cutBefore, type FactLine, isFact, linesOf, urlIn } from "./report-lines.ts";

/** A fact that is no longer so, that stands elsewhere, or that the file leaves out. */
export interface Disagreement {
  /** The part of the file that it stands in. */
  readonly part: string;
  /** The line of the file; of what it leaves out the line before which it would stand. */
  readonly line: number;
  /** What the file says; absent: it leaves this out. */
  readonly says?: string;
  /** What GitHub says; absent: it does not say anything of the kind, or says the same in another place. */
  readonly now?: string;
  /** Of what stands in another place the line that GitHub has before it; empty: it has none. */
  readonly after?: string;
  /** Where GitHub says so, as far as either of them names that. */
  readonly url?: string;
}

/** What came of it. */
export interface Verified {
  /** How many facts were compared. */
  readonly facts: number;
  readonly wrong: readonly Disagreement[];
  /** What GitHub says and a part that people wrote in does not: it was taken out, or came later. */
  readonly lacking: readonly Disagreement[];
  /** What GitHub says besides, which came later or elsewhere: nothing in the file is wrong by it. */
  readonly later: readonly string[];
  /** Parts that people have written in; their facts are compared all the same. */
  readonly touched: readonly string[];
  /** Parts that can't be told from the rest any more, and parts with facts that this document has and the file does not. */
  readonly torn: readonly Torn[];
  readonly gone: readonly string[];
}

/** Does all that the file says hold, as far as it can be told? */
export function isHeld({ facts, wrong, lacking, torn, gone }: Verified): boolean {
  return facts > 0 && [wrong, lacking, torn, gone].every((some) => some.length === 0);
}

/** Compares a file with the same document as it would be filled now, with every entry in its timeline and its drawing. */
export function compared(file: string, fresh: string): Verified {
  const there = readRegions(file);
  const derived = new Map(readRegions(fresh).regions.map(({ name, content }) => [name, linesOf(content, 0)]));
  const parts = there.regions.flatMap(({ name, content, line, touched }) => {
    const now = derived.get(name);
    const file = linesOf(content, line);
    return now === undefined ? [] : [comparedPart({ name, touched, file, now, cut: cutBefore(content) })];
  });
  const known = new Set([...there.regions, ...there.torn].map(({ name }) => name));
  return {
    facts: parts.reduce((sum, { facts }) => sum + facts, 0),
    wrong: parts.flatMap(({ wrong }) => wrong),
    lacking: parts.flatMap(({ lacking }) => lacking),
    later: parts.flatMap(({ later }) => later),
    touched: there.regions.filter(({ touched }) => touched).map(({ name }) => name),
    torn: there.torn,
    gone: [...derived].flatMap(([name, lines]) => (!known.has(name) && lines.some(isFact) ? [name] : [])),
  };
}

interface Part {
  readonly name: string;
  readonly touched: boolean;
  readonly file: readonly FactLine[];
  readonly now: readonly FactLine[];
  /** So many lines before its first the file leaves out for its length, as it says. */
  readonly cut: number;
}

function comparedPart(part: Part): Pick<Verified, "facts" | "wrong" | "lacking" | "later"> {
  const { touched, file, now } = part;
  const pairs = pairsOf(part);
  const unmatched = file.filter((one) => !pairs.has(one));
  const matched = new Set(pairs.values());
  const left = now.filter((one) => !matched.has(one));
  const wrong = unmatched.map((one) => changed(one, left, part));
  // A drawing shows some of the list: what it does not show is not left out.
  const rest = left.filter(({ kind }) => kind !== "drawn");
  const isPlaced = (one: FactLine): boolean => matched.has(one) && one.kind === "listed";
  const [first, last] = [now.findIndex(isPlaced), now.findLastIndex(isPlaced)];
  // Of a list that goes by time what comes after its last line was said later; what stands before it was taken out. A part that is as
  // we wrote it lacks nothing but news; in one that people wrote in, what is lacking may have been taken out, so it is named.
  const before = rest.filter((one) => one.kind === "listed" && now.indexOf(one) < last);
  const cutOff = before.filter((one) => now.indexOf(one) < first).slice(0, part.cut);
  const gone = before.filter((one) => !cutOff.includes(one));
  const lacking = touched ? rest.filter((one) => !before.includes(one)) : [];
  return {
    facts: file.length,
    wrong: [...wrong, ...moved(pairs, part), ...gone.map((one) => leftOut(one, part))].toSorted(
      (one, other) => one.line - other.line,
    ),
    lacking: lacking.map((one) => leftOut(one, part)),
    later: rest.filter((one) => !before.includes(one) && !lacking.includes(one)).map(({ text }) => text),
  };
}

/** Each line of the file that GitHub says word by word, with its counterpart; of several alike the first by the first. */
function pairsOf({ file, now }: Part): ReadonlyMap<FactLine, FactLine> {
  const waiting = Map.groupBy(now, ({ text }) => text);
  return new Map(
    file.flatMap((one): readonly (readonly [FactLine, FactLine])[] => {
      const other = waiting.get(one.text)?.shift();
      return other === undefined ? [] : [[one, other]];
    }),
  );
}

/** A line that GitHub does not say so, with what it says of the same; that is taken out of `left`. */
function changed(
  { text, about, words, line }: FactLine,
  left: FactLine[],
  { name: part }: Part,
): Disagreement {
  const same = left.findIndex((one) => one.about === about);
  const at = same >= 0 || words === undefined ? same : left.findIndex((one) => one.words === words);
  const [other] = at < 0 ? [] : left.splice(at, 1);
  const url = urlIn(other?.text) ?? urlIn(text);
  return {
    ...{ part, line, says: text },
    ...(other !== undefined && { now: other.text }),
    ...(url !== undefined && { url }),
  };
}

/** Lines of what goes by time that stand in another order: as few of them as explain it. */
function moved(pairs: ReadonlyMap<FactLine, FactLine>, { name: part, now }: Part): readonly Disagreement[] {
  return (["listed", "drawn"] as const).flatMap((kind) => {
    const order = now.filter((one) => one.kind === kind);
    const lines = [...pairs].filter(([one]) => one.kind === kind);
    const places = lines.map(([, other]) => order.indexOf(other));
    const inOrder = new Set(longestRise(places));
    return lines.flatMap(([{ text, line }, other], index): readonly Disagreement[] => {
      if (inOrder.has(places[index] ?? -1)) return [];
      const url = urlIn(text);
      const after = order[order.indexOf(other) - 1]?.text ?? "";
      return [{ part, line, says: text, after, ...(url !== undefined && { url }) }];
    });
  });
}

/** The longest run of numbers that rise, whatever stands between them. */
function longestRise(numbers: readonly number[]): readonly number[] {
  /** Of the runs of each length the lowest end. */
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const value of numbers) {
    const found = ends.findIndex((end) => end >= value);
    const at = found < 0 ? ends.length : found;
    before.set(value, ends[at - 1]);
    ends[at] = value;
  }
  const run: number[] = [];
  for (let value = ends.at(-1); value !== undefined; value = before.get(value)) run.push(value);
  return run.toReversed();
}

function leftOut(one: FactLine, { name: part, file, now }: Part): Disagreement {
  const after = new Set(now.slice(now.indexOf(one) + 1).map(({ text }) => text));
  const next = file.find(({ text }) => after.has(text));
  const url = urlIn(one.text);
  return {
    part,
    line: next?.line ?? file.at(-1)?.line ?? 0,
    now: one.text,
    ...(url !== undefined && { url }),
  };
}
