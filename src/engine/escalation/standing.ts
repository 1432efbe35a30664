// Where escalation stands at an instant: which levels are asked, since when and why, and what comes next (H-21 to H-25).
import type { Met } from "../condition.ts";
import { onDuty } from "../duty.ts";
import type { Incident } from "../incident.ts";
import type { Instant } from "../instant.ts";
import type { EscalationLevel, EscalationTrigger } from "../policy/model.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { IncidentSnapshot } from "../snapshot.ts";
import { idsIn, isMentionedIn, rememberedOf, saidAt } from "../voice/record.ts";
import { escalationEvents } from "./events.ts";
import { nextForClock, replay } from "./replay.ts";
import { type EscalationStep, isOpen, needsWords, onward, ringAt } from "./step.ts";
import { asksFrom } from "./trigger.ts";
import { roleAt } from "./who.ts";

/** Escalation as the rules and the card read it. */
export interface EscalationStanding {
  /** All steps in the order in which they began. */
  readonly steps: readonly EscalationStep[];
  /** What must be said here and is not: levels that wait for an answer and were not asked yet. */
  readonly unsaid: readonly EscalationStep[];
  /** Levels that are to be rung, and from when on: none called, none answered, and nobody above them has it in hand: a word to the level above rings nobody. */
  readonly rings: readonly { readonly step: EscalationStep; readonly at: Instant }[];
  /** Rules that ask whether a level is wanted, where none of that height was asked (of a stalled one: since). */
  readonly questions: readonly Asks[];
  /** The level that a clock's last step goes up to. */
  readonly next?: EscalationLevel | undefined;
  /** Since when the policy rules that asks. */
  readonly since: Instant;
  /** When the next time-out, or the next rule, comes. */
  readonly wakeAt?: Instant | undefined;
}

/** A rule that asks now, and the node id of what made it hold. */
export interface Asks {
  readonly trigger: EscalationTrigger;
  readonly cause: string;
  readonly at: Instant;
  /** Of several answers for which it asks, those that were given. */
  readonly met: readonly Met[];
}

/** What the standing is worked out from. */
export interface EscalationSituation {
  readonly snapshot: IncidentSnapshot;
  readonly incident: Incident;
  readonly ruling: Ruling;
  readonly now: Instant;
  /** Since when the policy rules: what its rules would have asked before is not asked. */
  readonly from: Instant;
}

/** Where escalation stands. A drill asks nobody, and neither does what is not under management. */
export function standingOf(basis: EscalationSituation): EscalationStanding {
  const { incident, ruling, now, from } = basis;
  const { escalation } = ruling.policy;
  const none = { steps: [], unsaid: [], rings: [], questions: [], next: escalation.levels[0], since: from };
  if (escalation.levels.length === 0 || incident.management !== "managed" || incident.drill) return none;
  const saidAt = sayings(basis);
  const asks = asking(basis);
  const isInForce = (one: Asks): boolean =>
    one.at >= from || saidAt(`escalate/${one.trigger.to}/${one.cause}`) !== undefined;
  const rules = asks.filter(isInForce);
  const steps = replay(
    escalationEvents(
      basis,
      rules.filter(({ trigger }) => trigger.how === "escalate"),
    ),
    {
      policy: ruling.policy,
      now,
      saidAt,
      staffed: (level) => isStaffed(level, basis),
      roleAt: (level, at) => roleAt(level, ruling, at),
      asked: (id, login) =>
        incident.own.some((own) => idsIn(own.markers).includes(id) && isMentionedIn(own, login)),
    },
  );
  const over = isOver(incident);
  const rings = ringsAmong(steps, escalation.levels);
  const coming = [
    ...steps.flatMap((step) => (isOpen(step) ? [onward(step)?.at] : [])),
    ...rings.map(({ at }) => at),
    ...(over ? [] : rules.map(({ at }) => at)),
  ];
  const later = coming.filter((at) => at !== undefined && at > now);
  return {
    steps,
    unsaid: steps.filter((step) => isOpen(step) && needsWords(step) && step.saidAt === undefined),
    rings,
    questions: over ? [] : rules.filter((one) => isQuestion(one, steps, basis)),
    next: nextForClock(ruling.policy, steps),
    since: from,
    wakeAt: later.length === 0 ? undefined : Math.min(...later.map((at) => at ?? now)),
  };
}

function ringsAmong(
  steps: readonly EscalationStep[],
  levels: readonly EscalationLevel[],
): EscalationStanding["rings"] {
  const height = ({ level }: EscalationStep): number => levels.findIndex(({ key }) => key === level.key);
  const isInHandAbove = (step: EscalationStep): boolean =>
    steps.some(
      (one) => height(one) > height(step) && one.answered !== undefined && one.answered.at >= step.at,
    );
  return steps.flatMap((step) => {
    const at = isOpen(step) && !isInHandAbove(step) ? ringAt(step) : undefined;
    return at === undefined ? [] : [{ step, at }];
  });
}

function asking({ incident, ruling }: EscalationSituation): readonly Asks[] {
  return ruling.policy.escalation.triggers.flatMap((trigger) => {
    return (incident.holding.get(trigger.id) ?? []).flatMap((held): readonly Asks[] => {
      const at = asksFrom(trigger, held, { incident, ruling });
      return at === undefined ? [] : [{ trigger, cause: held.cause, at, met: held.met }];
    });
  });
}

/**
 * Does it ask whether a level is wanted, and was neither that level nor one above it asked? Where nothing moves, those who were
 * asked before are no answer (H-23).
 */
function isQuestion(
  { trigger, at }: Asks,
  steps: readonly EscalationStep[],
  { ruling, now }: EscalationSituation,
): boolean {
  if (trigger.how !== "ask" || at > now) return false;
  const { levels } = ruling.policy.escalation;
  const height = (key: string): number => levels.findIndex((level) => level.key === key);
  const since = trigger.stalled === undefined ? Number.NEGATIVE_INFINITY : at;
  return !steps.some(
    (step) => step.endedAt === undefined && step.at > since && height(step.level.key) >= height(trigger.to),
  );
}

/** Is the service back, or the incident closed? */
export function isOver({ events, closed }: Pick<Incident, "events" | "closed">): boolean {
  const last = events.findLast(({ name }) => name === "resolved" || name === "closed" || name === "reopened");
  return closed !== undefined || (last !== undefined && last.name !== "reopened");
}

/** When a comment was written; just now where this process wrote it a moment ago. */
function sayings({ snapshot, incident, now }: EscalationSituation): (id: string) => Instant | undefined {
  const written = saidAt(rememberedOf(snapshot, incident.own));
  return (id) => written.get(id) ?? (snapshot.recent.has(id) ? now : undefined);
}

/** Has anybody the level's role, or does the policy name somebody for that case? */
function isStaffed(level: EscalationLevel, { incident, ruling, now }: EscalationSituation): boolean {
  const role = roleAt(level, ruling, now);
  const holders = incident.roles.get(role)?.holders ?? [];
  const { fallback } = ruling.policy.attention;
  return holders.length > 0 || onDuty(ruling, role, now).length > 0 || fallback.length > 0;
}
