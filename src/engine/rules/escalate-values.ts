// What is said of escalation, as values for templates: the comment that asks a level, the questions, what a change of duty must not hide.
import type { Met } from "../condition.ts";
import { type EscalationStep, isOpen, needsWords, onward, type Reason } from "../escalation/step.ts";
import { roleAt } from "../escalation/who.ts";
import { type Instant, MINUTE } from "../instant.ts";
import { pagedThrough } from "../paging.ts";
import { hasAccount } from "../party.ts";
import type { EscalationLevel, EscalationTrigger } from "../policy/model.ts";
import { roleOf } from "../policy/names.ts";
import type { IncidentSituation } from "../situation.ts";
import { nounOf } from "../text/noun.ts";
import { inline, plainName } from "../text/safe.ts";
import { clockTime, shortTime } from "../time.ts";
import type { Values } from "../wanted.ts";
import { type Asked, plain, whoIsAt } from "../who.ts";

/** A level in the comment that asks it, and who it is asked of in words that mention them. */
export interface AskedLevel {
  readonly step: EscalationStep;
  readonly asked: Asked;
  readonly called: string;
}

/** Values of one level of `escalate`. */
export function levelValues({ step, asked, called }: AskedLevel, here: IncidentSituation): Values {
  const { level } = step;
  return {
    title: titleOf(level, here),
    role: roleAt(level, here.ruling, here.now),
    called,
    how: asked.how,
    contact: asked.people.length > 0 && !asked.people.some(hasAccount),
    at: clockTime(step.at, here.ruling.policy.incidents.zone, here.now),
    reasons: step.reasons.map((reason) => reasonValues(reason, here)),
    calls: step.calls.length,
    follows: follows(step, here),
    source: level.source,
  };
}

/** What comes if nobody answers: the next level, at a time, or after so many calls. */
function follows(step: EscalationStep, here: IncidentSituation): Values | undefined {
  const { level, calls } = step;
  const next = levelNamed(level.onward, here);
  if (next === undefined) return undefined;
  const said = { ...step, saidAt: step.saidAt ?? here.now };
  const at = onward(said)?.at;
  const left = level.attempts === undefined ? 0 : level.attempts - calls.length;
  if (at === undefined && left <= 0) return undefined;
  return {
    title: titleOf(next, here),
    who: plain(whoIsAt(next, here)),
    page: pagedThrough(next, here),
    at: at === undefined ? "" : shortTime(at, here.ruling.policy.incidents.zone, here.now),
    calls: Math.max(left, 0),
    minutes: level.within === undefined ? 0 : Math.round(level.within / MINUTE),
    attempts: level.attempts ?? 0,
  };
}

function reasonValues(reason: Reason, here: IncidentSituation): Values {
  switch (reason.kind) {
    case "person":
      return {
        kind: reason.kind,
        by: plainName(reason.by ?? ""),
        because: inline(reason.because ?? "", 300),
      };
    case "rule":
      return {
        kind: reason.kind,
        ...ruleValues(reason, here),
      };
    case "clock": {
      const clock = here.ruling.policy.clocks.find(({ name }) => name === reason.clock);
      return { kind: reason.kind, noun: nounOf(clock?.title ?? reason.clock) };
    }
    case "passed": {
      const { zone } = here.ruling.policy.incidents;
      return {
        kind: reason.kind,
        why: reason.why,
        title: titleAsked(reason.from, here),
        at: shortTime(askedAt(reason.from), zone, here.now),
        calls: reason.from.calls.length,
        source: reason.from.level.source,
      };
    }
    case "call":
      return { kind: reason.kind };
  }
}

/** Why a rule asks: its words, and of several answers for which it does those that were given. */
export function ruleValues(
  { trigger, met }: { readonly trigger: EscalationTrigger; readonly met: readonly Met[] },
  { ruling }: IncidentSituation,
): Values {
  const { flags } = ruling.policy;
  const words = met.map(({ field, word }) => (field === "flag" ? (flags[word]?.title ?? word) : word));
  return {
    because: inline(trigger.because, 300),
    given: inline(words.join(", "), 300),
    source: trigger.source,
  };
}

/** When a level was asked: by the mention, or by who called. */
export function askedAt({ saidAt, at }: EscalationStep): Instant {
  return saidAt ?? at;
}

/** Levels that were asked before a change of duty and wait for the role that changed: what is wanted, for whoever has it now. */
export function wantedOf(role: string, since: Instant, here: IncidentSituation): readonly Values[] {
  const { standing, ruling, now } = here;
  const its = standing.escalation.steps.filter(
    (step) =>
      isOpen(step) &&
      needsWords(step) &&
      roleAt(step.level, ruling, now) === role &&
      (step.saidAt ?? since) < since,
  );
  return its.map((step) => ({
    title: titleOf(step.level, here),
    at: shortTime(askedAt(step), ruling.policy.incidents.zone, now),
    reasons: step.reasons.map((reason) => reasonValues(reason, here)),
  }));
}

/** The level that a clock's last step asked, while that is not over. */
export function askedBy(clock: string, here: IncidentSituation): EscalationLevel | undefined {
  const isOfClock = (reason: Reason): boolean => reason.kind === "clock" && reason.clock === clock;
  return here.standing.escalation.steps.find(
    (step) => step.endedAt === undefined && step.reasons.some(isOfClock),
  )?.level;
}

/** Values of a question whether a level is wanted: the rules that say so, in words. */
export function wantedValues(level: string, rules: readonly Values[], here: IncidentSituation): Values {
  const wanted = levelNamed(level, here);
  return { level, title: wanted ? titleOf(wanted, here) : level, rules };
}

/** Values of the question what is to be done where nothing moves: the rules that say so, and the level that could be asked next. */
export function stalledValues(rules: readonly Values[], here: IncidentSituation): Values {
  const { next } = here.standing.escalation;
  return { level: next?.key ?? "", title: next ? titleOf(next, here) : "", rules };
}

/** How people call a level: the title of its role. */
export function titleOf(level: EscalationLevel, here: IncidentSituation, at: Instant = here.now): string {
  const role = roleAt(level, here.ruling, at);
  return here.ruling.policy.roles[role]?.title ?? role;
}

/** The same of a level that was asked, as it was called then: core hours may give it to another role. */
export function titleAsked({ level, saidAt }: EscalationStep, here: IncidentSituation): string {
  return titleOf(level, here, saidAt);
}

/** The role that leads an incident: whoever has it makes the calls. */
export function leadRole(here: IncidentSituation): string {
  const { policy } = here.ruling;
  const offered = Object.values(policy.roles).find((role) => role.offered)?.key;
  return roleOf(policy, "lead")?.key ?? offered ?? "lead";
}

/** A level by its key. */
export function levelNamed(key: string | undefined, here: IncidentSituation): EscalationLevel | undefined {
  return here.ruling.policy.escalation.levels.find((level) => level.key === key);
}
