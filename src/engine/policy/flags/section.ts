// The section `flags`: marks with rules of their own, each shown by a label (HA).
import { z } from "zod";
import { plainOf } from "../compared.ts";
import { completeLabel, inWords, keyed, words } from "../complete.ts";
import type { Finding } from "../finding.ts";
import type { LabelUse } from "../labels.ts";
import { by, checkRight, completeBy } from "../right.ts";
import type { Checking, Completing, ModelOf } from "../section.ts";
import { aliases, label } from "../words.ts";

const flag = z.strictObject({
  title: z.string().min(1).optional().describe("As people say it; by default the key in words."),
  label: label.optional().describe("The label that shows it; by default `flag: <key>`."),
  aliases: aliases.describe("Other words for it in `/flag`."),
  kept: z
    .boolean()
    .optional()
    .describe(
      "Its label is put back where it vanishes, and `/unflag` takes a reason (HA-3, HA-4); by default true.",
    ),
  by: by.optional().describe("Who may set it: roles, or a map; by default whoever may give `/flag` (H-38)."),
  dismiss: by
    .optional()
    .describe(
      "Who may take it off or say that its risk was made safe: roles, or a map; by default whoever may give `/unflag` and `/made-safe` (HA-2).",
    ),
  "until-safe": z
    .boolean()
    .optional()
    .describe(
      "Its risk is to be made safe whatever becomes of the incident: until `/made-safe`, or `/unflag`, a closed incident stays in sight (HA-5); by default false.",
    ),
  source: z.string().optional().describe("Ids of the rules that ask for it."),
});

const schema = keyed(flag, (key, given) => ({
  key,
  title: given.title ?? inWords(key).toLowerCase(),
  label: completeLabel(given.label, { name: `flag: ${key}`, color: "b60205" }),
  aliases: words(given.aliases),
  /** Taken off only with a reason (HA-4); a label that vanished is put back, twice at most (HA-3). */
  kept: given.kept ?? true,
  /** Who may set it; absent: whoever may give the command. */
  by: completeBy(given.by),
  /** Who may take it off or make it safe (HA-2); absent: whoever may give the command. */
  dismiss: completeBy(given.dismiss),
  /** Owed after the end, until it was made safe or taken off (HA-5). */
  untilSafe: given["until-safe"] ?? false,
  source: given.source ?? "",
})).describe("Marks with rules of their own: clinical, security (HA).");

/** A mark with rules of its own, shown by a label (HA). */
export type Flag = ModelOf<typeof flags>[string];

function labels({ read }: Pick<Completing, "read">): readonly LabelUse[] {
  return Object.values(read.flags).map(({ key, title, label: own }) => ({
    id: `flags.${key}`,
    means: { kind: "flag", key },
    label: own,
    what: `flag ${key}`,
    of: `the flag “${title}”`,
    path: ["flags", key, "label"],
  }));
}

function check(here: Checking): readonly Finding[] {
  return Object.entries(here.file.flags ?? {}).flatMap(([key, flag]) => [
    ...checkRight(here, flag.by, ["flags", key, "by"]),
    ...checkRight(here, flag.dismiss, ["flags", key, "dismiss"]),
  ]);
}

/** The section `flags`. */
export const flags = { schema, one: "flag", compare: plainOf, labels, check };
