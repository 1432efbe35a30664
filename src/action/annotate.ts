// What the runner's log shows: one line a pass, and workflow commands for what is wrong, each safe against words of people.
import type { Problem } from "../engine/policy/model.ts";
import type { Fields, Log } from "../run/log.ts";

interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly title?: string | undefined;
}

/** A workflow command that marks an error, at a place of a file where one is given; with a line break at its end. */
export function errorCommand(message: string, { file, line, column, title }: Place = {}): string {
  const properties = Object.entries({ file, line, col: column, title }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  return `::error${properties.length === 0 ? "" : ` ${properties.join(",")}`}::${escapeMessage(message)}\n`;
}

/** A problem of a policy as an error at its line. */
export function problemCommand({ file, path, line, column, message }: Problem): string {
  const words = path === "" ? message : `${path}: ${message}`;
  return errorCommand(words, { file, line, column, title: "Tocsin policy" });
}

/** A log that writes plain lines: the message, then each field as `name=JSON`. No line can begin a workflow command. */
export function createLineLog(write: (line: string) => void): Log {
  const at =
    (level: string) =>
    (fields: Fields, message: string): void => {
      const said = Object.entries(fields).flatMap(([name, value]) =>
        value === undefined ? [] : [`${name}=${JSON.stringify(value)}`],
      );
      write(`tocsin ${level}${[message, ...said].join(" ").replace(/[\r\n]+/g, " ")}\n`);
    };
  return { info: at(""), warn: at("warning: "), error: at("error: ") };
}

function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
