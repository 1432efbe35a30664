// Reads the command in a comment: its first line of words, if that begins with a slash and a name that is ours.
import { type CommandName, nameCommand } from "./command-list.ts";
import { readers } from "./grammar.ts";
import { visible } from "./visible.ts";
import { splitBecause } from "./words.ts";

/** What every command carries: the text under its line, and the reason given by `because …`, if any. */
export type Spoken = { readonly rest: string; readonly because?: string };

/** Somebody named as the holder of a role: an account, whoever writes, or a name that may be a contact or a login. */
export type Holder =
  | { readonly kind: "account"; readonly login: string }
  | { readonly kind: "me" }
  | { readonly kind: "name"; readonly name: string; readonly quoted: boolean };

/**
 * A command as it was written; nothing in it is checked against a policy or a right yet.
 *
 * Times and durations are the words as they stand ("04:30", "tomorrow 09:00 UTC", "in 30m", "+1h"; `for` of quiet is
 * "60m"); without `when` the time of the comment counts. `fields` are the facts given as `field: value` lines, keyed by
 * the known names. `text` and `value` keep a `because …` that is part of their sentence. `holders` empty: nobody.
 */
export type Command = Spoken &
  (
    | {
        readonly kind: "update";
        readonly text: string;
        readonly next?: string;
        readonly nothingNew: boolean;
        readonly fields: Readonly<Record<string, string>>;
      }
    | { readonly kind: "severity"; readonly severity: string }
    | { readonly kind: "status"; readonly status: string }
    | { readonly kind: "confirm"; readonly when?: string }
    | { readonly kind: "adopt" | "accept" | "not-an-incident" | "help" }
    | {
        readonly kind: "resolve";
        readonly text: string;
        readonly fields: Readonly<Record<string, string>>;
      }
    | { readonly kind: "next-update"; readonly clock?: string; readonly when: string }
    | { readonly kind: "role"; readonly role: string; readonly holders: readonly Holder[] }
    | { readonly kind: "set"; readonly field: string; readonly value: string }
    | { readonly kind: "unset"; readonly field: string }
    | {
        readonly kind: "told";
        readonly who: string;
        readonly when?: string;
        readonly how?: string;
        readonly reference?: string;
      }
    | {
        readonly kind: "called";
        readonly who: string;
        readonly when?: string;
        readonly how?: string;
        readonly answer?: boolean;
        /** Tied up in other calls, which is no answer. */
        readonly busy?: boolean;
        readonly text?: string;
      }
    | {
        readonly kind: "call";
        readonly what: "wanted" | "started" | "ended";
        readonly when?: string;
        readonly text?: string;
      }
    | { readonly kind: "ack"; readonly text: string }
    | { readonly kind: "escalate"; readonly level?: string; readonly words?: string }
    | { readonly kind: "flag" | "unflag"; readonly flag: string }
    | { readonly kind: "made-safe"; readonly flag: string; readonly statement: string }
    | { readonly kind: "done"; readonly clock: string; readonly when?: string; readonly text?: string }
    | { readonly kind: "pause" | "resume"; readonly clock?: string }
    | { readonly kind: "review"; readonly wanted: boolean }
    | { readonly kind: "quiet"; readonly for?: string; readonly off: boolean }
    | { readonly kind: "drill"; readonly real: boolean }
  );

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
export type Asked = {
  readonly name: CommandName;
  /** The words after the name, with the reason. */
  readonly whole: string;
  /** The same without the reason. */
  readonly args: string;
  readonly because?: string;
  readonly rest: string;
  /** The names of fields that count in `field: value` lines and after `/set`. */
  readonly known: readonly string[];
};

const longestLine = 2000;

/**
 * The command of a comment, a refusal if it is one of ours but can't be read, or undefined where there is none: the
 * first line of words does not begin with a slash, is a path (`/etc/hosts`), or is a command of somebody else's bot.
 * `known` are the names of fields, as for `readFields`. Never throws.
 */
export function parseCommand(body: string, known: readonly string[] = []): Command | Refusal | undefined {
  const [first = "", ...below] = visible(body).split("\n");
  const match = /^ {0,3}\/([a-z][a-z_-]*)(?![\w/-])(?:[:,.](?=\s|$)|(?=[\s:,]|$))[:,]?(.*)$/i.exec(
    first.replace(/^[\uFEFF\u200B]+/, ""),
  );
  const [, word = "", whole = ""] = match ?? [];
  const named = nameCommand(word);
  if (!match || !named) return undefined;
  const { help } = named;
  const refuse = (problem: string): Refusal => ({
    kind: "refusal",
    command: word,
    problem,
    expected: help.usage,
    example: help.example,
  });
  if (!named.exact) return refuse(`There is no command /${word}: did you mean /${help.name}?`);
  const rest = below.join("\n").trim();
  // Words, names and times fit into a line; only a text may be longer, and texts are taken from the whole.
  const { text: args, because } = splitBecause(whole.slice(0, longestLine));
  const asked: Asked = {
    name: help.name,
    whole: whole.trim(),
    args,
    because: because ?? reasonBelow(rest),
    rest,
    known,
  };
  const read = readers[help.name](asked);
  return typeof read === "string" ? refuse(read) : read;
}

/** A reason that was put on the next line: the first paragraph of the text, if it begins with "because". */
function reasonBelow(rest: string): string | undefined {
  const { text, because } = splitBecause(rest.split(/\n\s*\n/)[0]?.replaceAll("\n", " ") ?? "");
  return text === "" ? because : undefined;
}
