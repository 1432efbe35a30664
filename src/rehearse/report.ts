// The answer of a rehearsal as programs read it: the shape of `rehearse --json`, in zod, and in words for people.
import { z } from "zod";
import { isoSeconds } from "../engine/instant.ts";
import { attentionLines } from "./attention.ts";
import { sinceStart } from "./instants.ts";
import { DID, entryLine, type TranscriptEntry } from "./transcript.ts";

const instant = z.string().describe("ISO 8601 UTC with whole seconds.");
const ref = z.string().describe("owner/repo#7");
const count = z.number().int().min(0);

const requests = z
  .strictObject({ graphql: count, rest: count, writes: count })
  .describe(
    "Tocsin's own requests, those for tokens left out; writes are those among them that change something.",
  );

const entry = z.strictObject({
  at: instant,
  by: z.string().describe("A login; Tocsin is tocsin[bot], or github-actions[bot] where the Action runs."),
  did: z.enum(DID),
  on: z.string().describe("owner/repo#7, of an issue or a pull request; owner/repo for a commit."),
  id: z.string().nullable().describe("The effect's; null for people."),
  text: z.string().describe("Markdown without hidden markers, or the label, login or path."),
  because: z.string().nullable().describe("Why Tocsin did it; null for people."),
  lateSeconds: z.number().int().min(0).nullable().describe("Written minus due; null where nothing was due."),
});

const issue = z.strictObject({
  ref,
  alias: z.string().nullable().describe("The name that the scenario gave it."),
  title: z.string(),
  state: z.enum(["open", "closed"]),
  stateReason: z.enum(["completed", "not_planned", "duplicate", "reopened"]).nullable(),
  labels: z.array(z.string()),
  assignees: z.array(z.string()),
  parent: ref.nullable(),
  body: z.string(),
  comments: z.array(z.strictObject({ at: instant, by: z.string(), body: z.string() })),
});

const notice = z.strictObject({
  at: instant,
  channel: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  id: z.string(),
});

const problem = z.strictObject({
  file: z.string(),
  path: z.string(),
  line: z.number().int().min(1),
  column: z.number().int().min(1),
  message: z.string(),
});

const hourCount = z.strictObject({ hour: instant.describe("When the hour began."), count });

const attention = z
  .strictObject({
    asked: z
      .array(
        z.strictObject({
          at: instant,
          who: z.string().describe("A login, owner/team, or the name of a contact."),
          how: z.enum(["mention", "name"]).describe("A mention notifies; a name alone does not."),
          on: ref,
          id: z.string().describe("Of the effect that asked."),
          because: z.string(),
        }),
      )
      .describe("Everybody whom a comment by Tocsin asked for something, in order."),
    commentsPerHour: z
      .array(hourCount)
      .describe("Tocsin's comments in each hour from the start that had any."),
    worstHour: hourCount.nullable(),
    mentions: z.record(z.string(), count).describe("How often each login was mentioned."),
    doubles: count.describe("Comments and issues written again under an id that was used already."),
    ceilings: z
      .strictObject({ perHour: count, perDay: count })
      .describe("Most comments on one issue in any 60 minutes and any 24 hours, answers to commands apart."),
  })
  .describe("What the scenario asked of people.");

const scenario = z.strictObject({
  file: z.string(),
  title: z.string(),
  ok: z.boolean(),
  requests,
  steps: z.array(
    z.strictObject({
      line: z.number().int().min(1),
      requests: requests.describe("From this step until the next step or expectation."),
      why: z.string().optional().describe("Why the step failed; absent where it did not."),
    }),
  ),
  transcript: z.array(entry),
  issues: z.array(issue),
  notices: z.array(notice),
  files: z
    .array(
      z.strictObject({
        repo: z.string(),
        path: z.string(),
        text: z.string(),
        branch: z.string().optional().describe("Where it is not the default one."),
      }),
    )
    .describe("Files that were committed after the start, as they are at the end."),
  expect: z.array(z.strictObject({ line: z.number().int().min(1), ok: z.boolean(), why: z.string() })),
  attention,
});

/** What `rehearse --json` prints. `problems` is there only where a file has faults. */
export const outputSchema = z.strictObject({
  ok: z.boolean(),
  scenarios: z.array(scenario),
  problems: z.array(problem).optional(),
});

/** One scenario's result. */
export type ScenarioReport = z.infer<typeof scenario>;

/** The app's own requests, those for tokens apart: `graphql` + `rest` is all of them, `writes` those that change something. */
export type RequestCount = z.infer<typeof requests>;

/** One issue as it is at the end of a scenario. */
export type IssueReport = z.infer<typeof issue>;

/** The report of a scenario that could not be run because its file has faults. */
export function faultyReport(file: string, title: string): ScenarioReport {
  return {
    file,
    title,
    ok: false,
    requests: { graphql: 0, rest: 0, writes: 0 },
    steps: [],
    transcript: [],
    issues: [],
    notices: [],
    files: [],
    expect: [],
    attention: {
      asked: [],
      commentsPerHour: [],
      worstHour: null,
      mentions: {},
      doubles: 0,
      ceilings: { perHour: 0, perDay: 0 },
    },
  };
}

/** A result in lines for people: what happened, then what was expected, then the sum. `start` is the instant of `+0m`. */
export function reportText(report: ScenarioReport, start: number): string {
  const { requests: spent, steps, expect } = report;
  const failedSteps = steps.filter((step) => step.why !== undefined);
  const held = expect.filter((each) => each.ok).length;
  const lines = [
    `${report.title} (${report.file})`,
    `+0:00 is ${isoSeconds(start)}`,
    "",
    ...transcriptLines(report, start),
    "",
    ...attentionText(report, start),
    ...failedSteps.map(({ line, why }) => `  ✗ ${report.file}:${line}  the step failed: ${why}`),
    ...expect.map(({ ok, line, why }) => `  ${ok ? "ok" : "✗ "} ${report.file}:${line}  ${why}`),
    `${report.ok ? "ok" : "✗ "} ${held} of ${expect.length} expectations held, ${steps.length - failedSteps.length} of ${steps.length} steps went through; ${spent.graphql + spent.rest} requests, ${spent.writes} of them writes`,
    "",
  ];
  return `${lines.join("\n")}\n`;
}

function attentionText({ attention: figures }: ScenarioReport, start: number): readonly string[] {
  const lines = attentionLines(figures, (at) => sinceStart(Date.parse(at), start));
  return lines.length === 0 ? [] : [...lines, ""];
}

/** What was opened is known to people by its title, not by the first line of its body. */
function titled(entry: TranscriptEntry, issues: readonly IssueReport[]): TranscriptEntry {
  if (entry.did !== "opened" && entry.did !== "created-issue") return entry;
  return { ...entry, text: issues.find((each) => each.ref === entry.on)?.title ?? entry.text };
}

/** More than this by one person at one instant (two hundred issues opened at once) is told in short. */
const told = 12;

function transcriptLines({ transcript, issues }: ScenarioReport, start: number): readonly string[] {
  const lines: string[] = [];
  for (let from = 0; from < transcript.length; ) {
    const first = transcript[from];
    const next = transcript.findIndex(
      (each, index) => index > from && (each.at !== first?.at || each.by !== first.by),
    );
    const run = transcript.slice(from, next < 0 ? undefined : next);
    const shown = run.length > told ? run.slice(0, told / 2) : run;
    lines.push(...shown.map((each) => `  ${entryLine(titled(each, issues), start)}`));
    if (shown.length < run.length)
      lines.push(`  … and ${run.length - shown.length} more by ${first?.by} at this instant`);
    from += run.length;
  }
  return lines;
}
