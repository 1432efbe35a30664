// The section `handover`: one rolling issue where a shift hands its open incidents to the next (H-33).
import { z } from "zod";
import { completeLabel, length } from "../complete.ts";
import type { LabelUse } from "../labels.ts";
import type { Completing, ModelOf } from "../section.ts";
import { duration, label, name } from "../words.ts";
import { check } from "./check.ts";

const at = z.union([
  z.strictObject({ rota: name.describe("At each change of this rota.") }),
  z.strictObject({ opens: name.describe("When this calendar's hours begin.") }),
  z.strictObject({ closes: name.describe("When this calendar's hours end.") }),
]);

const schema = z
  .strictObject({
    label: label.optional().describe("The label of the rolling issue."),
    title: z.string().min(1).optional().describe("Its title."),
    changes: z
      .record(
        name,
        z.strictObject({
          from: name.optional().describe("The role that goes off duty."),
          to: name.optional().describe("The role that takes over."),
          at: at.optional().describe("When."),
          before: duration
            .optional()
            .describe("It is put in writing so long before the change; by default at the change."),
          call: z.enum(["always", "ongoing", "never"]).optional().describe("Is a call asked for?"),
          paper: z.enum(["always", "ongoing", "never"]).optional().describe("Is it put in writing?"),
          source: z.string().optional().describe("Ids of the rules that ask for it (H-33)."),
        }),
      )
      .optional()
      .describe("The changes of duty that are handed over."),
  })
  .describe("One rolling issue where a shift hands its open incidents to the next (H-33).")
  .transform((given) => ({
    label: completeLabel(given.label, { name: "handover", color: "0e8a16" }),
    title: given.title ?? "Handover",
    changes: Object.entries(given.changes ?? {}).flatMap(([id, change]) =>
      change.at === undefined
        ? []
        : [
            {
              id,
              /** Key of the role that goes off duty. */
              from: change.from ?? "",
              /** Key of the role that takes over. */
              to: change.to ?? "",
              /** When hours open or close, or at each change of a rota. */
              at: momentOf(change.at),
              /** It is put in writing so long before the change; absent: at the change. */
              before: change.before === undefined ? undefined : length(change.before),
              /** Is a call asked for? `always`, also with nothing to hand over; `ongoing`: if incidents go on. */
              call: change.call ?? ("ongoing" as const),
              /** Is it put in writing? */
              paper: change.paper ?? ("ongoing" as const),
              source: change.source ?? "",
            },
          ],
    ),
  }));

type Moment =
  | { readonly kind: "rota"; readonly rota: string }
  | { readonly kind: "opens" | "closes"; readonly calendar: string };

function momentOf(given: z.output<typeof at>): Moment {
  if ("rota" in given) return { kind: "rota", rota: given.rota };
  return "opens" in given
    ? { kind: "opens", calendar: given.opens }
    : { kind: "closes", calendar: given.closes };
}

/** The rolling handover issue of a repository: what is written and called at each change of duty (H-33). */
export type HandoverRule = ModelOf<typeof handover>;

/** A change of duty from one role to another. */
export type HandoverChange = HandoverRule["changes"][number];

function labels({ read }: Pick<Completing, "read">): readonly LabelUse[] {
  const given = read.handover;
  if (given === undefined) return [];
  return [
    {
      id: "handover",
      means: { kind: "handover" },
      label: given.label,
      what: "handover label",
      of: "the handover issue",
      path: ["handover", "label"],
    },
  ];
}

/** The section `handover`: a policy without it hands nothing over. */
export const handover = { schema, optional: true as const, labels, check };
