// What is open of the times that people promised: asked about where one can't be read for sure, until another is given.
import type { Draft } from "./draft.ts";
import type { ActSource } from "./status.ts";

/** A time that was not taken as it was written: it can't be read for sure, or is so `far` away that it needs a reason. */
export type UnclearTime = { readonly text: string; readonly why: string; readonly far?: "yes" };

/** The last word on the next update: nothing is asked any more, or this time is. */
export function askForTime(draft: Draft, unclear: UnclearTime | undefined, source: ActSource): void {
  draft.questions = draft.questions.filter(({ topic }) => topic !== "time");
  if (unclear !== undefined) draft.questions.push({ topic: "time", ...source, values: unclear });
}
