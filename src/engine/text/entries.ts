// Finds the entries of a timeline in somebody's words: lines that begin with what they are of, such as "alert 08:50 disk full" (D-9).
import { mostEntries } from "./bounds.ts";
import { linesOfWords, withoutSigns } from "./command-line.ts";
import { hash } from "./hash.ts";
import { loose } from "./said.ts";
import { leadingPast, leadingVague, type PastStyle } from "./when.ts";

/** What an entry can be of. */
export type EntryType = "alert" | "action" | "comms" | "observation" | "decision";

/** One entry: what it is of, when it was in the words that were written, and the text, either of which may be absent. */
export interface Entry {
  readonly type: EntryType;
  readonly when?: string;
  readonly text: string;
  /** Hash of its line, by which it is found again in a comment that was edited. */
  readonly mark: string;
}

/** The entries of a text, and its other lines. */
export interface Entries {
  readonly entries: readonly Entry[];
  readonly others: string;
}

/** What of a line says what it is of, and what follows. */
interface Typed {
  readonly type: EntryType;
  readonly word: string;
  readonly others: string;
}

const typed = /^(alerts?|actions?|comms|communications?|observations?|decisions?)(?=[\s:,(–—]|$)(.*)$/is;
const sign = /^(?:\s*:(?!:)|\s*[–—]|\s+-(?=\s)|\s*,(?=\s*\d))\s*/;

/**
 * Reads the visible words of a text. An entry is a line whose first word says what it is of (in the singular or plural, in bold, in a
 * list), with a colon, a dash or a time behind it: "Alerts are firing again" is none, nor is code, nor a line that gives one of the
 * `known` fields. Of more than 50 the rest are other lines.
 */
export function readEntries(words: string, known: readonly string[] = []): Entries {
  if (!/alert|action|comm|observ|decis/i.test(words)) return { entries: [], others: words };
  const lines = words.split("\n");
  const isWords = linesOfWords(lines);
  const names = new Set(known.map(loose));
  const entries: Entry[] = [];
  const others = lines.filter((line, at) => {
    const entry = isWords[at] && entries.length < mostEntries ? entryIn(line, names) : undefined;
    if (entry) entries.push(entry);
    return entry === undefined;
  });
  return { entries, others: others.join("\n").trim() };
}

function entryIn(line: string, names: ReadonlySet<string>): Entry | undefined {
  const found = typedIn(withoutSigns(line, /^(?:\*{1,3}|_{1,3})(?=[a-z])/i));
  if (found === undefined) return undefined;
  const { type, word, others } = found;
  const [separator = ""] = sign.exec(others) ?? [];
  if (separator.includes(":") && names.has(loose(word))) return undefined;
  const said = timeAndText(others.slice(separator.length), "promise", separator.trim() !== "");
  if (said.when === undefined && (separator.trim() === "" || said.text === "")) return undefined;
  return { type, ...said, mark: hash(line.trim()) };
}

/** What a line says in which every word counts, as in that of a command: all of it may be absent. */
export function readEntry(line: string): {
  readonly type?: EntryType;
  readonly when?: string;
  readonly text: string;
} {
  const found = typedIn(line.trim());
  const others = found?.others ?? line;
  const said = timeAndText(others.replace(sign, ""), "command", found !== undefined);
  return found ? { type: found.type, ...said } : said;
}

function typedIn(text: string): Typed | undefined {
  const [, word, others] = typed.exec(text) ?? [];
  if (word === undefined || others === undefined) return undefined;
  const letter = word[0]?.toLowerCase();
  const of = {
    a: word[1]?.toLowerCase() === "l" ? "alert" : "action",
    c: "comms",
    o: "observation",
  } as const;
  return { type: letter === "a" || letter === "c" || letter === "o" ? of[letter] : "decision", word, others };
}

/**
 * A time at the beginning, where a colon may end it, and what is left without the signs before it. `figures`: four figures may be one,
 * which is asked about.
 */
function timeAndText(
  words: string,
  style: PastStyle,
  figures: boolean,
): { readonly when?: string; readonly text: string } {
  const time = leadingPast(words, style) ?? (figures ? leadingVague(words, true) : undefined);
  const text = (time?.others ?? words).replace(/^[\s*_]*/, "").trim();
  return time === undefined ? { text } : { when: time.when, text };
}
