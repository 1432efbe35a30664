// What is open of the times that people gave: asked about where one can't be used as it was written, until another is given.
import type { Fact } from "../fact.ts";
import type { Draft } from "./draft.ts";
import type { ActSource } from "./status.ts";

/** A time that was not taken as it was written: it can't be read for sure, or is so `far` away that it needs a reason. */
export type UnclearTime = { readonly text: string; readonly why: string; readonly far?: "yes" };

/** The last word on the next update: nothing is asked any more, or this time is. */
export function askForTime(draft: Draft, unclear: UnclearTime | undefined, source: ActSource): void {
  draft.questions = draft.questions.filter(({ topic }) => topic !== "time");
  if (unclear !== undefined) draft.questions.push({ topic: "time", ...source, values: unclear });
}

/** The last word on a fact: where it is a time that can't be used, it is asked about. */
export function askForFact(draft: Draft, field: string, given: Fact | undefined, source: ActSource): void {
  draft.questions = draft.questions.filter(
    ({ topic, values }) => topic !== "fact-time" || values.field !== field,
  );
  const isTime = draft.ruling.policy.fields[field]?.type === "time";
  const unclear =
    given?.doubt ?? (given?.problem === undefined ? undefined : { text: given.text, why: given.problem });
  if (!isTime || unclear === undefined) return;
  const values = { field, ...unclear, stands: given?.at === undefined ? "" : "yes" };
  draft.questions.push({ ...source, topic: "fact-time", cause: `${source.cause}/${field}`, values });
}
