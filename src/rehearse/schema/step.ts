// One step of a scenario: who does what to which issue, as a file says it.
import { z } from "zod";
import { channelFaults, host } from "./host.ts";
import { at, branch, fields, fraction, length, names, pattern, repository, role, target } from "./words.ts";

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

/** A step as its file has it: instants and targets still as they were written. */
export type StepWords = z.infer<typeof stepSchema>;
