// Whom an entry of an iCalendar text means, by the names that the rota gives.
import { type DutyWords, type KnownDutyWords, knownDutyWords, noShift, without } from "./duty-words.ts";
import { type IcalRefusal, type Property, refuse, textOf } from "./lines.ts";
import { plain, wordsIn } from "./words.ts";

/** How a rota reads it: the zone of times that name none, who is meant by a name, and which words say that it is no shift. */
export interface RotaNames extends DutyWords {
  readonly zone: string;
  readonly names: Readonly<Record<string, string>>;
}

/** The names of a rota as they are compared with those in a text: whole, and as words among others, the longest first. */
export interface KnownNames {
  readonly whole: ReadonlyMap<string, string>;
  readonly asWords: readonly (readonly [words: string, who: string])[];
  readonly duty: KnownDutyWords;
}

/** An entry that names nobody who could be on duty, and why. */
export interface Nobody extends IcalRefusal {
  /** It is no shift, and was not meant to be one: nothing has to be corrected. */
  readonly meant: boolean;
}

/** Makes the names of a rota ready once for all entries of a text. */
export function knownNames({ names, ...words }: Omit<RotaNames, "zone">): KnownNames {
  const whole = new Map(Object.entries(names).map(([name, who]) => [plain(name), who]));
  const asWords = Array.from(whole, ([name, who]) => [wordsIn(name), who] as const);
  return {
    whole,
    asWords: asWords
      .filter(([words]) => isWord(words))
      .toSorted(([one], [other]) => other.length - one.length),
    duty: knownDutyWords(words),
  };
}

const isWord = (words: string): boolean => words.trim() !== "";

/** The one person whom an entry names: by its summary, else by attendees, else by its organiser. */
export function whoIs(properties: readonly Property[], line: number, known: KnownNames): string | Nobody {
  const values = (name: string) => properties.filter((one) => one.name === name);
  const [summary = ""] = values("SUMMARY").map(({ value }) => textOf(value));
  const mailed = (name: string) =>
    values(name).flatMap(({ params, value }) => [params.CN ?? "", value.replace(/^mailto:/iu, "")]);
  const named = namesIn(summary, known);
  const categories = values("CATEGORIES").map(({ value }) => textOf(value));
  const texts = categories.map((text) => ({ text, words: wordsIn(text) }));
  const none = noShift([{ text: summary, words: named.rest }, ...texts], known.duty);
  if (none?.duty !== undefined)
    return nobody(
      line,
      `The entry ${quoted(summary)} says "${none.duty}" and "${none.says}", so that it puts nobody on duty; write which of them is so.`,
    );
  if (none !== undefined)
    return nobody(
      line,
      `The entry ${quoted(summary)} says "${none.says}", so that it puts nobody on duty.`,
      true,
    );
  const tried = [named.who, found(mailed("ATTENDEE"), known), found(mailed("ORGANIZER"), known)];
  const who = [...(tried.find((one) => one.size > 0) ?? [])];
  if (who.length > 1)
    return nobody(line, `The entry ${quoted(summary)} names ${who.join(" and ")}; one person has the duty.`);
  const [one] = who;
  if (one !== undefined) return one;
  const said = [summary, ...mailed("ATTENDEE"), ...mailed("ORGANIZER")]
    .filter((text) => text !== "")
    .map(quoted);
  return nobody(
    line,
    `The entry ${said.slice(0, 3).join(", ") || "without a summary"} names nobody of names:; add the name there, or take the entry out.`,
  );
}

function nobody(line: number, message: string, meant = false): Nobody {
  return { ...refuse(line, message), meant };
}

const quoted = (text: string): string => `"${text.slice(0, 60)}"`;

function found(texts: readonly string[], { whole }: KnownNames): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => whole.get(plain(text)) ?? []));
}

/** Whose names a summary is, or has as whole words (`On call: Ana Lopez`), of names within each other the longest; and its other words. */
function namesIn(
  summary: string,
  { whole, asWords }: KnownNames,
): { readonly who: ReadonlySet<string>; readonly rest: string } {
  const alone = whole.get(plain(summary));
  if (alone !== undefined) return { who: new Set([alone]), rest: " " };
  const who = new Set<string>();
  let rest = wordsIn(summary);
  for (const [words, one] of asWords) {
    if (!rest.includes(words)) continue;
    who.add(one);
    rest = without(rest, words);
  }
  return { who, rest };
}
