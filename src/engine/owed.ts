// What a closed incident still owes: it keeps the label on that a sweep goes by, and makes the headline of the card.
import { hasUnfiled } from "./action-ties.ts";
import type { EscalationStanding } from "./escalation/standing.ts";
import { isOpen } from "./escalation/step.ts";
import type { Incident } from "./incident.ts";
import type { Instant } from "./instant.ts";
import type { Policy, TaskKind } from "./policy/model.ts";
import type { RunningLimit } from "./prompt.ts";
import type { Review } from "./review.ts";
import type { IncidentSnapshot } from "./snapshot.ts";
import { lostTasks, reviewIn, tasksOf } from "./task.ts";

/** What is owed after the end: tasks of a kind, what is still due, an answer, or a level's that was asked on the closed incident. */
export type Owed =
  | { readonly what: "task"; readonly kind: string }
  | { readonly what: "limits" | "answer" | "questions" | "level" };

/** Is this owed? */
export function isOwed(owed: readonly Owed[], what: Owed["what"]): boolean {
  return owed.some((one) => one.what === what);
}

/** A kind of task of which one is to be opened, not before `from`. */
export interface ToOpen {
  readonly kind: TaskKind;
  readonly from: Instant;
}

/** A false alarm or a duplicate: what a clock that no end stops still asks for is not due of it. */
export function isCalledOff({ closed }: Incident): boolean {
  return closed !== undefined && closed.reason !== "completed";
}

/** A review that is due is owed before it exists: the label that keeps the incident in sight goes on first. */
export function owedOf(
  snapshot: IncidentSnapshot,
  incident: Incident,
  how: {
    readonly wanted: Review;
    readonly policy: Policy;
    readonly running: readonly RunningLimit[];
    readonly toOpen: readonly ToOpen[];
    readonly escalation: EscalationStanding;
    readonly asks: boolean;
  },
): readonly Owed[] {
  const { policy, running, asks, escalation } = how;
  if (snapshot.issue.state === "open" || incident.management !== "managed") return [];
  const found: Owed[] = [];
  // What can't be found nobody can end: it would be owed for ever.
  const lost = lostTasks(policy.tasks, snapshot, incident.id).map(({ kind }) => kind);
  if (incident.closed === undefined) found.push({ what: "answer" });
  for (const kind of Object.values(policy.tasks))
    if (kind.livesOn && !lost.includes(kind.key) && isOpenTask(kind, snapshot, incident, how))
      found.push({ what: "task", kind: kind.key });
  // A report or what is to be verified is due after the end (H-30, S-9).
  if (incident.closed !== undefined && running.length > 0) found.push({ what: "limits" });
  if (asks && !isCalledOff(incident)) found.push({ what: "questions" });
  // Somebody asked for help after the end: a sweep has to find when its time is over.
  if (incident.closed !== undefined && escalation.steps.some(isOpen)) found.push({ what: "level" });
  return found;
}

/** Is a task of this kind open, or to be opened yet? */
function isOpenTask(
  kind: TaskKind,
  snapshot: IncidentSnapshot,
  incident: Incident,
  {
    wanted,
    policy,
    toOpen,
  }: {
    readonly wanted: Review;
    readonly policy: Policy;
    readonly toOpen: readonly ToOpen[];
  },
): boolean {
  const its = tasksOf(incident, kind.key);
  if (its.some(({ state }) => state === "open")) return true;
  if (kind.key === "review") return its.length === 0 && wanted === "due";
  if (kind.key !== "action") return toOpen.some((one) => one.kind === kind);
  const review = reviewIn(incident)?.child;
  const actions = its.map(({ child }) => child);
  const isMade = (effect: string): boolean => snapshot.ledger?.created.has(effect) === true;
  return (
    review !== undefined && hasUnfiled(review, actions, { policy, home: snapshot.repository.name, isMade })
  );
}
