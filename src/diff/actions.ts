// What differs about the actions of a review.
import type { ActionRule } from "../engine/policy/model.ts";
import { type Change, type Pair, toldAs } from "./change.ts";
import { lengthOr, listed } from "./phrases.ts";
import { differences, type Traits } from "./traits.ts";

/** The changes of where actions are filed, and when a review is read for them. */
export function changes({ before, after }: Pair): readonly Change[] {
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
  return toldAs("action", differences(before.actions, after.actions, { traits, subject: "actions" }));
}
