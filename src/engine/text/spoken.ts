// What all readers of commands share: the reason and the text that stand beside what a command says.
import type { Asked, Command, Spoken } from "./command.ts";

/** A command, or the sentence that says what is wrong with its line. */
export type Reading = Command | string;

/** The text under the line of a command, and its reason. */
export function spoken({ rest, because }: Asked): Spoken {
  return because === undefined ? { rest } : { rest, because };
}

/** Words left over on the line are a reason, too, when there is none after "because". */
export function withReason(asked: Asked, others: string): Spoken {
  const reason = asked.because ?? others.replace(/^[\s,;:–—-]+/, "").trim();
  return reason === "" ? { rest: asked.rest } : { rest: asked.rest, because: reason };
}

/** All that a command says, from its line and from under it. */
export function fullText({ whole, rest }: Asked): string {
  return [whole, rest].filter((part) => part !== "").join("\n");
}
