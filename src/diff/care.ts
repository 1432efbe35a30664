// What differs about care for people and for what follows: the attention budget, reviews and actions.
import type { ActionRule, Attention, RetroRule } from "../engine/policy/model.ts";
import { type Change, type ChangeKind, change, type Pair } from "./change.ts";
import { escalationChanges } from "./escalation.ts";
import { handoverChanges } from "./handovers.ts";
import { conditionWords, lengthOr, listed, people, quoted, sentence, severityTitles } from "./phrases.ts";
import { addedAndGone, differences, type Traits } from "./traits.ts";

/** The changes of escalation, handover, attention, reviews and actions. */
export function careChanges(pair: Pair): readonly Change[] {
  return [
    ...escalationChanges(pair),
    ...handoverChanges(pair),
    ...attentionChanges(pair),
    ...retroChanges(pair),
    ...actionChanges(pair),
  ];
}

function attentionChanges({ before, after }: Pair): readonly Change[] {
  const traits: Traits<Attention> = {
    join: {
      words: (one, other) =>
        `what falls due within ${lengthOr(other.join)} of a reminder joins it, instead of ${lengthOr(one.join)}`,
    },
    perHour: {
      words: (one, other) =>
        `an incident may get ${other.perHour} comments in an hour instead of ${one.perHour}`,
    },
    perDay: {
      words: (one, other) => `an incident may get ${other.perDay} comments in a day instead of ${one.perDay}`,
    },
    mentionEvery: {
      words: (one, other) =>
        `nobody is mentioned more than once in ${lengthOr(other.mentionEvery)} instead of ${lengthOr(one.mentionEvery)}`,
    },
    fallback: {
      unordered: true,
      words: (one, other) =>
        `where nobody can be found, ${people(other.fallback, after)} is asked instead of ${people(one.fallback, before)}`,
    },
    grace: {
      words: (one, other) =>
        `what a change of severity puts into the past is due after ${lengthOr(other.grace)} instead of ${lengthOr(one.grace)}`,
    },
  };
  return told("attention", differences(before.attention, after.attention, { traits, subject: "attention" }));
}

function retroChanges({ before, after }: Pair): readonly Change[] {
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
    heading: {
      words: (one, other) =>
        `actions of a review stand under the heading ${quoted(other.heading)} instead of ${quoted(one.heading)}`,
    },
  };
  return told("review", differences(before.retro, after.retro, { traits, subject: "the review" }));
}

function actionChanges({ before, after }: Pair): readonly Change[] {
  const traits: Traits<ActionRule> = {
    repositories: {
      unordered: true,
      words: (one, other) =>
        `besides those of the teams actions may be filed in ${listed(other.repositories) || "no repository"} instead of ${listed(one.repositories) || "no repository"}`,
    },
    quiet: {
      words: (one, other) =>
        `a review is read for actions ${lengthOr(other.quiet)} after its last edit instead of ${lengthOr(one.quiet)}`,
    },
  };
  return told("action", differences(before.actions, after.actions, { traits, subject: "actions" }));
}

function told(kind: ChangeKind, found: ReturnType<typeof differences>): readonly Change[] {
  return found.map((one) => change({ kind, subject: one.key, ...one, words: sentence(one.words) }));
}
