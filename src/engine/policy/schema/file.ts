// The shape of a policy file as people write it: every key optional, because a file is an overlay over its presets.
import { z } from "zod";
import { attention, clock, command, contact, escalation, person, role, team } from "./duty.ts";
import { actions, field, incidents, retro, severityLevel, severityRules, status } from "./record.ts";
import { name, oneOrMore, repository } from "./words.ts";

/** A policy file before meaning: strict, so that a mistyped key is a problem and never silence. */
export const policyFile = z
  .strictObject({
    extends: oneOrMore(name)
      .optional()
      .describe(
        "Presets that it lies over, in order; by default `sre`. Maps merge, lists replace, `null` removes.",
      ),
    repositories: z
      .array(repository)
      .optional()
      .describe("Only in an owner-level policy (the owner's `.github` repository): where it applies."),
    incidents: incidents.optional(),
    fields: z
      .record(name, field)
      .optional()
      .describe("The facts that an incident has: the minimum data set."),
    severities: z.record(name, severityLevel).optional().describe("The severities, worst first."),
    severity: severityRules.optional(),
    statuses: z.record(name, status).optional().describe("The statuses, in the order of an incident's life."),
    roles: z.record(name, role).optional().describe("Who does what in an incident."),
    people: z.record(name, person).optional().describe("Display names of people, by login."),
    contacts: z
      .record(name, contact)
      .optional()
      .describe("Who has no GitHub account but may hold a role or be told: key → title."),
    teams: z
      .record(name, team)
      .optional()
      .describe(
        "Teams and the repositories where their actions are filed: `payments: acme/payments`, or a map.",
      ),
    clocks: z.record(name, clock).optional().describe("Anything with a start, a stop and a limit."),
    escalation: escalation.optional(),
    attention: attention.optional(),
    retro: retro.optional(),
    actions: actions.optional(),
    commands: z
      .record(name, command)
      .optional()
      .describe(
        "Who may give a command: at least a GitHub role, or the holders of roles of the process while there are any.",
      ),
  })
  .describe("A Tocsin policy: `.github/tocsin.yml` on the default branch.");

/** A policy file whose shape is right; whether it means anything is for `check`. */
export type PolicyFile = z.infer<typeof policyFile>;
