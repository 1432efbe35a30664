// The section `declare`: who is told at once that an incident is a major one (D-2).
import { z } from "zod";
import { named } from "../../named.ts";
import { list } from "../complete.ts";
import type { Finding } from "../finding.ts";
import type { Checking, ModelOf } from "../section.ts";
import { name, oneOrMore } from "../words.ts";

const schema = z
  .strictObject({
    tell: z
      .record(name, oneOrMore(name))
      .optional()
      .describe(
        "Roles by severity whose people on duty are mentioned once when an incident becomes a major one.",
      ),
  })
  .describe("Who is told at once that an incident is a major one (D-2).")
  .transform((given) => ({
    /** Roles by severity; whoever has one of them is mentioned once for each time that the incident becomes a major one. */
    tell: named(Object.entries(given.tell ?? {}).map(([key, roles]) => [key, list(roles)] as const)),
  }));

/** Who is told at once that an incident is a major one (D-2). */
export type Declare = ModelOf<typeof declare>;

function check(here: Checking): readonly Finding[] {
  return Object.entries(here.file.declare?.tell ?? {}).flatMap(([severity, roles]) => [
    ...here.known("severities", severity, ["declare", "tell", severity]),
    ...here.knownAll("roles", { names: roles, path: ["declare", "tell", severity] }),
  ]);
}

/** The section `declare`. */
export const declare = { schema, check };
