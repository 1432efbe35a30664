// When reminders and askings were written, by their ids: from the ledger, and from the comments in sight.
import type { Incident } from "../incident.ts";
import type { Instant } from "../instant.ts";
import type { Snapshot } from "../snapshot.ts";

/** Ids of reminders and askings with when each was written first. */
export function writtenAt(snapshot: Snapshot, own: Incident["own"]): ReadonlyMap<string, Instant> {
  const found = new Map<string, Instant>(Object.entries(snapshot.ledger?.sent ?? {}));
  for (const { item, markers } of own) {
    for (const { kind, words } of markers)
      if (kind === "reminder")
        for (const id of words) found.set(id, Math.min(item.at, found.get(id) ?? item.at));
  }
  return found;
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
