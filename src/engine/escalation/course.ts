// Plays what asked, called and answered in its order, with the time-outs in between: which levels were asked, and what came of it.
import type { Duration, Instant } from "../instant.ts";
import type { EscalationLevel, Policy } from "../policy/model.ts";
import { type EscalationStep, isOpen, onward, type Reason } from "./step.ts";

/** Something that moves escalation, at the time that it names. `level` absent: the next that was not asked. */
export type EscalationEvent =
  | { readonly kind: "over" | "again"; readonly at: Instant }
  | { readonly kind: "clock-over"; readonly at: Instant; readonly clock: string; readonly cause: string }
  | {
      readonly kind: "wanted";
      readonly at: Instant;
      readonly level: EscalationLevel | undefined;
      readonly reason: Reason;
    }
  | {
      readonly kind: "call";
      readonly at: Instant;
      readonly cause: string;
      readonly levels: readonly EscalationLevel[];
      readonly outcome: "answered" | "no-answer" | "busy";
    }
  | { readonly kind: "ack"; readonly at: Instant; readonly by?: string | undefined };

/** What the play goes by besides. */
export interface ReplayContext {
  readonly policy: Policy;
  readonly now: Instant;
  /** When a comment with this id was written. */
  readonly saidAt: (id: string) => Instant | undefined;
}

interface Replay extends ReplayContext {
  readonly steps: EscalationStep[];
  over: boolean;
}

const order = ["over", "again", "clock-over", "wanted", "call", "ack"] as const;

/** The steps up to now, in the order in which they began. */
export function replay(
  happened: readonly EscalationEvent[],
  rules: ReplayContext,
): readonly EscalationStep[] {
  const play: Replay = { ...rules, steps: [], over: false };
  const sorted = happened.toSorted(
    (one, other) => one.at - other.at || order.indexOf(one.kind) - order.indexOf(other.kind),
  );
  for (const one of sorted) {
    if (one.at > rules.now) break;
    runOut(play, one.at);
    apply(play, one);
  }
  runOut(play, rules.now + 1);
  return play.steps;
}

/**
 * The level above the highest that was asked and is not over; the last again where there is none. One that is wanted and could
 * not be asked yet, or was asked by the very comment that goes up (`at`), is next itself: no level is passed over.
 */
export function nextLevel(
  policy: Policy,
  steps: readonly EscalationStep[],
  at?: Instant,
): EscalationLevel | undefined {
  const { levels } = policy.escalation;
  const asked = levels.filter((level) =>
    steps.some((step) => step.endedAt === undefined && step.level.key === level.key),
  );
  const highest = asked.at(-1);
  if (highest === undefined) return levels[0];
  const waits = (step: EscalationStep): boolean =>
    isOpen(step) &&
    (step.saidAt === undefined || step.saidAt === at) &&
    step.calls.length === 0 &&
    step.level.key === highest.key;
  if (steps.some(waits)) return highest;
  return levels.find((level) => level.key === highest.next) ?? highest;
}

/** Lets the time-outs before an instant come to their end. */
function runOut(play: Replay, before: Instant): void {
  for (;;) {
    const due = play.steps
      .flatMap((step) => {
        const next = isOpen(step) ? onward(step) : undefined;
        return next && next.at < before ? [{ step, next }] : [];
      })
      .toSorted((one, other) => one.next.at - other.next.at)[0];
    if (due === undefined) return;
    const { step, next } = due;
    change(play, step, { passed: next });
    const level = play.policy.escalation.levels.find((one) => one.key === step.level.next);
    const cause = step.reasons[0]?.cause ?? "";
    const reason: Reason = {
      kind: "passed",
      at: next.at,
      cause,
      from: { ...step, passed: next },
      why: next.why,
    };
    if (level) want(play, level, reason, step.chain);
  }
}

function apply(play: Replay, one: EscalationEvent): void {
  switch (one.kind) {
    case "over":
      play.over = true;
      end(play, one.at, () => true);
      return;
    case "again":
      play.over = false;
      return;
    case "clock-over":
      endChains(play, one);
      return;
    case "wanted": {
      const level = one.level ?? levelWith(play, one) ?? nextLevel(play.policy, play.steps, one.at);
      if (level) want(play, level, one.reason);
      return;
    }
    case "call":
      called(play, one);
      return;
    case "ack":
      for (const step of play.steps.filter(isOpen))
        change(play, step, { answered: { at: one.at, by: one.by, how: "ack" } });
  }
}

/** Clocks whose last steps are said in one comment go up together: it asks one level, not one for each of them. */
function levelWith({ steps }: Replay, { at, reason }: Extract<EscalationEvent, { kind: "wanted" }>) {
  if (reason.kind !== "clock") return undefined;
  const isIts = (one: Reason): boolean => one.kind === "clock" && one.at === at;
  return steps.find((step) => step.at === at && isOpen(step) && step.reasons.some(isIts))?.level;
}

function change(play: Replay, step: EscalationStep, to: Partial<EscalationStep>): void {
  const index = play.steps.findIndex((one) => one.id === step.id && one.at === step.at);
  if (index >= 0) play.steps[index] = { ...step, ...to };
}

