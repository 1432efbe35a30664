// Asks whoever is to ring a level of escalation to do so, where it was asked here and no call is recorded (H-22).
import type { EscalationStep } from "../escalation/step.ts";
import { type Instant, MINUTE } from "../instant.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline } from "../text/safe.ts";
import { clockTime, shortTime } from "../time.ts";
import { asksOf, type Message, ranks, type Speaking, type Words } from "../voice/message.ts";
import { plain, whoHas, whoIsAt } from "../who.ts";
import { levelValues, titleOf } from "./escalate-values.ts";
import { reminderTopic, replacingReminders, ringOf } from "./remind.ts";
import { severityTitle } from "./remind-values.ts";

/** Levels that nobody rang. */
export const rule: Rule = {
  name: "ring",
  place: 39,
  when: ["managed"],
  wish: (here) => ({ wants: here.standing.escalation.rings.flatMap((one) => ringing(one, here)) }),
};

interface Ring {
  readonly step: EscalationStep;
  readonly at: Instant;
}

function ringing({ step, at }: Ring, here: IncidentSituation): readonly Message[] {
  if (at > here.now) return [];
  const id = ringOf(step);
  return [
    {
      id,
      topic: reminderTopic,
      on: here.snapshot.issue.id,
      at,
      asks: asksOf(whoHas([step.level.ring ?? ""], here).people, id),
      silenced: false,
      counts: true,
      rank: ranks.level,
      replaces: replacingReminders(here),
      say: (speaking) => wordsOf({ step, at }, speaking, here),
    },
  ];
}

function wordsOf({ step, at }: Ring, { address }: Speaking, here: IncidentSituation): Words {
  const { incident, ruling, now } = here;
  const { zone } = ruling.policy.incidents;
  const asked = whoIsAt(step.level, here);
  const caller = whoHas([step.level.ring ?? ""], here);
  return {
    because: `The ${titleOf(step.level, here)} was asked, and no call is recorded.`,
    rule: `escalation ${step.level.source}`.trim(),
    due: at,
    template: "ring",
    values: {
      title: inline(incident.title, 80),
      severity: severityTitle(here),
      at: shortTime(step.saidAt ?? step.at, zone, now),
      caller: address(caller.people),
      how: caller.how,
      ring: inline(caller.role),
      who: plain(asked),
      level: levelValues({ step, asked, called: plain(asked) }, here),
      source: step.level.source,
      late:
        now - at >= MINUTE ? { due: clockTime(at, zone, now), sent: shortTime(now, zone, now) } : undefined,
    },
  };
}
