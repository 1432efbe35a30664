// The newest instant that a snapshot speaks of.

import { type HandoverSight, isHandover } from "./handover/sight.ts";
import type { Instant } from "./instant.ts";
import type { Snapshot } from "./snapshot.ts";

/** No pass may believe that it is earlier than what it has seen. */
export function newest(seen: Snapshot | HandoverSight): Instant {
  if (isHandover(seen))
    return Math.max(0, ...seen.rolling.map(({ createdAt, comments }) => comments.at(-1)?.at ?? createdAt));
  const { issue, children } = seen;
  const instants = [
    issue.createdAt,
    issue.timeline.at(-1)?.at ?? 0,
    issue.editedAt ?? 0,
    ...children.map((child) => Math.max(child.createdAt, child.closedAt ?? 0, child.editedAt ?? 0)),
  ];
  return Math.max(...instants);
}
