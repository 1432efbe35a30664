// Reminders: each prompt of a clock as a message; the voice makes one live reminder of those that are due (H-9, H-15).

import { upMark } from "../escalation/sent.ts";
import { lastActOf } from "../escalation/silence.ts";
import { type EscalationStep, isOpen } from "../escalation/step.ts";
import type { OwnComment } from "../incident.ts";
import { nameOf, type Party } from "../party.ts";
import type { Prompt } from "../prompt.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation } from "../situation.ts";
import { nounOf } from "../text/noun.ts";
import { clockTime } from "../time.ts";
import { inWords } from "../voice/mention.ts";
import { asksOf, type Message, type Replacing, type Speaking, type Words } from "../voice/message.ts";
import { idsIn } from "../voice/record.ts";
import { type Asked, stepUp, whoIsReached } from "../who.ts";
import { remindValues } from "./remind-values.ts";
import { ringAgain, type Unrung, unrung } from "./ring-values.ts";

/** The topic of reminders and asked levels: they become one comment. */
export const reminderTopic = "reminder";

/** The id of the word that asks to ring, by the id of the step. */
export function ringOf({ id }: EscalationStep): string {
  return id.replace(/^escalate\//, "ring/");
}

/** A newer reminder replaces the older; what a person asked for, and who is to be rung, stays in sight until that is done. */
export function replacingReminders({ standing }: IncidentSituation): Replacing {
  const { steps, rings } = standing.escalation;
  const asked = steps.filter((step) => isOpen(step) && step.reasons.some(({ kind }) => kind === "person"));
  const kept = new Set([...asked.map(({ id }) => id), ...rings.map(({ step }) => ringOf(step))]);
  const isKept = (own: OwnComment): boolean => idsIn(own.markers).some((id) => kept.has(id));
  return { topic: reminderTopic, because: "A newer reminder replaces it.", only: (own) => !isKept(own) };
}

/** What the clocks say, in the order in which it falls due. */
export const rule: Rule = {
  name: "remind",
  place: 41,
  when: ["managed"],
  // Those of later too: the voice looks again when the earliest of them is due.
  wish: (here) => ({ wants: reminders(here) }),
};

function reminders(here: IncidentSituation): readonly Message[] {
  return here.standing.prompts.map((prompt) => messageOf(prompt, here));
}

function messageOf(prompt: Prompt, here: IncidentSituation): Message {
  const { clock, id, at, kind, limit, escalates } = prompt;
  // What the law asks for is no repeat, however often it is said; a drill asks whoever began it, a moment ago.
  const matter = clock.regulatory ? id : `${clock.name}/${prompt.state.cause}`;
  return {
    id,
    topic: reminderTopic,
    on: here.snapshot.issue.id,
    at,
    asks: [
      ...asksOf(
        whoIsReached(clock.remind, here, clock.remindOnly).people,
        kind === "drill" ? undefined : matter,
      ),
      ...(escalates ? asksOf([...(stepUp(here)?.people ?? []), ...callersOf(here)], id) : []),
    ],
    silenced: !clock.regulatory,
    counts: true,
    named: { noun: nounOf(clock.title), at: limit },
    joins: {
      as: reminderTopic,
      thread: clock.name,
      leads: false,
      limit,
      // A warning, or of a limit that has passed: the words hold already.
      early: kind === "warn" || limit < here.now,
    },
    replaces: replacingReminders(here),
    // Whom it asks besides has been asked from then on, and the card says so.
    begins: escalates,
    say: (speaking) => wordsOf(prompt, speaking, here),
  };
}

/** Who is to ring the level that a clock goes up to, where it was asked before and nobody has. */
function unrungNext(here: IncidentSituation): Unrung | undefined {
  return unrung(here).find(({ step }) => step.level.key === here.standing.escalation.next?.key);
}

const callersOf = (here: IncidentSituation): readonly Party[] => unrungNext(here)?.callers.people ?? [];

/** The prompts among what is said together, in its order: of one clock the first, which says what the next repeats. */
export function promptsAmong(ids: readonly string[], { standing }: IncidentSituation): readonly Prompt[] {
  const found = ids.flatMap((id) => standing.prompts.find((prompt) => prompt.id === id) ?? []);
  return found.filter(
    ({ clock }, index) => found.findIndex((one) => one.clock.name === clock.name) === index,
  );
}

/** The words of a reminder that this prompt names. */
function wordsOf(first: Prompt, speaking: Speaking, here: IncidentSituation): Words {
  const prompts: readonly [Prompt, ...Prompt[]] = [first, ...promptsAmong(speaking.ids, here).slice(1)];
  const { address, since: dueAt, replacedAt } = speaking;
  const asked = whoIsReached(first.clock.remind, here, first.clock.remindOnly);
  const called = address(asked.people);
  const others = prompts.slice(1).map((prompt) => address(alsoAsked(prompt, asked, here)));
  const step = prompts.some((prompt) => prompt.escalates) ? stepUp(here) : undefined;
  const up = step && address(step.people);
  const toRing = step && unrungNext(here);
  // Nobody is mentioned twice in one comment.
  const known = new Set([...asked.people, ...(step?.people ?? [])].map(nameOf));
  const mention = (people: readonly Party[]): string =>
    people.some((party) => known.has(nameOf(party))) ? inWords(people) : address(people);
  const ring = toRing && ringAgain(toRing, mention, here);
  const next = stepUp(here);
  const level = here.standing.escalation.next?.key;
  return {
    because: because(first, here),
    rule: `clocks.${first.clock.name}${first.clock.source === "" ? "" : ` ${first.clock.source}`}`,
    due: dueAt,
    template: first.kind === "drill" ? "drill-reminder" : "reminder",
    values: remindValues(prompts, { asked, called, others, step, up, ring, next, dueAt, replacedAt }, here),
    markers: step && level !== undefined ? [[upMark, level]] : [],
  };
}

/** Who is asked for a clock that joined, without those whom the reminder asks already. */
function alsoAsked(prompt: Prompt, asked: Asked, here: IncidentSituation): readonly Party[] {
  const also = whoIsReached(prompt.clock.remind, here, prompt.clock.remindOnly);
  const known = new Set(asked.people.map((party) => nameOf(party).toLowerCase()));
  return also.people.filter((party) => !known.has(nameOf(party).toLowerCase()));
}

function because(prompt: Prompt, here: IncidentSituation): string {
  const at = clockTime(prompt.limit, here.ruling.policy.incidents.zone, here.now);
  return prompt.limit < here.now
    ? `The ${nounOf(prompt.clock.title)} was due at ${at}.`
    : `The ${nounOf(prompt.clock.title)} is due at ${at}.`;
}

/** Is the clock that a reminder spoke of still running towards, or past, the same limit, or does a level wait to answer? */
export function isAwaited(ids: readonly string[], here: IncidentSituation): boolean {
  if (here.incident.management !== "managed") return false;
  return ids.some((id) => {
    const [clock = "", cause = "", kind] = id.split("/");
    if (clock === "escalate")
      return here.standing.escalation.steps.some((step) => step.id === id && isOpen(step));
    if (clock === "ring") return here.standing.escalation.rings.some(({ step }) => ringOf(step) === id);
    if (clock === "silence") return lastActOf(here.snapshot, here.incident, here.ruling).cause === cause;
    const state = here.incident.clocks.get(clock);
    return (
      state?.running === true &&
      (state.cause === cause || (kind === "drill" && here.incident.drill?.cause === cause))
    );
  });
}
