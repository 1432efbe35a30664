// The section `audiences`: who is told by notices, by rule; their addresses stand in the operator's secrets, never here (H-16 to H-18).
import { z } from "zod";
import { checkCondition } from "../check-condition.ts";
import { completeCondition, inWords, keyed, list } from "../complete.ts";
import { SETTLED } from "../condition.ts";
import { type Finding, wrongKey } from "../finding.ts";
import type { Checking, ModelOf } from "../section.ts";
import { condition, oneOrMore } from "../words.ts";
import { channel } from "./channel.ts";

const day = z
  .string()
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, "is no day; write it as 2026-12-31")
  .refine((text) => Number(text.slice(8)) <= daysIn(text), "is no day of the calendar")
  .meta({ title: "day" });

function daysIn(day: string): number {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();
}

const audience = z.strictObject({
  title: z.string().min(1).optional().describe("As messages say it; by default the key in words."),
  public: z
    .boolean()
    .optional()
    .describe(
      "Anybody may read what it is told: only fields marked `public` go into its words; by default false.",
    ),
  when: oneOrMore(condition)
    .optional()
    .describe("Facts by which it is told; of several maps one is enough. Absent: always."),
  unless: oneOrMore(condition)
    .optional()
    .describe("Facts by which it is not told; of several maps one is enough."),
  hours: z.enum(["always", "core", "out"]).optional().describe("Only in these hours, by the first calendar."),
  until: day.optional().describe("The last day on which it is told, in the policy's zone (H-18)."),
  channels: oneOrMore(channel)
    .optional()
    .describe(
      "How it is told: names of channels that the operator has set up (`email` is `TOCSIN_CHANNEL_EMAIL`), or `status`, the status page.",
    ),
  source: z.string().optional().describe("Ids of the rules that ask for it."),
});

const schema = keyed(audience, (key, given) => ({
  key,
  title: given.title ?? inWords(key).toLowerCase(),
  /** Only public fields go into its words. */
  public: given.public ?? false,
  /** It is told where one of these holds; empty: always. */
  when: list(given.when).map(completeCondition),
  /** It is not told where one of these holds. */
  unless: list(given.unless).map(completeCondition),
  hours: given.hours ?? ("always" as const),
  /** The last local day of a closed list (H-18). */
  until: given.until,
  /** Names of channels; `status` is the status page. */
  channels: list(given.channels),
  source: given.source ?? "",
})).describe("Who is told by notices, by rule. People and addresses stand in secrets of the operator.");

/** Who gets a notice, by rule (H-16 to H-18). */
export type Audience = ModelOf<typeof audiences>[string];

function check(here: Checking): readonly Finding[] {
  return Object.entries(here.file.audiences ?? {}).flatMap(([key, given]) => [
    ...conditions(here, given.when, ["audiences", key, "when"]),
    ...conditions(here, given.unless, ["audiences", key, "unless"]),
    ...unreachable(key, list(given.channels)),
  ]);
}

/** Besides what all conditions may ask: the phase of the status, whether it was ever confirmed, and whether a call goes on. */
const settled: readonly string[] = [...SETTLED, "phase", "confirmed", "call"];

type When = NonNullable<Parameters<typeof checkCondition>[1]["when"]>;

/** What one condition or several say that can't be meant. */
export function conditions(
  here: Checking,
  given: When | readonly When[] | undefined,
  path: readonly string[],
): readonly Finding[] {
  if (!Array.isArray(given)) return checkCondition(here, { when: given as When | undefined, path, settled });
  return given.flatMap((when: When, index) =>
    checkCondition(here, { when, path: [...path, index], settled }),
  );
}

function unreachable(key: string, channels: readonly string[]): readonly Finding[] {
  if (channels.length > 0) return [];
  const message = `Nobody is in the audience ${key}: it has no channel by which anybody could be told. List them under channels, for example channels: [email].`;
  return [wrongKey(["audiences", key, "channels"], message)];
}

/** The section `audiences`. */
export const audiences = { schema, one: "audience", check };
