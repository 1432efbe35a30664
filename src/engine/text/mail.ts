// Between lines and words: takes off what a mail program added to a comment that came by reply (quoted mail, footer, signature).
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
const forwarded =
  /^-{2,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Weitergeleitete Nachricht|Message d.origine|Message transféré)\s*-{2,}$/i;
const from = /^[*_\s]*(?:From|Von|De|Da|Van)[*_]*\s?:/;
const sent = /^[*_\s]*(?:Sent|Date|Gesendet|Datum|Envoyé|Inviato|Verzonden)[*_]*\s?:/;
const addressed = /^[*_\s]*(?:To|Cc|Subject|An|Betreff|À|Objet|Aan|Onderwerp)[*_]*\s?:/;
const device =
  /^(?:Sent from (?:my|Outlook|Mail|Yahoo)\b.{0,60}|Get Outlook for .{1,80}|Von meinem .{1,40} gesendet|Gesendet (?:von|mit) .{1,60}|Envoyé (?:de|depuis) (?:mon|ma) .{1,40})$/i;

/**
 * The lines without those that a mail program added. A header over a quote goes alone, so that an answer written below
 * the quote stays; everything from a footer, a signature or an unmarked old mail on goes to the end.
 */
export function withoutMail(lines: readonly Line[]): readonly Line[] {
  const kept: Line[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    if (!line) break;
    const header = line.hidden ? 0 : headerLength(lines, at);
    if (header > 0 && isQuoteNext(lines, at + header)) {
      at += header;
      continue;
    }
    if (!line.hidden && (header > 0 ? hasAddress(lines, at, header) : endsHere(lines, at))) break;
    kept.push(line);
    at += 1;
  }
  return at < lines.length || mayEndWithDevice(kept) ? withoutTail(kept) : kept;
}

/** How many lines from `at` on are one header over an old mail (mail programs wrap it); 0 if there is none. */
function headerLength(lines: readonly Line[], at: number): number {
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

function isQuoteNext(lines: readonly Line[], at: number): boolean {
  const next = lines.slice(at, at + 4).find((line) => line.text.trim() !== "");
  return next?.hidden === "quote";
}

function hasAddress(lines: readonly Line[], at: number, length: number): boolean {
  return lines.slice(at, at + length).some((line) => /[^\s<]@[^\s>]|<[^<>]+>|\d:\d\d/.test(line.raw));
}

function endsHere(lines: readonly Line[], at: number): boolean {
  const bare = lines[at]?.text.trim() ?? "";
  if (bare === "") return false;
  return (
    isSignature(lines, at) ||
    isFooter(lines, at, bare) ||
    forwarded.test(bare) ||
    isOutlookHead(lines, at, bare)
  );
}

function isSignature(lines: readonly Line[], at: number): boolean {
  const text = lines[at]?.text ?? "";
  if (text === "-- ") return true;
  // Two dashes under words are a Markdown heading; on their own after a blank line they are a signature.
  const before = lines[at - 1]?.text.trim() ?? "";
  const after = lines[at + 1]?.text.trim() ?? "";
  return text === "--" && before === "" && after !== "";
}

function isFooter(lines: readonly Line[], at: number, bare: string): boolean {
  // Few lines begin like one: only for those it is worth while to look further down. A dash may stand above it.
  const isDash = /^[—–-]{1,3}$/.test(bare);
  const first = isDash ? lines[at + 1]?.text.trim() || (lines[at + 2]?.text.trim() ?? "") : bare;
  if (!/^(?:[—–-]{1,3}\s*)?(?:Reply|You are)\b|^Message ID:/.test(first)) return false;
  const near = lines
    .slice(at, at + 3)
    .map((line) => line.text.trim())
    .join(" ")
    .slice(0, 1000);
  return (
    /^(?:[—–-]{1,3}\s*)?Reply to this email directly\b.*\bview it on GitHub\b/.test(near) ||
    /^(?:[—–-]{1,3}\s*)?You are receiving this because you\b/.test(near) ||
    /^Message ID:\s*\S*(?:@github\.com|\*\*\*@\*\*\*)/.test(near)
  );
}

function isOutlookHead(lines: readonly Line[], at: number, bare: string): boolean {
  const isRule = /^_{10,}$/.test(bare);
  if (!isRule && !from.test(bare)) return false;
  const below = lines
    .slice(at + 1, at + 6)
    .filter((line) => !line.hidden)
    .map((line) => line.text.normalize("NFC"));
  if (isRule) return below.some((text) => from.test(text));
  return below.some((text) => sent.test(text)) && below.some((text) => addressed.test(text));
}

function mayEndWithDevice(lines: readonly Line[]): boolean {
  const last = lines.findLast((line) => !line.hidden && line.text.trim() !== "");
  return last !== undefined && device.test(last.text.trim());
}

/** Takes "Sent from my phone" and the dash over GitHub's footer off the end. */
function withoutTail(lines: readonly Line[]): readonly Line[] {
  let end = lines.length;
  while (end > 0) {
    const line = lines[end - 1];
    const text = line?.text.trim() ?? "";
    const gone = line?.hidden !== undefined || text === "" || device.test(text) || /^[—–]$|^--?$/.test(text);
    if (!gone) break;
    end -= 1;
  }
  return lines.slice(0, end);
}
