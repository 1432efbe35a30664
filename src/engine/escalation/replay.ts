// Replays what asked, called and answered in its order, with the time-outs in between: which levels were asked, and what came of it.
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
  /** `levels`: those whose people acknowledge by it. */
  | {
      readonly kind: "ack";
      readonly at: Instant;
      readonly by: string;
      readonly levels: readonly EscalationLevel[];
    };

/** What a replay goes by besides. */
export interface ReplayContext {
  readonly policy: Policy;
  readonly now: Instant;
  /** When a comment with this id was written. */
  readonly saidAt: (id: string) => Instant | undefined;
  /** Is there anybody whom a level could ask? */
  readonly staffed: (level: EscalationLevel) => boolean;
  /** The role that a level asks at an instant. */
  readonly roleAt: (level: EscalationLevel, at: Instant) => string;
  /** Did the comment with this id mention somebody? */
  readonly asked: (id: string, login: string) => boolean;
}

interface Replay extends ReplayContext {
  readonly steps: EscalationStep[];
  over: boolean;
}

const order = ["over", "again", "clock-over", "wanted", "call", "ack"] as const;

/** The steps up to now, in the order in which they began. */
export function replay(
  events: readonly EscalationEvent[],
  context: ReplayContext,
): readonly EscalationStep[] {
  const run: Replay = { ...context, steps: [], over: false };
  const sorted = events.toSorted(
    (one, other) => one.at - other.at || order.indexOf(one.kind) - order.indexOf(other.kind),
  );
  for (const one of sorted) {
    if (one.at > context.now) break;
    runOut(run, one.at);
    apply(run, one);
  }
  runOut(run, context.now + 1);
  return run.steps;
}

/**
 * The level above the highest that was asked and is not over; the last again where there is none. One that is wanted and could
 * not be asked yet, or was asked by the very comment that goes up (`at`), is next itself: no level is passed over. Neither is one that
 * is to be rung while it waits for an answer: only its calls count as tries (H-22).
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
  const isUntried = ({ saidAt, calls }: EscalationStep): boolean =>
    (saidAt === undefined || saidAt === at) && calls.length === 0;
  const waits = (step: EscalationStep): boolean =>
    step.level.key === highest.key && isOpen(step) && (highest.ring !== undefined || isUntried(step));
  if (steps.some(waits)) return highest;
  return levels.find((level) => level.key === highest.onward) ?? highest;
}

/** The same for a clock: one that only people ask is nothing that it goes up to, whoever asked it before (H-25). */
export function nextForClock(
  policy: Policy,
  steps: readonly EscalationStep[],
  at?: Instant,
): EscalationLevel | undefined {
  const { levels } = policy.escalation;
  const isForPeople = ({ key }: EscalationLevel): boolean =>
    levels.some((below) => below.next === key && below.onward === undefined);
  const next = nextLevel(policy, steps, at);
  if (next === undefined || !isForPeople(next)) return next;
  return levels.slice(0, levels.indexOf(next)).findLast((level) => !isForPeople(level));
}

/** Lets the time-outs before an instant come to their end. */
function runOut(run: Replay, before: Instant): void {
  for (;;) {
    const due = run.steps
      .flatMap((step) => {
        const next = isOpen(step) ? onward(step) : undefined;
        return next && next.at < before ? [{ step, next }] : [];
      })
      .toSorted((one, other) => one.next.at - other.next.at)[0];
    if (due === undefined) return;
    const { step, next } = due;
    change(run, step, { passed: next });
    const level = run.policy.escalation.levels.find((one) => one.key === step.level.onward);
    const cause = step.reasons[0]?.cause ?? "";
    const reason: Reason = {
      kind: "passed",
      at: next.at,
      cause,
      from: { ...step, passed: next },
      why: next.why,
    };
    if (level) want(run, level, reason, step.chain);
  }
}

function apply(run: Replay, one: EscalationEvent): void {
  switch (one.kind) {
    case "over":
      run.over = true;
      end(run, one.at, () => true);
      return;
    case "again":
      run.over = false;
      return;
    case "clock-over":
      endChains(run, one);
      return;
    case "wanted": {
      const following = one.reason.kind === "clock" ? nextForClock : nextLevel;
      const level = one.level ?? levelWith(run, one) ?? following(run.policy, run.steps, one.at);
      if (level) want(run, level, one.reason);
      return;
    }
    case "call":
      called(run, one);
      return;
    case "ack":
      acknowledged(run, one);
  }
}

