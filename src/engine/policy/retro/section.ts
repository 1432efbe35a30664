// The section `retro`: which incidents get a review, and what it looks like (D-11, H-28).
import { z } from "zod";
import { checkCondition, EARLY } from "../check-condition.ts";
import { completeCondition, length, list } from "../complete.ts";
import type { Finding } from "../finding.ts";
import type { Checking, ModelOf } from "../section.ts";
import { condition, duration, label, name, oneOrMore } from "../words.ts";

const schema = z
  .strictObject({
    severities: oneOrMore(name).optional().describe("Severities that get a review when they close."),
    how: z
      .enum(["open", "ask"])
      .optional()
      .describe("`open` opens it; `ask` asks and leaves it to `/review`."),
    exempt: condition.optional().describe("Values of fields that exempt an incident from it (D-11)."),
    mandatory: z
      .strictObject({
        when: condition.optional().describe("Facts by which it is; all of them."),
        unless: condition.optional().describe("Facts by which it is not, any of them."),
      })
      .optional()
      .describe(
        "Incidents that get a review whatever their severity, and whatever else exempts; `/review no` ends none of these (S-10).",
      ),
    document: name.optional().describe("Template in `templates/documents/`, without its ending."),
    heading: z.string().min(1).optional().describe("The heading under which action lines stand."),
    within: duration
      .optional()
      .describe("How long after the incident's end the review is to be done; it says the day."),
    cause: name.optional().describe("The field whose answer stands under *Cause*."),
    label: label.optional().describe("The label of a review."),
  })
  .describe("The review after an incident.")
  .transform((given) => ({
    /** Severities that get a review on close. */
    severities: list(given.severities),
    /** `open` opens it at close; `ask` asks and leaves it to `/review` (H-28). */
    how: given.how ?? ("open" as const),
    /** Values of the closing reason that exempt (D-11), by field. */
    exempt: completeCondition(given.exempt),
    /** Facts by which a review is opened whatever else says otherwise (S-10). */
    mandatory: given.mandatory && {
      when: completeCondition(given.mandatory.when),
      unless: completeCondition(given.mandatory.unless),
    },
    /** The heading under which action lines stand. */
    heading: given.heading ?? "Actions",
    /** How long after the incident's end it is to be done; undefined: it has no date. */
    within: given.within === undefined ? undefined : length(given.within),
    /** The field that tells the cause. */
    cause: given.cause,
  }));

/** Which incidents get a review. What its issue looks like, which may stand here too, is with the kinds of tasks. */
export type RetroRule = ModelOf<typeof retro>;

function check(here: Checking): readonly Finding[] {
  const { severities, exempt, cause, mandatory } = here.file.retro ?? {};
  const path = ["retro", "mandatory"];
  return [
    ...here.knownAll("fields", { names: cause, path: ["retro", "cause"] }),
    ...here.knownAll("severities", { names: severities, path: ["retro", "severities"] }),
    ...checkCondition(here, { when: mandatory?.when, path: [...path, "when"], settled: EARLY }),
    ...checkCondition(here, { when: mandatory?.unless, path: [...path, "unless"], settled: EARLY }),
    ...checkCondition(here, { when: exempt, path: ["retro", "exempt"], settled: EARLY }),
  ];
}

/** The section `retro`. */
export const retro = { schema, check };
