// The section `notices`: what audiences outside the incident are told, when, in which words, and who lets it go (H-8 to H-18).
import { z } from "zod";
import { eventPatterns } from "../../events/read.ts";
import { withoutStop } from "../../text/words.ts";
import { channel } from "../audiences/channel.ts";
import { completeCondition, inWords, keyed, length, list } from "../complete.ts";
import { by, completeBy } from "../right.ts";
import type { ModelOf } from "../section.ts";
import { condition, duration, name, oneOrMore } from "../words.ts";
import { check } from "./check.ts";

const event = z.string().meta({
  title: "event",
  description: `An event: ${eventPatterns.join(", ")}; after “first.” only the first of its name.`,
});

/** The templates that ship for the words of notices. */
const template = z.enum(["notice", "notice-short"], {
  error: "is no template for notices; write notice, or notice-short for text messages",
});

const late = z
  .strictObject({
    field: name.describe("A field of `type: time`."),
    by: duration.optional().describe("By more than this; by default by anything."),
  })
  .optional()
  .describe("Only where the incident was declared later than the time that a field names (H-11).");

const facts = {
  when: oneOrMore(condition)
    .optional()
    .describe("Facts by which it holds; of several maps one is enough. Absent: always."),
  unless: oneOrMore(condition)
    .optional()
    .describe("Facts by which it does not hold; of several maps one is enough."),
  hours: z.enum(["always", "core", "out"]).optional().describe("Only in these hours, by the first calendar."),
  late,
  because: z.string().min(1).describe("Why, as a sentence goes on after “because”."),
  source: z.string().optional().describe("Ids of the rules that ask for it."),
};

const hold = z.strictObject({
  ...facts,
  release: oneOrMore(name).describe("Roles that may let it go, by `/notice 3 release because …` or `/send`."),
});

const block = z.strictObject(facts);

const subject = z.strictObject({
  when: condition.optional().describe("Facts by which it is taken; of several subjects the first that fits."),
  "more-than": z.int().min(1).optional().describe("Only where the field `of` names more things than this."),
  of: name.optional().describe("The field whose things are counted."),
  words: z
    .string()
    .min(1)
    .max(120)
    .describe(
      "The subject, with fields in braces, and `{notice}`, `{severity}`, `{status}`: `Multiple {service} users`.",
    ),
});

const notice = z.strictObject({
  title: z
    .string()
    .min(1)
    .optional()
    .describe("As people say it: `First notice`; by default the name in words."),
  clock: name.optional().describe("The clock whose limit it meets: it is drafted when that first warns."),
  starts: oneOrMore(event).optional().describe("Events at which it is drafted, besides."),
  stops: oneOrMore(event).optional().describe("Events that make a draft of it pointless."),
  when: oneOrMore(condition)
    .optional()
    .describe("Facts by which it is drafted; of several maps one is enough. Absent: always."),
  unless: oneOrMore(condition)
    .optional()
    .describe("Facts by which it is not drafted; of several maps one is enough."),
  late,
  instead: oneOrMore(name).optional().describe("Notices that are not drafted where this one is."),
  next: name
    .optional()
    .describe(
      "The clock of the notice after it: its words say when that comes, and without that time it is not sent (H-8, H-9).",
    ),
  audiences: oneOrMore(name)
    .optional()
    .describe("Whom it is for; the rules of each say whether they get it."),
  contains: oneOrMore(name)
    .optional()
    .describe("Fields that must be known before it is sent, and that its words show."),
  shows: oneOrMore(name).optional().describe("Fields that its words show where they are known."),
  approve: z
    .union([z.literal("none"), by])
    .optional()
    .describe(
      "Who lets it go: roles, or a map; `none`: it goes as soon as it is drafted. By default whoever may give `/send`. It stays with the roles though nobody holds them.",
    ),
  announce: z
    .boolean()
    .optional()
    .describe(
      "It announces the incident: Slack makes a channel for it by its short name, and invites whom it is for (D-1, D-2); by default false.",
    ),
  words: z
    .union([template, z.record(channel, template)])
    .optional()
    .describe(
      "The template of its words, for all channels or by channel (`any` for the others); by default `notice`, and `notice-short` for `sms`.",
    ),
  subject: z.array(subject).optional().describe("Its subject: the first that fits (H-14)."),
  hold: z
    .array(hold)
    .optional()
    .describe("What holds it back until a role lets it go; it is never sent by itself then (H-11, H-12)."),
  block: z.array(block).optional().describe("What keeps it from being sent at all (H-12)."),
  source: z.string().optional().describe("Ids of the rules that ask for it."),
  ours: z.boolean().optional().describe("The source does not give it and the policy chose it."),
});

/** The templates of words by channel, where a policy names no others. */
const ordinary = { any: "notice", sms: "notice-short" };

const schema = keyed(notice, (key, given) => ({
  key,
  title: given.title ?? inWords(key),
  /** It is drafted when this clock first warns; absent: by events alone. */
  clock: given.clock,
  starts: list(given.starts),
  stops: list(given.stops),
  ...completeFacts(given),
  /** Keys of notices that are not drafted where this one is. */
  instead: list(given.instead),
  /** The clock whose next limit its words promise. */
  next: given.next,
  audiences: list(given.audiences),
  /** Ids of fields without which it is not sent. */
  contains: list(given.contains),
  /** Ids of fields that it shows where they are known. */
  shows: list(given.shows),
  /** Who lets it go; `none`: nobody need. Absent: whoever may give `/send`. */
  approve: given.approve === "none" ? ("none" as const) : completeBy(given.approve),
  /** It announces the incident, for which Slack makes a channel (D-1). */
  announce: given.announce ?? false,
  /** Names of templates by channel; `any` for the others. */
  words: typeof given.words === "string" ? { any: given.words } : { ...ordinary, ...given.words },
  subject: (given.subject ?? []).map((one) => ({
    when: completeCondition(one.when),
    moreThan: one["more-than"] ?? 0,
    of: one.of,
    words: one.words,
  })),
  hold: (given.hold ?? []).map((one) => ({ ...completeKeeping(one), release: list(one.release) })),
  block: (given.block ?? []).map(completeKeeping),
  source: given.source ?? "",
  /** What the source does not give. */
  ours: given.ours ?? false,
})).describe("What audiences outside the incident are told, when, in which words, and who lets it go.");

type Facts = Pick<z.output<typeof notice>, "when" | "unless" | "late">;

function completeFacts(given: Facts) {
  return {
    when: list(given.when).map(completeCondition),
    unless: list(given.unless).map(completeCondition),
    /** Only where the incident was declared more than so many milliseconds after the time that this field names. */
    late: given.late && { field: given.late.field, by: length(given.late.by ?? "0m") },
  };
}

function completeKeeping(given: z.output<typeof block>) {
  return {
    ...completeFacts(given),
    hours: given.hours ?? ("always" as const),
    because: withoutStop(given.because),
    source: given.source ?? "",
  };
}

/** A kind of notice: what audiences are told, when, and who lets it go (H-8 to H-18). */
export type NoticeRule = ModelOf<typeof notices>[string];

/** What holds a notice back, or keeps it from being sent at all. */
export type Keeping = NoticeRule["block"][number];

/** The section `notices`. */
export const notices = { schema, one: "notice", check };
