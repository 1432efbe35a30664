// What a reminder says, as values for its template: what is due, who is asked and how it came, what is enough, what follows.

import { roleAt } from "../escalation/who.ts";
import { vacantRoles } from "../events/row.ts";
import type { Instant } from "../instant.ts";
import { MINUTE } from "../instant.ts";
import { nextPaged } from "../paging.ts";
import { hasAccount, nameOf } from "../party.ts";
import type { ClockRule } from "../policy/model.ts";
import type { Prompt, RunningLimit } from "../prompt.ts";
import type { IncidentSituation } from "../situation.ts";
import { nounOf } from "../text/noun.ts";
import { inline, plainName } from "../text/safe.ts";
import { clockTime, shortTime } from "../time.ts";
import type { Value, Values } from "../wanted.ts";
import { type Asked, plain } from "../who.ts";
import { waitingValues } from "./escalate-card.ts";
import { missingValues } from "./missing-values.ts";
import { answersTo, contextOf } from "./remind-answers.ts";
import { exampleTime, moveCommand, ruleOf } from "./remind-limit.ts";

/** Who is asked by a reminder, in the words that mention them, and since when it is due. */
export interface AskedByReminder {
  readonly asked: Asked;
  readonly called: string;
  /** Those who are asked for the clocks that joined, one text each; empty where nobody else is. */
  readonly others: readonly string[];
  /** The escalation step, where this reminder goes up by it, and its people in words. */
  readonly step: Asked | undefined;
  readonly up: string | undefined;
  /** Who is to ring that step, where it was asked before and nobody has. */
  readonly ring: Values | undefined;
  /** Who would be asked by a later reminder. */
  readonly next: Asked | undefined;
  readonly dueAt: Instant;
  /** The reminder that this one replaces was written then. */
  readonly replacedAt: Instant | undefined;
}

/** Values of `reminder` and `drill-reminder`. The first prompt names the reminder; the others have joined it. */
export function remindValues(
  prompts: readonly [Prompt, ...Prompt[]],
  asking: AskedByReminder,
  here: IncidentSituation,
): Values {
  const { incident, ruling, now, standing } = here;
  const zone = ruling.policy.incidents.zone;
  const [first] = prompts;
  const ahead = standing.prompts.filter(
    (prompt) => prompt.clock.name === first.clock.name && prompt.at > now,
  );
  const later = ahead.find((prompt) => prompt.escalates);
  const time = (at: Instant): string => shortTime(at, zone, now);
  return {
    title: inline(incident.title, 80),
    severity: severityTitle(here),
    called: asking.called,
    how: asking.asked.how,
    contacts: contactValues(asking.asked, here),
    ...roleAsked(first.clock, asking.asked, here),
    plainUpdates: ruling.policy.incidents.plainUpdates,
    still: stillOverdue(prompts, here),
    call: callSince(first.clock, here),
    what: prompts.map((prompt, index) =>
      promptValues(prompt, index === 0 ? "" : (asking.others[index - 1] ?? ""), here),
    ),
    asked: waitingValues(here),
    move: moveCommand(first.clock, asking.asked.people, here),
    nextExample: exampleTime(first, here),
    missing: missingValues(standing.missing),
    stepUp: asking.step && { who: asking.up ?? "", ...stepWords(asking.step, asking.asked, here) },
    ring: asking.ring,
    laterUp: later &&
      asking.next && {
        at: time(later.at),
        who: plain(asking.next),
        page: nextPaged(here),
        ...stepWords(asking.next, asking.asked, here),
      },
    last: first.kind === "overdue" && ahead.length === 0,
    late: now - asking.dueAt >= MINUTE ? { due: time(asking.dueAt), sent: time(now) } : undefined,
    lastUpdate: incident.lastUpdate ? time(incident.lastUpdate.at) : "",
    lastBy: plainName(incident.lastUpdate?.by ?? ""),
    rule: ruleOf(first, here.ruling),
    replaces: asking.replacedAt === undefined ? "" : time(asking.replacedAt),
  };
}

/** What one prompt of a reminder says; `called`: those who are asked for it besides, in words. */
export function promptValues(prompt: Prompt, called: string, here: IncidentSituation): Values {
  const { ruling, now } = here;
  const { zone } = ruling.policy.incidents;
  return {
    title: prompt.clock.title,
    called,
    noun: nounOf(prompt.clock.title),
    overdue: prompt.limit < now && !wasPast(prompt, here),
    past: wasPast(prompt, here),
    lastBefore: prompt.lastBefore === undefined ? "" : clockTime(prompt.lastBefore, zone, now),
    decide: decideValues(prompt.clock, here),
    at: clockTime(prompt.limit, zone, now),
    update: prompt.clock.restarts.includes("update"),
    ...answersTo(prompt, here),
  };
}

