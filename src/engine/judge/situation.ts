// What a judgement is made from: the history so far, the ruling policy, and the rights that were looked up.

import type { ClockState, Ended } from "../clock-state.ts";
import type { Document } from "../document.ts";
import type { Facts } from "../facts.ts";
import type { TaskEvent } from "../fold/history-event.ts";
import type { SaidOfAction } from "../follow-up.ts";
import type {
  Event,
  Flagged,
  Holding,
  Incident,
  Management,
  Notice,
  SettledSeverity,
  SettledStatus,
} from "../incident.ts";
import type { Instant } from "../instant.ts";
import type { Judged, RefusalReason } from "../ledger.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { Question } from "../reply.ts";
import type { Child } from "../snapshot/child.ts";
import type { IncidentSnapshot } from "../snapshot.ts";
import type { PartsOf } from "../text/command.ts";

/** The incident as it stood when somebody did something. */
export interface JudgingSituation {
  readonly snapshot: IncidentSnapshot;
  readonly ruling: Ruling;
  readonly management: Management;
  /** When it was declared; where it is none yet, when the issue was opened. */
  readonly declaredAt: Instant;
  readonly facts: Facts;
  readonly severity?: SettledSeverity | undefined;
  readonly status: SettledStatus;
  readonly roles: ReadonlyMap<string, Holding>;
  readonly clocks: ReadonlyMap<string, ClockState>;
  /** Limits that came to their end, oldest first. */
  readonly ended: readonly Ended[];
  readonly assignees: ReadonlySet<string>;
  readonly raising: readonly string[];
  /** A label of a lower severity was refused just now: the one in force may go in the same move. */
  readonly swapping: boolean;
  readonly drill?: Incident["drill"];
  readonly questions: readonly Question[];
  /** What a comment consists of, read once in a pass. */
  readonly partsOf: PartsOf;
  readonly flags: ReadonlyMap<string, Flagged>;
  readonly title: string;
  readonly events: readonly Event[];
  readonly notices: ReadonlyMap<string, Notice>;
  /** Documents by their key, of which anything happened. */
  readonly documents: ReadonlyMap<string, Document>;
  /** What becomes of tasks, and the ids of those whose closing so far ended them. */
  readonly tasks: readonly TaskEvent[];
  readonly endedTasks: ReadonlySet<string>;
  /** What was said of each action by now, by its key (`keyOfAction`). */
  readonly followUps: ReadonlyMap<string, SaidOfAction>;
  /** The review or the action on whose issue it was said; absent: on the incident. */
  readonly on?: Child | undefined;
  /** When what is judged happened: who is on duty hangs on it. */
  readonly at: Instant;
}

/** A judgement without what every judgement has. */
export type Judgement = Pick<Judged, "verdict" | "acts" | "refusal">;

/**
 * A judgement; `undefined`: it is nothing to us. `needs`: what is to be looked up first: the rights of a login, or with an `@` behind it
 * those elsewhere; an issue by its address; the problems of a repository by the key of those.
 */
export type JudgingResult = Judgement | { readonly needs: string } | undefined;

/** A refusal by the name of its sentence. */
export function refuse(kind: string, values: RefusalReason["values"] = {}): Judgement {
  return { verdict: "refused", acts: [], refusal: { kind, values } };
}

/** Does a status that ends the incident take a reason, because its issue was closed as not planned without one? */
export function endTakesReason(to: string, { ruling, questions }: JudgingSituation): boolean {
  const phase = ruling.policy.statuses.find(({ key }) => key === to)?.phase;
  return phase === "closed" && questions.some(({ topic }) => topic === "not-planned");
}

/** An act that is done. */
export function done(...acts: Judged["acts"]): JudgingResult {
  return { verdict: "done", acts };
}

/** Something that a person did, from which nothing follows. */
export const seen: JudgingResult = { verdict: "seen", acts: [] };

/** The first status of a phase, in the policy's order. */
export function statusIn(here: { ruling: Ruling }, phase: string): string | undefined {
  return here.ruling.policy.statuses.find((status) => status.phase === phase)?.key;
}
