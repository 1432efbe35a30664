// Silence by everybody: since when no person has done anything on an incident, and when those who were asked are asked again.
import type { Incident } from "../incident.ts";
import type { Duration, Instant } from "../instant.ts";
import { isPerson } from "../own.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { IncidentSnapshot } from "../snapshot.ts";

/** Since when nobody has done anything, and what that was, by its node id. */
export interface LastAct {
  readonly at: Instant;
  readonly cause: string;
}

/** The last thing that a person did on the issue; where nobody did anything yet, that it was declared. */
export function lastActOf({ issue, me }: IncidentSnapshot, incident: Incident, { policy }: Ruling): LastAct {
  const declared: LastAct = { at: incident.declaredAt, cause: incident.declaredBy };
  return issue.timeline.reduce<LastAct>(
    (last, { at, id, by }) => (at >= last.at && isPerson(by, policy, me) ? { at, cause: id } : last),
    declared,
  );
}

/** What a silence is counted from. */
export interface Silent {
  /** When the last person acted, or a quiet hour that one wanted ended. */
  readonly from: Instant;
  /** What the clocks and the levels of escalation say by themselves, in any order. */
  readonly steps: readonly Instant[];
  readonly every: Duration;
}

/** The last time at which those who were asked are asked again, and the next; `count`: how many there were. */
export interface AskedAgain {
  readonly count: number;
  readonly at?: Instant | undefined;
  readonly next: Instant;
}

/**
 * So long after the last step, and so long again each time: a step that is said by itself meanwhile counts as an ask. By nothing
 * but the history and the policy, so that what was asked late or deleted moves nothing.
 */
export function askedAgain({ from, steps, every }: Silent, now: Instant): AskedAgain {
  let count = 0;
  let at: Instant | undefined;
  let next = from + every;
  const later = steps.filter((step) => step > from).toSorted((one, other) => one - other);
  for (;;) {
    // Of the steps that come before it the last one begins the time anew.
    const base = next - every;
    const step = later.find((one) => one > base && one <= next);
    if (step !== undefined) next = step + every;
    else if (next > now) return { count, at, next };
    else {
      count += 1;
      at = next;
      next += every;
    }
  }
}
