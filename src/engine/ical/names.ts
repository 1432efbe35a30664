// Whom an entry of an iCalendar text means, by the names that the rota gives.
import { type IcalRefusal, type Property, refuse, textOf } from "./lines.ts";
import { partsOf, plain, wordsIn } from "./words.ts";

/** How a rota reads it: the zone of times that name none, who is meant by a name, and which words say that it is no shift. */
export interface RotaNames {
  readonly zone: string;
  readonly names: Readonly<Record<string, string>>;
  /** An entry that says one of these puts nobody on duty. */
  readonly noDuty: readonly string[];
  /** Where one of the words above is part of one of these, it says nothing: `bank holiday`. */
  readonly stillDuty: readonly string[];
}

/** The names of a rota as they are compared with those in a text: whole, and as words among others, the longest first. */
export interface KnownNames {
  readonly whole: ReadonlyMap<string, string>;
  readonly asWords: readonly (readonly [words: string, who: string])[];
  readonly noDuty: readonly string[];
  readonly stillDuty: readonly string[];
}

/** An entry that names nobody who could be on duty, and why. */
export interface Nobody extends IcalRefusal {
  /** It is no shift, and was not meant to be one: nothing has to be corrected. */
  readonly meant: boolean;
}

/** Makes the names of a rota ready once for all entries of a text. */
export function knownNames({ names, noDuty, stillDuty }: Omit<RotaNames, "zone">): KnownNames {
  const whole = new Map(Object.entries(names).map(([name, who]) => [plain(name), who]));
  const asWords = Array.from(whole, ([name, who]) => [wordsIn(name), who] as const);
  const phrases = (list: readonly string[]) => list.map((one) => partsOf(wordsIn(one))).filter(isWord);
  return {
    whole,
    asWords: asWords
      .filter(([words]) => isWord(words))
      .toSorted(([one], [other]) => other.length - one.length),
    noDuty: phrases(noDuty),
    stillDuty: phrases(stillDuty),
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
  const away = noDutyIn(
    [named.rest, ...values("CATEGORIES").map(({ value }) => wordsIn(textOf(value)))],
    known,
  );
  if (away !== undefined)
    return nobody(line, `The entry ${quoted(summary)} says "${away}", so that it puts nobody on duty.`, true);
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

/** The phrase that says that it is no shift; undefined where none does. */
function noDutyIn(texts: readonly string[], { noDuty, stillDuty }: KnownNames): string | undefined {
  const here = texts.map((text) => stillDuty.reduce((rest, words) => without(rest, words), partsOf(text)));
  return noDuty.find((words) => here.some((rest) => rest.includes(words)))?.trim();
}

/** Words without some of them; what stood on their two sides does not become neighbours. */
function without(all: string, words: string): string {
  return all.replaceAll(words, " | ").replaceAll(words, " | ");
}
