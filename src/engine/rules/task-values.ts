// What the card says of tasks besides the review and the actions, and of those that were closed in a way that ends nothing.
import type { Value, Values } from "../effect.ts";
import type { IncidentSituation } from "../situation.ts";
import type { Task } from "../task.ts";
import { inline, plainName } from "../text/safe.ts";

/** Tasks of the policy's own kinds, and those that a closing did not end; nothing where there is none of either. */
export function taskValues(here: IncidentSituation): Values {
  const { tasks } = here.incident;
  const others = tasks.filter(({ kind }) => kind !== "review" && kind !== "action");
  const unended = tasks.filter((task) => task.unended !== undefined);
  return {
    ...(others.length > 0 && { tasks: others.map((task) => valuesOf(task, here)) }),
    ...(unended.length > 0 && { unended: unended.map((task) => valuesOf(task, here)) }),
  };
}

function valuesOf({ kind, child, state, unended }: Task, { ruling }: IncidentSituation): Value {
  const { noun = kind, close } = ruling.policy.tasks[kind] ?? {};
  return {
    noun: inline(noun),
    ref: child.ref,
    state,
    unended: unended ?? "",
    by: plainName(child.closedBy?.login ?? "somebody"),
    roles: (close?.by ?? []).map((role) => inline(ruling.policy.roles[role]?.title ?? role)).join(" or "),
  };
}
