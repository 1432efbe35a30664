// The shape of a scenario file as people write it, in zod: what the loader holds a file against and the JSON Schema is made of.
import { z } from "zod";
import { expectationSchema } from "./schema/expectation.ts";
import { channelsSet, host } from "./schema/host.ts";
import { stepSchema } from "./schema/step.ts";
import { INSTANT, names, repository, role } from "./schema/words.ts";

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
