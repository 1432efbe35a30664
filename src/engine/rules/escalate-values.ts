// What is said of escalation, as values for templates: the comment that asks a level, the card's line, what reminders must not hide.
import type { Value, Values } from "../effect.ts";
import { type EscalationStep, isOpen, onward, type Reason } from "../escalation/step.ts";
import { roleAt } from "../escalation/who.ts";
import { type Instant, MINUTE, SECOND } from "../instant.ts";
import { handleOf, hasAccount } from "../party.ts";
import type { EscalationLevel } from "../policy/model.ts";
import { roleOf } from "../policy/names.ts";
import type { IncidentSituation } from "../situation.ts";
import { nounOf } from "../text/noun.ts";
import { inline, plainName } from "../text/safe.ts";
import { clockTime, shortTime } from "../time.ts";
import { mentionsIn } from "../voice/record.ts";
import { type Asked, plain, whoIsAt } from "../who.ts";
import type { CardTimes } from "./card-times.ts";

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
        because: inline(reason.trigger.because, 300),
        source: reason.trigger.source,
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
        title: titleOf(reason.from.level, here),
        at: shortTime(askedAt(reason.from), zone, here.now),
        calls: reason.from.calls.length,
        source: reason.from.level.source,
      };
    }
    case "call":
      return { kind: reason.kind };
  }
}

/** What the card says: the levels that wait for an answer, and the last that gave one, where that was the last thing that came of it. */
export function escalationValues(here: IncidentSituation, times: CardTimes): readonly Value[] {
  const { steps } = here.standing.escalation;
  const waiting = steps.filter((step) => isOpen(step) && isShown(step));
  const answered = steps.findLast((step) => step.answered !== undefined && step.endedAt === undefined);
  const isNews = waiting.every(({ at }) => at <= (answered?.answered?.at ?? at));
  const shown = [...waiting, ...(answered !== undefined && isNews ? [answered] : [])];
  const unasked = here.standing.escalation.unsaid.flatMap((step) => unaskedValues(step, here, times));
  const known = shown.map((step): Values => {
    const to = onward(step);
    const next = levelNamed(step.level.onward, here);
    return {
      title: titleOf(step.level, here),
      waits: "",
      at: times.was(askedAt(step)),
      who: plain(whoIsAt(step.level, here)),
      calls: step.calls.length,
      answeredAt: step.answered && times.was(step.answered.at),
      by: plainName(step.answered?.by ?? ""),
      seenBy: (step.seenBy ?? []).map(({ by, at }) => ({ by: plainName(by), at: times.was(at) })),
      next: to && next && { title: titleOf(next, here), at: times.coming(to.at) },
    };
  });
  return [...unasked, ...known];
}

/** A level that could not be asked when it was wanted, since whom it asks was mentioned just before: nobody is said to be asked before the mention. */
function unaskedValues(step: EscalationStep, here: IncidentSituation, times: CardTimes): readonly Value[] {
  const { incident, ruling, snapshot } = here;
  const asked = whoIsAt(step.level, here);
  const handles = asked.people.map((party) => handleOf(party)?.toLowerCase());
  const last = (mentions: ReadonlyMap<string, Instant>): Instant =>
    Math.max(0, ...Array.from(mentions, ([login, at]) => (handles.includes(login.toLowerCase()) ? at : 0)));
  const own = last(mentionsIn(incident.own, snapshot.ledger?.mentions));
  const at = Math.max(own, last(snapshot.mentioned));
  if (at + ruling.policy.attention.mentionEvery <= step.at) return [];
  return [
    {
      title: titleOf(step.level, here),
      who: plain(asked),
      waits: times.was(at),
      elsewhere: own < at - SECOND,
    },
  ];
}

/** When a level was asked: by the mention, or by who called. */
function askedAt({ saidAt, at }: EscalationStep): Instant {
  return saidAt ?? at;
}

/**
 * Was it asked, or tried? The card never says what is true only if a comment is written beside it. What only a clock or a call
 * asked for, and nothing follows, stands in its lines about how far a reminder reaches and who was told.
 */
function isShown(step: EscalationStep): boolean {
  const follows = step.level.within !== undefined || step.level.attempts !== undefined;
  const byWords = step.reasons.some(({ kind }) => kind !== "clock" && kind !== "call");
  return (step.saidAt !== undefined || step.calls.length > 0) && (follows || byWords);
}

/** Levels that a comment asked and that wait for an answer: a reminder that replaces that comment says so. */
export function waitingValues(here: IncidentSituation): readonly Value[] {
  const { zone } = here.ruling.policy.incidents;
  return here.standing.escalation.steps
    .filter((step) => isOpen(step) && isShown(step) && step.reasons.some(({ kind }) => kind !== "clock"))
    .map((step) => ({ title: titleOf(step.level, here), at: shortTime(askedAt(step), zone, here.now) }));
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
export function titleOf(level: EscalationLevel, here: IncidentSituation): string {
  const role = roleAt(level, here.ruling, here.now);
  return here.ruling.policy.roles[role]?.title ?? role;
}

/** The role that leads an incident: whoever has it makes the calls. */
export function leadRole(here: IncidentSituation): string {
  const { policy } = here.ruling;
  const offered = Object.values(policy.roles).find((role) => role.offered)?.key;
  return roleOf(policy, "lead")?.key ?? offered ?? "lead";
}

function levelNamed(key: string | undefined, here: IncidentSituation): EscalationLevel | undefined {
  return here.ruling.policy.escalation.levels.find((level) => level.key === key);
}
