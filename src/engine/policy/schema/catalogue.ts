// The sections of a policy file about what people run and how it is marked: services and flags.
import { z } from "zod";
import { label, login, name, oneOrMore, repository, word } from "./words.ts";

/** A service. */
export const service = z.strictObject({
  title: z.string().min(1).optional().describe("As people say it; by default the key in words."),
  aliases: z.array(word).optional().describe("Other words for it in forms and commands."),
  tier: word.optional().describe("`gold`: the fact `tier`, by which limits may differ (D-6)."),
  facts: z
    .record(name, word)
    .optional()
    .describe("Further facts that follow from it, by field, unless somebody says otherwise."),
  teams: oneOrMore(name).optional().describe("Teams that run it."),
  repo: repository.optional().describe("Its repository: `owner/name`."),
  contacts: oneOrMore(name).optional().describe("Contacts of its users."),
  status: z.string().min(1).optional().describe("Its component on a status page."),
  people: z
    .record(name, oneOrMore(login))
    .optional()
    .describe("Who is offered for a role, never assigned (D-3)."),
});

/** A flag. */
export const flag = z.strictObject({
  title: z.string().min(1).optional().describe("As people say it; by default the key in words."),
  label: label.optional().describe("The label that shows it; by default `flag: <key>`."),
  aliases: z.array(word).optional().describe("Other words for it in `/flag`."),
  kept: z
    .boolean()
    .optional()
    .describe(
      "Its label is put back where it vanishes, and `/unflag` takes a reason (HA-3, HA-4); by default true.",
    ),
  source: z.string().optional().describe("Ids of the rules that ask for it."),
});
