// Between lines and words: takes off what a mail program added to a comment that came by reply (quoted mail, footer, signature).
import type { Line } from "./lines.ts";
import { hasAddress, headerLength, isHead } from "./mail-head.ts";

export { withoutSignature } from "./signature.ts";

// "-----Oprindelig meddelelse-----": it stands over an old mail's head, and goes with it.
const ruledWords =
  /^-{3,}\s*\p{L}[\p{L}\p{M} .:/'’]{2,40}\s*-{3,}$|^-{3,}&nbsp;.{2,40}&nbsp;-{3,}$|^[_*=-]{5,}$|^(?:Begin forwarded message|Anfang der weitergeleiteten Nachricht|Début du message (?:transféré|réexpédié))\s?:$/u;
const device = new RegExp(
  `^(?:${[
    String.raw`Sent from (?:my|Outlook|Mail|Yahoo)\b.{0,60}`,
    "(?:Get|Få|Hent|Hämta|Holen Sie sich|Obtenir|Obtener|Obter|Pobierz|Scarica|Download) Outlook (?:for|til|för|für|pour|para|dla|per|voor) .{1,80}",
    "Von meinem .{1,40} gesendet|Gesendet (?:von|mit) .{1,60}|Envoyé (?:de|depuis) (?:mon|ma) .{1,40}",
    "(?:Sendt fra|Skickat från|Lähetetty|Wysłan[eoy] z|Inviat[oa] da|Enviad[oa] (?:desde|do|de|da)|Verzonden vanaf|Отправлено (?:с|из)|Надіслано з|Odesláno z|Odoslané z|Trimis de pe|Στάλθηκε από) .{1,60}",
    String.raw`[发發]自(?:我的)?[\w ]{2,40}|.{1,20}から送信|(?:iPhone|iPad|Android|Samsung|Huawei|Xiaomi).{0,30} gönderildi`,
  ].join("|")})$`,
  "i",
);

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

function isQuoteNext(lines: readonly Line[], at: number): boolean {
  const next = lines.slice(at, at + 4).find((line) => line.text.trim() !== "");
  return next?.hidden === "quote";
}

function endsHere(lines: readonly Line[], at: number): boolean {
  const bare = lines[at]?.text.trim() ?? "";
  if (bare === "") return false;
  return isSignature(lines, at) || isFooter(lines, at, bare) || isHead(lines, at);
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
    const gone =
      line?.hidden !== undefined ||
      text === "" ||
      device.test(text) ||
      /^[—–]$|^--?$/.test(text) ||
      ruledWords.test(text);
    if (!gone) break;
    end -= 1;
  }
  return lines.slice(0, end);
}
