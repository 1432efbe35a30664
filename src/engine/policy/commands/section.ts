// The section `commands`: who may give which.
import { z } from "zod";
import { keyed } from "../complete.ts";
import { type Finding, wrongKey } from "../finding.ts";
import { hint } from "../nearest.ts";
import { checkRight, completeRight, githubRole, rightParts } from "../right.ts";
import type { Checking, ModelOf } from "../section.ts";

/** A GitHub role alone, or a map. */
const command = z.union([githubRole, rightParts]);

const schema = keyed(command, (_, given) =>
  completeRight(typeof given === "string" ? { role: given } : given),
).describe(
  "Who may give a command: at least a GitHub role, or the holders of roles of the process while there are any.",
);

/** Who may give a command: who took these roles of the process or has them by duty, while anybody has, else this GitHub role. */
export type CommandRule = ModelOf<typeof commands>[string];

function check(here: Checking): readonly Finding[] {
  const { file, commands: known } = here;
  return Object.entries(file.commands ?? {}).flatMap(([key, rule]) => {
    const path = ["commands", key];
    const unknown = known.includes(key)
      ? []
      : [wrongKey(path, `There is no command /${key}${hint(key, known)}`)];
    if (typeof rule === "string") return unknown;
    return [...unknown, ...checkRight(here, rule, path)];
  });
}

/** The section `commands`. */
export const commands = { schema, check };
