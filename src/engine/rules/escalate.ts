// Escalation: asks each level that is wanted, once, as part of the incident's one live reminder; says what is enough and what follows (H-21 to H-25).
import type { EscalationStep, Reason } from "../escalation/step.ts";
import { type Instant, MINUTE } from "../instant.ts";
import { hasAccount, nameOf } from "../party.ts";
import type { Prompt } from "../prompt.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline } from "../text/safe.ts";
import { shortTime } from "../time.ts";
import { asksOf, type Message, ranks, type Speaking, type Words } from "../voice/message.ts";
import { type Asked, plain, whoHas, whoIsAt } from "../who.ts";
import { leadRole, levelValues, titleOf } from "./escalate-values.ts";
import { promptsAmong, reminderTopic, replacingReminders } from "./remind.ts";
import { promptValues, severityTitle, stillOverdue } from "./remind-values.ts";

/** Levels that are to be asked; a clock's reminder that is due joins their comment. */
export const rule: Rule = {
  name: "escalate",
  place: 40,
  when: ["managed"],
  wish: (here) => ({ wants: askings(here), wakeAt: here.standing.escalation.wakeAt }),
};

function askings(here: IncidentSituation): readonly Message[] {
  const { unsaid } = here.standing.escalation;
  return unsaid.map(
    (step): Message => ({
      id: step.id,
      topic: reminderTopic,
      on: here.snapshot.issue.id,
      at: Math.min(step.at, here.now),
      asks: asksOf(whoIsAt(step.level, here).people, step.id),
      silenced: false,
      counts: true,
      named: { noun: `the word to the ${titleOf(step.level, here)}`, at: step.at },
      joins: { as: reminderTopic, thread: step.id, leads: true, early: false },
      replaces: replacingReminders(here),
      rank: isByPerson(step) ? ranks.help : ranks.level,
      // The time that a level has to answer begins with the comment.
      begins: true,
      say: (speaking) => wordsOf(speaking, here),
    }),
  );
}

function isByPerson({ reasons }: EscalationStep): boolean {
  return reasons.some(({ kind }) => kind === "person");
}

/** A clock whose last step falls due at the same time goes up by this comment. */
function goingUp(
  due: readonly EscalationStep[],
  prompts: readonly Prompt[],
  here: IncidentSituation,
): readonly EscalationStep[] {
  const { next } = here.standing.escalation;
  const prompt = prompts.find(({ escalates }) => escalates);
  if (prompt === undefined || next === undefined || due.some(({ level }) => level.key === next.key))
    return [];
  const { state, clock, at } = prompt;
  const reason: Reason = { kind: "clock", at, cause: state.cause, clock: clock.name };
  return [{ id: prompt.id, level: next, at, reasons: [reason], calls: [], chain: prompt.id }];
}

/** Whom the comment asks: those of the levels, whoever is to ring a contact, and those of the clocks that join. */
function called(
  steps: readonly EscalationStep[],
  prompts: readonly Prompt[],
  { here, address }: { readonly here: IncidentSituation; readonly address: Speaking["address"] },
) {
  const known = new Set<string>();
  // Nobody is mentioned twice in one comment.
  const once = (asked: Asked): string => {
    const news = asked.people.filter((party) => !known.has(nameOf(party).toLowerCase()));
    for (const party of news) known.add(nameOf(party).toLowerCase());
    return news.length === 0 && asked.people.length > 0 ? plain(asked) : address(news);
  };
  const levels = steps.map((step) => {
    const asked = whoIsAt(step.level, here);
    return { step, asked, called: once(asked) };
  });
  const isContact = levels.some(({ asked }) => !asked.people.every(hasAccount));
  const caller = isContact ? once(whoHas([leadRole(here)], here)) : "";
  const clocks = prompts.map((prompt) => ({
    prompt,
    words: once(whoHas(prompt.clock.remind, here, prompt.clock.remindOnly)),
  }));
  return { levels, caller, clocks };
}

function wordsOf(speaking: Speaking, here: IncidentSituation): Words {
  const { incident, now, ruling, standing } = here;
  const { zone } = ruling.policy.incidents;
  const wanted = speaking.ids.flatMap(
    (id) => standing.escalation.unsaid.find((step) => step.id === id) ?? [],
  );
  const prompts = promptsAmong(speaking.ids, here);
  const steps = [...wanted, ...goingUp(wanted, prompts, here)];
  const { levels, caller, clocks } = called(steps, prompts, { here, address: speaking.address });
  const sources = new Set(steps.map(({ level }) => level.source).filter((source) => source !== ""));
  const dueAt = Math.min(...steps.map((step) => knownAt(step, here)));
  return {
    because: because(steps, here),
    rule: ["escalation", ...sources].join(" "),
    due: dueAt,
    template: "escalate",
    values: {
      title: inline(incident.title, 80),
      severity: severityTitle(here),
      levels: levels.map((one) => levelValues(one, here)),
      caller,
      what: clocks.map(({ prompt, words }) => promptValues(prompt, words, here)),
      still: stillOverdue(prompts, here),
      late:
        now - dueAt >= MINUTE
          ? { due: shortTime(dueAt, zone, now), sent: shortTime(now, zone, now) }
          : undefined,
    },
  };
}

/** When a step was due to be said: one that hangs on a call, once somebody said here that it was made. */
function knownAt({ at, reasons }: EscalationStep, { incident }: IncidentSituation): Instant {
  const byCall = reasons.some((reason) => reason.kind === "passed" && reason.why !== "time");
  const said = byCall ? incident.told.filter((told) => told.at === at).map((told) => told.saidAt ?? at) : [];
  return Math.max(at, ...said);
}

function because(steps: readonly EscalationStep[], here: IncidentSituation): string {
  const titles = steps.map(({ level }) => titleOf(level, here)).join(" and the ");
  const by = steps.some(isByPerson) ? "A person asks" : "The policy asks";
  return `${by} for the ${titles}.`;
}
