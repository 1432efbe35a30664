// The figures as programs read them: the shape of `report --json` and of figures.json, in zod.
import { z } from "zod";
import { apartKinds, recordKinds, workStates } from "./data.ts";
import { periodKinds } from "./period.ts";

const instant = z.string().describe("ISO 8601 UTC with whole seconds.");
const maybeAt = instant.nullable();
const seconds = z.number().int().min(0);
const count = z.number().int().min(0);
const ref = z.string().describe("owner/repo#7");
const refs = z.array(ref);
const title = z
  .string()
  .nullable()
  .describe("Null where not everybody who may read the report may read the issue.");
const apart = z.enum(apartKinds).nullable().describe("Why it is in no figure; null where it is in all.");
const kept = z.boolean().nullable().describe("Null where nothing was promised, or it is not known.");

const incident = z.strictObject({
  ref,
  url: z.string(),
  title,
  declaredAt: instant,
  severity: z.string().describe("The policy's words; empty while none is settled."),
  services: z.array(z.string()),
  status: z.string(),
  resolvedAt: maybeAt,
  closedAt: maybeAt,
  apart,
});

const share = z.strictObject({ key: z.string(), title: z.string(), incidents: refs });

const late = z.strictObject({ ref, dueAt: instant, lateSeconds: seconds });

const promise = z.strictObject({
  clock: z.string().describe("Its name in the policy."),
  title: z.string(),
  kind: z.enum(["update", "notice", "report", "other"]),
  kept: count,
  missed: z.array(late).describe("Limits that ended after their time, the latest first."),
  overdue: z.array(late).describe("Limits that are past and have not ended."),
  running: refs.describe("Limits that run and are not past."),
  moot: refs.describe(
    "Limits that ended because the incident was opened again, before they were due: neither kept nor missed.",
  ),
});

const work = z.strictObject({
  ref,
  url: z.string(),
  incident: ref,
  title,
  state: z.enum(workStates),
  due: z.string().nullable().describe("The day in the policy's zone, 2026-10-30."),
  closedAt: maybeAt,
  late: z.boolean().describe("It was ended after the day that it was due."),
});

const spread = z
  .strictObject({
    shortest: seconds,
    median: seconds.describe("Of an even number halfway between the two in the middle."),
    longest: seconds,
    p90: seconds
      .nullable()
      .describe("The smallest that nine in ten do not exceed (nearest rank); null below 20 values."),
  })
  .nullable()
  .describe("In seconds; null where there are no values.");

const interval = z.strictObject({
  key: z.string(),
  title: z.string(),
  definition: z.string(),
  spread,
  recordedAfter: spread.describe("How long after its end each was written down, in seconds."),
  values: z.array(
    z.strictObject({
      ...{ ref, from: instant, to: instant, seconds, recordedAfterSeconds: seconds },
      openedAgain: z
        .boolean()
        .describe("The incident was opened again in between: it counts to the last end."),
    }),
  ),
});

const known = seconds.nullable().describe("Null where it is not known.");

const month = z.strictObject({
  month: z.string().describe("2026-10"),
  record: z
    .enum(recordKinds)
    .describe(
      "How much of it is on record: not what was before the policy's `since`. Of a month without a record nothing is known.",
    ),
  recordedFrom: maybeAt.describe(
    "Of a month that is on record in part: from when on, to which its figures are held.",
  ),
  hoursSeconds: seconds,
  downInHoursSeconds: known,
  percent: z
    .number()
    .nullable()
    .describe("Of the hours; cut after three places; null where there were none, or it is not known."),
  percentKept: kept,
  downSeconds: known.describe("At all hours; null where it is not known."),
  downKept: kept,
  incidents: refs,
  soFar: z.boolean().describe("The month is not over."),
});

const availability = z.strictObject({
  key: z.string(),
  title: z.string(),
  definition: z.string(),
  hours: z.string().describe("What the hours are called."),
  target: z.number().nullable().describe("In percent."),
  downtimeSeconds: seconds.nullable().describe("The most that was promised for a month."),
  months: z.array(month),
});

const figures = z.strictObject({
  repository: z.string(),
  zone: z.string(),
  from: instant,
  to: instant.describe("When the next period begins."),
  asOf: maybeAt.describe(
    "Null where everything of the period has ended: then nothing here changes any more.",
  ),
  recordedSince: maybeAt.describe(
    "What was opened before is left alone by the policy (`incidents.since`) and in no figure; null where that is not within the period or after it.",
  ),
  public: z.boolean().describe("Anybody may read the repository's issues."),
  incidents: z.array(incident).describe("Those that the figures are about."),
  apart: z.array(incident).describe("Drills and others that are in no figure."),
  open: refs,
  bySeverity: z.array(share),
  byService: z.array(share),
  byMonth: z.array(share).describe("Empty for a month."),
  promises: z.array(promise),
  reviews: z.array(work),
  actions: z.array(work),
  unfiled: z
    .array(
      z.strictObject({
        review: ref,
        incident: ref,
        count,
        titles: z
          .array(z.string())
          .describe("Their words, of those that everybody who reads the report may read."),
      }),
    )
    .describe("Lines of reviews that ask for an action and have no issue: nothing follows them."),
  tasks: z.array(z.strictObject({ kind: z.string(), done: count, open: refs, dropped: count, lost: count })),
  repeats: z.array(z.strictObject({ cause: title, service: z.string(), incidents: refs })),
  intervals: z.array(interval),
  availability: z.array(availability),
  lacks: z.array(z.strictObject({ what: z.string(), of: count, incidents: refs })),
});

/** The shape of `report --json`. */
export const reportSchema = z.strictObject({
  period: z.strictObject({ kind: z.enum(periodKinds), key: z.string(), name: z.string() }),
  home: z.string().describe("The repository whose readers the report is for."),
  repositories: z.array(figures).describe("One each; nothing is added up over several."),
});

/** What `report --json` prints. */
export type ReportDocument = z.output<typeof reportSchema>;

/** For scripts that read `tocsin report --json`. */
export function reportJsonSchema(): object {
  return { title: "The output of tocsin report --json", ...z.toJSONSchema(reportSchema, { io: "output" }) };
}