/** Limits that had passed and were spoken of before: this reminder replaces theirs, and must not hide them. */
export function stillOverdue(prompts: readonly Prompt[], here: IncidentSituation): readonly Value[] {
  const { standing, now, ruling } = here;
  const spoken = (name: string, cause: string): boolean =>
    [...standing.sent].some((id) => id.startsWith(`${name}/${cause}/overdue/`));
  return standing.limits
    .filter(({ clock, state, dueAt }) => dueAt < now && spoken(clock.name, state.cause))
    .filter(({ clock }) => !prompts.some((prompt) => prompt.clock.name === clock.name))
    .map(({ clock, dueAt }) => ({
      noun: nounOf(clock.title),
      at: shortTime(dueAt, ruling.policy.incidents.zone, now),
    }));
}

/** Since when a call goes on that a notice would break into (H-43); empty where none does, and for all but notices. */
function callSince(clock: ClockRule, { incident, ruling, now }: IncidentSituation): string {
  if (![...clock.stops, ...clock.restarts].includes("notice")) return "";
  const last = incident.events.findLast(({ name }) => name === "call.started" || name === "call.ended");
  return last?.name === "call.started" ? shortTime(last.at, ruling.policy.incidents.zone, now) : "";
}

/** The test on which a limit hangs, and who decides; absent where it hangs on none. */
export function decideValues(clock: ClockRule, here: IncidentSituation): Values | undefined {
  if (clock.decide === undefined) return undefined;
  const { question, role } = clock.decide;
  return { question: inline(question, 200), role: here.ruling.policy.roles[role]?.title ?? role };
}

/** What the policy calls the severity that is settled; empty while none is. */
export function severityTitle(here: IncidentSituation): string {
  const { severities } = here.ruling.policy;
  return severities.find((one) => one.key === here.incident.severity?.key)?.title ?? "";
}

/** Is a limit overdue? One that had passed before it was recorded is asked about, and never called that. */
export function isOverdue({ dueAt, state }: RunningLimit, here: IncidentSituation): boolean {
  return dueAt <= here.now && !wasPast({ limit: dueAt, state }, here);
}

/** Had the limit passed before it was recorded that the clock runs? Then it is asked about and not called overdue. */
function wasPast({ limit, state }: Pick<Prompt, "limit" | "state">, here: IncidentSituation): boolean {
  const { acts, events } = here.incident;
  const recorded = acts.find((act) => act.item === state.cause)?.at ?? state.startsAt;
  const accepted = events.findLast((event) => event.name === "accepted")?.at ?? recorded;
  return limit < Math.max(recorded, accepted, state.setAt);
}

/** The role by which they are asked: the one that they have, else the first that nobody holds. */
function roleAsked(
  clock: ClockRule,
  asked: Asked,
  here: IncidentSituation,
): { role: string; roleKey: string } {
  // Whoever is to reach a contact does not stand in for a role that nobody has: the contact has it.
  const first = clock.stops.includes("roles")
    ? (vacantRoles(contextOf(here))[0] ?? clock.remind[0])
    : clock.remind[0];
  const vacant = asked.contacts === undefined ? (first ?? "") : "";
  const key = asked.key ?? vacant;
  return { role: here.ruling.policy.roles[key]?.title ?? key, roleKey: key };
}

/** Those who have the role and no account: whoever is asked is to reach them. */
function contactValues({ contacts }: Asked, here: IncidentSituation): Values | undefined {
  if (contacts === undefined) return undefined;
  const key = contacts.key ?? "";
  return {
    names: plain(contacts),
    role: here.ruling.policy.roles[key]?.title ?? key,
    key,
    duty: contacts.how === "duty",
  };
}

/** `same`: the step leads to nobody but those who are asked already. */
function stepWords(step: Asked, asked: Asked, here: IncidentSituation): Values {
  const known = new Set(asked.people.map(nameOf));
  const { next } = here.standing.escalation;
  return {
    role: step.role,
    key: next === undefined ? "" : roleAt(next, here.ruling, here.now),
    how: step.how,
    contact: step.people.length > 0 && !step.people.some(hasAccount),
    same: step.people.every((party) => known.has(nameOf(party))),
  };
}
