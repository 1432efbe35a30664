// The section `commands`: who may give which.
import { z } from "zod";
import { keyed, list } from "../complete.ts";
import { type Finding, wrongKey } from "../finding.ts";
import { hint } from "../nearest.ts";
import type { Checking, ModelOf } from "../section.ts";
import { name, oneOrMore } from "../words.ts";

const githubRole = z.enum(["none", "read", "triage", "write", "maintain", "admin"]);

/** A GitHub role alone, or a map. */
const command = z.union([
  githubRole,
  z.strictObject({
    role: githubRole
      .optional()
      .describe(
        "At least this GitHub role may, while nobody holds one of the roles below; by default write.",
      ),
    holders: oneOrMore(name)
      .optional()
      .describe("Roles of the process: while anybody holds one of them, their holders may and nobody else."),
  }),
]);

/** Holders without a GitHub role fall back to write while nobody holds theirs. */
const schema = keyed(command, (_, given) => {
  const said = typeof given === "string" ? { role: given } : given;
  return { role: said.role ?? ("write" as const), holders: list(said.holders) };
}).describe(
  "Who may give a command: at least a GitHub role, or the holders of roles of the process while there are any.",
);

/** Who may give a command: who took these roles of the process or has them by duty, while anybody has, else this GitHub role. */
export type CommandRule = ModelOf<typeof commands>[string];

function check({ file, commands: known, knownAll }: Checking): readonly Finding[] {
  return Object.entries(file.commands ?? {}).flatMap(([key, rule]) => {
    const path = ["commands", key];
    const unknown = known.includes(key)
      ? []
      : [wrongKey(path, `There is no command /${key}${hint(key, known)}`)];
    if (typeof rule === "string") return unknown;
    return [...unknown, ...knownAll("roles", { names: rule.holders, path: [...path, "holders"] })];
  });
}

/** The section `commands`. */
export const commands = { schema, check };
