// The section `clocks`: anything with a start, a stop and a limit; a cadence is a clock that restarts.
import { z } from "zod";
import { eventPatterns } from "../../events/read.ts";
import { completeCondition, inWords, length, list } from "../complete.ts";
import { by, completeBy } from "../right.ts";
import type { Completing, Model } from "../section.ts";
import { condition, duration, name, oneOrMore, span } from "../words.ts";
import { check } from "./check.ts";
import { limitIn, type Span, withinOf } from "./limits.ts";

/**
 * What starts, restarts, stops or pauses a clock, as a policy writes it: a row of the table of events with its part filled in
 * (`told.bridge`), `first.told.bridge`, or in a stop several joined by `+`; `readEvent` and `joinedEvents` take it apart.
 */
export type EventWords = string;

const limit = z.union([span, z.literal("none")]);

const event = z.string().meta({
  title: "event",
  description: `An event: ${eventPatterns.join(", ")}; after “first.” only the first of its name.`,
});

const clock = z.strictObject({
  title: z
    .string()
    .min(1)
    .optional()
    .describe("What is due, as a noun: `Update`; by default the name in words."),
  starts: oneOrMore(event).optional().describe("The events that start it."),
  restarts: oneOrMore(event).optional().describe("The events that start it anew while it runs."),
  stops: oneOrMore(event).optional().describe("The events that stop it."),
  within: z
    .union([limit, z.record(name, limit)])
    .optional()
    .describe(
      "Its limit, for all or by severity; `any` is for all others and while none is settled; `none`: it does not run.",
    ),
  pauses: oneOrMore(event)
    .optional()
    .describe("The events from which it rests until it starts anew or `/resume`."),
  resumes: oneOrMore(event).optional().describe("The events that let it run on."),
  when: condition.optional().describe("It runs only while these facts hold."),
  cases: z
    .array(z.strictObject({ when: condition, within: limit }))
    .optional()
    .describe("Limits for particular facts (a tier, a provider): the first that holds goes before `within`."),
  calendar: name.optional().describe("The calendar of a limit in business time; by default the first."),
  "last-working": z
    .boolean()
    .optional()
    .describe(
      "An elapsed limit that ends outside hours is shown and warned of with the last working moment before it.",
    ),
  decide: z
    .strictObject({
      question: z.string().min(1).describe("The test, as a question."),
      role: name.describe("Who decides."),
    })
    .optional()
    .describe("Where the limit hangs on a judgement: shown on the card under “To decide”."),
  warn: oneOrMore(duration).optional().describe("How long before the limit it speaks."),
  overdue: z
    .union([
      z.array(duration),
      z.strictObject({
        after: oneOrMore(duration).optional().describe("How long after the limit it speaks."),
        // biome-ignore lint/suspicious/noThenProperty: the policy's own word; the object is never awaited.
        then: z.enum(["escalate", "stay"]).optional().describe("What the last of these does, besides."),
      }),
    ])
    .optional()
    .describe("What follows after the limit: a list of times, or `{ after, then }`."),
  remind: z
    .union([
      name,
      z.array(name),
      z.strictObject({ only: oneOrMore(name).describe("These roles and nobody else.") }),
    ])
    .optional()
    .describe(
      "Roles that it reminds. Where nobody has one: assignees, the opener, the fallback, unless `{ only: [role] }`.",
    ),
  agreed: z
    .union([
      name,
      z.strictObject({
        field: name.describe("The field."),
        "however-late": z
          .boolean()
          .optional()
          .describe("Also more than twice as late, for a limit that is nothing but a guess at that time."),
      }),
    ])
    .optional()
    .describe(
      "A field of `type: time`: for when people agreed that it is due. That goes before the limit, up to twice as late.",
    ),
  by: by
    .optional()
    .describe(
      "Who may end it by saying that its duty was met (`/done`, `/told`, `/called`), move it or let it rest: roles, or a map.",
    ),
  "after-tasks": oneOrMore(name)
    .optional()
    .describe("Kinds of tasks of which none may be open when `/done` ends it (S-9)."),
  movable: z.boolean().optional().describe("`/next-update` may move its due time; by default true."),
  regulatory: z.boolean().optional().describe("`/quiet` does not silence it and a move needs a reason."),
  hours: z.enum(["always", "working"]).optional().describe("When it may remind; by default always."),
  source: z.string().optional().describe("Ids of the rules that it carries out (`H-9 H-15`)."),
  ours: z
    .union([z.boolean(), z.enum(["limit", "start"])])
    .optional()
    .describe(
      "What the source does not give and the policy chose, never shown as the source's: `limit` (or true), or the `start` alone.",
    ),
});

type ClockWords = z.output<typeof clock>;

