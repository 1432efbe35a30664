// What stands after `/role`: which role, and who is to hold it.
import { joined, loginOf, type Word, wordsOf } from "./words.ts";

/** Somebody named as the holder of a role: an account, whoever writes, or a name that may be a contact or a login. */
export type Holder =
  | { readonly kind: "account"; readonly login: string }
  | { readonly kind: "me" }
  | { readonly kind: "name"; readonly name: string; readonly quoted: boolean };

/** What `/role` says: the role as it was written, and who is to hold it; nobody if `holders` is empty. */
export type Given = { readonly role: string; readonly holders: readonly Holder[] };

/** Reads `lead @ana, @ben`, `lead me`, `lead nobody`, `clinical "duty officer"`; a string is the sentence on what is wrong. */
export function readHolders(args: string): Given | string {
  const words = wordsOf(args);
  const named = words.findIndex((word, at) => at > 0 && isHolder(word));
  const roleLength = named > 0 ? named : 1;
  const role = joined(words.slice(0, roleLength)).replace(/[:=]$/, "");
  if (role === "" || role.startsWith("@")) return "It does not say which role.";
  const held = words
    .slice(roleLength)
    .filter((word) => word.quoted || !/^(?:and|&|\+|to|is|=)$/i.test(word.text));
  if (held.length === 0) return `It does not say who is to hold the role ${role}.`;
  // Quotes make one name of several words; they make no person of a team.
  const team = held.find((word) => word.text.startsWith("@") && loginOf(word.text) === undefined);
  if (team) return `${team.text} is not one person, and a role is held by people.`;
  const isNobody = held.some((word) => !word.quoted && /^(?:nobody|none|no-one|vacant)$/i.test(word.text));
  if (isNobody && held.length > 1) return "It names nobody and somebody at once.";
  const holders = isNobody ? [] : holdersOf(held, args.slice(args.indexOf(role) + role.length));
  return { role, holders };
}

function isHolder({ text, quoted }: Word): boolean {
  return quoted || text.startsWith("@") || /^(?:me|nobody|none|no-one|vacant)$/i.test(text);
}

function holdersOf(words: readonly Word[], line: string): readonly Holder[] {
  if (words.some(isHolder)) return words.map(holderOf);
  // Without an @ and without quotes a name may have several words; then only commas part the names.
  return line
    .replace(/^["“”»:=\s]*(?:(?:to|is)\s+)?/i, "")
    .split(",")
    .map((name) => ({ kind: "name" as const, name: name.replace(/\s+/g, " ").trim(), quoted: false }))
    .filter(({ name }) => name !== "");
}

function holderOf({ text, quoted }: Word): Holder {
  const login = loginOf(text);
  if (login !== undefined) return { kind: "account", login };
  return !quoted && /^me$/i.test(text) ? { kind: "me" } : { kind: "name", name: text, quoted };
}
