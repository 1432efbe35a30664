// The levels of escalation as a file writes them: roles alone, or maps, with triggers beside them or without.
import { list } from "../complete.ts";
import type { PolicyFile } from "../file.ts";

type Given = NonNullable<PolicyFile["escalation"]>;
/** A level in a file: its role, or a map. */
export type LevelWords = Extract<Given, readonly unknown[]>[number];

/** The levels as a file writes them, whether it has triggers or not. */
export function levelsIn(file: PolicyFile): readonly LevelWords[] {
  const given = file.escalation;
  return Array.isArray(given) ? given : list(given?.levels);
}

/** The key of a level: said, or its role. */
export function keyOfLevel(
  level: string | { readonly key?: string | undefined; readonly role: string },
): string {
  return typeof level === "string" ? level : (level.key ?? level.role);
}
