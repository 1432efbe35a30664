// What stands after `/told` and `/called`: whom, at what time, and by which way.
import { squeeze } from "./time-at.ts";
import { capturingNothing, datesOf, inexactWords, vaguePast } from "./time-words.ts";
import { findWhen, leadingDayOrZone, leadingVague, partedByWhen } from "./when.ts";
import { trimmed, wordsOf } from "./words.ts";

export { readAnswer } from "./call-outcome.ts";

/** Somebody who was told or called: `who`, `when` and `how` as they were written, `others` what else the line says. */
export type ContactWords = {
  /** May be several, parted by commas or "and". */
  readonly who: string;
  /** The words say that it was not so, or not yet, or ask. */
  readonly denied?: true;
  readonly when?: string;
  readonly how?: string;
  readonly others?: string;
};

/** Reads `who [time] [by way] [others]`; time and way may stand anywhere after the name. */
export function readContact(line: string): ContactWords | undefined {
  const args = squeeze(line);
  const [first] = wordsOf(args);
  if (!first || first.text === "") return undefined;
  const list = severalIn(args);
  const quoted = /^\s*["“„«][^"“”„«»]*["”“»][\s,]*(.*)$/s.exec(args);
  const begun = /^\s*([^\s,]+)[\s,]*(.*)$/s.exec(args);
  const after = list === undefined ? ((quoted ? quoted[1] : begun?.[2]) ?? "") : args.slice(list.length);
  const isWhole = quoted || list !== undefined;
  const more = isWhole ? undefined : isArticle.test(first.text) ? named(after) : moreName(after);
  const others = more ? more.others : after;
  const who = list?.trim() ?? [first.text.replace(/[:;]$/, ""), ...(more ? [more.name] : [])].join(" ");
  const time = findWhen(others);
  const left = time?.others ?? others;
  const way = byWay.exec(left);
  const without = way ? `${left.slice(0, way.index)} ${left.slice(way.index + way[0].length)}` : left;
  const said = trimmed(without.replace(/\s+/g, " "), { before: " ,;:–—-", after: " ,;–—-" });
  const vague = time ? undefined : leadingVague(said);
  const { when, others: rest } = vague ?? withDay(time?.when, said);
  const how = way?.[1] ?? way?.[2];
  return {
    who,
    ...(isDenied(who, rest) || /\?(?=[\s)"”]|$)/.test(args) ? { denied: true as const } : {}),
    ...(when === undefined ? {} : { when }),
    ...(how === undefined ? {} : { how }),
    ...(rest === "" ? {} : { others: rest }),
  };
}

/** A time with its day or its zone, where those stand behind the way: "16:05 by mail yesterday". */
function withDay(
  when: string | undefined,
  others: string,
): { readonly when?: string; readonly others: string } {
  const beside = when === undefined ? undefined : leadingDayOrZone(others);
  if (beside === undefined) return { ...(when !== undefined && { when }), others };
  return { when: `${when} ${beside.when}`, others: beside.others };
}

/** How much of the words stands before a time. */
function beforeTime(words: string): string {
  const { before = words } = partedByWhen(words) ?? {};
  return before;
}

const parted = /\s*(?:,|&|\+|(?<!@[\w-]{1,40})\/|\sand\s)\s*/i;
const endOfNames =
  /\s+(?:by|via|at|on|in|now|no|not|today|yesterday|busy|answered|was|were|is|are|didn['’]t|did)(?![\p{L}-])|\s+\d|\s*[.;:(–—]|\s+-\s|,\s*(?=\d|by\s|(?:busy|answered|no)\b)/iu;

/** The names with which a line begins where they are several, of one or two words each: what is longer is a sentence. */
function severalIn(args: string): string | undefined {
  const line = beforeTime(args.slice(0, 200));
  const names = line.slice(0, endOfNames.exec(line)?.index ?? line.length);
  const each = names.trim().split(parted);
  const areNames = each.every((one) =>
    /^(?:the\s+|our\s+)?@?\p{L}[\p{L}_-]*(?:-\d{1,2})?(?:\s+[\p{L}_-]+)?$/iu.test(one),
  );
  return each.length > 1 && areNames ? names : undefined;
}

/** The names of a list, each for itself. */
export function eachName(who: string): readonly string[] {
  return who.split(parted);
}

const nobody =
  /(?:^|\s)(?:nobody|no[ -]one|none|not|never|will|shall|could|should|must|cannot|can['’]t|couldn['’]t|to be)(?:\s|$)/i;
const before = String.raw`(?:(?:they|he|she|it|we|i|is|was|were|are|has|have|had|been|but|and|still|just)\s+)*`;
const reach = "(?:be|get|reach|tell|ring|call|find|inform|speak|talk|answer|pick|manage)";
const notSo = new RegExp(
  `^${before}(?:not(?:\\s+(?:yet|told|reached|informed|able|possible|there|available|been|so|now)(?![\\p{L}-])|[.,;!]|$)|` +
    `(?:could|can|did|do|does)(?:\\s?not|n['’]?t)(?:\\s+${reach}|\\W*$)|(?:was|were|has|have|had)n['’]t\\s|unable|never\\s|` +
    `tried|failed|(?:will|shall|must|to|going to)\\s+(?:be\\s+)?(?:told|informed|tell|ring|call|inform|follow)|` +
    `(?:nobody|no[ -]one)(?:\\s+(?:answer|(?:was|is)\\s+(?:there|in|at|on|here|free|told|inform|avail|answer|reach)|there|yet|pick|could|reach)|\\W*$)|(?:pending|later|soon|tbd|todo)\\W*$)`,
  "iu",
);

/** Is it said that nobody was told, could be, or only will be? */
function isDenied(who: string, rest: string): boolean {
  return nobody.test(who) || /^no one(?!\S)/i.test(`${who} ${rest}`) || notSo.test(rest);
}

/** By whom a call was answered is no way. */
const answeredBy = "(?<!answered|picked up|taken)";

/** Ways that are one word, or two with what they carry; of others so many words as end the sentence, or come before a reference. */
const byWay = new RegExp(
  String.raw`${answeredBy}(?:^|\s)(?:(?:by|via)\s+((?:phone|telephone|e?-?mail|sms|text|chat|fax|letter|post|pager|radio|video)(?:\s+(?:call|message))?(?=[,;.\s]|$)|[\p{L}-]+(?:\s+[\p{L}-]+){1,2}(?=\s*(?:$|[,;.(])|\s\S{0,40}\d)|[\p{L}-]+)|(in person))[,;.]?(?=\s|$)`,
  "iu",
);

const nearDay = capturingNothing(datesOf.near.join("|"));
const isArticle = /^(?:the|our|all|both|every|each|any)$/i;
const someName = new RegExp(
  String.raw`^([^\s,;:(]+(?:\s+[^\s,;:(]+){0,4}?)(?=\s*(?:$|[,;:(~≈])|\s+(?:by|via|at|on|in|(?:right\s)?now|no|answered|was|were|is|are|${inexactWords}|${vaguePast}|${nearDay}|\d{4})(?:\s|$|,))`,
  "i",
);

/** "the shops by status page": an article is no name, and what follows it is, to the end of the words or of the sentence. */
function named(after: string): { readonly name: string; readonly others: string } | undefined {
  const name = someName.exec(beforeTime(after))?.[1] ?? /^[^\s,;:(]+/.exec(after)?.[0];
  return name === undefined ? undefined : { name, others: after.slice(name.length).replace(/^[\s,;:]+/, "") };
}

// Where a name of several words ends, and words that are no part of one.
const timeOrWay = String.raw`(?:at\s)?\d{4}(?![\w:])|${vaguePast}|(?:${nearDay})(?!\w)|(?:by|via)\s`;
const severalWords = new RegExp(String.raw`^((?:\p{L}[\p{L}-]*\s+){1,3}?)(?=${timeOrWay})`, "iu");
const noName = new RegExp(
  String.raw`\b(?:that|it|of|by|via|at|on|no|now|right|half|just|shortly|soon|answer|answered|tonight|tomorrow|last|this|${inexactWords}|${vaguePast}|(?:mon|tue|wed|thu|fri|sat|sun)(?:(?:s|nes|rs|ur)?day)?)(?!\w)`,
  "i",
);

/** "service bridge 17:12": plain words up to the time or the way belong to the name. */
function moreName(after: string): { readonly name: string; readonly others: string } | undefined {
  const head = beforeTime(after);
  const isName = head !== after && /^(?:\p{L}[\p{L}-]*\s+){1,3}$/u.test(head) && !noName.test(head);
  const name = isName ? head : severalWords.exec(head)?.[1];
  if (name === undefined || noName.test(name)) return undefined;
  return { name: name.trim(), others: after.slice(name.length) };
}
