// What a closed incident still owes: it keeps the label on that a sweep goes by, and makes the headline of the card.
import { unfiledIn } from "./action-ties.ts";
import type { Clocks } from "./clock.ts";
import type { EscalationStanding } from "./escalation/standing.ts";
import { isOpen } from "./escalation/step.ts";
import type { Incident } from "./incident.ts";
import type { Instant } from "./instant.ts";
import type { Policy, TaskKind } from "./policy/model.ts";
import type { RunningLimit } from "./prompt.ts";
import type { Review } from "./review.ts";
import { type Gaps, gapsIn } from "./review-body.ts";
import type { IncidentSnapshot } from "./snapshot.ts";
import { isOver, lostTasks, reviewIn, tasksOf } from "./task.ts";
import type { Uncounted } from "./uncounted.ts";

/**
 * What is owed after the end: tasks of a kind, that the risk of a flag is made safe (HA-5), limits that run or rest, clocks that can't
 * be counted yet, an answer, a level's that was asked on the closed incident, what a review that is done still lacks (S-8), the row in
 * the incident log (S-7), or an action that is out of sight and not over.
 */
export type Owed =
  | { readonly what: "task"; readonly kind: string }
  | { readonly what: "safe"; readonly flag: string }
  | { readonly what: "limits" | "uncounted" | "answer" | "questions" | "level" | "gaps" | "log" | "lost" };

/** Is this owed? */
export function isOwed(owed: readonly Owed[], what: Owed["what"]): boolean {
  return owed.some((one) => one.what === what);
}

/** A kind of task of which one is to be opened, not before `from`. */
export interface ToOpen {
  readonly kind: TaskKind;
  readonly from: Instant;
}

/**
 * A false alarm, a duplicate, or an exercise that is over: what a clock that no end stops still asks for is not due of it. Not planned
 * by itself says nothing of what had to be told.
 */
export function isCalledOff({ closed, drill }: Pick<Incident, "closed" | "drill">): boolean {
  if (closed === undefined) return false;
  return closed.falseAlarm || closed.reason === "duplicate" || drill !== undefined;
}

/** Does what is asked for at the end make no sense, as no service was brought back? */
export function hasNoEnd(incident: Pick<Incident, "closed" | "drill">): boolean {
  return isCalledOff(incident) || incident.closed?.reason === "not_planned";
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
    readonly clocks: Clocks;
    readonly uncounted: readonly Uncounted[];
    /** From when on what is known may be owed under the present policy. */
    readonly since: Instant;
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
  for (const flag of unsafe(incident, how)) found.push({ what: "safe", flag });
  // A report or what is to be verified is due after the end (H-30, S-9).
  if (incident.closed !== undefined && (running.length > 0 || isResting(incident, how)))
    found.push({ what: "limits" });
  if (incident.closed !== undefined && how.uncounted.length > 0) found.push({ what: "uncounted" });
  if (incident.closed !== undefined && reviewGaps(incident, policy) !== undefined)
    found.push({ what: "gaps" });
  if (asks) found.push({ what: "questions" });
  // Somebody asked for help after the end: a sweep has to find when its time is over.
  if (incident.closed !== undefined && escalation.steps.some(isOpen)) found.push({ what: "level" });
  return found;
}

/** What the policy asked in a review and that has no answer, though it was closed as done; of one that was dropped nothing. */
export function reviewGaps(
  incident: Pick<Incident, "tasks" | "closed" | "drill">,
  policy: Policy,
): Gaps | undefined {
  const review = reviewIn(incident);
  return review?.state === "done" && !isCalledOff(incident) ? gapsIn(review.child, policy) : undefined;
}

/** Flags whose risk is to be made safe whatever the state of the incident, and was not (HA-5); of an exercise none. */
function unsafe(
  { closed, drill, flags }: Incident,
  { policy, since }: { readonly policy: Policy; readonly since: Instant },
): readonly string[] {
  if (closed === undefined || drill) return [];
  return Object.values(policy.flags).flatMap(({ key, untilSafe }) => {
    const flagged = flags.get(key);
    const isOpen = untilSafe && flagged !== undefined && flagged.safe === undefined;
    return isOpen && flagged.since >= since ? [key] : [];
  });
}

/** Does a clock rest that the end did not stop? What it waits for is to come yet. */
function isResting(
  incident: Incident,
  { clocks, since }: { readonly clocks: Clocks; readonly since: Instant },
): boolean {
  if (isCalledOff(incident)) return false;
  return [...clocks.values()].some(
    ({ running, dueAt, pausedAt }) =>
      running && dueAt !== undefined && pausedAt !== undefined && pausedAt >= since,
  );
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
    since,
  }: {
    readonly wanted: Review;
    readonly policy: Policy;
    readonly toOpen: readonly ToOpen[];
    readonly since: Instant;
  },
): boolean {
  const its = tasksOf(incident, kind.key);
  // A policy that asks for it by now asks nothing of what was over before it.
  const verify = since === Number.NEGATIVE_INFINITY && policy.actions.verify !== undefined;
  if (its.some((task) => !isOver(task, verify))) return true;
  if (kind.key === "review") return its.length === 0 && wanted === "due";
  if (kind.key !== "action") return toOpen.some((one) => one.kind === kind);
  const review = reviewIn(incident)?.child;
  const actions = its.map(({ child }) => child);
  const isMade = (effect: string): boolean => snapshot.ledger?.created.has(effect) === true;
  return (
    review !== undefined &&
    unfiledIn(review, actions, { policy, home: snapshot.repository.name, isMade }).length > 0
  );
}
