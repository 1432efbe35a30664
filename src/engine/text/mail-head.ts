// Where an old mail begins below an answer and no sign marks it as a quote: its header, or the head with sender, time and subject.
import type { Line } from "./lines.ts";

// "On Tue, 1 Apr 2025 at 09:00, Somebody <…> wrote:" as mail programs say it in the languages that we know of.
const quoteHeaders: readonly RegExp[] = [
  /^On\b.{4,300}\bwrote\s?:$/,
  /^Am\b.{4,300}\bschrieb\b.{0,200}:$/,
  /^.{1,200}\bschrieb am\b.{4,150}:$/,
  /^Le\b.{4,300}\sa écrit\s?:$/,
  /^El\b.{4,300}\sescribió\s?:$/,
  /^Il\b.{4,300}\sha scritto\s?:$/,
  /^Op\b.{4,300}\sschreef\b.{0,200}:$/,
  /^Em\b.{4,300}\sescreveu\s?:$/,
];
const headerStart = /^(?:On|Am|Le|El|Il|Op|Em)\s|\bschrieb am\b/;
// What such a header has in every language: an address, a year and a time of day, and a colon at its end.
const address = /[^\s@<([]@[^\s@>)\]]*[.*]/;
const bracketed = /<[^<>\s@]*@[^<>\s@]*>|\([^()\s@]+@[^()\s@]+\)|\*@\*/;
const timed = /\d[:.h]\d\d/;
/** A day with its year, which may be its last two figures. */
const year = /(?<!\d)(?:19|20)\d\d(?!\d)|\d[./-]\s?\d\d?[./-]\s?\d\d(?!\d)/;
/** "Wrote", where the name beside it is no address. */
const wrote =
  /(?<!\p{L})(?:wrote|schrieb|schreef|skrev|skrifaði|écrit|escribió|escreveu|scritto|scris|pisze|napisał|napsal|napísal|piše|napisao|kirjoitti|kirjutas|írta|yazdı|пишет|писал|написала?|пише|написав|έγραψε)(?!\p{L})/iu;
