// The section `severities`: which there are, worst first, with all the names that each has.
import { z } from "zod";
import { codeOf } from "../compared.ts";
import { completeLabel, words } from "../complete.ts";
import { type Finding, wrongKey } from "../finding.ts";
import type { LabelUse } from "../labels.ts";
import type { Checking, Completing, ModelOf } from "../section.ts";
import { aliases, label, name } from "../words.ts";

const severity = z.strictObject({
  title: z.string().min(1).optional().describe("As people say it: `SEV1`; by default the key in capitals."),
  label: label.optional().describe("The label that shows it."),
  aliases: aliases.describe(
    "Codes that options, labels and commands may use; case, spaces and separators don't matter.",
  ),
  definition: z.string().optional().describe("When an incident has it."),
  major: z.boolean().optional().describe("Counts as a major incident."),
  rank: z.number().optional().describe("Sorts by it, worst first; by default the order in the file."),
});

/** By rank where a file gives one, else in the file's order. */
const schema = z
  .record(name, severity)
  .describe("The severities, worst first.")
  .transform((given) =>
    Object.entries(given)
      .map(([key, one], index) => ({ key, one, order: one.rank ?? index }))
      .toSorted((a, b) => a.order - b.order)
      .map(({ key, one }, rank) => ({
        key,
        /** `P1`, `SEV1`: as people say it. */
        title: one.title ?? key.toUpperCase(),
        /** 0 is the worst. */
        rank,
        label: completeLabel(one.label, { name: `severity: ${key}`, color: "d93f0b" }),
        /** Codes that options and commands may use; compared in lower case without separators. */
        aliases: words(one.aliases),
        definition: one.definition ?? "",
        major: one.major ?? false,
      })),
  );

/** A severity with all the names that it has. */
export type Severity = ModelOf<typeof severities>[number];

function labels({ read }: Pick<Completing, "read">): readonly LabelUse[] {
  return read.severities.map(({ key, title, label: own }) => ({
    id: `severities.${key}`,
    means: { kind: "severity", key },
    label: own,
    what: `severity ${key}`,
    of: title,
    path: ["severities", key, "label"],
  }));
}

function check({ file }: Checking): readonly Finding[] {
  if (Object.keys(file.severities ?? {}).length > 0) return [];
  return [wrongKey(["severities"], "There is no severity; define one at least, or extend a preset.")];
}

/** The section `severities`. */
export const severities = { schema, one: "severity", compare: codeOf, labels, check };
