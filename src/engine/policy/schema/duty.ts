// The sections of a policy file about people and time: roles, teams, commands, clocks, escalation, attention.
import { z } from "zod";
import { eventPatterns } from "../../events/read.ts";
import {
  condition,
  duration,
  loginOrTeam,
  name,
  onCall,
  oneOrMore,
  repository,
  span,
  word,
} from "./words.ts";

const onDuty = z.union([oneOrMore(onCall), z.strictObject({ rota: name.describe("A rota says who.") })]);

/** A role of the process. */
export const role = z.strictObject({
  title: z.string().min(1).optional().describe("As the card says it; by default the key in words."),
  aliases: z.array(word).optional().describe("Other words for it in `/role`."),
  duty: z
    .union([
      oneOrMore(onCall),
      z.strictObject({
        rota: name.optional().describe("A rota says who, at all times."),
        core: onDuty.optional().describe("In the hours of the first calendar."),
        out: onDuty.optional().describe("Outside of them."),
      }),
    ])
    .optional()
    .describe(
      "Who has it when nobody took it: logins, keys of contacts, a rota, or these by `core` and `out`.",
    ),
  offered: z.boolean().optional().describe("Shown on the card as vacant when nobody holds it."),
});

/** A person with a GitHub account. */
export const person = z.strictObject({
  name: z.string().min(1).optional().describe("How the person is called."),
});

/** Somebody without a GitHub account: the title alone, or a map. */
export const contact = z.union([
  z.string().min(1),
  z.strictObject({
    title: z.string().min(1).optional().describe("As messages say it."),
    audience: z.boolean().optional().describe("To tell them is to send a notice."),
  }),
]);

/** A team: its repository alone, or a map. */
export const team = z.union([
  repository,
  z.strictObject({
    repo: repository.optional().describe("Where its actions are filed: `owner/name`."),
    aliases: z.array(word).optional().describe("Other words for it in `team:`."),
    labels: z.array(word).optional().describe("Labels that its actions get, besides the action label."),
  }),
]);

const githubRole = z.enum(["none", "read", "triage", "write", "maintain", "admin"]);

/** Who may give a command: a GitHub role alone, or a map. */
export const command = z.union([
  githubRole,
  z.strictObject({
    role: githubRole
      .optional()
      .describe(
        "At least this GitHub role may, while nobody holds one of the roles below; by default write.",
      ),
    holders: oneOrMore(name)
      .optional()
      .describe("Roles of the process: while anybody holds one of them, their holders may and nobody else."),
  }),
]);

const limit = z.union([span, z.literal("none")]);

const event = z.string().meta({
  title: "event",
  description: `An event: ${eventPatterns.join(", ")}; after “first.” only the first of its name.`,
});

/** A clock in the words of a policy file. */
export const clock = z.strictObject({
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

/** The attention budget. */
export const attention = z
  .strictObject({
    join: duration.optional().describe("What falls due this soon after a reminder joins it."),
    "per-hour": z.int().min(1).optional().describe("Most comments on an incident in 60 minutes."),
    "per-day": z.int().min(1).optional().describe("Most comments on an incident in 24 hours."),
    "mention-every": duration.optional().describe("Nobody is mentioned more often, over all incidents."),
    fallback: oneOrMore(loginOrTeam)
      .optional()
      .describe("The last resort of an empty role: logins, or `owner/team`."),
    grace: duration.optional().describe("Time after a severity change that puts a due time into the past."),
  })
  .describe("How much may be said, and to whom.");
