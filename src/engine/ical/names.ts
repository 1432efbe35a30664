// Whom an entry of an iCalendar text means, by the names that the rota gives.
import { type IcalRefusal, type Property, refuse, textOf } from "./lines.ts";

/** How a rota reads it: the zone of times that name none, and who is meant by a name. */
export interface RotaNames {
  readonly zone: string;
  readonly names: Readonly<Record<string, string>>;
}

/** The names of a rota as they are compared with those in a text: whole, and as words among others. */
export interface KnownNames {
  readonly whole: ReadonlyMap<string, string>;
  readonly asWords: readonly (readonly [words: string, who: string])[];
}

/** Makes the names of a rota ready once for all entries of a text. */
export function knownNames({ names }: Pick<RotaNames, "names">): KnownNames {
  const whole = new Map(Object.entries(names).map(([name, who]) => [plain(name), who]));
  const asWords = Array.from(whole, ([name, who]) => [wordsIn(name), who] as const);
  return { whole, asWords: asWords.filter(([words]) => words !== "  ") };
}

/** The one person whom an entry names: by its summary, else by attendees, else by its organiser. */
export function whoIs(
  properties: readonly Property[],
  line: number,
  { whole: known, asWords }: KnownNames,
): string | IcalRefusal {
  const values = (name: string) => properties.filter((one) => one.name === name);
  const [summary] = values("SUMMARY").map(({ value }) => textOf(value));
  const mailed = (name: string) =>
    values(name).flatMap(({ params, value }) => [params.CN ?? "", value.replace(/^mailto:/iu, "")]);
  const people = [...mailed("ATTENDEE"), ...mailed("ORGANIZER")];
  const whole = known.get(plain(summary ?? ""));
  if (whole !== undefined) return whole;
  const tried = [
    within(plain(summary ?? ""), asWords),
    found(mailed("ATTENDEE"), known),
    found(mailed("ORGANIZER"), known),
  ];
  const who = tried.find((one) => one.size > 0);
  if (who !== undefined && who.size > 1)
    return refuse(
      line,
      `The entry "${summary ?? ""}" names ${[...who].join(" and ")}; one person has the duty.`,
    );
  const [one] = who ?? [];
  if (one !== undefined) return one;
  const said = [summary ?? "", ...people]
    .filter((text) => text !== "")
    .map((text) => `"${text.slice(0, 60)}"`);
  return refuse(
    line,
    `The entry ${said.slice(0, 3).join(", ") || "without a summary"} names nobody of names:; add the name there, or take the entry out.`,
  );
}

function plain(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, " ").trim().toLowerCase();
}

function found(texts: readonly string[], known: ReadonlyMap<string, string>): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => known.get(plain(text)) ?? []));
}

/** Whose names stand in a summary as whole words: `On call: Ana Lopez`. */
function within(summary: string, asWords: KnownNames["asWords"]): ReadonlySet<string> {
  const here = wordsIn(summary);
  return new Set(asWords.flatMap(([words, who]) => (here.includes(words) ? [who] : [])));
}

/** The words of a text with a space around each, so that one that is part of another is not found in it. */
function wordsIn(text: string): string {
  return ` ${text.replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
}
