// What becomes of an incident's tasks: events that clocks may hang on, and how each task stands.
import { dueOfAction } from "../action-day.ts";
import type { EventName } from "../events/table.ts";
import { isGivenUp, isVerified } from "../follow-up.ts";
import { ownChildren } from "../own.ts";
import type { Policy, TaskKind } from "../policy/model.ts";
import { classesIn } from "../review-body.ts";
import { holdersOf, isHeldBy } from "../rights.ts";
import type { Child } from "../snapshot/child.ts";
import type { IncidentSnapshot } from "../snapshot.ts";
import { kindOfMark, stateOf, type Task } from "../task.ts";
import type { Draft } from "./draft.ts";
import { followUpOf } from "./follow-up.ts";
import type { TaskEvent } from "./history-event.ts";

/** When tasks were opened and closed. An issue that is opened again was not closed. */
export function taskEvents(
  snapshot: IncidentSnapshot,
  policy: Policy,
  id: string | undefined,
): readonly TaskEvent[] {
  if (id === undefined || snapshot.children.length === 0) return [];
  const children = ownChildren(snapshot, policy, [id]);
  const firsts = children.filter(
    ({ effect }, index) => children.findIndex((other) => other.effect === effect) === index,
  );
  return firsts.flatMap(({ child, mark }): readonly TaskEvent[] => {
    const task = kindOfMark(policy.tasks, mark);
    if (task === undefined) return [];
    const event = (became: TaskEvent["became"], at: number): TaskEvent => ({
      ...{ kind: "task", id: child.id, at, became, task, child },
    });
    const { state, createdAt, closedAt, assignees, assignedAt = createdAt, editedAt = createdAt } = child;
    const isClassed = task.key === "review" && classesIn(child.body, policy).length > 0;
    return [
      event("filed", createdAt),
      ...(assignees.length > 0 ? [event("owned", assignedAt)] : []),
      // What was ticked while it was open is not said anew by an edit after the end.
      ...(isClassed ? [event("classed", Math.min(editedAt, closedAt ?? editedAt))] : []),
      ...(state === "closed" && closedAt !== undefined ? [event("closed", closedAt)] : []),
    ];
  });
}

/**
 * The events of one: `filed.<kind>`, `owned.<kind>` where it has somebody, and `ended.<kind>`; of actions `task.filed`, `task.done` where it was closed as completed,
 * and `tasks.done` when none is open any more. Dropped ones are not done, and wait for nothing. `ended` are the ids of tasks
 * whose closing ends them, this one included.
 */
export function eventsOf(
  { became, task, child }: TaskEvent,
  all: readonly TaskEvent[],
  ended: ReadonlySet<string>,
): readonly EventName[] {
  const isAction = task.key === "action";
  if (became === "classed") return [];
  if (became === "owned") return [`owned.${task.key}`];
  if (became === "filed") return [`filed.${task.key}`, ...(isAction ? (["task.filed"] as const) : [])];
  const { state } = stateOf(child, task, ended.has(child.id));
  if (state === "open") return [];
  const done: readonly EventName[] = isAction && state === "done" ? ["task.done"] : [];
  const last: readonly EventName[] = isAction && isLast(all, ended) ? ["tasks.done"] : [];
  return [`ended.${task.key}`, ...done, ...last];
}

/** Are all actions closed, and did the closing of each so far end it? */
function isLast(all: readonly TaskEvent[], ended: ReadonlySet<string>): boolean {
  const actions = all.filter(({ task }) => task.key === "action").map(({ child }) => child);
  return actions.every(({ id, state }) => state === "closed" && ended.has(id));
}

/** May whoever closed a task end it: do they have one of the roles then that its kind asks for? */
export function mayEnd(
  { close }: Pick<TaskKind, "close">,
  { closedBy, closedAt = 0 }: Pick<Child, "closedBy" | "closedAt">,
  { roles, ruling }: Pick<Draft, "roles" | "ruling">,
): boolean {
  if (close.by.length === 0) return true;
  if (closedBy === undefined) return false;
  return close.by.some((role) => isHeldBy(holdersOf(role, { ruling, roles }, closedAt), closedBy.login));
}

/** Every task as it stands; its closing counts where it did when it happened. */
export function tasksIn(
  firsts: readonly { readonly child: Child; readonly mark: string; readonly effect: string }[],
  draft: Draft,
): readonly Task[] {
  return firsts.flatMap(({ child, mark, effect }): readonly Task[] => {
    const kind = kindOfMark(draft.ruling.policy.tasks, mark);
    if (kind === undefined) return [];
    const may = kind.close.by.length === 0 || draft.endedTasks.has(child.id);
    const said = followUpOf(draft, child);
    const isSeen = isVerified(said, child);
    return [
      {
        ...{ kind: kind.key, effect, child },
        ...(isGivenUp(said, child) ? { state: "dropped" } : stateOf(child, kind, may)),
        ...(kind.key === "action" && {
          due: dueOfAction(child, draft),
          followUp: { ...said, verified: isSeen ? said.verified : undefined },
        }),
      },
    ];
  });
}
