// The section `attention`: how much may be said, and to whom.
import { z } from "zod";
import { length, list } from "../complete.ts";
import type { ModelOf } from "../section.ts";
import { duration, loginOrTeam, oneOrMore } from "../words.ts";

/** What is left out has the figures that people were promised: 6 an hour, 20 a day. */
const schema = z
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
  .describe("How much may be said, and to whom.")
  .transform((given) => ({
    /** What falls due this soon after a reminder joins it. */
    join: length(given.join ?? "5m"),
    perHour: given["per-hour"] ?? 6,
    perDay: given["per-day"] ?? 20,
    /** Nobody is mentioned more than once in this time, over all incidents. */
    mentionEvery: length(given["mention-every"] ?? "15m"),
    /** The last resort of an empty role: logins, or `owner/team`. */
    fallback: list(given.fallback).map((who) => who.replace(/^@/, "")),
    /** After a severity change that puts a due time into the past. */
    grace: length(given.grace ?? "10m"),
  }));

/** How much may be said, and to whom. */
export type Attention = ModelOf<typeof attention>;

/** The section `attention`. */
export const attention = { schema };
