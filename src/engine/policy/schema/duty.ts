// The sections of a policy file about people and time: roles, teams, commands, clocks, escalation, attention.
import { z } from "zod";
import { duration, login, loginOrTeam, name, oneOrMore, repository, word } from "./words.ts";

/** A role of the process. */
export const role = z.strictObject({
  title: z.string().min(1).optional().describe("As the card says it; by default the key in words."),
  aliases: z.array(word).optional().describe("Other words for it in `/role`."),
  duty: oneOrMore(login).optional().describe("Who has it when nobody took it."),
  offered: z.boolean().optional().describe("Shown on the card as vacant when nobody holds it."),
});

/** A person with a GitHub account. */
export const person = z.strictObject({
  name: z.string().min(1).optional().describe("How the person is called."),
});

/** Somebody without a GitHub account: the title alone, or a map. */
export const contact = z.union([
  z.string().min(1),
  z.strictObject({ title: z.string().min(1).optional().describe("As messages say it.") }),
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

const limit = z.union([duration, z.literal("none")]);

/** A clock in the words of a policy file. */
export const clock = z.strictObject({
  title: z
    .string()
    .min(1)
    .optional()
    .describe("What is due, as a noun: `Update`; by default the name in words."),
  starts: oneOrMore(z.string()).optional().describe("The events that start it."),
  restarts: oneOrMore(z.string()).optional().describe("The events that start it anew while it runs."),
  stops: oneOrMore(z.string()).optional().describe("The events that stop it."),
  within: z
    .union([limit, z.record(name, limit)])
    .optional()
    .describe(
      "Its limit, for all or by severity; `any` is for all others and while none is settled; `none`: it does not run.",
    ),
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
    .boolean()
    .optional()
    .describe("The limit or start is our choice, and is never shown as the source's."),
});

/** The escalation steps. */
export const escalation = z
  .array(z.union([name, z.strictObject({ role: name.describe("The role that is asked.") })]))
  .describe("Who is asked, in order, when a clock's last step has passed.");

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
