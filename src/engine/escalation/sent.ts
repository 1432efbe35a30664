// Which last steps of clocks were said, by the ids of what was said.
import type { Instant } from "../instant.ts";

/** The ids of the last steps of a clock that went up, with the node id of the limit that each spoke of. */
export function lastSteps(
  written: ReadonlyMap<string, Instant>,
  clock: { readonly name: string; readonly overdue: readonly unknown[] },
): readonly { readonly cause: string; readonly at: Instant }[] {
  const [prefix, suffix] = [`${clock.name}/`, `/overdue/${clock.overdue.length}`];
  return [...written].flatMap(([id, at]) =>
    id.startsWith(prefix) && id.endsWith(suffix) && id.length > prefix.length + suffix.length
      ? [{ cause: id.slice(prefix.length, -suffix.length), at }]
      : [],
  );
}
