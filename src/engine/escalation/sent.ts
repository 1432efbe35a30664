// Which last steps of clocks were said, by the ids of what was said, and which level each asked.
import type { OwnComment } from "../incident.ts";
import type { Instant } from "../instant.ts";

/** The hidden mark of a reminder that goes up a step: the key of the level that it asks. */
export const upMark = "up";

/** The key of the level that a reminder written then asked; undefined where none is in sight. */
export function levelAskedAt(at: Instant, own: readonly OwnComment[]): string | undefined {
  const marks = own.filter(({ item }) => item.at === at).flatMap(({ markers }) => markers);
  return marks.find(({ kind }) => kind === upMark)?.words[0];
}

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
