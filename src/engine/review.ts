// Is there to be a review? By the policy at close, by what a person asks for, and never for an exercise (D-11, H-28, S-10).
import { holds, holdsInPart, settledFacts } from "./condition.ts";
import type { Facts } from "./facts.ts";
import type { Incident } from "./incident.ts";
import { ANY } from "./policy/condition.ts";
import type { Policy } from "./policy/model.ts";
import { settledOf } from "./severity/settled.ts";

/** What the answer hangs on. */
export type Reviewed = Pick<Incident, "drill" | "review" | "closed" | "severity" | "flags"> & {
  readonly facts: Facts;
  /** It was due once: whoever looks late opens the review that whoever looked in time would have opened. */
  readonly reviewDue: boolean;
};

/** `due`: it is to be opened. `ask`: the policy leaves it to people. */
export type Review = "due" | "ask" | "none";

/** The answer for an incident in a phase. */
export function reviewOf(incident: Reviewed, policy: Policy, phase: string): Review {
  if (incident.drill || (incident.review?.wanted === false && !isMandatory(incident, policy))) return "none";
  return incident.reviewDue ? "due" : reviewNow(incident, policy, phase);
}

/** What a review may hang on whatever anybody says of it. */
type Mandating = Pick<Reviewed, "facts" | "severity" | "flags">;

/** Is there to be one by the facts, whatever anybody says (S-10)? */
export function isMandatory(incident: Mandating, policy: Policy): boolean {
  const { mandatory } = policy.retro;
  if (mandatory.length === 0) return false;
  const facts = settledFacts(incident.facts, settledOf({ ...incident, ruling: { policy } }));
  return mandatory.some(({ when, unless }) => holds(when, facts) && !holdsInPart(unless, facts));
}

function reviewNow(incident: Reviewed, policy: Policy, phase: string): Review {
  const { retro } = policy;
  const ended = phase === "resolved" || phase === "closed";
  const opens = phase === "closed" || phase === retro.from;
  if (incident.closed?.reason === "duplicate") return "none";
  // Who asks for a review gets one, also of a false alarm.
  if (incident.review?.wanted) return ended ? "due" : "none";
  if (incident.closed?.falseAlarm) return "none";
  if (!ended) return "none";
  if (isMandatory(incident, policy)) return opens ? "due" : "none";
  const severe = isSevere(incident.severity?.key, policy);
  if (exemptBy(incident.facts, policy) !== undefined || !severe) return "none";
  if (retro.how === "ask") return "ask";
  return opens ? "due" : "none";
}

/** Has a severity a review? Where every one has, what nobody settled has one as well (D-11). */
function isSevere(severity: string | undefined, { retro, severities }: Policy): boolean {
  if (severity !== undefined) return retro.severities.includes(severity);
  return severities.length > 0 && severities.every(({ key }) => retro.severities.includes(key));
}

/** What somebody gave as a fact that exempts from the review: why it ended as it did. */
export function exemptBy(facts: Facts, { retro }: Policy): string | undefined {
  const found = Object.entries(retro.exempt).find(([field, values]) => {
    const given = facts.get(field);
    return (
      given !== undefined &&
      values.some((value) => value === ANY || given.words.some((word) => same(word, value)))
    );
  });
  return found && facts.get(found[0])?.text;
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
