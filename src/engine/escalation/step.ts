// What escalation is made of at an instant: the steps that were asked for, why, what was tried, and what became of each.
import type { Met } from "../condition.ts";
import type { Instant } from "../instant.ts";
import type { EscalationLevel, EscalationTrigger } from "../policy/model.ts";

/** Why a level is asked. `cause` is the node id of what asked for it. */
export type Reason =
  | {
      readonly kind: "person";
      readonly at: Instant;
      readonly cause: string;
      readonly by?: string | undefined;
      readonly because?: string | undefined;
    }
  | {
      readonly kind: "rule";
      readonly at: Instant;
      readonly cause: string;
      readonly trigger: EscalationTrigger;
      /** Of several answers for which it asks, those that were given. */
      readonly met: readonly Met[];
    }
  /** A clock spoke its last step, whose reminder asked the level. */
  | { readonly kind: "clock"; readonly at: Instant; readonly cause: string; readonly clock: string }
  /** Somebody called the level of their own accord. */
  | { readonly kind: "call"; readonly at: Instant; readonly cause: string }
  /** The level before it was not reached in its time (H-22). */
  | {
      readonly kind: "passed";
      readonly at: Instant;
      readonly cause: string;
      readonly from: EscalationStep;
      readonly why: Why;
    };

/** Why the next level is asked: so many calls without an answer, no time left, other calls, or nobody who could be asked. */
export type Why = "attempts" | "time" | "busy" | "nobody";

/** A level that is asked for help, once. */
export interface EscalationStep {
  /** `escalate/edm/IC_x`: the marker of the comment that asks. */
  readonly id: string;
  readonly level: EscalationLevel;
  readonly at: Instant;
  readonly reasons: readonly Reason[];
  /** When it was asked here; absent while the comment is not written, and where people only called. */
  readonly saidAt?: Instant | undefined;
  /** Calls without an answer, at the times given. */
  readonly calls: readonly Instant[];
  readonly busyAt?: Instant | undefined;
  /** Those who acknowledged it and are not whom it asked, in order. */
  readonly seenBy?: readonly { readonly at: Instant; readonly by: string }[];
  readonly answered?:
    | { readonly at: Instant; readonly by?: string | undefined; readonly how: "ack" | "call" }
    | undefined;
  readonly passed?: { readonly at: Instant; readonly why: Why } | undefined;
  /** The incident was over, the clock that asked was answered, or it was asked anew. */
  readonly endedAt?: Instant;
  /** Where it began: what is reached by time-outs belongs to the step that they began at. */
  readonly chain: string;
}

/** When a step goes on to the next level, and why. */
export interface Onward {
  readonly at: Instant;
  readonly why: Why;
}

/** When whoever is to ring a level is asked to, because no call is recorded; undefined where one is, or nobody need ring. */
export function ringAt({ level, calls, saidAt, busyAt }: EscalationStep): Instant | undefined {
  const isRung = calls.length > 0 || busyAt !== undefined;
  if (level.ring === undefined || saidAt === undefined || isRung) return undefined;
  return saidAt + (level.within ?? 0);
}

/** Does a step wait for an answer? */
export function isOpen(step: EscalationStep): boolean {
  return step.answered === undefined && step.passed === undefined && step.endedAt === undefined;
}

/**
 * When the next level is asked if nobody answers: after so many calls, after its time from the first attempt, or from the
 * asking where nobody called and it need not be rung, at once when it is tied up in other calls (H-22). Undefined where nobody comes after it, and
 * while it was not asked yet.
 */
export function onward({ level, calls, saidAt, busyAt }: EscalationStep): Onward | undefined {
  if (level.onward === undefined) return undefined;
  const found: Onward[] = [];
  if (busyAt !== undefined) found.push({ at: busyAt, why: "busy" });
  const last = level.attempts === undefined ? undefined : calls[level.attempts - 1];
  if (last !== undefined) found.push({ at: last, why: "attempts" });
  const from = calls[0] ?? (level.ring === undefined ? saidAt : undefined);
  if (level.within !== undefined && from !== undefined) found.push({ at: from + level.within, why: "time" });
  return found.toSorted((one, other) => one.at - other.at)[0];
}

/** Is it said here by a comment of its own? A clock's reminder asks by itself, and a call needs no words. */
export function needsWords({ reasons }: EscalationStep): boolean {
  return reasons.some(({ kind }) => kind !== "clock" && kind !== "call");
}
