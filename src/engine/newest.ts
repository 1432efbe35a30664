// The newest instant that a snapshot speaks of.
import type { Instant } from "./instant.ts";
import type { Snapshot } from "./snapshot.ts";

/** No pass may believe that it is earlier than what it has seen. */
export function newest(snapshot: Snapshot): Instant {
  const { issue, children } = snapshot;
  const instants = [
    issue.createdAt,
    issue.timeline.at(-1)?.at ?? 0,
    issue.editedAt ?? 0,
    ...children.map((child) => Math.max(child.createdAt, child.closedAt ?? 0, child.editedAt ?? 0)),
  ];
  return Math.max(...instants);
}
