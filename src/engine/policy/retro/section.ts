// The section `retro`: which incidents get a review, and what it looks like (D-11, H-28).
import { z } from "zod";
import { checkCondition, EARLY } from "../check-condition.ts";
import { completeCondition, length, list } from "../complete.ts";
import type { Finding } from "../finding.ts";
import type { Checking, ModelOf } from "../section.ts";
import { condition, duration, label, name, oneOrMore } from "../words.ts";
import { checkAnswers } from "./check.ts";

const question = z.union([
  z.string().min(1),
  z.strictObject({
    ask: z.string().min(1).describe("The question."),
    required: z
      .boolean()
      .optional()
      .describe("Is it named when the review is closed as completed without an answer? By default no."),
  }),
]);

const schema = z
  .strictObject({
    severities: oneOrMore(name).optional().describe("Severities that get a review when they close."),
    how: z
      .enum(["open", "ask"])
      .optional()
      .describe("`open` opens it; `ask` asks and leaves it to `/review`."),
    from: z
      .enum(["resolved", "closed"])
      .optional()
      .describe("From when on it is opened: as soon as the service is back, or when the incident is closed."),
    exempt: condition.optional().describe("Values of fields that exempt an incident from it (D-11)."),
    mandatory: z
      .record(
        name,
        z.strictObject({
          when: condition.optional().describe("Facts by which it is; all of them."),
          unless: condition.optional().describe("Facts by which it is not, any of them."),
        }),
      )
      .optional()
      .describe(
        "Incidents that get a review whatever their severity, and whatever else exempts, by rules with a name each; `/review no` ends none of these (S-10).",
      ),
    document: name.optional().describe("Template in `templates/documents/`, without its ending."),
    heading: z.string().min(1).optional().describe("The heading under which action lines stand."),
    within: duration
      .optional()
      .describe("How long after the incident's end the review is to be done; it says the day."),
    cause: name.optional().describe("The field whose answer stands under *Cause*."),
    date: name
      .optional()
      .describe(
        "The field of `type: time` that says when the review is held: `/review on …` sets it (D-10).",
      ),
    unowned: z
      .enum(["closer", "nobody"])
      .optional()
      .describe(
        "Whose it is where nobody has the role of its owner: `closer`, whoever asked for it or closed the incident; `nobody`, until somebody takes it.",
      ),
    whys: z
      .int()
      .min(1)
      .max(10)
      .optional()
      .describe("So many times it asks why, each time of the answer before (S-8)."),
    class: name
      .optional()
      .describe("The field of choices in which the cause is classed: the review has a box for each (S-8)."),
    questions: z
      .record(name, question)
      .optional()
      .describe("What it asks, each under a heading of its own (H-28)."),
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
    /** The phase from which on it is opened; where people are asked, it is asked then in any case. */
    from: given.from ?? ("closed" as const),
    /** Facts by which a review is opened whatever else says otherwise: by any of these rules (S-10). */
    mandatory: Object.entries(given.mandatory ?? {}).map(([key, { when, unless }]) => ({
      key,
      when: completeCondition(when),
      unless: completeCondition(unless),
    })),
    /** The heading under which action lines stand. */
    heading: given.heading ?? "Actions",
    /** How long after the incident's end it is to be done; undefined: it has no date. */
    within: given.within === undefined ? undefined : length(given.within),
    /** The field that tells the cause. */
    cause: given.cause,
    /** The field that tells when it is held (D-10). */
    date: given.date,
    /** Whose it is where nobody has the role of its owner. */
    unowned: given.unowned ?? ("closer" as const),
    /** How often it asks why; 0: it does not (S-8). */
    whys: given.whys ?? 0,
    /** The field of choices that classes the cause (S-8). */
    class: given.class,
    /** What it asks, in the order of the file (H-28). */
    questions: Object.entries(given.questions ?? {}).map(([key, one]) => ({
      key,
      ask: typeof one === "string" ? one : one.ask,
      required: typeof one !== "string" && one.required === true,
    })),
  }));

/** Which incidents get a review. What its issue looks like, which may stand here too, is with the kinds of tasks. */
export type RetroRule = ModelOf<typeof retro>;

function check(here: Checking): readonly Finding[] {
  const { severities, exempt, cause, mandatory } = here.file.retro ?? {};
  return [
    ...here.knownAll("fields", { names: cause, path: ["retro", "cause"] }),
    ...checkAnswers(here),
    ...here.knownAll("severities", { names: severities, path: ["retro", "severities"] }),
    ...Object.entries(mandatory ?? {}).flatMap(([key, { when, unless }]) => [
      ...checkCondition(here, { when, path: ["retro", "mandatory", key, "when"] }),
      ...checkCondition(here, { when: unless, path: ["retro", "mandatory", key, "unless"] }),
    ]),
    ...checkCondition(here, { when: exempt, path: ["retro", "exempt"], settled: EARLY, unsaid: false }),
  ];
}

/** The section `retro`. */
export const retro = { schema, check };
