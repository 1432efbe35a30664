// What differs about the rules over the facts that ask for a level of escalation, or ask whether to.
import { named } from "../engine/named.ts";
import type { EscalationTrigger, Policy } from "../engine/policy/model.ts";
import type { Change, Pair } from "./change.ts";
import { entryChanges } from "./entries.ts";
import { conditionWords, lengthOr, listed, quoted, theRole, theRoles } from "./phrases.ts";
import type { Traits } from "./traits.ts";

/** The changes of the rules, by their ids. */
export function triggerChanges({ before, after }: Pair): readonly Change[] {
  const byId = (policy: Policy) => named(policy.escalation.triggers.map((one) => [one.id, one]));
  return entryChanges(byId(before), byId(after), {
    kind: "escalation",
    traits: { ...traitsOf(before, after), stalled: STALLED },
    subject: nameOf,
    wordsOnly: ["because"],
    isNew: (trigger) => `${whole(trigger, after)}, which is new`,
    isGone: (trigger) => `it is no longer so that ${whole(trigger, before)}`,
  });
}

const HOURS = { always: "at all hours", core: "in core hours", out: "out of core hours" };

const nameOf = ({ id }: EscalationTrigger): string => `the escalation rule ${quoted(id)}`;

function levelOf({ to }: EscalationTrigger, policy: Policy): string {
  const found = policy.escalation.levels.find(({ key }) => key === to);
  return found === undefined ? to : theRole(found.role, policy);
}

function whenOf({ when }: EscalationTrigger, policy: Policy): string {
  return conditionWords(when, policy) || "anything is so";
}

function whole(trigger: EscalationTrigger, policy: Policy): string {
  const asked = trigger.how === "escalate" ? "asked for help" : "proposed to a person for help";
  const hours = trigger.hours === "always" ? "" : `, ${HOURS[trigger.hours]} only`;
  return `${levelOf(trigger, policy)} is ${asked} where ${whenOf(trigger, policy)}${hours}`;
}

function traitsOf(before: Policy, after: Policy): Traits<EscalationTrigger> {
  const but = ({ unless }: EscalationTrigger, policy: Policy): string =>
    conditionWords(unless, policy) || "nothing is said";
  return {
    id: null,
    source: null,
    because: {
      words: (one, other) =>
        `${nameOf(other)} says ${quoted(other.because)} instead of ${quoted(one.because)}`,
    },
    when: {
      condition: true,
      words: (one, other) =>
        `${nameOf(other)} holds where ${whenOf(other, after)} instead of where ${whenOf(one, before)}`,
    },
    unless: {
      condition: true,
      words: (one, other) =>
        `${nameOf(other)} does not hold where ${but(other, after)} instead of where ${but(one, before)}`,
    },
    kept: {
      unordered: true,
      words: (one, other) =>
        `of what ${nameOf(other)} proposes and nobody takes up ${theRoles(other.kept, after)} hear${other.kept.length > 1 ? "" : "s"} instead of ${theRoles(one.kept, before)}`,
    },
    hours: {
      words: (one, other) => `${nameOf(other)} holds ${HOURS[other.hours]} instead of ${HOURS[one.hours]}`,
    },
    to: {
      words: (one, other) =>
        `${nameOf(other)} asks ${levelOf(other, after)} instead of ${levelOf(one, before)}`,
    },
    how: {
      words: (_, other) =>
        other.how === "escalate"
          ? `${nameOf(other)} asks by itself instead of asking a person whether to`
          : `${nameOf(other)} asks a person whether to, instead of asking by itself`,
    },
  };
}

const STALLED: NonNullable<Traits<EscalationTrigger>["stalled"]> = {
  condition: true,
  words: (one, other) =>
    stalledWords(one) === stalledWords(other)
      ? `${nameOf(other)} takes other facts for a sign that something moves`
      : `${nameOf(other)} holds ${stalledWords(other)} instead of ${stalledWords(one)}`,
};

function stalledWords({ stalled }: EscalationTrigger): string {
  if (stalled === undefined) return "at once";
  const { after, updates } = stalled;
  const ways = [
    ...(after === undefined ? [] : [lengthOr(after)]),
    ...(updates === undefined ? [] : [`${updates} updates`]),
  ];
  return `after ${listed(ways, "or") || "no time"}`;
}
