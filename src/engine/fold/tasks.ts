// What becomes of an incident's tasks (the actions of its review), as events that clocks may hang on.
import type { EventName } from "../events/table.ts";
import { ownChildren } from "../own.ts";
import type { Policy } from "../policy/model.ts";
import type { Child, Snapshot } from "../snapshot.ts";
import type { Happening } from "./happening.ts";

/**
 * `task.filed` for each, `task.done` for each that was closed as completed, and `tasks.done` when none is open any more. Dropped
 * ones are not done, and wait for nothing. An issue that is opened again was not closed.
 */
export function taskHappenings(
  snapshot: Snapshot,
  policy: Policy,
  id: string | undefined,
): readonly Happening[] {
  const tasks = tasksOf(snapshot, policy, id);
  const happening = (name: EventName, task: Child, at: number): Happening => ({
    kind: "task",
    id: task.id,
    at,
    name,
  });
  const last = tasks.toSorted((one, other) => (one.closedAt ?? 0) - (other.closedAt ?? 0)).at(-1);
  const over = tasks.every(({ state, closedAt }) => state === "closed" && closedAt !== undefined);
  return [
    ...tasks.map((task) => happening("task.filed", task, task.createdAt)),
    ...tasks.flatMap((task) =>
      task.state === "closed" && task.reason !== "not_planned" && task.closedAt !== undefined
        ? [happening("task.done", task, task.closedAt)]
        : [],
    ),
    ...(over && last?.closedAt !== undefined ? [happening("tasks.done", last, last.closedAt)] : []),
  ];
}

/** The actions that we filed, each once: of doubles the oldest counts. */
function tasksOf(snapshot: Snapshot, policy: Policy, id: string | undefined): readonly Child[] {
  if (id === undefined || snapshot.children.length === 0) return [];
  const actions = ownChildren(snapshot, policy, [id]).filter(({ kind }) => kind === "action");
  return actions
    .filter(({ effect }, index) => actions.findIndex((other) => other.effect === effect) === index)
    .map(({ child }) => child);
}
