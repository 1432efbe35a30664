// The shape of a policy file as people write it: every key optional, because a file is an overlay over its presets.
import { z } from "zod";
import { type SectionKey, type Sections, sectionList } from "./sections.ts";
import { name, oneOrMore, repository } from "./words.ts";

/** What a file says of itself. */
const top = {
  extends: oneOrMore(name)
    .optional()
    .describe(
      "Presets that it lies over, in order; by default `sre`. Maps merge, aliases add up, other lists replace, `null` removes.",
    ),
  overlay: z
    .boolean()
    .optional()
    .describe("Only in a preset: it has no severities of its own and lies over another, by default `sre`."),
  repositories: z
    .array(repository)
    .optional()
    .describe("Only in an owner-level policy (the owner's `.github` repository): where it applies."),
};

/** Every section by its key, each optional. */
type Shape = { [K in SectionKey]: z.ZodOptional<Sections[K]["schema"]> };

const shape = Object.fromEntries(
  sectionList.map(([key, { schema }]) => [key, z.optional(schema)]),
) as unknown as Shape;

/** A policy file before meaning: strict, so that a mistyped key is a problem and never silence. */
export const policyFile = z
  .strictObject({ ...top, ...shape })
  .describe("A Tocsin policy: `.github/tocsin.yml` on the default branch.");

/** A policy file whose shape is right, as it is written; whether it means anything is for the checks. */
export type PolicyFile = { readonly [K in SectionKey]?: z.input<Sections[K]["schema"]> | undefined };

/** What the sections of a file become by their schemas; of a section that it lacks, what an empty one becomes. */
export type ReadSections = {
  readonly [K in SectionKey]:
    | z.output<Sections[K]["schema"]>
    | (Sections[K] extends { readonly optional: true } ? undefined : never);
};
