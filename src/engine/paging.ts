// Pages: whom a level of escalation rings through a channel beside its words here, and which of them are over.
import { type Delivery, deliveriesNow, unclearAfter } from "./delivery.ts";
import { isOver } from "./escalation/standing.ts";
import { type EscalationStep, isOpen, needsWords, type Reason } from "./escalation/step.ts";
import type { Instant } from "./instant.ts";
import type { EscalationLevel } from "./policy/model.ts";
import type { IncidentSituation } from "./situation.ts";

/** A level whose role is to be rung through its channel, once for each time that it is asked. */
export interface LevelPage {
  /** `page/escalate/edm/IC_x`: by what was asked, so that a repeat has the same key and what is asked anew another. */
  readonly id: string;
  readonly level: EscalationLevel;
  readonly channel: string;
  /** Since when it is wanted. */
  readonly at: Instant;
}

/** A page that is over, by what its delivery says of it: the policy may have changed since. */
export interface PageOver {
  readonly id: string;
  readonly channel: string;
  /** Key of the level that was paged. */
  readonly level: string;
}

const resolution = "/resolved";

/** What stands before the id of what was asked. */
const prefix = "page/";

/** The id of the page of what was asked, by the id of that. */
export function pageId(asked: string): string {
  return `${prefix}${asked}`;
}

/** The id by which a page is said to be over. */
export function resolutionOf(page: string): string {
  return `${page}${resolution}`;
}

/** Is this the id of a page that rings? */
export function isPage(id: string): boolean {
  return id.startsWith(prefix) && !id.endsWith(resolution);
}

/** The pages that levels want which were asked and have no answer: a page waits for nobody's turn to be mentioned. */
export function pagesOf(here: IncidentSituation): readonly LevelPage[] {
  const { levels } = here.ruling.policy.escalation;
  if (levels.every(({ page }) => page === undefined)) return [];
  const known = deliveriesIn(here);
  const steps = here.standing.escalation.steps.filter((step) => isWanted(step, known, here));
  const up = goingUp(here);
  const all = up === undefined ? steps : [...steps, up];
  return all.flatMap(({ id, level, at }) => paged(pageId(id), level, at));
}

/** The page of a level, where it has a channel. */
export function paged(id: string, level: EscalationLevel, at: Instant): readonly LevelPage[] {
  return level.page === undefined ? [] : [{ id, level, channel: level.page, at }];
}

/** What is known of all that left: the ledger's word, or what this process knows better. */
export function deliveriesIn({ snapshot, reach, now }: IncidentSituation): ReadonlyMap<string, Delivery> {
  return deliveriesNow(snapshot.ledger?.deliveries ?? new Map(), reach, now);
}

/**
 * A level that has no answer is still to be paged where the one above was asked meanwhile; but a policy that came later does not page
 * whom it finds passed.
 */
function isWanted(
  step: EscalationStep,
  known: ReadonlyMap<string, Delivery>,
  { standing }: IncidentSituation,
): boolean {
  const isAsked = needsWords(step) || step.reasons.some(({ kind }) => kind === "clock");
  if (!isAsked || step.answered !== undefined || step.endedAt !== undefined) return false;
  return isOpen(step) || known.has(pageId(step.id)) || step.at >= standing.escalation.since;
}

/** The step of a clock whose last reminder is due and waits to be said, as it will be: its level is paged meanwhile. */
export function goingUp(here: IncidentSituation): EscalationStep | undefined {
  const { standing, incident, ruling, now } = here;
  const { next: level } = standing.escalation;
  if (level === undefined || isInHand(level, here) || isOver(incident) || incident.drill !== undefined)
    return undefined;
  const due = standing.prompts.filter(({ escalates, at }) => escalates && at <= now);
  // What goes up together asks one level, for the first of them in the order of the policy.
  const place = (name: string): number => ruling.policy.clocks.findIndex((clock) => clock.name === name);
  const [first] = due.toSorted((one, other) => place(one.clock.name) - place(other.clock.name));
  if (first === undefined) return undefined;
  const { at, clock, state } = first;
  const id = `escalate/${level.key}/${state.cause}`;
  const reason: Reason = { kind: "clock", at, cause: state.cause, clock: clock.name };
  return { id, level, at, reasons: [reason], calls: [], chain: id };
}

/** Has the level been asked, so that a clock that goes up does not ask it anew? */
export function isInHand({ key }: EscalationLevel, { standing }: IncidentSituation): boolean {
  return standing.escalation.steps.some((step) => step.endedAt === undefined && step.level.key === key);
}

/**
 * The pages that may have rung and that nobody is wanted for any more: the incident is over, or was none but an exercise. `wakeAt`:
 * when it is known of one that is under way.
 */
export function pagesOver(here: IncidentSituation): {
  readonly over: readonly PageOver[];
  readonly wakeAt?: Instant | undefined;
} {
  const { incident, standing, snapshot, reach } = here;
  const isOff = incident.management === "withdrawn" || incident.drill !== undefined;
  if (!isOff && !isOver(incident)) return { over: [] };
  if (snapshot.ledger?.deliveries === undefined && reach.reports.size === 0) return { over: [] };
  // What was asked after the end is not over.
  const open = new Set(standing.escalation.steps.filter(isOpen).map(({ id }) => pageId(id)));
  const all = [...deliveriesIn(here)].filter(([id]) => isPage(id) && !open.has(id));
  const under = all.flatMap(([, { state, at }]) => (state === "sending" ? [at + unclearAfter] : []));
  return {
    over: all
      .filter(([, delivery]) => mayHaveRung(delivery))
      .map(([id, { carrier }]) => ({ id, channel: carrier.replace(/^channel:/, ""), level: levelIn(id) })),
    wakeAt: under.length === 0 ? undefined : Math.min(...under),
  };
}

/** Of what was refused at last an earlier try may have arrived without an answer. */
function mayHaveRung({ state, attempts }: Delivery): boolean {
  return state === "sent" || state === "unclear" || (state === "failed" && attempts > 1);
}

/** The level in the id of a page: `page/escalate/<level>/…`, or `page/silence/…/…/<level>`. */
function levelIn(id: string): string {
  const [, kind, ...words] = id.split("/");
  return (kind === "silence" ? words.at(-1) : words[0]) ?? "";
}

/** Is it a page of a step, or one by which its level was asked again where everybody was silent? */
export function isOfStep(id: string, { id: step, level }: EscalationStep): boolean {
  return id === pageId(step) || (id.startsWith(pageId("silence/")) && levelIn(id) === level.key);
}

/** The channel through which a level is paged by this host; undefined where nobody would be. */
export function pagedThrough(level: EscalationLevel, { reach, incident }: IncidentSituation) {
  const { page } = level;
  return page !== undefined && incident.drill === undefined && reach.can.has(`channel:${page}`)
    ? page
    : undefined;
}

/** The same of the level that a clock goes up to, which rings nobody who was asked already. */
export function nextPaged(here: IncidentSituation): string | undefined {
  const { next } = here.standing.escalation;
  return next === undefined || isInHand(next, here) ? undefined : pagedThrough(next, here);
}

/** Every channel by which this host pages for the incident; undefined where there is none. */
export function pagers(here: IncidentSituation): readonly string[] | undefined {
  const found = here.ruling.policy.escalation.levels.flatMap((level) => pagedThrough(level, here) ?? []);
  return found.length === 0 ? undefined : [...new Set(found)];
}
