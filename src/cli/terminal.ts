// What a command has of the world besides its arguments, and the three ways in which it can end.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { terminal } from "../engine/text/stream.ts";
import { wallClock } from "../run/wall-clock.ts";
import type { Clock } from "../world.ts";

/** Where a command reads and writes. Tests hand in their own. */
export interface Terminal {
  /** What paths are relative to. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Standard output: the answer, and with `--json` the one document. */
  out(text: string): void;
  /** Standard error: everything else. */
  err(text: string): void;
  /** All of standard input as text. */
  stdin(): Promise<string>;
  /** Epoch milliseconds UTC. */
  now(): number;
  /** By which writes keep their pace and sends are given up. */
  readonly clock: Clock;
}

/** 0 done · 1 found problems, or an expectation failed · 2 wrong use, or a file that can't be opened. */
export type ExitCode = 0 | 1 | 2;

/** The arguments of a command as `node:util` parsed them: words in order, and options by name. */
export interface Arguments {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
}

/** A command: says what it has to say and answers how it ended. Wrong use is thrown as `WrongUse`. */
export type CliCommand = (given: Arguments, terminal: Terminal) => Promise<ExitCode>;

/** The command was used wrongly, or something that it was given can't be opened: exit 2. */
export class WrongUse extends Error {
  override readonly name = "WrongUse";
  /** The file that it is about, where it is about one. */
  readonly file: string | undefined;

  constructor(message: string, file?: string, options?: ErrorOptions) {
    super(message, options);
    this.file = file;
  }
}

/** What was asked for was asked rightly and could not be done, because something outside failed: exit 1. */
export class Failed extends Error {
  override readonly name = "Failed";
  /** What it is about: an address or a file. */
  readonly file: string;

  constructor(message: string, file: string, options?: ErrorOptions) {
    super(message, options);
    this.file = file;
  }
}

/** The same terminal, which nothing that is written to it can command: what a program is given is JSON all the same. */
export function neutral(given: Terminal): Terminal {
  return {
    ...given,
    out: (text) => given.out(terminal(text)),
    err: (text) => given.err(terminal(text)),
  };
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  // Whoever reads the output may have seen enough (`| head`): that is no fault to show.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
  return {
    cwd: calledFrom(process.env) ?? process.cwd(),
    env: process.env,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    stdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks).toString("utf8");
    },
    now: () => Date.now(),
    clock: wallClock(),
  };
}

/** The text of a file relative to the terminal's directory; one that can't be opened is wrong use. */
export async function readText(terminal: Terminal, file: string): Promise<string> {
  try {
    return await readFile(resolve(terminal.cwd, file), "utf8");
  } catch (error) {
    throw new WrongUse(`${file} can't be opened: ${reasonOf(error)}`, file, { cause: error });
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a directory",
  EACCES: "reading it is not permitted",
};

/** Why the file system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

/** One JSON document on standard output. */
export function printJson(terminal: Terminal, document: unknown): void {
  terminal.out(`${JSON.stringify(document, null, 2)}\n`);
}

/** Where `npm --prefix DIR run tocsin` was called: npm itself has gone to the package's folder by then. */
function calledFrom({ npm_lifecycle_event, INIT_CWD }: NodeJS.ProcessEnv): string | undefined {
  return npm_lifecycle_event === "tocsin" ? INIT_CWD : undefined;
}
