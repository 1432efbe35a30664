// Reads the command in a comment: its first line of words, if that begins with a slash and a name that is ours.
import { longestLine } from "../text/bounds.ts";
import type { Command, CommandLine, FindCommand, Refusal, UnreadCommand } from "../text/command.ts";
import { visible } from "../text/visible.ts";
import { splitBecause } from "../text/words.ts";
import { definitionOf } from "./index.ts";
import { type NamedCommand, nameCommand } from "./name.ts";

/**
 * The command of a comment, a refusal if it is one of ours but can't be read, or undefined where there is none: the
 * first line of words does not begin with a slash, is a path (`/etc/hosts`), or is a command of somebody else's bot.
 * `known` are the names of fields, as for `readFields`. Never throws.
 */
export function parseCommand(body: string, known: readonly string[] = []): Command | Refusal | undefined {
  return findCommand(body, known)?.read();
}

/** A line that begins with a slash and a letter, or does so once a comment in it is taken out: without one there is no command. */
const SLASH = /(?:^|\n|-->)[ \r\v\f\u0085\u2028\u2029\uFEFF\u200B]*\/[a-z]/i;

/** The command that a comment names, not read yet; otherwise as `parseCommand`. */
export function findCommand(body: string, known: readonly string[] = []): UnreadCommand | undefined {
  if (!SLASH.test(body)) return undefined;
  const [first = "", ...below] = visible(body).split("\n");
  const match = /^ {0,3}\/([a-z][a-z_-]*)(?![\w/-])(?:[:,.](?=\s|$)|(?=[\s:,]|$))[:,]?(.*)$/i.exec(
    first.replace(/^[\uFEFF\u200B]+/, ""),
  );
  const [, word = "", whole = ""] = match ?? [];
  const named = nameCommand(word);
  if (!match || !named) return undefined;
  const { help, exact } = named;
  let before: Command | Refusal | undefined;
  const read = (): Command | Refusal => {
    before ??= readCommand(named, { word, whole, rest: below.join("\n").trim(), known });
    return before;
  };
  return { name: help.name, exact, read };
}

interface Unread {
  readonly word: string;
  readonly whole: string;
  readonly rest: string;
  readonly known: readonly string[];
}

function readCommand({ help, exact }: NamedCommand, { word, whole, rest, known }: Unread): Command | Refusal {
  const refuse = (problem: string): Refusal => ({
    kind: "refusal",
    command: word,
    problem,
    expected: help.usage,
    example: help.example,
  });
  if (!exact) return refuse(`There is no command /${word}: did you mean /${help.name}?`);
  const read = definitionOf(help.name).read(lineOf(whole, rest, known));
  return typeof read === "string" ? refuse(read) : read;
}

/** Finds the command of each comment once, however often it is asked for: for one pass over one history. */
export function readingOnce(known: readonly string[]): FindCommand {
  const found = new Map<string, UnreadCommand | undefined>();
  return ({ id, body }) => {
    if (!found.has(id)) found.set(id, findCommand(body, known));
    return found.get(id);
  };
}

function lineOf(whole: string, rest: string, known: readonly string[]): CommandLine {
  // Words, names and times fit into a line; only a text may be longer, and texts are taken from the whole.
  const { text: args, because = reasonBelow(rest) } = splitBecause(whole.slice(0, longestLine));
  return { whole: whole.trim(), args, ...(because === undefined ? {} : { because }), rest, known };
}

/** A reason that was put on the next line: the first paragraph of the text, if it begins with "because". */
function reasonBelow(rest: string): string | undefined {
  const { text, because } = splitBecause(rest.split(/\n\s*\n/)[0]?.replaceAll("\n", " ") ?? "");
  return text === "" ? because : undefined;
}
