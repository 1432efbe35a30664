// Compares the named entries of a section: those that are new, those that are gone, and what differs in those that stay.
import { type Change, type ChangeKind, change } from "./change.ts";
import { listed, quoted, quotedList, sentence } from "./phrases.ts";
import { addedAndGone, differences, matched, type Traits } from "./traits.ts";

/** How the entries of a section are told. */
export interface Telling<T> {
  readonly kind: ChangeKind;
  readonly traits: Traits<T>;
  readonly subject: (entry: T, key: string) => string;
  readonly isNew: (entry: T, key: string) => string;
  readonly isGone: (entry: T, key: string) => string;
  /** Properties that are only words that people read. */
  readonly wordsOnly?: readonly (keyof T)[];
}

/** The changes of a section, in the order of the later policy. */
export function entryChanges<T extends object>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  telling: Telling<NoInfer<T>>,
): readonly Change[] {
  const { both, added, gone } = matched(before, after);
  const { kind, traits } = telling;
  return [
    ...added.map(([key, entry]) =>
      change({ kind, subject: key, words: sentence(telling.isNew(entry, key)), after: key }),
    ),
    ...gone.map(([key, entry]) =>
      change({ kind, subject: key, words: sentence(telling.isGone(entry, key)), before: key }),
    ),
    ...both.flatMap(({ key, before: one, after: other }) =>
      differences(one, other, { traits, subject: telling.subject(other, key) }).map((found) =>
        change({
          kind: telling.wordsOnly?.some((name) => name === found.key) ? "words" : kind,
          subject: key,
          ...found,
          words: sentence(found.words),
        }),
      ),
    ),
  ];
}

/** What was added to words that people may use, and taken from them. */
export function aliasWords(what: string, before: readonly string[], after: readonly string[]): string {
  const { added, gone } = addedAndGone(before, after);
  const parts = [
    ...(added.length > 0
      ? [`${quotedList(added)} now ${added.length === 1 ? "means" : "mean"} ${what}`]
      : []),
    ...(gone.length > 0
      ? [`${quotedList(gone)} no longer ${gone.length === 1 ? "means" : "mean"} ${what}`]
      : []),
  ];
  return listed(parts);
}

/** What things that both policies have are called, which people read. */
export function titleChanges<T extends { readonly title: string }>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
): readonly Change[] {
  return matched(before, after).both.flatMap(({ key, before: { title: was }, after: { title: is } }) => {
    if (was === is) return [];
    const words = sentence(`what was called ${quoted(was)} is called ${quoted(is)}`);
    return [change({ kind: "words", subject: key, before: was, after: is, words })];
  });
}
