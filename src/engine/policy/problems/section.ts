// The section `problems`: what lies behind several incidents, how it is known again, by when it is fixed, and who sees it. Without it none is kept.
import { z } from "zod";
import { withinOf } from "../clocks/limits.ts";
import { completeLabel, length, list, words } from "../complete.ts";
import type { LabelUse } from "../labels.ts";
import type { Completing, Model, ModelOf } from "../section.ts";
import { duration, label, name, oneOrMore, span, word } from "../words.ts";
import { check } from "./check.ts";

const limit = z.union([span, z.literal("none")]);

const headings = z.strictObject({
  service: oneOrMore(word).optional().describe("Headings or line beginnings that name its services."),
  component: oneOrMore(word).optional().describe("The same of the component at fault."),
  workaround: oneOrMore(word).optional().describe("The same of another way of working."),
  release: oneOrMore(word).optional().describe("The same of the agreed release, a day."),
});

const schema = z
  .strictObject({
    label: label.optional().describe("The label that makes an issue a problem."),
    list: z
      .strictObject({
        label: label.optional().describe("The label of the issue that lists the known problems."),
        title: z.string().min(1).optional().describe("Its title."),
      })
      .optional()
      .describe("The one issue that lists the known problems, opened with the first of them."),
    headings: headings.optional().describe("What is read of a problem's body, besides the standard words."),
    field: name
      .optional()
      .describe(
        "The field that the reference of a problem answers, and that ties an incident by one (H-27).",
      ),
    record: name
      .optional()
      .describe(
        "The field that only the reference of a record elsewhere answers, where another field asks for that (L-5).",
      ),
    fix: z
      .union([limit, z.record(name, limit)])
      .optional()
      .describe(
        "By when it is fixed, for all or by severity, from its opening, unless a release is agreed (L-5).",
      ),
    calendar: name
      .optional()
      .describe("The calendar of limits in business time and of reminders; by default the first."),
    warn: oneOrMore(duration).optional().describe("How long before the limit it is spoken of."),
    overdue: oneOrMore(duration).optional().describe("How long after it."),
    remind: oneOrMore(name)
      .optional()
      .describe("Roles whose duty holders are asked where a problem has no assignee."),
    public: z
      .union([
        z.boolean(),
        z.strictObject({ workaround: z.boolean().optional().describe("Its workaround is shown, too.") }),
      ])
      .optional()
      .describe("The status page lists title and state of the known problems (L-8); by default it does not."),
    suggest: z
      .strictObject({
        within: duration
          .optional()
          .describe("Incidents that were declared so long before are compared; by default 365d."),
        words: z
          .number()
          .int()
          .min(1)
          .max(10)
          .optional()
          .describe("So many words they have in common at least; by default 2."),
        likeness: z
          .number()
          .int()
          .min(1)
          .max(100)
          .optional()
          .describe("Of the words of the shorter so many in a hundred at least; by default 50."),
      })
      .optional()
      .describe("What is near enough for the one line on the card (L-3)."),
    source: z.string().optional().describe("Ids of the rules that it carries out (`L-3 L-5 L-8`)."),
    ours: z
      .enum(["limit", "start"])
      .optional()
      .describe("What of the limit the source does not give and the policy chose."),
  })
  .describe(
    "Problems, which many incidents may have in common: recognised, suggested, counted, and fixed by a date.",
  )
  .transform((given) => ({
    label: completeLabel(given.label, { name: "problem", color: "8a2be2" }),
    list: {
      label: completeLabel(given.list?.label, { name: "known problems", color: "d4c5f9" }),
      title: given.list?.title ?? "Known problems",
    },
    /** What a body's headings and line beginnings are called, in any case. */
    headings: {
      service: [...standard.service, ...words(given.headings?.service)],
      component: [...standard.component, ...words(given.headings?.component)],
      workaround: [...standard.workaround, ...words(given.headings?.workaround)],
      release: [...standard.release, ...words(given.headings?.release)],
    },
    /** The fact that a problem's reference answers. */
    field: given.field,
    /** The fact that only the reference of a record elsewhere answers. */
    record: given.record,
    fix: given.fix,
    calendar: given.calendar,
    /** How long before the limit it is spoken of, the earliest first. */
    warn: list(given.warn).map(length),
    /** How long after it. */
    overdue: list(given.overdue).map(length),
    /** Keys of roles. */
    remind: list(given.remind),
    /** Absent: the public sees nothing of them. */
    public: publicOf(given.public),
    suggest: {
      within: length(given.suggest?.within ?? "365d"),
      words: given.suggest?.words ?? 2,
      likeness: given.suggest?.likeness ?? 50,
    },
    source: given.source ?? "",
    ours: given.ours,
  }));

const standard = {
  service: ["service", "services", "affected service", "which services does it affect?"],
  component: ["component", "component at fault", "which component is at fault?"],
  workaround: ["workaround", "other way of working", "is there another way of working?"],
  release: ["agreed release", "release", "which release is agreed?", "fix date"],
} as const;

function publicOf(given: boolean | { readonly workaround?: boolean | undefined } | undefined) {
  if (given === undefined || given === false) return undefined;
  return { workaround: given !== true && given.workaround === true };
}

type Read = ModelOf<{ readonly schema: typeof schema }>;

/** How problems are kept: the limits of each severity are written out, as those of a clock. */
export type ProblemRule = Omit<Read, "fix"> & { readonly fix: ReturnType<typeof withinOf> };

/** Has an issue the label of a problem, by whichever of its names? */
export function isLabelled(
  { labels }: { readonly labels: readonly string[] },
  { label }: ProblemRule,
): boolean {
  const names = [label.name, ...label.aliases].map((name) => name.toLowerCase());
  return labels.some((one) => names.includes(one.toLowerCase()));
}

/** The part of the model; undefined where the policy keeps no problems. */
function build({ file, read }: Completing): Model<ProblemRule> | undefined {
  const given = read.problems;
  if (given === undefined) return undefined;
  return { ...given, fix: withinOf(given.fix, Object.keys(file.severities ?? {})) };
}

function labels({ read }: Pick<Completing, "read">): readonly LabelUse[] {
  const given = read.problems;
  if (given === undefined) return [];
  return [
    {
      id: "problems",
      means: { kind: "problem" },
      label: given.label,
      what: "problem label",
      of: "a problem",
      path: ["problems", "label"],
    },
    {
      id: "problems.list",
      means: { kind: "known-problems" },
      label: given.list.label,
      what: "label of the list of problems",
      of: "the list of known problems",
      path: ["problems", "list", "label"],
    },
  ];
}

/** The section `problems`: a policy without it keeps none. */
export const problems = { schema, optional: true as const, labels, check, build };
