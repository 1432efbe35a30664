// From lines to words: what somebody wrote in a comment themselves, which is all that commands and updates are read from.
import { longestLine } from "./bounds.ts";
import { readLines } from "./lines.ts";
import { withoutMail } from "./mail.ts";

/** What some programs take for the end of a line. */
const oddBreak = /[\r\v\f\u0085\u2028\u2029]/;
const oddBreaks = new RegExp(oddBreak, "g");

/** What a mail program adds stands in a line of its own, below what was written or where nothing was. */
const mayBeMail = /\S\s*\n|[:：-]\s*$|sent|send|left a|mail|outlook|phone|pad|android|galaxy|发|發|送/i;

/**
 * The words that a person wrote: without quoted lines, fenced code, HTML comments, what is struck out, quoted mail, mail footer
 * and signature. Lines end in `\n` alone; there are no blank lines at either end. Empty when nothing is left.
 */
export function visible(markdown: string): string {
  const plain = oddBreak.test(markdown)
    ? (text: string) => text.replaceAll(oddBreaks, " ").trimEnd()
    : (text: string) => text.trimEnd();
  const all = readLines(markdown);
  const lines = (mayBeMail.test(markdown) ? withoutMail(all) : all)
    .filter((line) => line.hidden === undefined)
    .map((line) => plain(withoutStruck(line.text)));
  const first = lines.findIndex((line) => line !== "");
  if (first < 0) return "";
  const last = lines.findLastIndex((line) => line !== "");
  return lines.slice(first, last + 1).join("\n");
}

const struck = /`[^`]*`|(?<!~)(~~?)(?=[^\s~])[^~]*[^\s~]\1(?!~)/g;

/** A line without what somebody struck out in it, which is said no more. */
function withoutStruck(line: string): string {
  if (!line.includes("~")) return line;
  return line.replace(struck, (whole, mark) => (mark === undefined ? whole : ""));
}

// What may stand in a comment without saying anything in words, in the order in which it is taken out. No pattern looks
// past its own opening sign again, so that even a hostile text is read in one pass.
const wordless: readonly RegExp[] = [
  /!\[[^[\]]*\](?:\([^()]*\)|\[[^[\]]*\])?/g, // images
  /\[[^[\]]*\]\([^()]*\)/g, // links with a text
  /<[^<>]*>/g, // tags, and links in angle brackets
  /\b(?:https?:\/\/|www\.)\S+/gi, // plain links
  /(?<![\w/])@[\w-]+(?:\/[\w.-]+)?/g, // people and teams
  /(?<![\w/.-])(?:[\w.-]+\/[\w.-]+)?#\d+\b/g, // issues
  /:[a-z0-9_+-]+:/gi, // emoji by name
  /[0-9#*]\uFE0F?\u20E3/g, // keycaps, which hold a digit
  /\p{Extended_Pictographic}/gu, // some, like the information sign, count as letters
  /(?<![\w.])[+-]1(?![\w.])/g,
];

/**
 * Whether a comment says something in words: at least one letter or digit besides images, links, mentions and emoji.
 * "👍", "+1", "@ana" alone and a pasted screenshot have none; such comments are no updates.
 */
export function hasWords(markdown: string): boolean {
  return saysSomething(visible(markdown));
}

/** The same of the visible words of a comment. */
export function saysSomething(words: string): boolean {
  return /[\p{L}\p{N}]/u.test(withoutWordless(words));
}

/** The visible words of a comment without images, links, mentions and emoji. */
export function withoutWordless(words: string): string {
  return wordless.reduce((text, pattern) => text.replace(pattern, " "), words);
}

/** Words by which people answer each other, in their own language, and which say nothing of how things stand. */
const courtesies = new Set(
  [
    "ok okay k thanks thank you thx ty cheers great nice cool perfect awesome sure yes yep yeah no np got it noted roger understood ack agreed will do lgtm welcome please so much all everybody everyone folks team hello hi hm hmm hmmm",
    "danke dank dir euch vielen schön bitte super prima hallo moin merci beaucoup bonjour oui parfait gracias muchas hola vale perfecto grazie mille ciao obrigado obrigada valeu",
    "takk tack tak tusen dziękuję dzięki dziękuje bedankt dankjewel dankje kiitos ок спасибо дякую хорошо teşekkürler ありがとう ありがとうございます 谢谢",
  ].flatMap((line) => line.split(" ")),
);

/** What is polite only as a whole: "done" by itself is news. */
const praise =
  /\b(?:well done|(?:great|good|nice) (?:work|job|one|stuff)|for (?:joining|helping|the help))\b/g;

/** Do visible words say nothing but "ok", "thanks, great" and the like, or nothing at all? */
export function isCourtesy(words: string): boolean {
  // Nobody is polite at greater length.
  if (words.length > longestLine) return !saysSomething(words);
  const left =
    withoutWordless(words)
      .normalize("NFC")
      .toLowerCase()
      .replace(praise, " ")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return left.every((word) => courtesies.has(word));
}
