// The section `actions`: where what a review decides is filed, and when a review is touched for it (D-12).
import { z } from "zod";
import { length, words } from "../complete.ts";
import type { ModelOf } from "../section.ts";
import { duration, label, repository, word } from "../words.ts";

const schema = z
  .strictObject({
    repositories: z
      .array(repository)
      .optional()
      .describe("Repositories that `repo:` in an action line may name, besides the teams'."),
    quiet: duration
      .optional()
      .describe("A review is touched only after so long without an edit, or at its close."),
    types: z
      .array(word)
      .optional()
      .describe(
        "What `type:` in an action line may say; of anything else the review's list says so. By default anything.",
      ),
    label: label.optional().describe("The label of an action."),
  })
  .describe("What a review decides, filed as issues.")
  .transform((given) => ({
    /** Repositories that `repo:` may name besides the teams'. */
    repositories: given.repositories ?? [],
    /** The retro's body is touched only after this time without an edit, or at its close. */
    quiet: length(given.quiet ?? "10m"),
    /** What `type:` may say; empty: anything. */
    types: words(given.types),
  }));

/** Where actions go, and when a review is touched for them. The label, which may stand here too, is with the kinds of tasks. */
export type ActionRule = ModelOf<typeof actions>;

/** The section `actions`. */
export const actions = { schema };
