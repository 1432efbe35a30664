// The section `attention`: how much may be said, and to whom.
import { z } from "zod";
import { clocks } from "../clocks/section.ts";
import { length, list } from "../complete.ts";
import type { Policy } from "../model.ts";
import type { Completing } from "../section.ts";
import { duration, loginOrTeam, oneOrMore } from "../words.ts";
import { type Needs, needsOf } from "./needs.ts";

/** What people were promised where the clocks ask for less by themselves. */
const perHour = 6;
const perDay = 20;

const schema = z
  .strictObject({
    join: duration.optional().describe("What falls due this soon after a reminder joins it."),
    "per-hour": z
      .int()
      .min(1)
      .optional()
      .describe(
        "Most comments on an incident in 60 minutes, first asks apart; by default 6, or what the clocks ask for by themselves.",
      ),
    "per-day": z
      .int()
      .min(1)
      .optional()
      .describe("The same in 24 hours; by default 20, or what the clocks ask for by themselves."),
    "mention-every": duration.optional().describe("Nobody is mentioned more often, over all incidents."),
    fallback: oneOrMore(loginOrTeam)
      .optional()
      .describe("The last resort of an empty role: logins, or `owner/team`."),
    silence: z
      .union([duration, z.literal("none")])
      .optional()
      .describe(
        "At a major severity, after so long without anything by a person, the highest level that was asked and the lead are asked again; by default 4h.",
      ),
    grace: duration.optional().describe("Time after a severity change that puts a due time into the past."),
  })
  .describe("How much may be said, and to whom.")
  .transform((given) => ({
    /** What falls due this soon after a reminder joins it. */
    join: length(given.join ?? "5m"),
    perHour: given["per-hour"],
    perDay: given["per-day"],
    /** Nobody is mentioned more than once in this time, over all incidents. */
    mentionEvery: length(given["mention-every"] ?? "15m"),
    /** The last resort of an empty role: logins, or `owner/team`. */
    fallback: list(given.fallback).map((who) => who.replace(/^@/, "")),
    /** So long nobody does anything at a major severity before the highest level and the lead are asked again; absent: never. */
    silence: given.silence === "none" ? undefined : length(given.silence ?? "4h"),
    /** After a severity change that puts a due time into the past. */
    grace: length(given.grace ?? "10m"),
  }));

/** How much may be said, and to whom. */
export type Attention = ReturnType<typeof build>;

/** What the policy's cadence asks for by itself. */
export function needsIn({
  clocks,
  roles,
  severities,
}: Pick<Policy, "clocks" | "roles" | "severities">): Needs {
  const duties = Object.values(roles).flatMap(({ duty }) => duty);
  const byHours = duties.some(({ hours }) => hours !== "always");
  const byTurns = duties.some(({ rota }) => rota !== undefined);
  return needsOf({
    clocks,
    severities: severities.map(({ key }) => key),
    // At the opening and at the close of hours, and once by a turn of a rota.
    changes: 2 * Number(byHours) + Number(byTurns),
  });
}

/** The ceilings follow from the cadence where the policy sets none. */
function build(all: Completing) {
  const given = all.read.attention;
  const { roles, severities } = all.read;
  const needs = needsIn({ clocks: clocks.build(all), roles, severities });
  return {
    ...given,
    /** The ceilings that the policy sets itself. */
    own: { perHour: given.perHour, perDay: given.perDay },
    perHour: given.perHour ?? Math.max(perHour, needs.perHour),
    perDay: given.perDay ?? Math.max(perDay, needs.perDay),
  };
}

/** The section `attention`. */
export const attention = { schema, build };
