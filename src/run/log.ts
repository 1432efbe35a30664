// Where the shell says what it did: one JSON line per fact, on a stream that the entry chooses.

import { oneLine } from "../engine/text/stream.ts";

/** Levels from the most to the least talkative; `silent` says nothing. */
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** One of the levels of `logLevels`; a log writes the lines of its own level and of those after it. */
export type LogLevel = (typeof logLevels)[number];

/** What can be said in a line besides its message: plain data, never a secret and never a payload. */
export type Fields = Readonly<Record<string, unknown>>;

/** A structured log: data first, then one sentence. */
export interface Log {
  info(fields: Fields, message: string): void;
  warn(fields: Fields, message: string): void;
  error(fields: Fields, message: string): void;
}

/** What an error says, with the reasons behind it, in one line and without its stack. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error instanceof AggregateError ? error.errors.map(reasonOf).join("; ") : "";
  const cause = error.cause === undefined ? "" : `; because: ${reasonOf(error.cause)}`;
  return `${error.message}${inner === "" ? "" : `: ${inner}`}${cause}`;
}

interface LogOptions {
  readonly level: LogLevel;
  /** Takes one line, its line break included. */
  readonly write: (line: string) => void;
  /** Epoch milliseconds UTC. */
  readonly now: () => number;
}

/** A log of JSON lines `{"time","level","msg",…fields}`; lines below `level` are not built at all. */
export function createLog({ level, write, now }: LogOptions): Log {
  const lowest = logLevels.indexOf(level);
  const at = (name: LogLevel) => {
    if (logLevels.indexOf(name) < lowest) return () => undefined;
    return (fields: Fields, message: string): void =>
      write(
        `${oneLine(JSON.stringify({ time: new Date(now()).toISOString(), level: name, msg: message, ...fields }))}\n`,
      );
  };
  return { info: at("info"), warn: at("warn"), error: at("error") };
}
