// The only way to the log of the Action's step: lines, and annotations for what is wrong. Words of people command nothing in either.
import type { Problem } from "../engine/policy/model.ts";
import { annotation, oneLine } from "../engine/text/stream.ts";
import type { Fields, Log } from "../run/log.ts";

/** What can be said in a step. */
export interface StepLog {
  /** Plain lines: the message, then each field as `name=JSON`. */
  readonly log: Log;
  /** Marks an error on the run's page. */
  error(message: string): void;
  /** A problem of a policy as an error at its line. */
  problem(problem: Problem): void;
}

/** A step over the runner's standard output, which nothing else writes to. */
export function createStep(out: (text: string) => void): StepLog {
  const at =
    (level: string) =>
    (fields: Fields, message: string): void => {
      const said = Object.entries(fields).flatMap(([name, value]) =>
        value === undefined ? [] : [`${name}=${JSON.stringify(value)}`],
      );
      out(`tocsin ${oneLine(`${level}${[message, ...said].join(" ")}`)}\n`);
    };
  return {
    log: { info: at(""), warn: at("warning: "), error: at("error: ") },
    error: (message) => out(annotation(message)),
    problem: ({ file, path, line, column, message }) => {
      const words = path === "" ? message : `${path}: ${message}`;
      out(annotation(words, { file, line, column, title: "Tocsin policy" }));
    },
  };
}
