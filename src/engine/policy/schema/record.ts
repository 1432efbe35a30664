// The sections of a policy file about the record itself: incidents, fields, severities, statuses.
import { z } from "zod";
import { condition, duration, label, login, name, oneOrMore, repository, word } from "./words.ts";

const stage = z.enum(["identify", "update", "resolve"]);

/** The section `incidents`. */
export const incidents = z
  .strictObject({
    label: label.optional().describe("The label that makes an issue an incident."),
    "follow-up-label": label
      .optional()
      .describe("Says on a closed incident that something is still owed (a review, an action)."),
    "drill-label": label.optional().describe("Marks an exercise, which is left out of every figure."),
    mode: z
      .enum(["on", "watch"])
      .optional()
      .describe("`watch` writes nothing to issues and shows what it would have said."),
    since: z
      .string()
      .optional()
      .describe("Issues opened before this day (or instant) are left alone until `/adopt`: `2025-04-01`."),
    forms: z
      .array(name)
      .optional()
      .describe(
        "File names of issue forms without their ending: an issue with such a form's headings is an incident.",
      ),
    authors: z
      .array(login)
      .optional()
      .describe("Bots, without `[bot]`, whose labels and marked comments are this app's own."),
    bots: z.array(login).optional().describe("Bots whose acts count as a person's. Other bots are nobody."),
    zone: z.string().optional().describe("IANA time zone in which people read times: `Europe/London`."),
    slug: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*$/, "is no slug; use a-z, 0-9 and -")
      .optional()
      .describe("First word of an incident's short name (D-1)."),
    "plain-updates": z
      .boolean()
      .optional()
      .describe("Any comment with words in it by a role holder, assignee or writer is an update."),
  })
  .describe("Which issues are incidents, and how they are treated.");

/** A fact of the minimum data set. */
export const field = z.strictObject({
  title: z.string().min(1).optional().describe("How it is called in a sentence; by default its id in words."),
  aliases: z.array(word).optional().describe("Ids and headings, also former ones, of forms that hold it."),
  type: z
    .enum(["text", "number", "time", "choice", "choices", "url", "yes-no", "severity", "service"])
    .optional()
    .describe("What an answer may be; by default text."),
  options: z.array(word).optional().describe("The answers of a choice, in order."),
  required: oneOrMore(stage)
    .optional()
    .describe("Stages at which it must be known: identify, update, resolve."),
  question: z.string().min(1).optional().describe("What a person is asked where it is missing."),
  impact: z.boolean().optional().describe("This field is the impact in one sentence, shown on the card."),
  source: z.string().optional().describe("Ids of the rules that ask for it."),
});

/** A severity. */
export const severityLevel = z.strictObject({
  title: z.string().min(1).optional().describe("As people say it: `SEV1`; by default the key in capitals."),
  label: label.optional().describe("The label that shows it."),
  aliases: z
    .array(word)
    .optional()
    .describe("Codes that options, labels and commands may use; case, spaces and separators don't matter."),
  definition: z.string().optional().describe("When an incident has it."),
  major: z.boolean().optional().describe("Counts as a major incident."),
  rank: z.number().optional().describe("Sorts by it, worst first; by default the order in the file."),
});

/** A status. */
export const status = z.strictObject({
  title: z.string().min(1).optional().describe("As the card says it; by default the key with a capital."),
  label: label.optional().describe("The label that shows it."),
  aliases: z.array(word).optional().describe("Other words for it."),
  phase: z
    .enum(["open", "confirmed", "investigating", "mitigated", "resolved", "closed"])
    .optional()
    .describe("What it means; by default the key, where that is one of these."),
  stage: z
    .string()
    .min(1)
    .optional()
    .describe(
      "The stage of the process that it belongs to; the card shows them all and where the incident is (HC-1).",
    ),
});

/** The section `retro`. */
export const retro = z
  .strictObject({
    severities: oneOrMore(name).optional().describe("Severities that get a review when they close."),
    how: z
      .enum(["open", "ask"])
      .optional()
      .describe("`open` opens it; `ask` asks and leaves it to `/review`."),
    exempt: condition.optional().describe("Values of fields that exempt an incident from it (D-11)."),
    document: name.optional().describe("Template in `templates/documents/`, without its ending."),
    heading: z.string().min(1).optional().describe("The heading under which action lines stand."),
    label: label.optional().describe("The label of a review."),
  })
  .describe("The review after an incident.");

/** The section `actions`. */
export const actions = z
  .strictObject({
    repositories: z
      .array(repository)
      .optional()
      .describe("Repositories that `repo:` in an action line may name, besides the teams'."),
    quiet: duration
      .optional()
      .describe("A review is touched only after so long without an edit, or at its close."),
    label: label.optional().describe("The label of an action."),
  })
  .describe("What a review decides, filed as issues.");
