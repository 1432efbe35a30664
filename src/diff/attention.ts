// What differs about the attention budget.
import type { Attention } from "../engine/policy/model.ts";
import { type Change, type Pair, toldAs } from "./change.ts";
import { lengthOr, people } from "./phrases.ts";
import { differences, type Traits } from "./traits.ts";

/** The changes of how much may be said, and to whom. */
export function changes({ before, after }: Pair): readonly Change[] {
  const traits: Traits<Attention> = {
    join: {
      words: (one, other) =>
        `what falls due within ${lengthOr(other.join)} of a reminder joins it, instead of ${lengthOr(one.join)}`,
    },
    // What follows from the clocks changes with them.
    own: {
      words: (one, other) => `an incident may get ${ceilings(one, other)}`,
    },
    perHour: null,
    perDay: null,
    mentionEvery: {
      words: (one, other) =>
        `nobody is mentioned more than once in ${lengthOr(other.mentionEvery)} instead of ${lengthOr(one.mentionEvery)}`,
    },
    fallback: {
      unordered: true,
      words: (one, other) =>
        `where nobody can be found, ${people(other.fallback, after)} is asked instead of ${people(one.fallback, before)}`,
    },
    silence: {
      words: (one, other) =>
        `where nobody does anything at a major severity, whoever was asked is asked again after ${lengthOr(other.silence)} instead of ${lengthOr(one.silence)}`,
    },
    grace: {
      words: (one, other) =>
        `what a change of severity puts into the past is due after ${lengthOr(other.grace)} instead of ${lengthOr(one.grace)}`,
    },
  };
  return toldAs(
    "attention",
    differences(before.attention, after.attention, { traits, subject: "attention" }),
  );
}

/** The ceilings that differ, in words. */
function ceilings(one: Attention, other: Attention): string {
  const of = (span: string, before: number, after: number): readonly string[] =>
    before === after ? [] : [`${after} comments in ${span} instead of ${before}`];
  return [...of("an hour", one.perHour, other.perHour), ...of("a day", one.perDay, other.perDay)].join(
    " and ",
  );
}
