// The sections of a policy file about going up and handing over: levels, triggers, the handover issue.
import { z } from "zod";
import { condition, duration, label, name } from "./words.ts";

/** A level: its role alone, or a map. */
const level = z.union([
  name,
  z.strictObject({
    key: name.optional().describe("What `/escalate` calls it; by default the role."),
    role: name.describe("The role that is asked."),
    attempts: z
      .int()
      .min(1)
      .optional()
      .describe("Calls without an answer after which the next level is asked (H-22)."),
    within: duration.optional().describe("Time to `/ack` before the next level is asked."),
    next: name.optional().describe("The level that is asked after it; by default the one that follows."),
    source: z.string().optional().describe("Ids of the rules that ask for it."),
  }),
]);

const trigger = z.strictObject({
  when: condition.optional().describe("Facts by which it holds; all of them."),
  unless: condition
    .optional()
    .describe("Facts by which it does not hold, any of them; what is not known does not stop it (H-21)."),
  hours: z.enum(["always", "core", "out"]).optional().describe("Only in these hours, by the first calendar."),
  to: name.optional().describe("The level that is asked; by default the first."),
  how: z
    .enum(["escalate", "ask"])
    .optional()
    .describe("`escalate` asks the level; `ask` asks on the incident whether to, and a person decides."),
  stalled: z
    .strictObject({
      after: duration.optional().describe("So long after confirmation, or declaration where there is none."),
      updates: z.int().min(1).optional().describe("After so many updates, whichever comes first."),
      unless: condition.optional().describe("Facts by which it is not stalled."),
    })
    .optional()
    .describe("It holds only where nothing has moved (H-23)."),
  because: z.string().min(1).optional().describe("Said where it is asked."),
  source: z.string().optional().describe("Ids of the rules that ask for it."),
});

/** The escalation: a list of roles, or levels with triggers. */
export const escalation = z
  .union([
    z.array(level),
    z.strictObject({
      levels: z.array(level).optional().describe("Who is asked, the first to be asked first."),
      triggers: z.record(name, trigger).optional().describe("Rules over the facts that ask for a level."),
    }),
  ])
  .describe("Who is asked for help, in order, and when that happens by itself.");

const at = z.union([
  z.strictObject({ rota: name.describe("At each change of this rota.") }),
  z.strictObject({ opens: name.describe("When this calendar's hours begin.") }),
  z.strictObject({ closes: name.describe("When this calendar's hours end.") }),
]);

/** The handover. */
export const handover = z
  .strictObject({
    label: label.optional().describe("The label of the rolling issue."),
    title: z.string().min(1).optional().describe("Its title."),
    changes: z
      .record(
        name,
        z.strictObject({
          from: name.optional().describe("The role that goes off duty."),
          to: name.optional().describe("The role that takes over."),
          at: at.optional().describe("When."),
          before: duration
            .optional()
            .describe("It is put in writing so long before the change; by default at the change."),
          call: z.enum(["always", "ongoing", "never"]).optional().describe("Is a call asked for?"),
          paper: z.enum(["always", "ongoing", "never"]).optional().describe("Is it put in writing?"),
          source: z.string().optional().describe("Ids of the rules that ask for it (H-33)."),
        }),
      )
      .optional()
      .describe("The changes of duty that are handed over."),
  })
  .describe("One rolling issue where a shift hands its open incidents to the next (H-33).");
