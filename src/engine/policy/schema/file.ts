// The shape of a policy file as people write it: every key optional, because a file is an overlay over its presets.
import { z } from "zod";
import { flag, service } from "./catalogue.ts";
import { attention, clock, command, contact, person, role, team } from "./duty.ts";
import { escalation, handover } from "./escalate.ts";
import { calendar, rota } from "./hours.ts";
import { actions, field, incidents, retro, severityLevel, status } from "./record.ts";
import { severityRules } from "./severity.ts";
import { task } from "./tasks.ts";
import { name, oneOrMore, repository } from "./words.ts";

/** A policy file before meaning: strict, so that a mistyped key is a problem and never silence. */
export const policyFile = z
  .strictObject({
    extends: oneOrMore(name)
      .optional()
      .describe(
        "Presets that it lies over, in order; by default `sre`. Maps merge, lists replace, `null` removes.",
      ),
    overlay: z
      .boolean()
      .optional()
      .describe("Only in a preset: it has no severities of its own and lies over another, by default `sre`."),
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
    services: z
      .record(name, service)
      .optional()
      .describe("What people run: tier, teams, repository, contacts and who is offered for a role (D-6)."),
    flags: z
      .record(name, flag)
      .optional()
      .describe("Marks with rules of their own: clinical, security (HA)."),
    calendars: z
      .record(name, calendar)
      .optional()
      .describe("Hours of business; the first divides core hours from out of hours (H-19)."),
    rota: z.record(name, rota).optional().describe("Who is on duty when, by name of the rota (H-20)."),
    clocks: z.record(name, clock).optional().describe("Anything with a start, a stop and a limit."),
    escalation: escalation.optional(),
    handover: handover.optional(),
    attention: attention.optional(),
    retro: retro.optional(),
    actions: actions.optional(),
    tasks: z
      .record(name, task)
      .optional()
      .describe(
        "Kinds of issues that hang under an incident; `review` and `action` are there by themselves.",
      ),
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