const schema = z
  .record(name, clock)
  .describe("Anything with a start, a stop and a limit.")
  .transform((given) => Object.entries(given).map(([key, words]) => completeClock(key, words)));

function completeClock(clockName: string, given: ClockWords) {
  return {
    name: clockName,
    /** What is due, as a noun: `Update`. */
    title: given.title ?? inWords(clockName),
    starts: eventsOf(given.starts),
    restarts: eventsOf(given.restarts),
    stops: eventsOf(given.stops),
    /** It rests from these until it starts anew, or one of `resumes` or `/resume` lets it run on: `call.started` (H-43). */
    pauses: eventsOf(given.pauses),
    resumes: eventsOf(given.resumes),
    /** It runs only while this holds; what starts it meanwhile counts from its own time once it holds. */
    when: completeCondition(given.when),
    within: given.within,
    /** Limits for particular facts (a tier, a provider): the first that holds goes before `within`; no span: it does not run. */
    cases: list(given.cases).map((one) => ({
      when: completeCondition(one.when),
      within: limitIn(one.within),
    })),
    /** Calendar of business limits and of the last working moment; absent: the policy's first. */
    calendar: given.calendar,
    /** An elapsed limit that ends outside hours is shown and warned of with the last moment inside them before it. */
    lastWorking: given["last-working"] ?? false,
    /** How long before the limit it speaks. */
    warn: list(given.warn).map(length),
    ...overdueOf(given.overdue),
    ...remindOf(given.remind),
    ...agreedOf(given.agreed),
    /** Who may end, move or let it rest, whatever the command; absent: whoever may give the command. */
    by: completeBy(given.by),
    /** Kinds of tasks of which none may be open when `/done` ends it (S-9). */
    afterTasks: list(given["after-tasks"]),
    /** People may move its due time with `/next-update`. */
    movable: given.movable ?? true,
    /** Not silenced by `/quiet` and moved only with a reason. */
    regulatory: given.regulatory ?? false,
    /** Who decides, and on what test, where a limit hangs on a judgement: shown under "To decide" (S-4). */
    decide: given.decide,
    /** Hours of its reminders: `always`, or `working`, which wait for business hours and stand on the card until then. */
    hours: given.hours ?? ("always" as const),
    /** Ids of the rules that it carries out (`H-9 H-15`). */
    source: given.source ?? "",
    /**
     * What the source does not give and the policy chose, which no message shows as the source's: the limit (with it the start may
     * be), or the start alone.
     */
    ours: given.ours === true ? ("limit" as const) : (given.ours ?? (false as const)),
  };
}

function eventsOf(given: ClockWords["starts"]): readonly EventWords[] {
  return list(given);
}

function overdueOf(given: ClockWords["overdue"]) {
  const isList = given === undefined || Array.isArray(given);
  return {
    /** How long after the limit it speaks; the last also goes up one escalation step where `escalates`. */
    overdue: list(isList ? given : given.after).map(length),
    escalates: !isList && given.then === "escalate",
  };
}

function agreedOf(given: ClockWords["agreed"]) {
  return {
    /** The field that names for when it was agreed, which goes before the limit, up to twice as late (HB-1). */
    agreed: typeof given === "object" ? given.field : given,
    /** Or however late that is: the time that people name is the limit (D-10). */
    agreedHoweverLate: typeof given === "object" && given["however-late"] === true,
  };
}

function remindOf(given: ClockWords["remind"]) {
  const isOnly = typeof given === "object" && !Array.isArray(given);
  return {
    /** Roles that it reminds, in order. */
    remind: list(isOnly ? given.only : given),
    /** Where nobody holds those, nobody is reminded: not the assignees, not the opener, not the fallback. */
    remindOnly: isOnly,
  };
}

type ClockParts = Model<z.output<typeof schema>>[number];

/** A clock: anything with a start, a stop and a limit; a cadence is a clock that restarts. */
export interface ClockRule extends Omit<ClockParts, "within" | "remindOnly" | "agreedHoweverLate"> {
  /**
   * Limit by severity key, `any` while none is settled; the loader has written out the file's `any` for every severity
   * without a limit of its own. No entry: it does not run. `limitOf` looks it up.
   */
  readonly within: Readonly<Record<string, Span>>;
  readonly remindOnly?: boolean;
  readonly agreedHoweverLate?: boolean;
}

/** The clocks in the order of the file, with the limits of each severity written out. */
function build({ file, read }: Completing): readonly ClockRule[] {
  const severities = Object.keys(file.severities ?? {});
  return read.clocks.map((parts) => ({ ...parts, within: withinOf(parts.within, severities) }));
}

/** The section `clocks`. */
export const clocks = { schema, one: "clock", check, build };
