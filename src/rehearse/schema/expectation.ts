// One expectation of a scenario: what has to be so at an instant, as a file says it.
import { z } from "zod";
import { channel } from "../../engine/policy/audiences/channel.ts";
import { at, branch, names, pattern, repository, target } from "./words.ts";

const count = z.number().int().min(0).optional();
const has = z.strictObject({ has: names.optional(), lacks: names.optional() });
const state = z.enum(["open", "closed"]);

const sent = {
  channel: channel.optional(),
  to: z.string().min(1).optional().describe("An audience, a role or a contact that it is for."),
  count: count.describe("Exact; absent: at least one."),
  since: at.optional(),
};

/** One expectation: at least one thing that must hold then. */
export const expectationSchema = z.strictObject({
  at,
  on: target.optional(),
  comment: z
    .strictObject({
      by: z.string().min(1).optional().describe("A login; `app` is Tocsin."),
      matches: pattern.optional(),
      count: count.describe("Exact, deleted comments included; absent: at least one."),
      since: at.optional(),
      minimized: z
        .boolean()
        .optional()
        .describe("true: minimized; false: in sight, neither minimized nor deleted."),
    })
    .optional(),
  labels: has.optional(),
  assignees: has.optional(),
  state: state.optional(),
  issue: z
    .strictObject({
      repo: repository.optional(),
      title: pattern.optional(),
      matches: pattern.optional().describe("What its body matches, hidden markers apart."),
      state: state.optional(),
      count,
    })
    .optional(),
  writes: z.number().int().min(0).optional().describe("Tocsin's requests so far that changed something."),
  file: z
    .strictObject({
      repo: repository,
      path: z.string().min(1),
      branch: branch.optional().describe("By default the default one."),
      matches: pattern.optional(),
      count: count.describe(
        "How often it matches; without matches, 0: there is no such file. Absent: at least once.",
      ),
    })
    .optional(),
  pull: z
    .strictObject({
      repo: repository.optional(),
      title: pattern.optional(),
      matches: pattern.optional().describe("What its body matches, hidden markers apart."),
      state: z.enum(["draft", "open", "merged", "closed"]).optional(),
      count,
    })
    .optional()
    .describe("Pull requests that are so; a draft is not open."),
  notice: z
    .strictObject({ ...sent, matches: pattern.optional() })
    .optional()
    .describe("Words that arrived by a channel, pages apart; with `on`, about that issue."),
  page: z
    .strictObject({
      ...sent,
      resolved: z.boolean().optional().describe("true: those that say that it is over."),
    })
    .optional()
    .describe("Pages that a channel accepted; with `on`, about that issue."),
  site: z
    .strictObject({
      path: z.string().min(1).optional().describe("A file of the status page; by default index.html."),
      matches: pattern.optional(),
      lacks: pattern.optional(),
    })
    .optional()
    .describe("The status page of the first repository as it is made then: of pages what a reader sees."),
});

/** An expectation as its file has it. */
export type ExpectationWords = z.infer<typeof expectationSchema>;