/** Only whom a level asked can answer for it, or somebody of a level above; anybody else has seen it. */
function acknowledged(run: Replay, { at, by, levels }: Extract<EscalationEvent, { kind: "ack" }>): void {
  const height = (level: EscalationLevel): number =>
    run.policy.escalation.levels.findIndex(({ key }) => key === level.key);
  const highest = Math.max(-1, ...levels.map(height));
  const isItsOwn = ({ level }: EscalationStep): boolean => levels.some(({ key }) => key === level.key);
  const answers = (step: EscalationStep): boolean =>
    run.asked(step.id, by) || (isOpen(step) ? highest >= height(step.level) : isItsOwn(step));
  const unanswered = run.steps.filter(isUnanswered);
  answer(run, unanswered.filter(answers), { at, by, how: "ack" });
  for (const step of unanswered.filter((one) => isOpen(one) && !answers(one)))
    change(run, step, { seenBy: [...(step.seenBy ?? []).filter((one) => one.by !== by), { at, by }] });
}

/**
 * The answer of a level is its own, be it late: what was asked above it still waits, and what follows from it and was not asked yet
 * need not be.
 */
function answer(
  run: Replay,
  steps: readonly EscalationStep[],
  answered: NonNullable<EscalationStep["answered"]>,
): void {
  for (const step of steps) change(run, step, { answered });
  const chains = new Set(steps.map(({ chain }) => chain));
  const isUntried = ({ saidAt, calls }: EscalationStep): boolean =>
    saidAt === undefined && calls.length === 0;
  end(run, answered.at, (step) => chains.has(step.chain) && isOpen(step) && isUntried(step));
}

const isUnanswered = (step: EscalationStep): boolean =>
  step.answered === undefined && step.endedAt === undefined;

/** Clocks whose last steps are said in one comment go up together: it asks one level, not one for each of them. */
function levelWith({ steps }: Replay, { at, reason }: Extract<EscalationEvent, { kind: "wanted" }>) {
  if (reason.kind !== "clock") return undefined;
  const askedThen = (one: Reason): boolean => one.kind === "clock" && one.at === at;
  return steps.find((step) => step.at === at && isOpen(step) && step.reasons.some(askedThen))?.level;
}

function change(run: Replay, step: EscalationStep, to: Partial<EscalationStep>): void {
  const index = run.steps.findIndex((one) => one.id === step.id && one.at === step.at);
  if (index >= 0) run.steps[index] = { ...step, ...to };
}

function end(run: Replay, at: Instant, which: (step: EscalationStep) => boolean): void {
  for (const step of run.steps)
    if (step.endedAt === undefined && which(step)) change(run, step, { endedAt: at });
}

/** What only a clock asked for is over when that clock is answered; so is what followed from it. */
function endChains(run: Replay, over: Extract<EscalationEvent, { kind: "clock-over" }>): void {
  const followsFromIt = (reason: Reason): boolean =>
    reason.kind === "passed" ||
    (reason.kind === "clock" && reason.clock === over.clock && reason.cause === over.cause);
  const chains = new Set(
    run.steps
      .filter((step) => step.id === step.chain && step.reasons.some(({ kind }) => kind === "clock"))
      .map(({ chain }) => chain),
  );
  for (const chain of chains) {
    const steps = run.steps.filter((step) => step.chain === chain);
    if (steps.every((step) => step.reasons.every(followsFromIt)))
      end(run, over.at, (step) => step.chain === chain);
  }
}

/** A level is wanted: asked where it is not, joined where it waits, left where it or one above it has it already. */
function want(run: Replay, level: EscalationLevel, reason: Reason, chain?: string): void {
  const person = reason.kind === "person";
  if (run.over && !person) return;
  if (reason.kind === "rule") endOfOtherHours(run, level, reason.at);
  const open = run.steps.find((step) => isOpen(step) && step.level.key === level.key);
  if (open && !(person && isOld(open, reason.at, run.policy.attention.join))) {
    const first = open.reasons.every(({ kind }) => kind === "call" || kind === "clock");
    const id = first && reason.kind !== "call" && reason.kind !== "clock" ? idOf(level, reason) : open.id;
    const saidAt = open.saidAt ?? run.saidAt(id);
    const whose = open.chain === open.id ? id : open.chain;
    change(run, open, { reasons: [...open.reasons, reason], id, saidAt, chain: whose });
    return;
  }
  if (open) change(run, open, { endedAt: reason.at });
  else if (!person && isInHand(run, level, { reason, chain })) return;
  const id = idOf(level, reason);
  const saidAt = reason.kind === "clock" ? reason.at : run.saidAt(id);
  const calls = open?.calls ?? [];
  const step = { id, level, at: reason.at, reasons: [reason], saidAt, calls, chain: chain ?? id };
  run.steps.push(step);
  if (reason.kind !== "call") passUnstaffed(run, step);
}

