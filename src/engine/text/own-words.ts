// Whether visible words say anything of their writer's own: code and logs that somebody pasted say nothing of how things stand.
import { longestLine } from "./bounds.ts";
import { indentOf } from "./lines.ts";
import { withoutSignature } from "./mail.ts";
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
  const lines = withoutSpans(withoutIndented(words)).split("\n");
  const own = lines.length === 1 ? lines : withoutSignature(lines);
  return own.filter((line) => !isLogged(line)).join("\n");
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
