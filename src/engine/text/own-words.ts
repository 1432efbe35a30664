// Whether visible words say anything of their writer's own: code and logs that somebody pasted say nothing of how things stand.
import { longestLine } from "./bounds.ts";
import { indentOf } from "./lines.ts";
import { isCourtesy, withoutWordless } from "./visible.ts";

/**
 * Do the visible words of a comment say nothing of how things stand? Courtesies, questions alone, pictures, links, code alone, in
 * backticks or indented, and lines of a log say nothing; a sentence beside them does. Fences, quotes and HTML comments are not visible words.
 */
export function saysNothing(words: string): boolean {
  const kept = withoutPasted(words);
  return isCourtesy(kept) || onlyAsks(kept);
}

/** The same of words that are given as an update: who gives a question as one means it. */
export function isNoUpdate(words: string): boolean {
  return isCourtesy(withoutPasted(words));
}

function withoutPasted(words: string): string {
  const own = withoutSignature(withoutSpans(withoutIndented(words)).split("\n"));
  return own.filter((line) => !isLogged(line)).join("\n");
}

/** With what people end a mail; a name may stand beside it. */
const closing =
  /^(?:(?:(?:with )?(?:kind(?:est)?|best|warm|many) )?(?:regards|wishes|thanks)|best|cheers|sincerely|yours (?:sincerely|faithfully|truly)|mfg|lg|(?:mit )?(?:freundlich\p{L}*|viele|beste|liebe) grü(?:ß|ss)en?|(?:bien )?cordialement|cordiali saluti|(?:un )?saludos?|atentamente|atenciosamente|met vriendelijke groet(?:en)?|groet(?:en|jes)?|med ven\p{L}+ hilsen|mvh|vänliga hälsningar|pozdrawiam|s pozdravem|с уважением|terveisin|saygılarımla)[\s,.!–-]*$/iu;
const person = /(?:^|[\s,]+)(?:\p{Lu}[\p{L}.'’-]*(?:\s+|$)){1,4}$/u;
/** What a company's mail server adds. */
const disclaimer =
  /^(?:this|the information|diese|ce|este|dit)\b.{0,60}\b(?:e-?mail|message|communication|nachricht|bericht|mensaje)\b.{0,200}\b(?:confiden|vertr[ao]u|intended|attachment|privileged)/i;
const mostOfSignature = 10;

/** Without the signature at the end: "Kind regards", a name and few lines, and what a mail server says below it. */
function withoutSignature(lines: readonly string[]): readonly string[] {
  const legal = lines.findIndex((line) => line.length < 1_000 && disclaimer.test(line.trim()));
  const own = legal < 0 ? lines : lines.slice(0, legal);
  const said = own.flatMap((line, at) => (line.trim() === "" ? [] : [at]));
  const at = said.slice(-mostOfSignature).find((at) => isClosing(own, at));
  return at === undefined ? own : own.slice(0, at);
}

function isClosing(lines: readonly string[], at: number): boolean {
  const line = lines[at]?.trim() ?? "";
  if (line.length > 80) return false;
  const below = lines.slice(at + 1).filter((one) => one.trim() !== "");
  if (below.some((one) => one.length > 100 || /^\s*P\.?\s?S\b/.test(one))) return false;
  if (below.length === 0) return closing.test(line) || closing.test(line.replace(person, ""));
  return closing.test(line) ? person.test(below[0]?.trim() ?? "") : closing.test(line.replace(person, ""));
}

/** Is each sentence a question or a courtesy? Nobody only asks at greater length. */
function onlyAsks(words: string): boolean {
  if (words.length > longestLine || !/[?？؟]/.test(words)) return false;
  const sentences = withoutWordless(words).split(/(?<=[.!?？؟…])\s+|\n/u);
  return sentences.every((one) => asks.test(one.trimEnd()) || isCourtesy(one));
}

const asks = /[?？؟][!?)"”»]*$/u;

/** A program's line has the second and how bad it is, or the process; people write `10:42 rolled back`. */
const logged =
  /^\s*\[?(?:\d{4}-\d\d-\d\d[T ]|[A-Z][a-z]{2} {1,2}\d{1,2} )\d\d:\d\d:\d\d.{0,80}?(?:\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\b|\[\d{1,8}\]:)/;
const frame =
  /^\s*(?:at [\w.$<>/]{1,300} ?\(.{0,300}\)|File ".{1,300}", line \d+.*|Traceback \(most recent call last\):|Caused by: [\w.$]+(?::.*)?|\$ [a-z./~].*)$/;

const isLogged = (line: string): boolean => logged.test(line) || (line.length < 1_000 && frame.test(line));

const item = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?=\s)/;

/** Without lines that Markdown shows as code, since they are indented and go on from no paragraph and no list. */
function withoutIndented(words: string): string {
  const kept: string[] = [];
  let [inList, goesOn] = [false, false];
  for (const line of words.split("\n")) {
    const isBlank = line.trim() === "";
    const isCode = !isBlank && !inList && !goesOn && indentOf(line) >= 4;
    if (!isCode) kept.push(line);
    if (item.test(line)) inList = true;
    else if (!isBlank && !goesOn && indentOf(line) === 0) inList = false;
    goesOn = !isBlank && !isCode;
  }
  return kept.join("\n");
}

/** Without what stands between two runs of as many backticks. */
function withoutSpans(words: string): string {
  const parts = words.split(/(`+)/);
  const closing = closings(parts);
  let kept = "";
  for (let at = 0; at < parts.length; at += 1) {
    const end = closing[at];
    if (end === undefined) kept += parts[at] ?? "";
    else {
      kept += " ";
      at = end;
    }
  }
  return kept;
}

/** For each run of backticks the next one of its length. */
function closings(parts: readonly string[]): readonly (number | undefined)[] {
  const found: (number | undefined)[] = new Array(parts.length);
  const next = new Map<number, number>();
  for (let at = parts.length - (parts.length % 2 === 0 ? 1 : 2); at > 0; at -= 2) {
    const length = parts[at]?.length ?? 0;
    found[at] = next.get(length);
    next.set(length, at);
  }
  return found;
}
