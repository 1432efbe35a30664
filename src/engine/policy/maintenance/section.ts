// The section `maintenance`: which issues announce work, and what is asked about it. Without it nothing is announced.
import { z } from "zod";
import { named } from "../../named.ts";
import { completeLabel } from "../complete.ts";
import { fields } from "../fields/section.ts";
import { type Finding, wrongKey } from "../finding.ts";
import type { LabelUse } from "../labels.ts";
import type { Checking, Completing, ModelOf } from "../section.ts";
import { aliases, label, name } from "../words.ts";

const field = z.strictObject({
  title: z.string().min(1).optional().describe("How it is called; by default its id in words."),
  aliases: aliases.describe("Headings of forms that ask for it, and other words for it."),
  public: z.boolean().optional().describe("It is shown; by default false."),
});

/** What is asked of every maintenance, by the ids by which the page knows it; a policy may word each otherwise. */
const asked: Readonly<Record<string, z.input<typeof fields.schema>[string]>> = {
  service: { title: "services", type: "service", public: true, aliases: ["service", "which services?"] },
  start: { title: "start", public: true, aliases: ["start time", "when does it start?", "from"] },
  end: { title: "end", public: true, aliases: ["end time", "when does it end?", "until"] },
  text: { title: "text", public: true, aliases: ["public text", "what should people know?"] },
};

const schema = z
  .strictObject({
    label: label.optional().describe("The label that makes an issue a maintenance."),
    forms: z
      .array(name)
      .optional()
      .describe("File names of its issue forms without their ending; by default `maintenance`."),
    fields: z
      .record(name, field)
      .optional()
      .describe(
        "What is known of a maintenance besides `service`, `start`, `end` and `text`, or those in other words. What is `public` is shown.",
      ),
  })
  .describe("Issues that announce work on the status page, with `site`.")
  .transform((given) => ({
    label: completeLabel(given.label, { name: "maintenance", color: "1f5fa8" }),
    /** File names of its issue forms without their ending. */
    forms: given.forms ?? ["maintenance"],
    /** By id, those that every maintenance has first. */
    fields: fields.schema.parse({
      ...asked,
      ...named(
        Object.entries(given.fields ?? {}).map(
          ([id, words]) => [id, { ...(Object.hasOwn(asked, id) ? asked[id] : {}), ...words }] as const,
        ),
      ),
    }),
  }));

/** Which issues announce work, and what is asked about it. */
export type MaintenanceRule = ModelOf<typeof maintenance>;

function labels({ read }: Pick<Completing, "read">): readonly LabelUse[] {
  const given = read.maintenance;
  if (given === undefined) return [];
  return [
    {
      id: "maintenance",
      means: { kind: "maintenance" },
      label: given.label,
      what: "maintenance label",
      of: "a maintenance",
      path: ["maintenance", "label"],
    },
  ];
}

function check({ file }: Checking): readonly Finding[] {
  if (file.maintenance === undefined || file.site !== undefined) return [];
  const message = "Maintenance is announced on the status page, and there is none; add site: { title: … }.";
  return [wrongKey(["maintenance"], message)];
}

/** The section `maintenance`: a policy without it announces no work. */
export const maintenance = { schema, optional: true as const, labels, check };
