// The section `escalation`: who is asked for help, in which order, and when that happens by itself (H-21 to H-25).
import { z } from "zod";
import { withoutStop } from "../../text/words.ts";
import { channel } from "../audiences/channel.ts";
import { completeCondition, inWords, length, list } from "../complete.ts";
import type { ModelOf } from "../section.ts";
import { condition, duration, name, oneOrMore } from "../words.ts";
import { check } from "./check.ts";
import { keyOfLevel } from "./levels.ts";

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
    core: name.optional().describe("The role that is asked in core hours instead, by the first calendar."),
    ring: name
      .optional()
      .describe(
        "It is to be rung: `within` counts from the first call, and where none is recorded in that time after the asking, this role is asked to ring (H-22).",
      ),
    page: channel
      .optional()
      .describe(
        "The channel through which its role is paged when it is asked, as the operator calls it: `pager` for `TOCSIN_CHANNEL_PAGER`.",
      ),
    "by-people": z
      .boolean()
      .optional()
      .describe("Only people ask it: no clock goes up to it, and no time that passes (H-25)."),
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
  kept: oneOrMore(name)
    .optional()
    .describe("Roles that hear of what is not taken up a level, where it asks whether to (H-25)."),
  because: z.string().min(1).optional().describe("Said where it is asked."),
  source: z.string().optional().describe("Ids of the rules that ask for it."),
});

/** A list of roles, or levels with triggers. */
const schema = z
  .union([
    z.array(level),
    z.strictObject({
      levels: z.array(level).optional().describe("Who is asked, the first to be asked first."),
      triggers: z.record(name, trigger).optional().describe("Rules over the facts that ask for a level."),
    }),
  ])
  .describe("Who is asked for help, in order, and when that happens by itself.")
  .transform((given) => {
    const said = Array.isArray(given) ? { levels: given } : given;
    const levels = completeLevels(said.levels ?? []);
    return {
      /** From the first to be asked to the last. */
      levels,
      triggers: Object.entries(said.triggers ?? {}).map(([id, one]) =>
        completeTrigger(id, one, levels[0]?.key ?? ""),
      ),
    };
  });

/** The levels in order, each with the one that is asked after it. */
function completeLevels(given: readonly z.output<typeof level>[]) {
  return given.map((one, index) => {
    const words = typeof one === "string" ? { role: one } : one;
    const following = given[index + 1];
    const next = words.next ?? (following === undefined ? undefined : keyOfLevel(following));
    const above = given.find((other) => keyOfLevel(other) === next);
    const isForPeople = typeof above === "object" && above["by-people"] === true;
    return {
      /** `2`, `edm`: what `/escalate` and `escalated.<level>` call it. */
      key: keyOfLevel(one),
      role: words.role,
      /** The role that is asked in core hours instead. */
      core: words.core,
      /** Who is asked to ring where no call is recorded; then `within` counts from the first call. */
      ring: words.ring,
      /** The channel through which its role is paged when it is asked; absent: nobody is. */
      page: words.page,
      /** Calls without an answer after which the next level is asked. */
      attempts: words.attempts,
      /** Time to `/ack` from the first attempt, or from the request; then the next level is asked. */
      within: words.within === undefined ? undefined : length(words.within),
      /** Key of the level above it, which people ask after it; absent for the last. */
      next,
      /** Key of the level that clocks and time-outs ask after it; absent where only people go further. */
      onward: isForPeople ? undefined : next,
      source: words.source ?? "",
    };
  });
}

function completeTrigger(id: string, given: z.output<typeof trigger>, first: string) {
  return {
    id,
    when: completeCondition(given.when),
    /** It does not hold while one of these fields is so: what is not known does not stop it (H-21: unclear is asked about). */
    unless: completeCondition(given.unless),
    hours: given.hours ?? ("always" as const),
    /** Level key. */
    to: given.to ?? first,
    /** `escalate` asks the level; `ask` asks on the incident whether to, and a person decides. */
    how: given.how ?? ("ask" as const),
    /** Holds only after so long without the stop below; absent: at once. */
    stalled: given.stalled && {
      after: given.stalled.after === undefined ? undefined : length(given.stalled.after),
      updates: given.stalled.updates,
      unless: completeCondition(given.stalled.unless),
    },
    /** Roles that hear of it where nobody takes it up a level. */
    kept: list(given.kept),
    because: withoutStop(given.because ?? inWords(id)),
    source: given.source ?? "",
  };
}

/** Who is asked for help, in which order, and when that happens by itself (H-21 to H-25). */
export type Escalation = ModelOf<typeof escalation>;

/** A level of escalation: a role that is asked, and how long it has to answer before the next is (H-22). */
export type EscalationLevel = Escalation["levels"][number];

/** A rule over the facts that asks for a level, or asks whether to (H-21, H-23, H-25). */
export type EscalationTrigger = Escalation["triggers"][number];

/** The section `escalation`. */
export const escalation = { schema, check };
