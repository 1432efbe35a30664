// What was said of an end that was undone: a time of before the incident was opened again is not when it was over.
import type { Facts } from "./fact.ts";
import type { Policy } from "./policy/model.ts";
import type { Event } from "./settled.ts";

/** Is a field's time that of an earlier end: a time that is asked for at the end, and that lies before the incident was opened again last? */
export function isOfEarlierEnd(
  id: string,
  { facts, events }: { readonly facts: Facts; readonly events: readonly Event[] },
  { fields }: Pick<Policy, "fields">,
): boolean {
  const field = fields[id];
  const at = facts.get(id)?.at;
  if (at === undefined || field?.type !== "time" || !field.required.includes("resolve")) return false;
  const again = events.findLast(({ name }) => name === "reopened");
  return again !== undefined && at < again.at;
}