// Zoho's: "---- On Tue, 01 Apr 2025 14:05:00 +0100 somebody <…> wrote ---", in the reader's language.
const ruled = /^-{2,}\s*[^-\s].*[^-\s]\s*-{2,}$/;
/** The time of a mail's own head, with its seconds and offset: nobody types one. */
const stamped = /\d:\d\d:\d\d\s[+-]\d{4}(?!\d)/;
/** What stands above each comment in GitHub's mails. */
const left = /^\S.{0,100} left a comment \([\w.-]+\/[\w.-]+#\d+\)$/;
const forwarded =
  /^-{2,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Weitergeleitete Nachricht|Message d.origine|Message transféré)\s*-{2,}$/i;
const from = /^[*_\s]*(?:From|Von|De|Da|Van)[*_]*\s?:/;
const sent = /^[*_\s]*(?:Sent|Date|Gesendet|Datum|Envoyé|Inviato|Verzonden)[*_]*\s?:/;
const addressed = /^[*_\s]*(?:To|Cc|Subject|An|Betreff|À|Objet|Aan|Onderwerp)[*_]*\s?:/;

/** How many lines from `at` on are one header over an old mail (mail programs wrap it); 0 if there is none. */
export function headerLength(lines: readonly Line[], at: number): number {
  return namedHeader(lines, at) || datedHeader(lines, at);
}

/** An address, a year and a time of day are so long, whatever stands beside them. */
const shortestHeader = 15;

/** The same by what a header has in any language. One that begins further down is not begun here: the writer's words are not its own. */
function datedHeader(lines: readonly Line[], at: number): number {
  const text = (from: number, to: number): string =>
    lines
      .slice(from, to)
      .map(({ raw }) => raw.trim())
      .join(" ")
      .normalize("NFKC")
      .replace(/\p{Cf}/gu, "");
  let size = 0;
  for (let length = 1; length <= 3; length += 1) {
    const line = lines[at + length - 1];
    if (!line || line.hidden || line.raw.length > 500 || line.raw.trim() === "") return 0;
    size += line.raw.length;
    if (size < shortestHeader) continue;
    if (!/(?:[:：]|--)[\s\p{Cf}]*$/u.test(line.raw)) continue;
    const isHeader = (from: number): boolean => {
      const joined = text(from, at + length);
      const isOver = ruled.test(joined)
        ? address.test(joined) || stamped.test(joined)
        : /:$/.test(joined) && (bracketed.test(joined) || wrote.test(joined));
      return isOver && timed.test(joined) && year.test(joined);
    };
    if (!isHeader(at)) continue;
    return [1, 2].some((later) => later < length && isHeader(at + later)) ? 0 : length;
  }
  return 0;
}

/** The same by the words of languages that we know. */
function namedHeader(lines: readonly Line[], at: number): number {
  let joined = "";
  for (let length = 1; length <= 3; length += 1) {
    const line = lines[at + length - 1];
    const bare = line?.text.trim() ?? "";
    if (!line || line.hidden || bare === "" || joined.length + bare.length > 500) return 0;
    if (length === 1 && !headerStart.test(bare)) return 0;
    const text = bare.normalize("NFC");
    joined = joined === "" ? text : `${joined} ${text}`;
    // Without a figure there is no date in it: then it is a sentence of the writer.
    if (/\d/.test(joined) && quoteHeaders.some((header) => header.test(joined))) return length;
  }
  return 0;
}

/** Does a header of so many lines say whose mail it was, or when it came? */
export function hasAddress(lines: readonly Line[], at: number, length: number): boolean {
  return lines
    .slice(at, at + length)
    .some((line) => /[^\s<]@[^\s>]|<[^<>]+>|(?<![.\d])\d\d?[:.]\d\d(?![.\d])/.test(line.raw));
}

/** Begins the head of an old mail here: by the words of languages that we know, or by what a head has in all of them? */
export function isHead(lines: readonly Line[], at: number): boolean {
  const bare = lines[at]?.text.trim() ?? "";
  const heads = [isNamedHead, isHeadAnywhere, isHeadOfNotes];
  return forwarded.test(bare) || left.test(bare) || heads.some((isHere) => isHere(lines, at));
}

function isNamedHead(lines: readonly Line[], at: number): boolean {
  const bare = lines[at]?.text.trim() ?? "";
  const isRule = /^_{10,}$/.test(bare);
  const isFrom = from.test(bare);
  if (!isRule && !isFrom && !sent.test(bare) && !addressed.test(bare)) return false;
  const all = lines
    .slice(at, at + 6)
    .filter((line) => !line.hidden)
    .map((line) => line.text.normalize("NFC"));
  if (isRule) return all.some((text) => from.test(text));
  if (![from, sent, addressed].every((named) => all.some((text) => named.test(text)))) return false;
  // Facts may begin with a time or with whom they are for: then it takes the day of a mail.
  return isFrom || all.some((text) => sent.test(text) && timed.test(text) && year.test(text));
}

// "Re: [acme/incidents] Payments down (Issue #7)": what stands over each of GitHub's mails, whatever "Re:" and "subject" are called.
const subject = /^(?:\p{L}{1,5}\s?:\s?)*\[[\w.-]+\/[\w.-]+\]\s/u;
const answered = /^\p{L}{2,5}\s?:\s/u;
const labelled = /^[*_\s]*(\p{L}[\p{L}\p{M} .'-]{0,24}?)[*_\s]*:[*_\s]*(\S.*)$/u;
/** In how many lines a mail's head says from whom, when, to whom and about what. */
const mostOfHead = 7;

/**
 * Begins the head of an old mail here, in whatever language: lines that name from whom (an address), when, and to whom or about
 * what? Facts that somebody gives line by line have no second address and no subject of ours.
 */
function isHeadAnywhere(lines: readonly Line[], at: number): boolean {
  const first = lines[at];
  if (!first || first.raw.length > 500 || !/[:：]/.test(first.raw)) return false;
  const isParted = lines[at + 1]?.raw.trim() === "";
  const values = valuesFrom(lines, at, isParted ? 2 : 1);
  const [sender = "", when = "", ...others] = values;
  if (isParted || !address.test(sender) || !timed.test(when)) return isWholeHead(values);
  return isAnswered(others) || (bracketed.test(sender) && others.some((value) => address.test(value)));
}

/** What labelled lines say, each so many lines below the other: some programs leave every second line empty. */
function valuesFrom(lines: readonly Line[], at: number, step: number): readonly string[] {
  const values: string[] = [];
  for (let next = at; values.length < mostOfHead; next += step) {
    const line = lines[next];
    const isLine = line && !line.hidden && line.raw.length <= 500;
    const value = isLine ? labelled.exec(line.raw.normalize("NFKC").trim())?.[2] : undefined;
    if (value === undefined || (step > 1 && next > at && lines[next - 1]?.raw.trim() !== "")) break;
    values.push(value);
  }
  return values;
}

function isAnswered(values: readonly string[]): boolean {
  return values.some((value) => subject.test(value) || answered.test(value));
}

/**
 * Without an address in its first line it takes all four lines of a head: its day in the first or second (or below the subject)
 * and an answered subject. A line of the writer above a head that begins with its day is not its sender.
 */
function isWholeHead(values: readonly string[]): boolean {
  const day = values.findIndex((value) => timed.test(value) && year.test(value));
  const isPlaced = day === 0 || day === 1 || (day === 2 && isAnswered(values.slice(1, 2)));
  if (values.length < 4 || !isPlaced || !isAnswered(values.slice(1))) return false;
  return day !== 1 || address.test(values[0] ?? "") || !isWholeHead(values.slice(1));
}

/** The head of Notes has its labels in lines of their own, if any: an address, the day below it, and soon a subject of ours. */
function isHeadOfNotes(lines: readonly Line[], at: number): boolean {
  const [sender = "", when = "", ...below] = lines
    .slice(at, at + 10)
    .map(({ raw, hidden }) => (hidden || raw.length > 500 ? "" : raw.trim()));
  if (when.length > 40 || !timed.test(when) || !year.test(when) || !bracketed.test(sender)) return false;
  return below.some((line) => subject.test(line));
}
