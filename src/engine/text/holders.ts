// What stands after `/role`: which role, and who is to hold it.
import { joined, loginOf, type Word, wordsOf } from "./words.ts";

/** Somebody named as the holder of a role: an account, whoever writes, or a name that may be a contact or a login. */
export type Holder =
  | { readonly kind: "account"; readonly login: string }
  | { readonly kind: "me" }
  | { readonly kind: "name"; readonly name: string; readonly quoted: boolean };

/** What `/role` says: the role as it was written, who is to hold it (nobody if `holders` is empty), and what is said besides. */
export type Given = { readonly role: string; readonly holders: readonly Holder[]; readonly text?: string };

/**
 * Reads `lead @ana, @ben`, `lead me`, `lead nobody`, `clinical "duty officer"`; a string is the sentence on what is wrong. Where it is
 * known which roles there are, the longest name with which the line begins is the role.
 */
export function readHolders(line: string, isRole: (name: string) => boolean = () => false): Given | string {
  const args = line.replace(/\s+/g, " ").trim();
  const words = wordsOf(args);
  const role = roleIn(args, words, isRole);
  if (role === "" || role.startsWith("@")) return "It does not say which role.";
  const rest = args
    .slice(args.indexOf(role) + role.length)
    .replace(/^["“”»]?[:=,\s]*(?:(?:is|now|goes|passes|to)\s+)*/i, "");
  const end = tail.exec(withoutQuotes(rest))?.index ?? rest.length;
  const beside = rest.slice(end).replace(/^[\s,;.(–—-]+|\)$/g, "");
  if (timed.test(beside))
    return "It says until or from when, but a role is held until it is given to another. Write it without that, and again when it changes.";
  const each = segments(rest.slice(0, end));
  const held = each.flat();
  if (held.length === 0) return `It does not say who is to hold the role ${role}.`;
  // Quotes make one name of several words; they make no person of a team.
  const team = held.find((word) => word.text.startsWith("@") && loginOf(word.text) === undefined);
  if (team) return `${team.text} is not one person, and a role is held by people.`;
  const isNobody = held.some((word) => !word.quoted && /^(?:nobody|none|no-one|vacant)$/i.test(word.text));
  if (isNobody && held.length > 1) return "It names nobody and somebody at once.";
  if (isNobody) return { role, holders: [], ...(beside !== "" && { text: beside }) };
  const isSigned = held.some(isHolder);
  const read = each.map((one) => holdersOf(one, isSigned));
  const text = [...read.map((one) => one.text), beside].filter((one) => one !== "").join(", ");
  return { role, holders: read.flatMap((one) => one.holders), ...(text !== "" && { text }) };
}

const day =
  "(?:\\d|now|noon|midnight|to(?:day|night|morrow)|(?:mon|tue|wed|thu|fri|sat|sun)(?:\\p{L}*day)?(?!\\p{L}))";
/** Where ends whom it names, and something else is said. */
const tail = new RegExp(
  String.raw`(?:^|[\s,]+)(?:(?:until|till|while|as of|starting|please|instead|now|to(?:day|night|morrow))(?![\p{L}-])|` +
    String.raw`(?:at|from|after) ${day}|for (?:now|the|an?|\d))|\s*\(|\s+[–—-]\s|[.;](?:\s|$)`,
  "iu",
);
const timed =
  /^(?:(?:until|till|tonight|tomorrow)\b|(?:as of|starting|at|from|after) (?!now)|for (?:an?\s|\d|the (?:night|day|next|rest|week)))/i;

const quotes = /"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»/g;

/** The same length, in which no sign of a quoted name is found. */
function withoutQuotes(text: string): string {
  return text.replace(quotes, (name) => "x".repeat(name.length));
}

function roleIn(args: string, words: readonly Word[], isRole: (name: string) => boolean): string {
  const named = words.findIndex((word, at) => at > 0 && isHolder(word));
  const known = [4, 3, 2, 1].find(
    (length) => isRole(roleOf(words, length)) && args.includes(roleOf(words, length)),
  );
  return roleOf(words, known ?? (named > 0 ? named : 1));
}

function roleOf(words: readonly Word[], length: number): string {
  return joined(words.slice(0, length)).replace(/[:=]$/, "");
}

function isHolder({ text, quoted }: Word): boolean {
  return quoted || text.startsWith("@") || /^(?:me|nobody|none|no-one|vacant)$/i.test(text);
}

/** The words of each who is named, parted by commas and, but in a name of many words, by "and". */
function segments(text: string): readonly (readonly Word[])[] {
  const all = partsOf(text, /\s*[,&+]\s*|(?:^|\s+)and\s+/gi);
  const isList = all.every((one) => one.length < 3) || all.flat().some(isHolder);
  return (isList ? all : partsOf(text, /\s*,\s*/g)).filter((one) => one.length > 0);
}

function partsOf(text: string, sign: RegExp): readonly (readonly Word[])[] {
  const parts: (readonly Word[])[] = [];
  let from = 0;
  for (const { 0: found, index } of withoutQuotes(text).matchAll(sign)) {
    parts.push(wordsOf(text.slice(from, index)));
    from = index + found.length;
  }
  return [...parts, wordsOf(text.slice(from))];
}

/** Where others have an @, quotes or are "me", a name has at most two words: more are no name. */
function holdersOf(
  words: readonly Word[],
  isSigned: boolean,
): { readonly holders: readonly Holder[]; readonly text: string } {
  const signed = words.filter(isHolder);
  const others = words.filter((word) => !isHolder(word));
  const name = joined(others);
  // "@ana ben": a comma was forgotten.
  if (signed.length > 0 && others.length < 2) return { holders: words.map(holderOf), text: "" };
  if (signed.length > 0 || (isSigned && others.length > 2))
    return { holders: signed.map(holderOf), text: name };
  return { holders: [{ kind: "name", name, quoted: false }], text: "" };
}

function holderOf({ text, quoted }: Word): Holder {
  const login = loginOf(text);
  if (login !== undefined) return { kind: "account", login };
  return !quoted && /^me$/i.test(text) ? { kind: "me" } : { kind: "name", name: text, quoted };
}
