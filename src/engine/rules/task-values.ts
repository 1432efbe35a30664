// What the card says of tasks besides the review and the actions, and of those that were closed in a way that ends nothing.

import type { IncidentSituation } from "../situation.ts";
import { lostTasks, type Task } from "../task.ts";
import { inline, plainName } from "../text/safe.ts";
import type { Value, Values } from "../wanted.ts";

/** Tasks of the policy's own kinds, those of them that are lost, and those that a closing did not end; nothing where there is none of either. */
export function taskValues(here: IncidentSituation): Values {
  const { incident, snapshot, ruling } = here;
  const { tasks } = incident;
  const isOther = ({ kind }: Pick<Task, "kind">): boolean => kind !== "review" && kind !== "action";
  const others = tasks.filter(isOther);
  const lost = lostTasks(ruling.policy.tasks, snapshot, incident.id).filter(isOther);
  const unended = tasks.filter((task) => task.unended !== undefined);
  return {
    ...(others.length > 0 && { tasks: others.map((task) => valuesOf(task, here)) }),
    ...(lost.length > 0 && {
      lostTasks: lost.map(({ kind, ref }) => ({ noun: nounOf(kind, here), ref })),
    }),
    ...(unended.length > 0 && { unended: unended.map((task) => valuesOf(task, here)) }),
  };
}

function nounOf(kind: string, { ruling }: IncidentSituation): string {
  return inline(ruling.policy.tasks[kind]?.noun ?? kind);
}

function valuesOf({ kind, child, state, unended }: Task, here: IncidentSituation): Value {
  const { ruling } = here;
  const { close } = ruling.policy.tasks[kind] ?? {};
  return {
    noun: nounOf(kind, here),
    ref: child.ref,
    state,
    unended: unended ?? "",
    by: plainName(child.closedBy?.login ?? "somebody"),
    roles: (close?.by ?? []).map((role) => inline(ruling.policy.roles[role]?.title ?? role)).join(" or "),
  };
}
