// Holds the facts of a committed document against those that GitHub shows now, line by line within each of its parts.

import { readRegions, type Torn } from "../engine/text/regions.ts";
import { absentIn } from "./report-absent.ts";
import { type AddressesNow, withAddressesNow } from "./report-addresses.ts";
import { coversOf, type Hidden, hiddenIn } from "./report-covers.ts";
import { cutBefore, type FactLine, isFact, linesOf, urlIn } from "./report-lines.ts";
import { moved } from "./report-order.ts";

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
  /** What can't be told with these credentials: what the file says, of which GitHub does not show enough. */
  readonly untold: readonly Disagreement[];
  /** What stands in the file where a reader does not see it, or not as it is. */
  readonly hidden: readonly Hidden[];
  /** Parts that people have written in; their facts are compared all the same. */
  readonly touched: readonly string[];
  /** Parts that can't be told from the rest any more, and parts with facts that this document has and the file does not. */
  readonly torn: readonly Torn[];
  readonly gone: readonly string[];
}

/** Does all that the file says hold, and could it be told? */
export function isHeld({ facts, wrong, lacking, untold, hidden, torn, gone }: Verified): boolean {
  return facts > 0 && [wrong, lacking, untold, hidden, torn, gone].every((some) => some.length === 0);
}

/** What a file is held against besides the document of now. */
export interface HeldAgainst {
  /** The document as it was to be filled when the file was written last; absent: nobody knows when that was. */
  readonly earlier?: string | undefined;
  /** Addresses of issues (`owner/repo#7`) that belong to the incident and that GitHub does not show. */
  readonly unseen?: readonly string[];
  /** Parts that can't be derived, as their pull request is out of sight. */
  readonly hidden?: readonly string[];
  /** Issues that were transferred since: the file may name them by an address of before. */
  readonly addresses?: AddressesNow;
}

/** Compares a file with the same document as it would be filled now, with every entry in its timeline and its drawing. */
export function compared(file: string, fresh: string, beside: HeldAgainst = {}): Verified {
  const { addresses = new Map() } = beside;
  const there = readRegions(file);
  const written = file.split(/\r?\n/);
  const asWritten = (all: readonly Disagreement[]): readonly Disagreement[] =>
    all.map((one) =>
      one.says === undefined ? one : { ...one, says: written[one.line - 1]?.trim() ?? one.says },
    );
  const linesIn = (text: string) =>
    new Map(readRegions(text).regions.map(({ name, content, line }) => [name, linesOf(content, line)]));
  const covers = { file: coversOf(file), fresh: coversOf(fresh) };
  const derived = linesIn(fresh);
  const before = beside.earlier === undefined ? undefined : linesIn(beside.earlier);
  const parts = there.regions.flatMap(({ name, content, line, touched }) => {
    const now = derived.get(name);
    const file = linesOf(withAddressesNow(content, addresses), line);
    if (now === undefined) return [];
    const part: DocumentPart = {
      name,
      touched,
      file,
      now,
      earlier: before?.get(name),
      cut: cutBefore(content),
    };
    return [{ ...withoutUntold(comparedPart(part), part, beside), hidden: hiddenIn(part, covers) }];
  });
  const known = new Set([...there.regions, ...there.torn].map(({ name }) => name));
  return {
    facts: parts.reduce((sum, { facts }) => sum + facts, 0),
    wrong: asWritten(parts.flatMap(({ wrong }) => wrong)),
    lacking: parts.flatMap(({ lacking }) => lacking),
    later: parts.flatMap(({ later }) => later),
    untold: asWritten(parts.flatMap(({ untold }) => untold)),
    hidden: parts.flatMap(({ hidden }) => hidden),
    touched: there.regions.filter(({ touched }) => touched).map(({ name }) => name),
    torn: there.torn,
    gone: [...derived].flatMap(([name, lines]) => (!known.has(name) && lines.some(isFact) ? [name] : [])),
  };
}

/** A part of the file, with what it would say now, and what it had to say when it was written last, where that is known. */
export interface DocumentPart {
  readonly name: string;
  readonly touched: boolean;
  readonly file: readonly FactLine[];
  readonly now: readonly FactLine[];
  readonly earlier: readonly FactLine[] | undefined;
  /** So many lines before its first the file leaves out for its length, as it says. */
  readonly cut: number;
}

type Compared = Pick<Verified, "facts" | "wrong" | "lacking" | "later" | "untold">;

/**
 * A disagreement about an issue that GitHub does not show is none: it can't be told. Then nothing else of its part can be that leads
 * to no place of its own, since numbers and sentences follow from all of them.
 */
function withoutUntold(
  found: Compared,
  { name, file }: DocumentPart,
  { unseen = [], hidden = [] }: HeldAgainst,
): Compared {
  const isUnseen = (text = ""): boolean =>
    unseen.some((ref) => {
      const [repository = "", number = ""] = ref.split("#");
      return text.toLowerCase().includes(`/${repository}/issues/${number})`.toLowerCase());
    });
  const isHidden = hidden.includes(name);
  if (!isHidden && !file.some(({ text }) => isUnseen(text))) return found;
  const untold = found.wrong.filter(({ says }) => isHidden || isUnseen(says) || urlIn(says) === undefined);
  return {
    ...found,
    wrong: found.wrong.filter((one) => one.says !== undefined && !untold.includes(one)),
    untold: untold.filter(({ says }) => says !== undefined),
    lacking: [],
  };
}

function comparedPart(part: DocumentPart): Compared {
  const { file, now } = part;
  const pairs = pairsOf(part);
  const unmatched = file.filter((one) => !pairs.has(one));
  const matched = new Set(pairs.values());
  const left = now.filter((one) => !matched.has(one));
  const wrong = unmatched.map((one) => changed(one, left, part));
  const absent = absentIn(left, matched, part);
  return {
    facts: file.length,
    untold: [],
    wrong: [...wrong, ...moved(pairs, part), ...absent.gone.map((one) => leftOut(one, part))].toSorted(
      (one, other) => one.line - other.line,
    ),
    lacking: absent.lacking.map((one) => leftOut(one, part)),
    later: absent.later.map(({ text }) => text),
  };
}

/** Each line of the file that GitHub says word by word, with its counterpart; of several alike the first by the first. */
function pairsOf({ file, now }: DocumentPart): ReadonlyMap<FactLine, FactLine> {
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
  { name: part }: DocumentPart,
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

function leftOut(one: FactLine, { name: part, file, now }: DocumentPart): Disagreement {
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
