// What the card and later reminders say of levels: which were asked, whom and since when, and which wait to be.
import type { Outgoing } from "../delivery.ts";
import { partyOnDuty } from "../duty/party.ts";
import { onDuty } from "../duty.ts";
import { type EscalationStep, isOpen, onward } from "../escalation/step.ts";
import { roleAt } from "../escalation/who.ts";
import { type Instant, SECOND } from "../instant.ts";
import { goingUp } from "../paging.ts";
import { handleOf, nameOf, type Party } from "../party.ts";
import type { IncidentSituation } from "../situation.ts";
import { plainName } from "../text/safe.ts";
import { shortTime } from "../time.ts";
import { inWords } from "../voice/mention.ts";
import { idsIn, isMentionedIn, mentionsIn } from "../voice/record.ts";
import type { Value, Values } from "../wanted.ts";
import { plain, whoWasAsked } from "../who.ts";
import type { CardTimes } from "./card-times.ts";
import { askedAt, levelNamed, titleAsked, titleOf } from "./escalate-values.ts";
import { pageValue } from "./page-values.ts";

/** What the card says: the levels that wait for an answer, and the last that gave one, where that was the last thing that came of it. */
export function escalationValues(
  here: IncidentSituation,
  times: CardTimes,
  deliveries: Outgoing["deliveries"],
): readonly Value[] {
  const { steps, unsaid } = here.standing.escalation;
  const page = (step: EscalationStep) => pageValue(step, deliveries, times);
  const waiting = steps.filter((step) => isOpen(step) && (isShown(step) || isPaged(step, page)));
  const answered = steps.findLast((step) => step.answered !== undefined && step.endedAt === undefined);
  const isNews = waiting.every(({ at }) => at <= (answered?.answered?.at ?? at));
  const shown = [...waiting, ...(answered !== undefined && isNews ? [answered] : [])];
  // A clock's mention waits for its turn, and the page came before it.
  const up = goingUp(here);
  const ahead = up !== undefined && page(up) !== undefined ? [up] : [];
  return [
    ...[...unsaid, ...ahead].flatMap((step) =>
      unaskedValues(step, here, times).map((values) => ({ ...values, page: page(step) })),
    ),
    ...shown.map((step) => ({ ...askedValues(step, here, times), page: page(step) })),
  ];
}

/** A level that was asked, with what came of it so far. */
function askedValues(step: EscalationStep, here: IncidentSituation, times: CardTimes): Values {
  const to = onward(step);
  const next = levelNamed(step.level.onward, here);
  return {
    title: titleAsked(step, here),
    waits: "",
    at: times.was(askedAt(step)),
    who: inWords(askedOf(step, here)),
    calls: step.calls.length,
    answeredAt: step.answered && times.was(step.answered.at),
    by: plainName(step.answered?.by ?? ""),
    seenBy: (step.seenBy ?? []).map(({ by, at }) => ({ by: plainName(by), at: times.was(at) })),
    next: to && next && { title: titleOf(next, here), at: times.coming(to.at) },
  };
}

/** A level that could not be asked when it was wanted, since whom it asks was mentioned just before: nobody is said to be asked before the mention. */
function unaskedValues(step: EscalationStep, here: IncidentSituation, times: CardTimes): readonly Values[] {
  const { incident, ruling, snapshot } = here;
  const asked = whoWasAsked(step, here);
  const handles = asked.people.map((party) => handleOf(party)?.toLowerCase());
  const last = (mentions: ReadonlyMap<string, Instant>): Instant =>
    Math.max(0, ...Array.from(mentions, ([login, at]) => (handles.includes(login.toLowerCase()) ? at : 0)));
  const own = last(mentionsIn(incident.own, snapshot.ledger?.mentions));
  const at = Math.max(own, last(snapshot.mentioned));
  if (at + ruling.policy.attention.mentionEvery <= step.at) return [];
  return [
    {
      title: titleAsked(step, here),
      who: plain(asked),
      waits: times.was(at),
      elsewhere: own < at - SECOND,
    },
  ];
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

/** What only a clock asked for is shown where it rang somebody, or is still to. */
function isPaged(step: EscalationStep, page: (step: EscalationStep) => Values | undefined): boolean {
  return step.saidAt !== undefined && page(step) !== undefined;
}

/** Levels that a comment asked and that wait for an answer: a reminder that replaces that comment says so. */
export function waitingValues(here: IncidentSituation): readonly Value[] {
  const { zone } = here.ruling.policy.incidents;
  return here.standing.escalation.steps
    .filter((step) => isOpen(step) && isShown(step) && step.reasons.some(({ kind }) => kind !== "clock"))
    .map((step) => ({ title: titleAsked(step, here), at: shortTime(askedAt(step), zone, here.now) }));
}

/** Whom a level asked: those whom its comment mentions; where that is not known, who was on duty then or has the role now. */
function askedOf(step: EscalationStep, here: IncidentSituation): readonly Party[] {
  const { incident, ruling } = here;
  const { people, how } = whoWasAsked(step, here);
  if (step.saidAt === undefined) return people;
  const { saidAt } = step;
  const duty = onDuty(ruling, roleAt(step.level, ruling, saidAt), saidAt);
  const then = duty.map((who) => partyOnDuty(who, ruling.policy));
  const own = incident.own.find(({ markers }) => idsIn(markers).includes(step.id));
  const asked = [...then, ...people].filter((party) => {
    const handle = handleOf(party);
    return own !== undefined && handle !== undefined && isMentionedIn(own, handle);
  });
  if (asked.length === 0) return how === "duty" && then.length > 0 ? then : people;
  return [...new Map(asked.map((party) => [nameOf(party).toLowerCase(), party])).values()];
}