function end(play: Replay, at: Instant, which: (step: EscalationStep) => boolean): void {
  for (const step of play.steps)
    if (step.endedAt === undefined && which(step)) change(play, step, { endedAt: at });
}

/** What only a clock asked for is over when that clock is answered; so is what followed from it. */
function endChains(play: Replay, over: Extract<EscalationEvent, { kind: "clock-over" }>): void {
  const isIts = (reason: Reason): boolean =>
    reason.kind === "passed" ||
    (reason.kind === "clock" && reason.clock === over.clock && reason.cause === over.cause);
  const courses = new Set(
    play.steps
      .filter((step) => step.id === step.chain && step.reasons.some(({ kind }) => kind === "clock"))
      .map(({ chain: course }) => course),
  );
  for (const course of courses) {
    const steps = play.steps.filter((step) => step.chain === course);
    if (steps.every((step) => step.reasons.every(isIts))) end(play, over.at, (step) => step.chain === course);
  }
}

/** A level is wanted: asked where it is not, joined where it waits, left where it or one above it has it already. */
function want(play: Replay, level: EscalationLevel, reason: Reason, course?: string): void {
  const person = reason.kind === "person";
  if (play.over && !person) return;
  const open = play.steps.find((step) => isOpen(step) && step.level.key === level.key);
  if (open && !(person && isOld(open, reason.at, play.policy.attention.join))) {
    const first = open.reasons.every(({ kind }) => kind === "call" || kind === "clock");
    const id = first && reason.kind !== "call" && reason.kind !== "clock" ? idOf(level, reason) : open.id;
    const saidAt = open.saidAt ?? play.saidAt(id);
    const whose = open.chain === open.id ? id : open.chain;
    change(play, open, { reasons: [...open.reasons, reason], id, saidAt, chain: whose });
    return;
  }
  if (open) change(play, open, { endedAt: reason.at });
  else if (!person && isInHand(play, level, { reason, course })) return;
  const id = idOf(level, reason);
  const saidAt = reason.kind === "clock" ? reason.at : play.saidAt(id);
  const calls = open?.calls ?? [];
  play.steps.push({ id, level, at: reason.at, reasons: [reason], saidAt, calls, chain: course ?? id });
}

const idOf = (level: EscalationLevel, { cause }: Reason): string => `escalate/${level.key}/${cause}`;

/** Was it asked so long ago that a person who asks now asks again? */
function isOld({ saidAt }: EscalationStep, at: Instant, join: Duration): boolean {
  return saidAt !== undefined && saidAt <= at - join;
}

/**
 * Has the level, or for a rule one above it, answered or been passed already? A call to who answered once is an attempt anew, and
 * where a person began the course, what was before it is no answer: the comment says that the level is asked.
 */
function isInHand(
  play: Replay,
  level: EscalationLevel,
  { reason: { kind }, course }: { readonly reason: Reason; readonly course: string | undefined },
): boolean {
  const { levels } = play.policy.escalation;
  const from = levels.findIndex(({ key }) => key === level.key);
  const began = kind === "passed" ? askedByPerson(play, course) : undefined;
  return play.steps.some((step) => {
    if (step.endedAt !== undefined || (began !== undefined && step.at < began)) return false;
    const index = levels.findIndex(({ key }) => key === step.level.key);
    if (index > from) return kind === "rule" && step.passed === undefined;
    if (index < from) return false;
    return step.passed !== undefined || kind !== "call";
  });
}

/** When a person asked, by whom a course began; undefined where a rule, a clock or a call began it. */
function askedByPerson({ steps }: Replay, course: string | undefined): Instant | undefined {
  const first = steps.find(({ id }) => id === course);
  return first?.reasons[0]?.kind === "person" ? first.at : undefined;
}

function called(play: Replay, call: Extract<EscalationEvent, { kind: "call" }>): void {
  for (const level of call.levels) {
    if (call.outcome === "answered") {
      reached(play, level, call.at);
      continue;
    }
    want(play, level, { kind: "call", at: call.at, cause: call.cause });
    const open = play.steps.find((step) => isOpen(step) && step.level.key === level.key);
    if (open === undefined) continue;
    const calls = call.outcome === "no-answer" ? [...open.calls, call.at] : open.calls;
    const busyAt = call.outcome === "busy" ? call.at : open.busyAt;
    const reasons = withoutDoubleCall(open.reasons);
    change(play, open, { calls, busyAt, reasons });
  }
}

/** The calls themselves are counted: that somebody calls is one reason, however often. */
function withoutDoubleCall(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.filter((reason, index) => reason.kind !== "call" || (index === 0 && reasons[0] === reason));
}

/** A level that answers stops its own steps and what followed from them. */
function reached(play: Replay, level: EscalationLevel, at: Instant): void {
  const its = play.steps.filter((step) => step.level.key === level.key && step.endedAt === undefined);
  const courses = new Set(
    its.filter((step) => step.answered === undefined).map(({ chain: course }) => course),
  );
  for (const step of play.steps)
    if (courses.has(step.chain) && isOpen(step)) change(play, step, { answered: { at, how: "call" } });
}
