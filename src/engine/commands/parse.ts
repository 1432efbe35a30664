// Reads the commands in a comment: each line that begins with a slash and a name that is ours, with the text under it.
import { Kept } from "../kept.ts";
import type { Policy } from "../policy/model.ts";
import { fieldNames } from "../policy/names.ts";
import { longestLine, mostCommands } from "../text/bounds.ts";
import type { Command, CommandLine, CommentPart, PartsOf, Refusal, UnreadCommand } from "../text/command.ts";
import { type CommandShape, commandShape, linesOfWords } from "../text/command-line.ts";
import { reasonIn } from "../text/spoken.ts";
import { saysSomething, visible } from "../text/visible.ts";
import { splitBecause } from "../text/words.ts";
import { definitionOf } from "./index.ts";
import { type NamedLine, nameLine } from "./name.ts";
import { atCommands } from "./pieces.ts";

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
  const pieces = whole.map((line, at) => (areWords[at] ? atCommands(line, vocabulary) : [{ line }]));
  const all = pieces.flat();
  const lines = all.map(({ line }) => line);
  const isWords = pieces.flatMap((parts, at) => parts.map(() => areWords[at]));
  const starts: Start[] = [];
  let looked = 0;
  for (const [at, line] of lines.entries()) {
    const found = isWords[at] ? commandShape(line, vocabulary.names) : undefined;
    if (found && ++looked > mostLooked) break;
    const doubt = all[at]?.doubt;
    const shape = found && doubt ? { ...found, doubt } : found;
    const start = shape && startAt(shape, { at, lines, isWords }, vocabulary);
    if (start) starts.push(start);
    if (starts.length > mostCommands) break;
  }
  if (starts.length === 0) return [{ words: said }];
  const others: string[] = [lines.slice(0, starts[0]?.at).join("\n").trim()];
  const commands = starts.map((start, index): CommentPart => {
    const below = partedBelow(start, lines.slice(start.end, starts[index + 1]?.at).join("\n"));
    others.push(below.others);
    const command = index < mostCommands ? unread(start, below.own, vocabulary.known) : oneTooMany(start);
    return { command, words: lines.slice(start.at, start.end).join(" ").trim() };
  });
  const words = others.filter(saysSomething).join("\n\n");
  if (words === "") return commands;
  // What stands above the first command comes first; all that stands below one is judged when they are.
  const isFirst = saysSomething(others[0] ?? "") || starts.some(isAfterWords);
  return isFirst ? [{ words }, ...commands] : [...commands, { words }];
}

const isAfterWords = ({ named: { help, exact } }: Start): boolean =>
  exact && definitionOf(help.name).afterWords === true;

interface Lines {
  readonly at: number;
  readonly lines: readonly string[];
  readonly isWords: readonly (boolean | undefined)[];
}

/** A command with what its line says, and the lines directly below on which its reason goes on. */
function startAt(
  shape: CommandShape,
  { at, lines, isWords }: Lines,
  vocabulary: Vocabulary,
): Start | undefined {
  const named = nameLine(shape, vocabulary.policy);
  if (named === undefined) return undefined;
  const alone = { ...shape, at, end: at + 1, named };
  const { text } = definitionOf(named.help.name);
  const isText = !named.exact || text === "prose" || text === "paragraph";
  if (isText || splitBecause(named.whole.slice(0, longestLine)).because === undefined) return alone;
  const below = lines.slice(at + 1, at + 1 + mostReasonLines);
  const other = below.findIndex((line, place) => !isWords[at + 1 + place] || !goesOn.test(line));
  const more = other < 0 ? below : below.slice(0, other);
  const whole = [named.whole.trimEnd(), ...more.map((line) => line.trim())].join(" ");
  return more.length === 0 || whole.length > longestLine
    ? alone
    : { ...alone, end: at + 1 + more.length, named: { ...named, whole } };
}

const mostReasonLines = 10;

/** A line of a sentence: no command, list, heading, quote, table or fence, no `field: value`, and none with a time of its own. */
const goesOn = /^(?!\s*(?:$|[/@>|#<~`•‣·◦]|[-*+–—]\s|\d{1,9}[.)]\s|[^\s:][^:]{0,60}:\s))(?!.*\d[:.]\d\d)/;

/** What of the text under a command belongs to it, and what its author says besides. */
function partedBelow({ named }: Start, below: string): { readonly own: string; readonly others: string } {
  const { text } = definitionOf(named.help.name);
  if (!named.exact) return { own: "", others: below.trim() };
  if (text === "prose" || text === "below") return { own: below, others: "" };
  const [, first = "", rest = ""] = /^(.*?)(?:\n[^\S\n]*(\n.*))?$/s.exec(below) ?? [];
  const isValue = text === "paragraph" && (first !== "" || !/\S\s+\S/.test(named.whole.trim()));
  if (isValue)
    return /\S\s+\S/.test(named.whole.trim())
      ? { own: first, others: rest.trim() }
      : { own: below, others: "" };
  const reason = splitBecause(first.trim().replaceAll("\n", " "));
  return reason.text === "" && reason.because !== undefined
    ? { own: first, others: rest.trim() }
    : { own: "", others: below.trim() };
}

/** Among how many lines that look like commands those are sought that are: a listing that somebody pasted has more. */
const mostLooked = 10 * mostCommands;

interface Start {
  readonly at: number;
  /** The line behind its own, and behind those on which its reason goes on. */
  readonly end: number;
  readonly word: string;
  readonly named: NamedLine;
}

function unread({ word, named }: Start, below: string, known: readonly string[]): UnreadCommand {
  const rest = below.trim();
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
