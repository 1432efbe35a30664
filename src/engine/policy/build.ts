// Makes the policy in force from a file whose shape and meaning are right.
import { bare } from "../named.ts";
import { labelUses } from "./labels.ts";
import type { Parts, Policy } from "./model.ts";
import type { Completing } from "./section.ts";
import { sectionList } from "./sections.ts";

/** The finished policy, over these presets; what a file leaves out has its plain default by its schema, and its process in a preset. None of its records has a prototype. */
export function buildPolicy(all: Completing, bases: readonly string[]): Policy {
  const parts = sectionList.map(([key, { build, into }]): [string, unknown] => [
    into ?? key,
    build ? build(all) : all.read[key],
  ]);
  // Which section gives which part, and of what type, is what `Parts` reads from the same list.
  return bare({
    extends: bases,
    ...(Object.fromEntries(parts) as unknown as Parts),
    labels: all.read.incidents.labels,
    labelUses: labelUses(all),
  });
}
