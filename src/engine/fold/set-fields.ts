// Facts that people give by commands: they win over the form until they are cleared.
import type { FieldValues } from "../act.ts";
import { fact } from "../facts.ts";
import type { Draft } from "./draft.ts";
import type { ActSource } from "./status.ts";

/** Takes facts in, or back where their value is empty; what follows from them is settled by whoever calls. */
export function setFields(
  draft: Draft,
  fields: FieldValues | undefined,
  source: ActSource,
  because = "",
): void {
  for (const [id, value] of Object.entries(fields ?? {})) {
    const field = draft.ruling.policy.fields[id];
    if (field === undefined) continue;
    if (value === "") draft.said.delete(id);
    else {
      draft.said.set(id, fact(field, [value], draft.ruling.policy, source.at));
      fillIn(draft, id);
    }
    draft.history.push({
      at: source.at,
      by: source.by,
      what: value === "" ? "fact-unset" : "fact-set",
      values: { field: id, value, because },
    });
  }
}

/** What the last update left out is known now. */
function fillIn(draft: Draft, id: string): void {
  const { leftOut } = draft;
  if (leftOut?.fields.includes(id))
    draft.leftOut = { ...leftOut, fields: leftOut.fields.filter((one) => one !== id) };
}
