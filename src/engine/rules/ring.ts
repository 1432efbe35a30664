// Asks whoever is to ring a level of escalation to do so, where it was asked here and no call is recorded (H-22).
import { MINUTE } from "../instant.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline } from "../text/safe.ts";
import { clockTime, shortTime } from "../time.ts";
import { asksOf, type Message, ranks, type Speaking, type Words } from "../voice/message.ts";
import { plain, whoWasAsked } from "../who.ts";
import { levelValues, titleAsked } from "./escalate-values.ts";
import { reminderTopic, replacingReminders, ringOf } from "./remind.ts";
import { severityTitle } from "./remind-values.ts";
import { type Unrung, unrung } from "./ring-values.ts";

/** Levels that nobody rang. */
export const rule: Rule = {
  name: "ring",
  place: 39,
  when: ["managed"],
  wish: (here) => ({ wants: unrung(here).map((one) => ringing(one, here)) }),
};

function ringing(one: Unrung, here: IncidentSituation): Message {
  const id = ringOf(one.step);
  return {
    id,
    topic: reminderTopic,
    on: here.snapshot.issue.id,
    at: one.at,
    asks: asksOf(one.callers.people, id),
    silenced: false,
    counts: true,
    rank: ranks.level,
    replaces: replacingReminders(here),
    say: (speaking) => wordsOf(one, speaking, here),
  };
}

function wordsOf({ step, at, callers }: Unrung, { address }: Speaking, here: IncidentSituation): Words {
  const { incident, ruling, now } = here;
  const { zone } = ruling.policy.incidents;
  const asked = whoWasAsked(step, here);
  return {
    because: `The ${titleAsked(step, here)} was asked, and no call is recorded.`,
    rule: `escalation ${step.level.source}`.trim(),
    due: at,
    template: "ring",
    values: {
      title: inline(incident.title, 80),
      severity: severityTitle(here),
      at: shortTime(step.saidAt ?? step.at, zone, now),
      caller: address(callers.people),
      how: callers.how,
      ring: inline(callers.role),
      who: plain(asked),
      level: levelValues({ step, asked, called: plain(asked) }, here),
      source: step.level.source,
      late:
        now - at >= MINUTE ? { due: clockTime(at, zone, now), sent: shortTime(now, zone, now) } : undefined,
    },
  };
}