/** Where core hours give a level to another role, that one's asking and answer are over once a rule asks in other hours (H-21, H-22). */
function endOfOtherHours(run: Replay, level: EscalationLevel, at: Instant): void {
  const role = run.roleAt(level, at);
  end(run, at, (step) => step.level.key === level.key && run.roleAt(level, step.at) !== role);
}

/** Where there is nobody to ask the level above is asked at once: nothing was tried. What was said of that stays. */
function passUnstaffed(run: Replay, step: EscalationStep): void {
  const { level, at, saidAt } = step;
  const above = run.policy.escalation.levels.find(({ key }) => key === level.onward);
  const [{ cause } = { cause: "" }] = step.reasons;
  if (above === undefined || saidAt !== undefined) return;
  if (run.staffed(level) && run.saidAt(`escalate/${above.key}/${cause}`) === undefined) return;
  const passed = { at, why: "nobody" } as const;
  change(run, step, { passed });
  want(run, above, { kind: "passed", at, cause, from: { ...step, passed }, why: "nobody" }, step.chain);
}

const idOf = (level: EscalationLevel, { cause }: Reason): string => `escalate/${level.key}/${cause}`;

/** Was it asked so long ago that a person who asks now asks again? */
function isOld({ saidAt }: EscalationStep, at: Instant, join: Duration): boolean {
  return saidAt !== undefined && saidAt <= at - join;
}

/**
 * Has the level, or for a rule one above it, answered or been passed already? A call to who answered once is an attempt anew, and
 * where a person began the chain, what was before it is no answer: the comment says that the level is asked.
 */
function isInHand(
  run: Replay,
  level: EscalationLevel,
  { reason: { kind }, chain }: { readonly reason: Reason; readonly chain: string | undefined },
): boolean {
  const { levels } = run.policy.escalation;
  const from = levels.findIndex(({ key }) => key === level.key);
  const began = kind === "passed" ? askedByPerson(run, chain) : undefined;
  return run.steps.some((step) => {
    if (step.endedAt !== undefined || (began !== undefined && step.at < began)) return false;
    const index = levels.findIndex(({ key }) => key === step.level.key);
    if (index > from) return kind === "rule" && step.passed === undefined;
    if (index < from) return false;
    return step.passed !== undefined || kind !== "call";
  });
}

/** When a person asked, by whom a chain began; undefined where a rule, a clock or a call began it. */
function askedByPerson({ steps }: Replay, chain: string | undefined): Instant | undefined {
  const first = steps.find(({ id }) => id === chain);
  return first?.reasons[0]?.kind === "person" ? first.at : undefined;
}

function called(run: Replay, call: Extract<EscalationEvent, { kind: "call" }>): void {
  for (const level of call.levels) {
    if (call.outcome === "answered") {
      const its = run.steps.filter((step) => step.level.key === level.key && isUnanswered(step));
      answer(run, its, { at: call.at, how: "call" });
      continue;
    }
    want(run, level, { kind: "call", at: call.at, cause: call.cause });
    const open = run.steps.find((step) => isOpen(step) && step.level.key === level.key);
    if (open === undefined) continue;
    const calls = call.outcome === "no-answer" ? [...open.calls, call.at] : open.calls;
    const busyAt = call.outcome === "busy" ? call.at : open.busyAt;
    const reasons = withoutDoubleCall(open.reasons);
    change(run, open, { calls, busyAt, reasons });
  }
}

/** The calls themselves are counted: that somebody calls is one reason, however often. */
function withoutDoubleCall(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.filter((reason, index) => reason.kind !== "call" || (index === 0 && reasons[0] === reason));
}
