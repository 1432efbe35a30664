// Heals doubles that two writers made, of any subject: of our comments with one id the oldest stays; a younger twin issue is closed.
import type { Effect } from "./effect.ts";
import type { OwnComment } from "./incident.ts";
import type { Snapshot } from "./snapshot.ts";

/** Younger doubles of what exists once; issues that are closed already are left out. */
export interface Twins {
  readonly comments: readonly OwnComment[];
  /** Node ids. */
  readonly issues: readonly string[];
}

/** Takes younger doubles away. */
export function heal({ comments, issues }: Twins, { recent }: Pick<Snapshot, "recent">): readonly Effect[] {
  const rule = "one writer";
  const deletions = comments.map(
    ({ item }): Effect => ({
      kind: "delete-comment",
      id: `heal/${item.id}`,
      because: "The same comment was written twice; the older one stays.",
      rule,
      commentId: item.id,
    }),
  );
  const closings = issues.map(
    (issueId): Effect => ({
      kind: "close",
      id: `heal/${issueId}`,
      because: "The same issue was opened twice; the older one stays.",
      rule,
      issueId,
      reason: "DUPLICATE",
    }),
  );
  return [...deletions.filter(({ id }) => !recent.has(id)), ...closings];
}
