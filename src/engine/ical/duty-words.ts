// Whether the words of an entry say that it is a shift: what says that somebody is away, what somebody does besides, and the duty itself.
import { partsOf, wordsIn, written } from "./words.ts";

/** The words by which a rota tells shifts from the rest of a calendar. One of two capitals (`AL`) counts only where it is written so, since such are short names, too. */
export interface DutyWords {
  /** Where one of the next is part of one of these, it says nothing: `leave cover`. */
  readonly stillDuty: readonly string[];
  /** An entry that says one of these puts nobody on duty, also where it names the duty. */
  readonly noDuty: readonly string[];
  /** So does one that says by one of these that it holds no more, whatever else it says; absent: none. */
  readonly cancelled?: readonly string[] | undefined;
  /** So does one that says one of these, unless it names the duty by one of `duty`; absent: none. */
  readonly busy?: readonly string[] | undefined;
  readonly duty?: readonly string[] | undefined;
}

interface Phrase {
  /** As the rota has it, for people. */
  readonly shown: string;
  readonly words: string;
  /** As it has to be written; absent where any case will do. */
  readonly exact?: string | undefined;
}

/** The same, made ready once for all entries of a text. */
export type KnownDutyWords = Readonly<Record<keyof DutyWords, readonly Phrase[]>>;

/** Makes the words of a rota ready; those without a letter or digit are none. */
export function knownDutyWords({ stillDuty, noDuty, cancelled, busy, duty }: DutyWords): KnownDutyWords {
  return {
    // The longer one first: of `sick leave cover` nothing may stay.
    stillDuty: phrases(stillDuty).toSorted((one, other) => other.words.length - one.words.length),
    noDuty: phrases(noDuty),
    cancelled: phrases(cancelled ?? []),
    busy: phrases(busy ?? []),
    duty: phrases(duty ?? []),
  };
}

function phrases(list: readonly string[]): readonly Phrase[] {
  return list
    .map((one): Phrase => {
      const isExact = /^\p{Lu}{2}$/u.test(one);
      const exact = isExact ? partsOf(wordsIn(one, written)) : undefined;
      return { shown: one, words: partsOf(wordsIn(one)), exact };
    })
    .filter(({ words }) => words.trim() !== "");
}

/** A text of an entry: its words without names, and the whole as it is written. */
export interface EntryWords {
  readonly words: string;
  readonly text: string;
}

/** Why an entry is no shift: the word that says so, and the one for the duty that it says as well, if any. */
export interface NoShift {
  readonly says: string;
  readonly duty?: string | undefined;
}

/** Why the texts of an entry say that it is no shift; undefined where they don't. */
export function noShift(texts: readonly EntryWords[], known: KnownDutyWords): NoShift | undefined {
  const all = texts.map(
    (one): Written => ({
      words: partsOf(one.words),
      as: partsOf(wordsIn(one.text, written)),
    }),
  );
  // Most entries say nothing of the kind, and there are thousands of them.
  if (firstIn(all, [...known.cancelled, ...known.noDuty, ...known.busy]) === undefined) return undefined;
  const cancelled = firstIn(all, known.cancelled);
  if (cancelled !== undefined) return { says: cancelled.shown };
  const rest = less(all, known.stillDuty);
  const away = firstIn(rest, known.noDuty);
  // `not on call` says nothing of a duty.
  if (away !== undefined)
    return { says: away.shown, duty: firstIn(less(rest, known.noDuty), known.duty)?.shown };
  const busy = firstIn(rest, known.busy);
  return busy === undefined || firstIn(rest, known.duty) !== undefined ? undefined : { says: busy.shown };
}

/** The words of a text, and the same in the letters in which they are written. */
interface Written {
  readonly words: string;
  readonly as: string;
}

function firstIn(texts: readonly Written[], list: readonly Phrase[]): Phrase | undefined {
  return list.find((one) => texts.some((text) => says(text, one)));
}

function less(texts: readonly Written[], list: readonly Phrase[]): readonly Written[] {
  return texts.map((text) => ({
    ...text,
    words: list.reduce((words, one) => without(words, one.words), text.words),
  }));
}

function says({ words, as }: Written, one: Phrase): boolean {
  return words.includes(one.words) && (one.exact === undefined || as.includes(one.exact));
}

/** Words without some of them; what stood on their two sides does not become neighbours. */
export function without(all: string, words: string): string {
  return all.replaceAll(words, " | ").replaceAll(words, " | ");
}
