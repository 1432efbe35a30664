// The day of an action in the organization's issue field *Target date*: what is to be written there, and what was (D-12).
import type { Incident } from "./incident.ts";
import type { Policy } from "./policy/model.ts";
import type { Child } from "./snapshot/child.ts";
import type { IncidentSnapshot } from "./snapshot.ts";
import { type Task, tasksOf } from "./task.ts";

/** Where the hidden mark of a child has its kind. */
const KIND_PLACE = 2;

/** Node ids of the open actions whose day is shown in the field, where the policy wants that. */
export function datedActions(
  { children }: Pick<IncidentSnapshot, "children">,
  { actions, tasks }: Policy,
): readonly string[] {
  if (!actions.targetDate) return [];
  const isAction = ({ marks = [] }: Child): boolean =>
    marks.some(({ kind, words }) => kind === "of" && words[KIND_PLACE] === tasks.action?.mark);
  return children.filter((child) => child.state === "open" && isAction(child)).map(({ id }) => id);
}

/** What is to be done about the field of one action. */
export interface Mirroring {
  /** The day that is to be written. */
  readonly day?: string;
  /** What the ledger keeps of it then: the day, and the move that was taken back by it. */
  readonly shown?: string | undefined;
}

/**
 * What is to be done about the field of each action, by the node id of its issue. Each day is written once: who empties the field has decided, and
 * what GitHub refused is not tried again. A move that was refused is taken back, once.
 */
export function mirroringsOf(
  incident: Pick<Incident, "tasks" | "acts">,
  { targetField, ledger }: Pick<IncidentSnapshot, "targetField" | "ledger">,
): ReadonlyMap<string, Mirroring> {
  const before = new Map((ledger?.actions ?? []).map(({ id, shown }) => [id, shown]));
  const mirroringOf = ({ child: { id, target }, due = "" }: Task): Mirroring => {
    const shown = before.get(id);
    if (targetField === undefined || target === undefined || due === "") return { shown };
    if (target.day === due) return { shown: due };
    const last = target.moves.at(-1)?.id;
    const isRefused = incident.acts.some(({ item, verdict }) => item === last && verdict === "refused");
    const wanted = isRefused && target.day !== undefined ? `${due} ${last}` : due;
    const isDone = shown === wanted || (wanted === due && shown?.split(" ")[0] === due);
    return isDone ? { shown } : { day: due, shown: wanted };
  };
  return new Map(tasksOf(incident, "action").map((task) => [task.child.id, mirroringOf(task)]));
}
