// What all commands have in common as text: the shape of one that was read, of one that could not be, and of a line to be read.

import { hash } from "./hash.ts";

/**
 * Commands by name, each with what may be written after it. Every command adds itself in its own file (`declare module`), so
 * that whoever reads commands need not know where each is judged and applied.
 */
// biome-ignore lint/suspicious/noEmptyInterface: the commands fill it, one a file.
export interface Commands {}

/** The name of a command, without its slash. */
export type CommandName = keyof Commands;

/** What every command carries: the text under its line, and the reason given by `because …`, if any. */
export type CommandTail = { readonly rest: string; readonly because?: string };

/**
 * One command as it was written; nothing in it is checked against a policy or a right yet. Times and durations are the words as
 * they stand ("04:30", "tomorrow 09:00 UTC", "in 30m", "+1h"); without `when` the time of the comment counts.
 */
export type CommandOf<K extends CommandName> = {
  readonly [One in K]: { readonly kind: One } & CommandTail & Commands[One];
}[K];

/** Any command as it was written. */
export type Command = CommandOf<CommandName>;

/**
 * A command that could not be read. `command` is the word as it was written, without its slash; `problem` says in one
 * sentence what is wrong, `expected` is the usage line, `example` a line that is right. People's own words in `problem`
 * are not neutralised.
 */
export type Refusal = {
  readonly kind: "refusal";
  readonly command: string;
  readonly problem: string;
  readonly expected: string;
  readonly example: string;
};

/** A command line taken apart as far as all commands are alike: what the reader of each command is handed. */
export type CommandLine = {
  /** The words after the name, with the reason. */
  readonly whole: string;
  /** The same without the reason. */
  readonly args: string;
  readonly because?: string | undefined;
  readonly rest: string;
  /** The names of fields that count in `field: value` lines and after `/set`. */
  readonly known: readonly string[];
};

/** A command that a comment names, before its line is read: whether its author may give it hangs on the name alone. */
export interface UnreadCommand {
  readonly name: CommandName;
  /** Is it the name itself, and not one that is nearly so? */
  readonly exact: boolean;
  /** Reads the line, once however often it is asked for; a refusal says why it can't be read. Never throws. */
  readonly read: () => Command | Refusal;
}

/** A part of a comment: the line of a command with the text under it, or words that stand above all of them. */
export interface CommentPart {
  /** Absent: plain words. */
  readonly command?: UnreadCommand;
  /** Of a command the line as it was written; of plain words all of them, absent where they are the whole comment and nobody looked. */
  readonly words?: string;
}

/** By what the line of a command is known again, with its name, so that another command in its place is known as another. */
export function lineMark({ command, words = "" }: CommentPart): string {
  return `${command?.name ?? ""} ${hash(words)}`;
}

/** Is this the mark of a line, in older ledgers its hash alone? */
export function isLine(mark: string | undefined, part: CommentPart): boolean {
  return part.command !== undefined && (mark === lineMark(part) || mark === hash(part.words ?? ""));
}

/** The parts of a comment in their order: one of plain words where it gives no command. */
export type PartsOf = (comment: { readonly id: string; readonly body: string }) => readonly CommentPart[];
