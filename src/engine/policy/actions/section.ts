// The section `actions`: where what a review decides is filed, by when it is due, and how it is followed until it is verified (D-12, S-9).
import { z } from "zod";
import { named } from "../../named.ts";
import { parseSpan, type Span } from "../../span.ts";
import { completeLabel, length, words } from "../complete.ts";
import type { LabelUse } from "../labels.ts";
import { by, completeBy } from "../right.ts";
import type { Completing, ModelOf } from "../section.ts";
import { duration, label, name, repository, span, word } from "../words.ts";
import { check } from "./check.ts";

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
    due: z
      .union([span, z.record(name, span)])
      .optional()
      .describe(
        "By when an action is to be done whose line says no day, counted from the closing of the incident: one limit, or by severity (`any` for all others).",
      ),
    "due-by-type": z
      .record(word, span)
      .optional()
      .describe("The same by `type:` of the line; it comes before the severity."),
    calendar: name
      .optional()
      .describe("The calendar of working days and of reminders; by default the first."),
    verify: z
      .union([z.boolean(), by])
      .optional()
      .describe(
        "Closed is not verified: somebody who is neither its owner nor closed it says `/verified` (S-9). `true`, or who may.",
      ),
    "block-review": z
      .boolean()
      .optional()
      .describe(
        "GitHub shows the review as *blocked by* each action until that is done and, where asked for, verified, or dropped. On by default; not on servers that have no such marks.",
      ),
    "target-date": z
      .boolean()
      .optional()
      .describe(
        "The day of an action stands in the organization's issue field *Target date*, where it has one; who moves that moves the day, as by `/due`. Off by default: fields are a public preview of GitHub, and the app needs the right to read them (*Issue fields* of the organization).",
      ),
    list: z
      .union([
        z.boolean(),
        z.strictObject({
          title: z.string().min(1).max(200).optional().describe("Its title."),
          label: label.optional().describe("Its label."),
        }),
      ])
      .optional()
      .describe(
        "One pinned issue with all open actions of all incidents, kept up to date, on which their owners are reminded once a week at most.",
      ),
    remind: z
      .array(z.union([z.enum(["half", "due"]), span]))
      .optional()
      .describe(
        "When an owner is reminded: at half of the time, so long before the day (`2 working days`), and on the day (`due`).",
      ),
    lead: z
      .strictObject({
        after: span.optional().describe("So long after its day the lead of its team is asked."),
        role: name.optional().describe("The role that is asked where its team names no lead."),
      })
      .optional()
      .describe("Who is asked of an action that is overdue."),
  })
  .describe("What a review decides, filed as issues and followed until it is verified.")
  .transform((given) => ({
    /** Repositories that `repo:` may name besides the teams'. */
    repositories: given.repositories ?? [],
    /** The retro's body is touched only after this time without an edit, or at its close. */
    quiet: length(given.quiet ?? "10m"),
    /** What `type:` may say; empty: anything. */
    types: words(given.types),
    /** By when it is to be done where its line says no day, by severity; `any` for all others. */
    due: limitsOf(typeof given.due === "string" ? { any: given.due } : given.due),
    /** The same by the kind that its line gives, in small letters; it comes first. */
    dueByType: limitsOf(given["due-by-type"], (key) => key.toLowerCase()),
    /** Key of the calendar of working days; undefined: the first. */
    calendar: given.calendar,
    /** Who may say that it is verified; undefined: what is done needs nobody to say so. */
    verify:
      given.verify === true
        ? completeBy({ role: "triage" })
        : given.verify === false
          ? undefined
          : completeBy(given.verify),
    /** The review is marked as blocked by its actions until they are over. */
    blockReview: given["block-review"] ?? true,
    /** The day of an action stands in the organization's issue field *Target date*. */
    targetDate: given["target-date"] ?? false,
    /** The issue that lists all open actions; undefined: there is none, and nobody is reminded. */
    list:
      given.list === undefined || given.list === false
        ? undefined
        : {
            title: (given.list === true ? undefined : given.list.title) ?? "Actions of incidents",
            label: completeLabel(given.list === true ? undefined : given.list.label, {
              name: "actions of incidents",
              color: "1d76db",
            }),
          },
    /** When an owner is reminded, besides when it is overdue; a limit lies before the day. */
    remind: (given.remind ?? ["half", "2 working days", "due"]).map((moment): "half" | "due" | Span =>
      moment === "half" || moment === "due" ? moment : spanOf(moment),
    ),
    /** After how long whose lead is asked; `role` where the team names none. */
    lead: { after: spanOf(given.lead?.after ?? "5 working days"), role: given.lead?.role },
  }));

function limitsOf(
  given: Readonly<Record<string, string>> | undefined,
  keyOf = (key: string): string => key,
): Readonly<Record<string, Span>> {
  return named(Object.entries(given ?? {}).map(([key, limit]) => [keyOf(key), spanOf(limit)]));
}

/** A limit that the schema has already found to be one. */
function spanOf(text: string): Span {
  return parseSpan(text) ?? { kind: "elapsed", ms: 0 };
}

/** Where actions go, by when they are due and how they are followed. The label, which may stand here too, is with the kinds of tasks. */
export type ActionRule = ModelOf<typeof actions>;

function labels({ read }: Pick<Completing, "read">): readonly LabelUse[] {
  const list = read.actions?.list;
  if (list === undefined) return [];
  return [
    {
      id: "actions-list",
      means: { kind: "actions-list" },
      label: list.label,
      what: "label of the list of actions",
      of: "the list of actions",
      path: ["actions", "list", "label"],
    },
  ];
}

/** The section `actions`. */
export const actions = { schema, labels, check };
