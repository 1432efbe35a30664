// Levels that are to be rung and have no call on record, and whoever is to ring them, for all that asks such a level again (H-22).

import type { EscalationStep } from "../escalation/step.ts";
import { roleAt } from "../escalation/who.ts";
import type { Instant } from "../instant.ts";
import type { Party } from "../party.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline } from "../text/safe.ts";
import type { Values } from "../wanted.ts";
import { type Asked, plain, whoHas, whoWasAsked } from "../who.ts";
import { titleAsked } from "./escalate-values.ts";

/** A level that nobody rang by now, and who is to ring it. */
export interface Unrung {
  readonly step: EscalationStep;
  /** Since when it was to be rung. */
  readonly at: Instant;
  readonly callers: Asked;
}

/** All of them, in the order in which they were asked. */
export function unrung(here: IncidentSituation): readonly Unrung[] {
  const due = here.standing.escalation.rings.filter(({ at }) => at <= here.now);
  return due.map(({ step, at }) => ({ step, at, callers: whoHas([step.level.ring ?? ""], here) }));
}

/** The words of the partial `ring-again`: who is to ring whom, and how that is recorded. */
export function ringAgain(
  { step, callers }: Unrung,
  address: (people: readonly Party[]) => string,
  here: IncidentSituation,
): Values {
  return {
    who: address(callers.people),
    how: callers.how,
    ring: inline(callers.role),
    title: titleAsked(step, here),
    people: plain(whoWasAsked(step, here)),
    role: roleAt(step.level, here.ruling, step.saidAt ?? here.now),
  };
}
