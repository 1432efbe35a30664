// Facts that people give by commands: they win over the form until they are cleared.
import type { FieldValues } from "../act.ts";
import { isOfEarlierEnd } from "../earlier-end.ts";
import { type Fact, fact } from "../facts.ts";
import type { Instant } from "../instant.ts";
import { endFieldOf } from "../policy/names.ts";
import { askForFact } from "./ask-for-time.ts";
import { correctEnd } from "./correct.ts";
import type { Draft } from "./draft.ts";
import type { ActSource } from "./status.ts";

/**
 * Takes facts in, or back where their value is empty; what follows from them is settled by whoever calls. A time that is known stands
 * until another is given that can be used.
 */
export function setFields(
  draft: Draft,
  fields: FieldValues | undefined,
  source: ActSource,
  because = "",
): void {
  for (const [id, value] of Object.entries(fields ?? {})) {
    const field = draft.ruling.policy.fields[id];
    if (field === undefined) continue;
    const given = value === "" ? undefined : fact(field, [value], draft.ruling.policy, source.at);
    const known = draft.said.get(id) ?? draft.form.get(id);
    const stands = known?.at !== undefined && given?.problem !== undefined;
    const doubt = given?.problem === undefined ? undefined : { text: value, why: given.problem };
    if (isOfEarlier(draft, id, given, known) && correctEnd(draft, given.at, source)) continue;
    askForFact(draft, id, stands ? { ...known, doubt } : given, source);
    if (given === undefined) draft.said.delete(id);
    else if (!stands) {
      draft.said.set(id, given);
      fillIn(draft, id);
    }
    draft.history.push({
      at: source.at,
      by: source.by,
      what: stands ? "fact-unclear" : value === "" ? "fact-unset" : "fact-set",
      values: { field: id, value, because, ...(given?.at !== undefined && { readAt: `${given.at}` }) },
    });
  }
}

/** Is it the time of an end before the one of which it is known? That stays known, and the other is corrected. */
function isOfEarlier(
  { events, ruling }: Draft,
  id: string,
  given: Fact | undefined,
  known: Fact | undefined,
): given is Fact & { readonly at: Instant } {
  const is = (one: Fact): boolean =>
    isOfEarlierEnd(id, { facts: new Map([[id, one]]), events }, ruling.policy);
  const isSaid = given !== undefined && known?.at !== undefined && endFieldOf(ruling.policy)?.id === id;
  return isSaid && is(given) && !is(known);
}

/** What the last update left out is known now. */
function fillIn(draft: Draft, id: string): void {
  const { leftOut } = draft;
  if (leftOut?.fields.includes(id))
    draft.leftOut = { ...leftOut, fields: leftOut.fields.filter((one) => one !== id) };
}
