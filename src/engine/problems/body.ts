// What a problem's body says of it: its services, the component, another way of working and the agreed release, under headings or on lines of their own.
import { dueDay } from "../action-due.ts";
import type { Instant } from "../instant.ts";
import { named } from "../named.ts";
import type { ProblemRule } from "../policy/model.ts";
import { readDue } from "../text/due-words.ts";
import { readLines } from "../text/lines.ts";
import { cut } from "../text/safe.ts";

/** What is read of a body; what nobody wrote is absent. */
export type ProblemWords = { readonly [K in keyof ProblemRule["headings"]]?: string };

/** The longest answer that is kept, and the longest line in which one is looked for. */
const longest = 600;

/** The answers of a body by the policy's words for them: the first paragraph under a heading, or the rest of a line. Of several the first. Never throws. */
export function readProblem(body: string, headings: ProblemRule["headings"]): ProblemWords {
  const keys = new Map(
    Object.entries(headings).flatMap(([key, names]) => names.map((name) => [plain(name), key] as const)),
  );
  const found = new Map<string, string>();
  let under: string | undefined;
  for (const { text, hidden } of readLines(body)) {
    if (hidden !== undefined) continue;
    const line = text.slice(0, longest).trim();
    const heading = /^#{1,6} (.*)$/.exec(line)?.[1];
    if (heading !== undefined) {
      under = keys.get(plain(heading));
      continue;
    }
    // What follows in a further paragraph is prose for whoever reads the issue.
    if (line === "" && under !== undefined && found.has(under)) under = undefined;
    const colon = line.indexOf(":");
    const own = colon > 0 ? keys.get(plain(line.slice(0, colon))) : undefined;
    const [key, value] = own === undefined ? [under, line] : [own, line.slice(colon + 1)];
    const said = value.replace(/^[*_\s]+/, "").trim();
    if (key === undefined || said === "" || /^(?:_?No response_?|None)$/i.test(said)) continue;
    const before = own === undefined && under === key ? found.get(key) : undefined;
    if (!found.has(key) || before !== undefined)
      found.set(key, cut(before === undefined ? said : `${before} ${said}`, longest));
  }
  return named(found);
}

/** A heading or the beginning of a line as it is compared: without marks, sign of a list and capitals. */
function plain(text: string): string {
  return text
    .replace(/^[-*+] /, "")
    .replace(/[*_`]/g, "")
    .replace(/[:\s]+$/, "")
    .trim()
    .toLowerCase();
}

const days =
  /\d{4}-\d{1,2}-\d{1,2}|\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}(?:,? \d{4})?/i;

/** The day of an agreed release, `2025-06-01`, wherever it stands in the words; undefined where they name none for sure. */
export function releaseDay(
  words: string | undefined,
  { writtenAt, zone }: { readonly writtenAt: Instant; readonly zone: string },
): string | undefined {
  const said = days.exec(words ?? "")?.[0];
  const due = said === undefined ? undefined : readDue(said);
  if (due === undefined || typeof due === "string") return undefined;
  return dueDay(due, { start: writtenAt, writtenAt, zone }) || undefined;
}
