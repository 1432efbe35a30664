// What of GitHub's schema older servers lack: it is asked for until a server says that it does not know it, and then left out.
import { type Duration, HOUR, type Instant } from "../engine/instant.ts";
import type { Clock } from "../world.ts";
import type { GraphqlAnswer } from "./partial.ts";

/** A part of the schema that a GitHub Enterprise Server may lack. `dependencies`: issues that block others. */
export type Newer = "dependencies";

/** A line of a document that asks for something newer: it stands on a line of its own, by which a server names it. */
export function newer(part: Newer, line: string): string {
  return `${line} #? ${part}`;
}

/** What is known of the schema of a server, as one identity is shown it. */
export interface ServerSchema {
  /** A document without the lines that the server does not answer. */
  fit(document: string): string;
  /** Learns from errors; answers whether the document is worth sending again, fitted anew. */
  learn(sent: string, answer: GraphqlAnswer<unknown>): boolean;
}

const mark = / #\? (\w+)$/;

const partOf = (line: string | undefined): string | undefined => mark.exec(line ?? "")?.[1];

/** A right may be given at any time; what it opens is asked for again after so long. */
const heldBackFor: Duration = HOUR;

/** Nothing is known to be lacking at first: github.com lacks nothing, so that it is asked nothing besides. */
export function createServerSchema(clock: Pick<Clock, "now">): ServerSchema {
  /** Until when a part is left out: what a server does not know at all it will not learn while it runs. */
  const lacking = new Map<string, Instant>();
  const isLacking = (part: string | undefined): boolean => clock.now() < (lacking.get(part ?? "") ?? 0);
  return {
    fit(document) {
      if (lacking.size === 0) return document;
      const lines = document.split("\n");
      return lines.filter((line) => !isLacking(partOf(line))).join("\n");
    },
    learn(sent, answer) {
      // Unknown fields refuse a document as a whole, and what we may not read is an error beside the rest; either names its lines:
      // https://spec.graphql.org/October2021/#sec-Errors
      if (answer.errors.every((error) => error.lines === undefined)) return false;
      const lines = sent.split("\n");
      let isNew = false;
      for (const { lines: named = [], type } of answer.errors)
        for (const part of named.map((line) => partOf(lines[line - 1]))) {
          if (part === undefined || isLacking(part)) continue;
          lacking.set(part, type === "FORBIDDEN" ? clock.now() + heldBackFor : Number.POSITIVE_INFINITY);
          isNew = true;
        }
      return isNew;
    },
  };
}
