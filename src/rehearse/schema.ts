// The shape of a scenario file as people write it, in zod: what the loader holds a file against and the JSON Schema is made of.
import { z } from "zod";
import { repositoryName } from "../engine/issue-ref.ts";
import { channel } from "../engine/policy/audiences/channel.ts";

const AT =
  /^\+(?:\d+(?:\.\d+)?[dhms] ?)+$|^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;
const LENGTH = /^(?:\d+(?:\.\d+)?[dhms] ?)+$/;

const at = z
  .string()
  .regex(AT, "is no instant; write +0m, +1h30m or +2d from the start, or 2025-04-01T09:00:00+01:00")
  .describe("When: +0m, +1h30m, +2d from the start, or an instant with its offset.");

const length = z.string().regex(LENGTH, "is no length of time; write 30s, 15m or 1h30m");

const repository = z
  .string()
  .regex(repositoryName, "is no repository; write owner/name, for example acme/incidents");

const role = z.enum(["none", "read", "triage", "write", "maintain", "admin"]);

const pattern = z
  .string()
  .min(1)
  .refine(isPattern, "is no JavaScript regular expression")
  .describe("A JavaScript regular expression, case-insensitive; slashes round it are optional.");

function isPattern(text: string): boolean {
  try {
    readPattern(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** A regular expression as scenarios write it: case-insensitive, slashes optional. Throws SyntaxError where it is none. */
export function readPattern(text: string): RegExp {
  const bare = /^\/(.*)\/i?$/su.exec(text)?.[1] ?? text;
  return new RegExp(bare, "i");
}

const word = z.union([z.string(), z.number(), z.boolean()]);
const answer = z.union([word, z.null(), z.array(word)], "expected a text, or a list of option labels");
const fields = z
  .record(z.string(), answer)
  .describe("Answers by field id; choices by the labels of their options.");
const names = z.array(z.string().min(1));

const branch = z.string().min(1).describe("The name of a branch, without refs/heads/.");

const fraction = z.number().min(0).max(1);

const target = z
  .union(
    [z.string().min(1), z.strictObject({ repo: repository, title: pattern })],
    "expected an alias, or { repo: owner/name, title: /words/ }",
  )
  .describe(
    "An alias, or the first issue by creation in a repository whose title matches; where none does, the first pull request.",
  );

const server = z.strictObject({
  replicas: z
    .number()
    .int()
    .min(1)
    .max(5)
    .optional()
    .describe("How many servers run over the same repositories."),
});

const action = z.strictObject({
  every: length.optional().describe("How often the schedule starts a run (15m)."),
  grace: length.optional().describe("Scheduled runs do only what is overdue by more (0s)."),
  documents: z
    .boolean()
    .optional()
    .describe("Its token may open pull requests, and it runs on what people do to those (false)."),
});

const host = z
  .union(
    [z.enum(["server", "action"]), z.strictObject({ server: server.optional(), action: action.optional() })],
    "expected server, action, { action: { every: 15m } }, { server: { replicas: 2 } }, or both",
  )
  .describe("What runs Tocsin.");

const channelsSet = z
  .union(
    [
      z.array(channel),
      z.record(
        channel,
        z.strictObject({
          "looks-up": z
            .boolean()
            .optional()
            .describe("It can say whether something arrived, and looks before it repeats."),
        }),
      ),
    ],
    "expected names, [email, pager], or a map, { pager: { looks-up: true } }",
  )
  .describe("The channels that the operator has set up. Default: none.");

const share = z
  .union([z.number(), z.boolean()], "expected a fraction from 0 to 1, or true")
  .refine((value) => Number(value) >= 0 && Number(value) <= 1, "is no fraction from 0 to 1")
  .optional()
  .describe("A fraction; true is always.");

const channelFaults = z.record(
  channel,
  z.strictObject({
    fail: share.describe("So many are refused."),
    unclear: share.describe("So many are taken without an answer that says so."),
    hang: length.optional().describe("The answer comes only after so long."),
  }),
);

const comment = z.strictObject({ by: z.string().min(1), matches: pattern, body: z.string().optional() });

const opening = z.strictObject({
  title: z.string().min(1).describe("With `times`, {n} counts from 1."),
  form: z.string().optional().describe("A form's file name without its ending."),
  fields: fields.optional(),
  body: z.string().optional(),
  labels: names.optional(),
  assignees: names.optional(),
  repo: repository.optional().describe("Where; the first repository otherwise."),
  branch: branch.optional().describe("It is a pull request from this branch into the default one."),
  draft: z.boolean().optional().describe("The pull request is a draft."),
});

const said = z.string().min(1).optional();

const review = z
  .union(
    [
      z.enum(["approve", "changes", "merge", "ready", "draft", "close", "reopen"]),
      z.strictObject({ approve: said, changes: said, comment: said }),
    ],
    'expected approve, changes, merge, ready, draft, close, reopen, or words: { changes: "Please name the cause" }',
  )
  .describe("What is done with a pull request; with words, what a review of it says.");

const edit = z.strictObject({
  title: z.string().min(1).optional(),
  body: z.string().optional(),
  fields: fields.optional(),
  replace: z.tuple([z.string().min(1), z.string()], "expected [old words, new words]").optional(),
  append: z.string().min(1).optional().describe("Begins on a new line."),
});

const changes = z.strictObject({ add: names.optional(), remove: names.optional() });

/** One step. Which keys go together is checked by the loader (`deed.ts`), since people read one message better than a union's. */
export const stepSchema = z.strictObject({
  at,
  by: z.string().min(1).optional().describe("Who does it: a login of `people`."),
  on: target.optional(),
  as: z.string().min(1).optional().describe("The alias that the issue has from here on."),
  refused: z.boolean().optional().describe("GitHub is expected to refuse this step."),
  every: length.optional().describe("It happens again and again, so long after each time, up to `until`."),
  until: at.optional().describe("The last instant at which a step with `every` may happen."),
  open: opening.optional(),
  times: z.number().int().min(1).max(1000).optional(),
  comment: z.string().min(1).optional(),
  "edit-comment": comment.optional(),
  "delete-comment": comment.omit({ body: true }).optional(),
  label: changes.optional(),
  assign: changes.optional(),
  edit: edit.optional(),
  tick: z.string().min(1).optional().describe("A box of the card, by its words."),
  close: z.enum(["completed", "not_planned", "duplicate"]).optional(),
  of: target.optional().describe("What a `close: duplicate` duplicates."),
  reopen: z.literal(true).optional(),
  transfer: repository
    .optional()
    .describe("The repository that the issue moves to; it has a new number there."),
  "delete-issue": z.literal(true).optional().describe("The issue is gone for good."),
  "target-date": z
    .union([
      z.literal("none"),
      z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "is no day; write 2025-05-01, or none"),
    ])
    .optional()
    .describe("The day that is put into the issue's field *Target date*; none empties it."),
  unblock: target.optional().describe("The issue that blocks this one no longer: its mark is taken off."),
  archive: repository.optional().describe("The repository is read only from here on, for everybody."),
  "merge-fix": z.literal(true).optional().describe("A merged pull request that says Fixes #n."),
  role: z.record(z.string().min(1), role).optional(),
  app: z.enum(["start", "stop"]).optional(),
  host: host.optional(),
  webhooks: z
    .strictObject({
      drop: fraction.optional(),
      duplicate: fraction.optional(),
      delay: length.optional(),
      reorder: z.boolean().optional(),
    })
    .optional(),
  requests: z.strictObject({ fail: fraction.optional(), applied: z.boolean().optional() }).optional(),
  reads: z.strictObject({ lag: length.optional() }).optional(),
  channels: channelFaults.optional().describe("Faults of channels from here on, by name."),
  review: review.optional(),
  commit: z
    .strictObject({
      repo: repository,
      path: z.string().min(1),
      text: z.string(),
      branch: branch.optional().describe("By default the default one; one that is not there yet is made."),
    })
    .optional(),
  sweep: z.literal(true).optional(),
});

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

const repo = z.union(
  [
    repository,
    z.strictObject({
      name: repository,
      private: z.boolean().optional(),
      app: z.boolean().optional().describe("false: the app is not installed on it."),
    }),
  ],
  "expected owner/name, or { name: owner/name, private: true, app: false }",
);

/** A whole scenario file. */
export const scenarioSchema = z.strictObject({
  title: z.string().min(1).describe("What the scenario shows, in a sentence."),
  policy: z
    .union(
      [z.string().min(1), z.record(z.string(), z.unknown()), z.null()],
      "expected a map, a preset's name, a path, or null",
    )
    .optional()
    .describe(
      "The policy itself, a preset's name, or a path from this file; null: there is no policy file. Default: sre.",
    ),
  start: z
    .string()
    .regex(INSTANT, "is no instant; write 2025-04-01T09:00:00+01:00 or 2025-04-01T08:00:00Z")
    .optional()
    .describe("The instant of +0m. Default: 2025-04-01T09:00:00Z."),
  seed: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe("Where the fractions of faults are drawn from. Default: 1."),
  host: host.optional(),
  channels: channelsSet.optional(),
  repos: z
    .array(repo)
    .min(1)
    .optional()
    .describe("The first is where incidents live. Public unless private: true."),
  people: z
    .record(z.string().min(1), z.union([role, z.literal("bot")]))
    .optional()
    .describe(
      "The role of each person on every repository; of a bot, `pager[bot]`, also `bot`, which is write.",
    ),
  "target-date": z
    .boolean()
    .optional()
    .describe(
      "true: the owners of `repos` have GitHub's issue field *Target date*, and the app may read it.",
    ),
  labels: z
    .record(repository, names)
    .optional()
    .describe("Labels that exist before the start, by repository."),
  steps: z.array(stepSchema),
  expect: z.array(expectationSchema).optional(),
});

/** A scenario file as zod has read it, before its instants and names are looked at. */
export type ScenarioFile = z.infer<typeof scenarioSchema>;

/** A step as its file has it: instants and targets still as they were written. */
export type StepWords = z.infer<typeof stepSchema>;

/** An expectation as its file has it. */
export type ExpectationWords = z.infer<typeof expectationSchema>;

/** What stands after `on`: an alias, or a repository and a title. */
export type TargetWords = z.infer<typeof target>;

/** What stands after `host`: `server`, or the Action with its schedule. */
export type HostWords = z.infer<typeof host>;

/** What stands after `channels` at the top: names, or a map by them. */
export type ChannelWords = z.infer<typeof channelsSet>;
