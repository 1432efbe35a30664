// Tasks: issues that hang under an incident, each of a kind that the policy describes; review and action are the first two.

import { isMeant } from "./events/read.ts";
import type { EventName } from "./events/table.ts";
import type { SaidOfAction } from "./follow-up.ts";
import type { Instant } from "./instant.ts";
import type { CloseReason, TaskKind } from "./policy/model.ts";
import type { Child } from "./snapshot/child.ts";
import type { IncidentSnapshot, IssueRef } from "./snapshot.ts";

/** `open`: it is still to be done. `done` and `dropped`: it was ended, by somebody who may. */
export type TaskState = "open" | "done" | "dropped";

/** A task that we opened for an incident; of doubles the oldest. */
export interface Task {
  /** The key of its kind. */
  readonly kind: string;
  /** Id of the effect that made it. */
  readonly effect: string;
  readonly child: Child;
  readonly state: TaskState;
  /** It was closed in a way that does not end it: by somebody who may not, or with another reason. */
  readonly unended?: "who" | "reason";
  /** Of an action the day by which it is due, `2025-05-01`; "" where it has none. */
  readonly due?: string;
  /** Of an action what was said of it since it was filed, as far as it still holds. */
  readonly followUp?: SaidOfAction;
}

/** Is nothing to be done any more of a task: was it dropped, or done and, where an action is to be verified (`verify`, S-9), that too? */
export function isOver({ kind, state, followUp }: Task, verify: boolean): boolean {
  if (state !== "done" || kind !== "action" || !verify) return state !== "open";
  return followUp?.verified !== undefined;
}

/** The kind of a child by the mark that it carries. */
export function kindOfMark(kinds: Readonly<Record<string, TaskKind>>, mark: string): TaskKind | undefined {
  return Object.values(kinds).find((kind) => kind.mark === mark);
}

/** How a task stands; `mayEnd`: the kind lets whoever closed it end it. */
export function stateOf(
  { state, reason = "completed" }: Pick<Child, "state" | "reason">,
  { close }: Pick<TaskKind, "close">,
  mayEnd: boolean,
): Pick<Task, "state" | "unended"> {
  if (state === "open") return { state: "open" };
  if (!mayEnd) return { state: "open", unended: "who" };
  const isOne = (reasons: readonly CloseReason[]): boolean => reasons.includes(reason);
  if (isOne(close.done)) return { state: "done" };
  return isOne(close.dropped) ? { state: "dropped" } : { state: "open", unended: "reason" };
}

/** How many issues may hang under one, closed ones included: GitHub takes no more. */
const mostUnder = 100;

/** How many more issues may hang under the incident. One that may not is opened all the same, and known by its marker. */
export function roomUnder({ children }: { readonly children: readonly Pick<Child, "linked">[] }): number {
  return Math.max(0, mostUnder - children.filter(({ linked }) => linked).length);
}

/** The tasks of a kind, oldest first. */
export function tasksOf({ tasks }: { readonly tasks: readonly Task[] }, kind: string): readonly Task[] {
  return tasks.filter((task) => task.kind === kind);
}

/** The review of an incident, where there is one. */
export function reviewIn(incident: { readonly tasks: readonly Task[] }): Task | undefined {
  return tasksOf(incident, "review")[0];
}

/** The longest title of a new task; GitHub takes a few characters more. */
const longestTitle = 250;

/** The title of a new task. Of a long one the incident's is cut, so that what stands behind it is kept. */
export function titleOf({ title }: Pick<TaskKind, "title">, of: string, slug = of): string {
  const whole = title.replaceAll("{slug}", () => slug);
  const room = Math.max(0, longestTitle - whole.replaceAll("{title}", "").length);
  return whole.replaceAll("{title}", () => of.slice(0, room)).slice(0, longestTitle);
}

/** The effect that opens a task on an event: once in an incident's life. `retro` is the review's older name; ids on GitHub keep it. */
export function openingId(kind: TaskKind, incidentId: string): string {
  return kind.key === "review" ? `retro/${incidentId}` : `task/${kind.key}/${incidentId}`;
}

/** A task that was opened once and can't be found any more: it was deleted, or is out of sight. */
export interface LostTask {
  /** The key of its kind. */
  readonly kind: string;
  readonly ref: IssueRef;
}

/** The lost tasks of an incident, its review among them: none is opened again or owed. One that was only now made may not show yet. */
export function lostTasks(
  kinds: Readonly<Record<string, TaskKind>>,
  { ledger, unseen, recent }: Pick<IncidentSnapshot, "ledger" | "unseen" | "recent">,
  incidentId: string,
): readonly LostTask[] {
  return Object.values(kinds).flatMap((kind) => {
    const id = openingId(kind, incidentId);
    const made = ledger?.created.get(id);
    const isLost = made !== undefined && !recent.has(id) && unseen.includes(made.id);
    return isLost ? [{ kind: kind.key, ref: made.ref }] : [];
  });
}

/** What happened to an incident, as far as it opens tasks. */
interface ToldEvent {
  readonly name: EventName;
  readonly first?: boolean | undefined;
  readonly at: Instant;
  /** When it became known, where that was later or earlier than it happened. */
  readonly saidAt?: Instant | undefined;
}

/** What of an incident decides whether a task is opened. */
interface Told {
  readonly events: readonly ToldEvent[];
  readonly drill?: unknown;
  readonly closed?: { readonly reason: CloseReason } | undefined;
}

/**
 * From when on a task of this kind is wanted: the earliest that an event on which it is opened happened and was known, which lies
 * ahead where a field names a time to come. Undefined where there is no such event, and of an exercise, a false alarm or a
 * duplicate. What was known before `since` does not count.
 */
export function wantedFrom(
  { opens }: Pick<TaskKind, "opens">,
  { events, drill, closed }: Told,
  since: Instant,
): Instant | undefined {
  if (drill !== undefined || (closed !== undefined && closed.reason !== "completed")) return undefined;
  const times = events.flatMap((event, index) => {
    const counts = knownAt(event) >= since && opens.some((words) => isMeant(words, event));
    const from = Math.max(event.at, knownAt(event));
    // A time that was corrected before it came is not waited for.
    const isCorrected = events.some(
      (other, place) => place > index && other.name === event.name && knownAt(other) < from,
    );
    return counts && !isCorrected ? [from] : [];
  });
  return times.length === 0 ? undefined : Math.min(...times);
}

const knownAt = ({ at, saidAt = at }: ToldEvent): Instant => saidAt;
