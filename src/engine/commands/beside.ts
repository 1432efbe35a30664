// Words of a command's line for which its act has no place: they are kept beside it, so that nothing that was written is dropped.
import type { Judgement } from "../judge/situation.ts";
import type { Command } from "../text/command.ts";
import { reasonIn } from "../text/spoken.ts";
import { definitionOf } from "./index.ts";

/** A judgement with the words of its command's line that none of its acts has. What is read as text is in its comment, and shown from there. */
export function withWordsBeside(verdict: Judgement, command: Command): Judgement {
  const [first, ...others] = verdict.acts;
  if (first === undefined || definitionOf(command.kind).text !== undefined) return verdict;
  // Of a line that may name several each act has its own words already.
  const text = "text" in command && !("line" in command) ? command.text : undefined;
  const left = [text, text?.includes(command.because ?? "") ? undefined : command.because]
    .flatMap((words) => reasonIn(words?.trim(), "") ?? [])
    .filter((words) => !verdict.acts.some((act) => has(act, words)));
  return left.length === 0
    ? verdict
    : { ...verdict, acts: [{ ...first, words: [first.words ?? [], left].flat().join(", ") }, ...others] };
}

function has(value: unknown, words: string): boolean {
  if (typeof value === "string") return value.includes(words);
  return typeof value === "object" && value !== null && Object.values(value).some((one) => has(one, words));
}
