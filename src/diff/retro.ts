// What differs about reviews: which incidents get one, and what it looks like.
import type { RetroRule } from "../engine/policy/model.ts";
import { type Change, type Pair, toldAs } from "./change.ts";
import { conditionWords, listed, quoted, severityTitles } from "./phrases.ts";
import { addedAndGone, differences, type Traits } from "./traits.ts";

/** The changes of reviews. */
export function changes({ before, after }: Pair): readonly Change[] {
  const traits: Traits<RetroRule> = {
    severities: {
      unordered: true,
      words: (one, other) => {
        const { added, gone } = addedAndGone(one.severities, other.severities);
        const parts = [
          ...(added.length > 0
            ? [
                `${severityTitles(added, after)} now ${added.length === 1 ? "gets" : "get"} a review when closed`,
              ]
            : []),
          ...(gone.length > 0
            ? [
                `${severityTitles(gone, before)} no longer ${gone.length === 1 ? "gets" : "get"} a review when closed`,
              ]
            : []),
        ];
        return listed(parts);
      },
    },
    how: {
      words: (_, other) =>
        other.how === "ask"
          ? "whether there is to be a review is asked instead of its being opened"
          : "a review is opened instead of asked about",
    },
    exempt: {
      condition: true,
      words: (one, other) =>
        `no review is due where ${conditionWords(other.exempt, after) || "nothing exempts"} instead of where ${conditionWords(one.exempt, before) || "nothing exempts"}`,
    },
    mandatory: {
      condition: true,
      words: (_, other) => {
        const { when = {}, unless = {} } = other.mandatory ?? {};
        if (other.mandatory === undefined) return "no incident has a review in any case";
        const but = conditionWords(unless, after);
        return `there is a review in any case where ${conditionWords(when, after) || "there is an incident"}${but === "" ? "" : `, but not where ${but}`}`;
      },
    },
    heading: {
      words: (one, other) =>
        `actions of a review stand under the heading ${quoted(other.heading)} instead of ${quoted(one.heading)}`,
    },
  };
  return toldAs("review", differences(before.retro, after.retro, { traits, subject: "the review" }));
}
