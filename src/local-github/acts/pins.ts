// Pinning an issue to the top of its repository's list, and taking the pin off.
import type { Acting } from "../platform.ts";
import { newest } from "../platform.ts";
import type { Issue } from "../records.ts";
import type { View } from "../view.ts";
import { change, tell } from "./change.ts";

/** How many issues of one repository may be pinned. */
export const MOST_PINNED = 3;

/** Is an issue pinned? Its timeline tells. */
export function isPinned({ timeline }: Issue): boolean {
  return (
    timeline.findLast(({ kind }) => kind === "PinnedEvent" || kind === "UnpinnedEvent")?.kind ===
    "PinnedEvent"
  );
}

/** How many issues of a repository are pinned. */
export function countPinned(view: View, repositoryId: string): number {
  return view.issues(repositoryId).filter(isPinned).length;
}

/** Pins an issue, or takes its pin off; nothing happens where that is so already. */
export function pin(act: Acting, issue: Issue, pinned: boolean): Issue {
  if (isPinned(issue) === pinned) return issue;
  const next = change(act, issue, { events: [{ kind: pinned ? "PinnedEvent" : "UnpinnedEvent" }] });
  tell(act, next, { action: pinned ? "pinned" : "unpinned" });
  return newest(act).theIssue(next.id);
}
