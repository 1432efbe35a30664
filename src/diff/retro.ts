// What differs about reviews: which incidents get one, and what it looks like.
import type { RetroRule } from "../engine/policy/model.ts";
import { type Change, type Pair, toldAs } from "./change.ts";
import { conditionWords, listed, quoted, quotedList, severityTitles } from "./phrases.ts";
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
      unordered: true,
      words: (_, other) => {
        if (other.mandatory.length === 0) return "no incident has a review in any case";
        const rules = other.mandatory.map(({ when, unless }) => {
          const but = conditionWords(unless, after);
          return `where ${conditionWords(when, after) || "there is an incident"}${but === "" ? "" : `, but not where ${but}`}`;
        });
        return `there is a review in any case ${rules.join("; or ")}`;
      },
    },
    from: {
      words: (_, { from }) =>
        `a review is opened ${from === "resolved" ? "as soon as the service is back" : "when the incident is closed"}`,
    },
    unowned: {
      words: (_, { unowned }) =>
        unowned === "nobody"
          ? "a review that nobody has the role for is given to nobody"
          : "a review that nobody has the role for is given to whoever asked for it or closed the incident",
    },
    date: {
      words: (_, { date }) =>
        date === undefined
          ? "the date of a review is kept no more"
          : `the date of a review is kept as ${quoted(date)}`,
    },
    whys: {
      words: (_, { whys }) => (whys === 0 ? "a review asks no whys" : `a review asks why ${whys} times`),
    },
    class: {
      words: (_, other) =>
        other.class === undefined
          ? "a review does not ask for the class of the cause"
          : `a review asks for the class of the cause, kept as ${quoted(other.class)}`,
    },
    questions: {
      unordered: true,
      words: (one, other) => {
        const asked = one.questions.map(({ ask }) => ask);
        const asks = other.questions.map(({ ask }) => ask);
        const { added, gone } = addedAndGone(asked, asks);
        const parts = [
          ...(added.length > 0 ? [`a review now asks ${quotedList(added)}`] : []),
          ...(gone.length > 0 ? [`a review no longer asks ${quotedList(gone)}`] : []),
        ];
        return parts.length > 0 ? listed(parts) : "other answers of a review are required";
      },
    },
    heading: {
      words: (one, other) =>
        `actions of a review stand under the heading ${quoted(other.heading)} instead of ${quoted(one.heading)}`,
    },
  };
  return toldAs("review", differences(before.retro, after.retro, { traits, subject: "the review" }));
}
