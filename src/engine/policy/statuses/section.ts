// The section `statuses`: which there are, in the order of an incident's life, and what each means to the engine.
import { z } from "zod";
import { codeOf } from "../compared.ts";
import { completeLabel, inWords, words } from "../complete.ts";
import { type Finding, keyAt, wrongKey } from "../finding.ts";
import type { LabelUse } from "../labels.ts";
import type { Checking, Completing, ModelOf } from "../section.ts";
import { aliases, label, name } from "../words.ts";

const phase = z.enum(["open", "confirmed", "investigating", "mitigated", "resolved", "closed"]);

const status = z.strictObject({
  title: z.string().min(1).optional().describe("As the card says it; by default the key with a capital."),
  label: label.optional().describe("The label that shows it."),
  aliases: aliases.describe("Other words for it."),
  phase: phase.optional().describe("What it means; by default the key, where that is one of these."),
  stage: z
    .string()
    .min(1)
    .optional()
    .describe(
      "The stage of the process that it belongs to; the card shows them all and where the incident is (HC-1).",
    ),
});

const schema = z
  .record(name, status)
  .describe("The statuses, in the order of an incident's life.")
  .transform((given) =>
    Object.entries(given).map(([key, one]) => ({
      key,
      title: one.title ?? inWords(key),
      label: completeLabel(one.label, { name: `status: ${key}`, color: "bfd4f2" }),
      aliases: words(one.aliases),
      /** Meaning to the engine; a process may have several of one phase. */
      phase: phaseOf(key, one) ?? ("investigating" as const),
      /** The stage of the process that it belongs to; the card shows all of them and where the incident is (HC-1). */
      stage: one.stage,
    })),
  );

/** A status with all the names that it has. */
export type Status = ModelOf<typeof statuses>[number];

/** The phase of a status: said, or its key where that is one. */
function phaseOf(key: string, given: z.input<typeof status>): z.output<typeof phase> | undefined {
  return given.phase ?? phase.options.find((one) => one === key);
}

function labels({ read }: Pick<Completing, "read">): readonly LabelUse[] {
  return read.statuses.map(({ key, title, label: own }) => ({
    id: `statuses.${key}`,
    means: { kind: "status", key },
    label: own,
    what: `status ${key}`,
    of: `the status “${title}”`,
    path: ["statuses", key, "label"],
  }));
}

const NEEDED = ["open", "resolved", "closed"] as const;

function check({ file }: Checking): readonly Finding[] {
  const entries = Object.entries(file.statuses ?? {});
  const phases = entries.map(([key, one]) => phaseOf(key, one));
  const nameless = entries
    .filter((_, index) => phases[index] === undefined)
    .map(([key]) =>
      wrongKey(
        ["statuses", key, "phase"],
        `${key} needs a phase: open, confirmed, investigating, mitigated, resolved or closed.`,
      ),
    );
  const missing = NEEDED.filter((needed) => !phases.includes(needed)).map((needed) =>
    wrongKey(
      ["statuses"],
      `No status has the phase ${needed}; an incident can't do without.`,
      keyAt("statuses", needed),
    ),
  );
  return [...nameless, ...missing];
}

/** The section `statuses`. */
export const statuses = { schema, one: "status", compare: codeOf, labels, check };
