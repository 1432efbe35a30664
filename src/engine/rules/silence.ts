// Asks the highest level that was asked and the lead again where nobody does anything on a major incident, as long as that lasts.

import { askedAgain, type LastAct, lastActOf } from "../escalation/silence.ts";
import { type EscalationStep, isOpen, onward } from "../escalation/step.ts";
import { HOUR, type Instant, MINUTE } from "../instant.ts";
import { type LevelPage, paged, pageId } from "../paging.ts";
import { nameOf, type Party } from "../party.ts";
import type { RunningLimit } from "../prompt.ts";
import type { Rule } from "../rule.ts";
import { isMajor } from "../severity/settle.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { inline } from "../text/safe.ts";
import { clockTime, shortTime } from "../time.ts";
import { inWords } from "../voice/mention.ts";
import { asksOf, type Message, ranks, type Speaking, type Words } from "../voice/message.ts";
import { type Asked, whoHas, whoWasAsked } from "../who.ts";
import { leadRole, titleAsked } from "./escalate-values.ts";
import { reminderTopic, replacingReminders } from "./remind.ts";
import { severityTitle } from "./remind-values.ts";
import { ringAgain, unrung } from "./ring-values.ts";

/** Whoever was asked last, and the lead. */
export const rule: Rule = { name: "silence", place: 42, when: ["managed"], wish: silence };

function silence(here: IncidentSituation): Wish {
  const { ask, next } = askOf(here);
  return { wants: ask === undefined ? [] : [messageOf(ask, here)], wakeAt: next };
}

/** The pages by which the highest level is asked again. */
export function silentPages(here: IncidentSituation): readonly LevelPage[] {
  const { ask } = askOf(here);
  const highest = highestOf(here)?.level;
  if (ask === undefined || highest?.page === undefined) return [];
  return paged(pageId(`${idOf(ask)}/${highest.key}`), highest, ask.at);
}

/** What is asked again now, if anything is, and when the next time comes. */
function askOf(here: IncidentSituation): { readonly ask?: Ask | undefined; readonly next?: Instant } {
  const { incident, ruling, standing, now } = here;
  const every = ruling.policy.attention.silence;
  const isOver = standing.phase === "resolved" || standing.phase === "closed";
  if (
    every === undefined ||
    !isMajor(ruling.policy, incident.severity?.key) ||
    isOver ||
    incident.drill !== undefined
  )
    return {};
  const last = lastActOf(here.snapshot, incident, ruling);
  // What is agreed for later is no silence: a limit has to be past all that is said of it, or a level without an answer.
  const ends = [...standing.limits.flatMap(lastOf), ...standing.escalation.steps.flatMap(unanswered)];
  if (ends.length === 0) return {};
  const asked = askedAgain(
    {
      from: Math.max(last.at, incident.quietUntil ?? last.at, Math.min(...ends)),
      steps: [...standing.limits.flatMap(stepsOf), ...standing.escalation.steps.flatMap(timesOf)],
      every,
    },
    now,
  );
  const { at, next } = asked;
  return { next, ...(at !== undefined && { ask: { ...asked, at, since: last } }) };
}

/** When a limit speaks: its warnings, and what follows it. */
function stepsOf({ clock, dueAt }: RunningLimit): readonly Instant[] {
  return [...clock.warn.map((ahead) => dueAt - ahead), ...clock.overdue.map((after) => dueAt + after)];
}

/** When the last is said of a limit by itself; nothing of one that only stands on the card. */
function lastOf({ clock, dueAt }: RunningLimit): readonly Instant[] {
  return clock.overdue.length === 0 ? [] : [dueAt + Math.max(...clock.overdue)];
}

/** When a level was asked that has not answered, where nothing follows by itself. */
function unanswered(step: EscalationStep): readonly Instant[] {
  return isOpen(step) && onward(step) === undefined ? [step.saidAt ?? step.at] : [];
}

/** When a level was asked, and when the next one is. */
function timesOf(step: EscalationStep): readonly Instant[] {
  const asked = step.saidAt ?? step.at;
  const next = onward(step)?.at;
  return next === undefined ? [asked] : [asked, next];
}

interface Ask {
  readonly count: number;
  readonly at: Instant;
  readonly next: Instant;
  readonly since: LastAct;
}

const idOf = ({ since, count }: Ask): string => `silence/${since.cause}/${count}`;

function messageOf(ask: Ask, here: IncidentSituation): Message {
  const id = idOf(ask);
  const callers = unrung(here).flatMap((one) => one.callers.people);
  const people = [...[...askedIn(here).values()].flatMap((asked) => asked.people), ...callers];
  return {
    id,
    topic: reminderTopic,
    on: here.snapshot.issue.id,
    at: ask.at,
    asks: asksOf(people, id),
    silenced: false,
    counts: true,
    rank: ranks.told,
    replaces: replacingReminders(here),
    say: (speaking) => wordsOf(ask, speaking, here),
  };
}

/** Those who are asked, by what they are asked as: the highest level that was asked and is not over, and the lead. */
function askedIn(here: IncidentSituation): ReadonlyMap<string, Asked> {
  const lead = whoHas([leadRole(here)], here);
  const highest = highestOf(here);
  const found =
    highest === undefined ? [] : [[titleAsked(highest, here), whoWasAsked(highest, here)] as const];
  return new Map([...found, [lead.role, lead]]);
}

function highestOf({ ruling, standing }: IncidentSituation): EscalationStep | undefined {
  const { levels } = ruling.policy.escalation;
  const height = ({ level }: EscalationStep): number => levels.findIndex(({ key }) => key === level.key);
  const asked = standing.escalation.steps.filter((step) => step.endedAt === undefined);
  return asked.toSorted((one, other) => height(one) - height(other)).at(-1);
}

function wordsOf(ask: Ask, { address }: Speaking, here: IncidentSituation): Words {
  const { incident, ruling, now } = here;
  const { zone } = ruling.policy.incidents;
  const known = new Set<string>();
  const unknown = (people: readonly Party[]): readonly Party[] => {
    const news = people.filter((party) => !known.has(nameOf(party).toLowerCase()));
    for (const party of news) known.add(nameOf(party).toLowerCase());
    return news;
  };
  // Whoever has both is asked once, and nobody is mentioned twice in one comment.
  const asked = Array.from(askedIn(here), ([role, { people, how }]) => {
    const news = unknown(people);
    return { role: inline(role), who: news.length === 0 ? "" : address(news), how };
  });
  const mention = (people: readonly Party[]): string => {
    const news = unknown(people);
    return news.length === 0 ? inWords(people) : address(news);
  };
  const rings = unrung(here).map((one) => ringAgain(one, mention, here));
  const since = clockTime(ask.since.at, zone, now);
  return {
    because: `Nobody has done anything here since ${since}.`,
    rule: "attention.silence",
    due: ask.at,
    template: "silence",
    values: {
      title: inline(incident.title, 80),
      severity: severityTitle(here),
      since,
      asked: asked.filter(({ who }) => who !== ""),
      rings,
      next: shortTime(ask.next, zone, now),
      hours: Math.round(((ruling.policy.attention.silence ?? 0) / HOUR) * 10) / 10,
      late:
        now - ask.at >= MINUTE
          ? { due: shortTime(ask.at, zone, now), sent: shortTime(now, zone, now) }
          : undefined,
    },
  };
}
