// The section `declare`: who is told at once, that an incident is a major one (D-2), and that somebody from outside reported one.
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
    outsiders: oneOrMore(name)
      .optional()
      .describe(
        "Roles, in order: the people on duty of the first that anybody has are assigned a report from outside that waits for `/accept`; by default nobody is.",
      ),
  })
  .describe(
    "Who is told at once: that an incident is a major one (D-2), and that somebody from outside reported one.",
  )
  .transform((given) => ({
    /** Roles by severity; whoever has one of them is mentioned once for each time that the incident becomes a major one. */
    tell: named(Object.entries(given.tell ?? {}).map(([key, roles]) => [key, list(roles)] as const)),
    /** Roles, the first first; whoever has one is assigned an outsider's report, else the policy's fallback. */
    outsiders: list(given.outsiders),
  }));

/** Who is told at once: that an incident is a major one (D-2), and that somebody from outside reported one. */
export type Declare = ModelOf<typeof declare>;

function check(here: Checking): readonly Finding[] {
  const { tell, outsiders } = here.file.declare ?? {};
  return [
    ...Object.entries(tell ?? {}).flatMap(([severity, roles]) => [
      ...here.known("severities", severity, ["declare", "tell", severity]),
      ...here.knownAll("roles", { names: roles, path: ["declare", "tell", severity] }),
    ]),
    ...here.knownAll("roles", { names: outsiders ?? [], path: ["declare", "outsiders"] }),
  ];
}

/** The section `declare`. */
export const declare = { schema, check };
