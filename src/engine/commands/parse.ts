// Reads the commands in a comment: each line that begins with a slash and a name that is ours, with the text under it.
import { Kept } from "../kept.ts";
import type { Policy } from "../policy/model.ts";
import { fieldNames } from "../policy/names.ts";
import { longestLine, mostCommands } from "../text/bounds.ts";
import type { Command, CommandLine, CommentPart, PartsOf, Refusal, UnreadCommand } from "../text/command.ts";
import { commandShape, linesOfWords } from "../text/command-line.ts";
import { reasonIn } from "../text/spoken.ts";
import { saysSomething, visible } from "../text/visible.ts";
import { splitBecause } from "../text/words.ts";
import { definitionOf } from "./index.ts";
import { type NamedLine, nameCommand, nameLine } from "./name.ts";

/** What commands are read by. */
export interface Vocabulary {
  /** Names of fields, as for `readFields`. */
  readonly known: readonly string[];
  /** Our own names, in lower case: who writes one before a command may leave out its slash. */
  readonly names: readonly string[];
  /** Whose severities, statuses and roles may stand for a command. */
  readonly policy?: Policy;
}

const nothing: Vocabulary = { known: [], names: [] };

/**
 * The first command of a comment, a refusal if it is one of ours but can't be read, or undefined where there is none: no line
 * begins with a slash, or what follows is a path (`/etc/hosts`) or a command of somebody else's bot. Never throws.
 */
export function parseCommand(body: string, known: readonly string[] = []): Command | Refusal | undefined {
  return commandsIn(body, { ...nothing, known })[0]?.read();
}

/** Every command of a comment, none of them read yet; otherwise as `parseCommand`. */
export function commandsIn(body: string, vocabulary: Vocabulary = nothing): readonly UnreadCommand[] {
  return partsIn(body, vocabulary).flatMap(({ command }) => command ?? []);
}

/** The parts of a comment: what stands above its first command in words, and each command with the text under it. */
export function partsIn(body: string, vocabulary: Vocabulary): readonly CommentPart[] {
  if (!/[/@]/.test(body)) return [{}];
  const said = visible(body);
  const whole = said.split("\n");
  const areWords = linesOfWords(whole);
  const pieces = whole.map((line, at) => (areWords[at] ? atCommands(line, vocabulary.names) : [line]));
  const lines = pieces.flat();
  const isWords = pieces.flatMap((parts, at) => parts.map(() => areWords[at]));
  const starts: Start[] = [];
  let looked = 0;
  for (const [at, line] of lines.entries()) {
    const found = isWords[at] ? commandShape(line, vocabulary.names) : undefined;
    if (found && ++looked > mostLooked) break;
    const named = found && nameLine(found, vocabulary.policy);
    if (found && named) starts.push({ ...found, at, named });
    if (starts.length > mostCommands) break;
  }
  if (starts.length === 0) return [{ words: said }];
  const above = lines.slice(0, starts[0]?.at).join("\n").trim();
  const commands = starts.map((start, index): CommentPart => {
    const below = lines.slice(start.at + 1, starts[index + 1]?.at).join("\n");
    const command = index < mostCommands ? unread(start, below, vocabulary.known) : oneTooMany(start);
    return { command, words: lines[start.at]?.trim() ?? "" };
  });
  return saysSomething(above) ? [{ words: above }, ...commands] : commands;
}

const afterSentence = /(?<=[.!?]) {1,3}(?=\/[a-z][\w-]*(?:[\s:,]|$))/i;

/** A line of prose, parted where a command of ours follows the end of a sentence: "Found it. /role lead me". */
function atCommands(line: string, names: readonly string[]): readonly string[] {
  if (!line.includes("/") || commandShape(line, names)) return [line];
  const { index } = afterSentence.exec(line) ?? {};
  if (index === undefined) return [line];
  const rest = line.slice(index).trimStart();
  const found = commandShape(rest, names);
  return found && nameCommand(found.word)?.exact ? [line.slice(0, index), rest] : [line];
}

/** Among how many lines that look like commands those are sought that are: a listing that somebody pasted has more. */
const mostLooked = 10 * mostCommands;

interface Start {
  readonly at: number;
  readonly word: string;
  readonly named: NamedLine;
}

function unread({ word, named }: Start, below: string, known: readonly string[]): UnreadCommand {
  const rest = [named.under, below].join("\n").trim();
  let before: Command | Refusal | undefined;
  const read = (): Command | Refusal => {
    before ??= readCommand(named, { word, rest, known });
    return before;
  };
  return { name: named.help.name, exact: named.exact, read };
}

interface Unread {
  readonly word: string;
  readonly rest: string;
  readonly known: readonly string[];
}

function readCommand(named: NamedLine, { word, rest, known }: Unread): Command | Refusal {
  const { help, exact, whole, meant, doubt } = named;
  if (doubt !== undefined)
    return refusal(
      word,
      named,
      `${doubt} is not carried out. If it is meant, write it on a line of its own.`,
    );
  if (!exact) return refusal(word, named, `There is no command /${word}: did you mean /${meant}?`);
  const read = definitionOf(help.name).read(lineOf(whole, rest, known));
  return typeof read === "string" ? refusal(word, named, read) : read;
}

function refusal(command: string, { help }: NamedLine, problem: string): Refusal {
  return { kind: "refusal", command, problem, expected: help.usage, example: help.example };
}

function oneTooMany({ word, named }: Start): UnreadCommand {
  const problem = `Of one comment ${mostCommands} commands are carried out; this one and those below it were not.`;
  return { name: named.help.name, exact: false, read: () => refusal(word, named, problem) };
}

/** The comments of a long incident are read on every pass, and most stay as they are. */
const comments = new Kept<readonly CommentPart[]>(500);

/** Takes comments apart by the words that a policy has, each once, however often it is asked for. */
export function readingOnce(policy: Policy, names: readonly string[]): PartsOf {
  const vocabulary = { known: fieldNames(policy), names, policy };
  return ({ body }) => comments.of(policy, `${names.join(" ")}\n${body}`, () => partsIn(body, vocabulary));
}

function lineOf(whole: string, rest: string, known: readonly string[]): CommandLine {
  // Words, names and times fit into a line; only a text may be longer, and texts are taken from the whole.
  const { text: args, because: given = reasonBelow(rest) } = splitBecause(whole.slice(0, longestLine));
  const because = reasonIn(given, args);
  return { whole: whole.trim(), args, ...(because === undefined ? {} : { because }), rest, known };
}

/** A reason that was put on the next line: the first paragraph of the text, if it begins with "because". */
function reasonBelow(rest: string): string | undefined {
  const { text, because } = splitBecause(rest.split(/\n\s*\n/)[0]?.replaceAll("\n", " ") ?? "");
  return text === "" ? because : undefined;
}
