// Since when each rule of escalation holds by the facts, and what made it hold: read along with the history, after each event.
import { holds, holdsInPart, type Met, metBy } from "../condition.ts";
import type { Facts } from "../facts.ts";
import type { Held } from "../incident.ts";
import type { EscalationTrigger } from "../policy/model.ts";
import type { Draft } from "./draft.ts";
import type { HistoryEvent } from "./history-event.ts";
import { settledNow } from "./settle.ts";

/** By which facts the rules that hold were found. */
const settledBy = new WeakMap<Draft, Facts>();

/**
 * The rules that hold after an event: those that held go on from what made them hold, the others begin with it. One more of the answers
 * for which a rule holds is one more reason, of which nobody was asked yet (H-21, H-25).
 */
export function settleTriggers(draft: Draft, event: HistoryEvent): void {
  const { triggers } = draft.ruling.policy.escalation;
  if (triggers.length === 0) return;
  if (draft.management !== "managed") {
    draft.holding = new Map();
    settledBy.delete(draft);
    return;
  }
  const facts = settledNow(draft);
  // By the same facts the same rules hold, since when they did.
  if (settledBy.get(draft) === facts) return;
  settledBy.set(draft, facts);
  const found = new Map<string, readonly Held[]>();
  for (const trigger of triggers) {
    if (!isSo(trigger, facts)) continue;
    const before = draft.holding.get(trigger.id) ?? [];
    const known = before.flatMap(({ met }) => met.map(nameOf));
    const met = metBy(trigger.when, facts).filter((one) => !isShown(one) && !known.includes(nameOf(one)));
    const isNew = before.length === 0 || met.length > 0;
    found.set(trigger.id, isNew ? [...before, { since: event.at, cause: event.id, met }] : before);
  }
  draft.holding = found;
}

const nameOf = ({ field, word }: Met): string => `${field} ${word}`;

/** The severity stands above all that is said, and has rules of its own. */
const isShown = ({ field }: Met): boolean => field === "severity" || field === "major";

function isSo({ when, unless, stalled }: EscalationTrigger, facts: Facts): boolean {
  // What is not known does not stop a rule: unclear is asked about (H-21).
  const isStopped =
    holdsInPart(unless, facts) || (stalled !== undefined && holdsInPart(stalled.unless, facts));
  return holds(when, facts) && !isStopped;
}
