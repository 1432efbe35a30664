// What differs about going up: who is asked for help in which order, how long they have; the rules that ask are told apart.
import { named } from "../engine/named.ts";
import type { EscalationLevel, Policy } from "../engine/policy/model.ts";
import { type Change, change, type Pair } from "./change.ts";
import { entryChanges } from "./entries.ts";
import { lengthOr, listed, quoted, sentence, theRole } from "./phrases.ts";
import { alike, type Traits } from "./traits.ts";
import { triggerChanges } from "./triggers.ts";

/** The changes of the levels, and of the rules that ask for one. */
export function changes(pair: Pair): readonly Change[] {
  const { before, after } = pair;
  const asked = (policy: Policy): string =>
    listed(
      policy.escalation.levels.map(({ role }) => theRole(role, policy)),
      "then",
    ) || "nobody";
  const order = ({ escalation }: Policy): unknown => escalation.levels.map(({ key, role }) => [key, role]);
  const chain = alike(order(before), order(after))
    ? []
    : [
        change({
          kind: "escalation",
          subject: "levels",
          before: asked(before),
          after: asked(after),
          words: sentence(`help is asked of ${asked(after)} instead of ${asked(before)}`),
        }),
      ];
  const byKey = (policy: Policy) => named(policy.escalation.levels.map((level) => [level.key, level]));
  const known = (policy: Policy, other: Policy) =>
    named(Object.entries(byKey(policy)).filter(([key]) => Object.hasOwn(byKey(other), key)));
  const silent = () => "";
  return [
    ...chain,
    ...entryChanges(known(before, after), known(after, before), {
      kind: "escalation",
      traits: levelTraits(before, after, chain.length > 0),
      subject: ({ key }) => `the escalation level ${quoted(key)}`,
      isNew: silent,
      isGone: silent,
    }),
    ...triggerChanges(pair),
  ];
}

/** The order of the levels is told as a whole, so that what follows a level is told only where nothing else differs. */
function levelTraits(before: Policy, after: Policy, isReordered: boolean): Traits<EscalationLevel> {
  const name = ({ role }: EscalationLevel): string => theRole(role, after);
  const next = ({ next: key }: EscalationLevel, policy: Policy): string => {
    const level = policy.escalation.levels.find((one) => one.key === key);
    return level === undefined ? "nobody" : theRole(level.role, policy);
  };
  return {
    key: null,
    role: null,
    onward: isReordered
      ? null
      : {
          words: (_, other) =>
            other.onward === other.next
              ? `clocks and time go up from ${name(other)} as people do`
              : `only people go up from ${name(other)}`,
        },
    core: {
      words: (one, other) =>
        `in core hours ${other.core === undefined ? name(other) : theRole(other.core, after)} is asked instead of ${one.core === undefined ? name(one) : theRole(one.core, before)}`,
    },
    ring: {
      words: (one, other) =>
        other.ring === undefined
          ? `${name(other)} need not be rung`
          : `where no call to ${name(other)} is recorded, ${theRole(other.ring, after)} is asked to ring instead of ${one.ring === undefined ? "nobody" : theRole(one.ring, before)}`,
    },
    source: null,
    next: isReordered
      ? null
      : {
          words: (one, other) =>
            `after ${name(other)} ${next(other, after)} is asked instead of ${next(one, before)}`,
        },
    page: {
      words: (one, other) =>
        other.page === undefined
          ? `${name(other)} is paged through ${one.page} no more`
          : `${name(other)} is paged through ${other.page}${one.page === undefined ? "" : ` instead of ${one.page}`}`,
    },
    attempts: {
      words: (one, other) =>
        `${name(other)} is called ${other.attempts ?? "any number of"} times before the next is asked, instead of ${one.attempts ?? "any number of"}`,
    },
    within: {
      words: (one, other) =>
        `${name(other)} has ${lengthOr(other.within)} to answer instead of ${lengthOr(one.within)}`,
    },
  };
}
