// The section `tasks`: the kinds of issues that hang under an incident.
import { z } from "zod";
import type { PolicyFile } from "../file.ts";
import type { LabelUse } from "../labels.ts";
import type { Completing } from "../section.ts";
import type { Path } from "../source.ts";
import { label, labelName, name, oneOrMore, repository } from "../words.ts";
import { buildTasks } from "./build.ts";
import { check } from "./check.ts";

const reason = z.enum(["completed", "not-planned", "duplicate"]);

const task = z.strictObject({
  noun: z.string().min(1).optional().describe("What it is called in a sentence; by default the key."),
  title: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Its title; `{title}` stands for the incident's (of an action for its line), `{slug}` for the incident's short name.",
    ),
  document: name.optional().describe("Template in `templates/documents/`, without its ending."),
  label: label.optional().describe("Its label."),
  labels: z.array(labelName).optional().describe("Further labels that it is opened with."),
  opens: oneOrMore(z.string().min(1))
    .optional()
    .describe(
      "Events on which it is opened, once in an incident's life; on `field.<id>` of a time at that time. A review goes by `retro`, an action by its line.",
    ),
  repo: repository.optional().describe("Where it is opened, by default beside the incident: `owner/name`."),
  owner: name
    .optional()
    .describe(
      "The role whose holders it is assigned to; a review for want of one to whoever asked for it or closed the incident.",
    ),
  close: z
    .strictObject({
      by: oneOrMore(name).optional().describe("Roles whose holders may end it; by default anybody may."),
      done: oneOrMore(reason)
        .optional()
        .describe("Reasons of closing that count as done; by default `completed` and `duplicate`."),
      dropped: oneOrMore(reason)
        .optional()
        .describe(
          "Reasons that count as dropped; by default all others. With any further reason it stays open.",
        ),
    })
    .optional()
    .describe("Who may close it and with what."),
  "lives-on": z
    .boolean()
    .optional()
    .describe("Is it owed after the incident is closed, and keeps that in sight? By default yes."),
});

const schema = z
  .record(name, task)
  .describe("Kinds of issues that hang under an incident; `review` and `action` are there by themselves.");

/** The kinds as a file has them: `retro` and `actions` say something of two of them, too. */
export type TasksFile = z.output<typeof schema>;

function labels(given: Pick<Completing, "file">): readonly LabelUse[] {
  return Object.values(buildTasks(given)).map(({ key, mark, noun, label: own }) => ({
    id: mark,
    means: { kind: "task", key },
    label: own,
    what: Object.hasOwn(OWN, key) ? `${key} label` : `kind of task ${key}`,
    of: `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`,
    path: pathOf(given.file, key),
  }));
}

/** Where the labels of the review and of the action may stand, besides here. */
const OWN: Readonly<Record<string, "retro" | "actions">> = { review: "retro", action: "actions" };

function pathOf(file: PolicyFile, key: string): Path {
  const own = Object.hasOwn(OWN, key) ? OWN[key] : undefined;
  return own === undefined || file.tasks?.[key]?.label !== undefined
    ? ["tasks", key, "label"]
    : [own, "label"];
}

/** The section `tasks`. */
export const tasks = { schema, one: "kind of task", labels, check, build: buildTasks };
