// Finds the command that was asked for, parses its options, and turns what it throws into words and an exit code.
import { parseArgs } from "node:util";
import { hint } from "../engine/policy/nearest.ts";
import { version } from "../shipped/version.ts";
import { COMMANDS, type Listed, manual, overview } from "./commands.ts";
import {
  type Arguments,
  type ExitCode,
  Failed,
  neutral,
  printJson,
  type Terminal,
  WrongUse,
} from "./terminal.ts";

/**
 * Runs one command line (without `node` and the script) and answers with its exit code. Never throws for wrong use. All that
 * any command prints goes through here, where it is made harmless.
 */
export async function main(given: readonly string[], shown: Terminal): Promise<ExitCode> {
  const terminal = neutral(shown);
  const [name, ...rest] = given;
  try {
    if (name === undefined || name === "help" || name === "--help" || name === "-h")
      return help(rest[0], terminal);
    if (name === "--version" || name === "version") return say(terminal, `${version}\n`);
    const listed = find(name);
    if (rest.includes("--help") || rest.includes("-h")) return help(name, terminal);
    const parsed = parse(listed, rest);
    const run = await listed.load();
    return await run(parsed, terminal);
  } catch (error) {
    if (!(error instanceof WrongUse || error instanceof Failed)) throw error;
    return complain(error, given.includes("--json"), terminal);
  }
}

function help(name: string | undefined, terminal: Terminal): ExitCode {
  return say(terminal, name === undefined ? overview() : manual(find(name)));
}

function say(terminal: Terminal, text: string): ExitCode {
  terminal.out(text);
  return 0;
}

function find(name: string): Listed {
  const listed = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (listed !== undefined) return listed;
  throw new WrongUse(`there is no command "${name}"${hint(name, Object.keys(COMMANDS))}`);
}

function parse(listed: Listed, rest: readonly string[]): Arguments {
  const options = Object.fromEntries(
    Object.entries(listed.options).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  );
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...rest],
      options,
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
    refuseTwice(tokens, listed);
    return { words: positionals, options: values };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (!(error instanceof Error) || !code.startsWith("ERR_PARSE_ARGS")) throw error;
    throw new WrongUse(`${wrongOption(error.message, listed)}; usage: tocsin ${listed.usage}`, undefined, {
      cause: error,
    });
  }
}

/** Of two values of one option nobody can tell which is meant; a flag that is given twice says the same twice. */
function refuseTwice(
  tokens: readonly { readonly kind: string; readonly name?: string }[],
  listed: Listed,
): void {
  const given = tokens.flatMap(({ kind, name = "" }) => (kind === "option" ? [name] : []));
  const twice = given.find((name, index) => {
    const option = listed.options[name];
    return option?.type === "string" && option.multiple !== true && given.indexOf(name) < index;
  });
  if (twice !== undefined)
    throw new WrongUse(
      `--${twice} is given more than once, and takes one value; usage: tocsin ${listed.usage}`,
    );
}

function wrongOption(message: string, listed: Listed): string {
  const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1];
  if (unknown === undefined) return message.split("\n")[0] ?? message;
  return `there is no option ${unknown}${hint(
    unknown,
    Object.keys(listed.options).map((name) => `--${name}`),
  )}`;
}

function complain(error: WrongUse | Failed, asJson: boolean, terminal: Terminal): ExitCode {
  if (asJson) {
    const problem = { file: error.file ?? "", path: "", line: 1, column: 1, message: error.message };
    printJson(terminal, { ok: false, problems: [problem] });
  }
  terminal.err(`tocsin: ${error.message}\n`);
  return error instanceof Failed ? 1 : 2;
}
