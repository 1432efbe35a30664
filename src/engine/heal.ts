// Heals doubles that two writers made, of any subject: of our comments with one id the oldest stays; a younger twin issue is closed.
import type { Effect } from "./effect.ts";
import type { OwnComment } from "./incident.ts";
import type { Child } from "./snapshot/child.ts";
import type { Snapshot } from "./snapshot.ts";

/** Younger doubles of what exists once, whichever of our hosts made them. */
export interface Twins {
  readonly comments: readonly OwnComment[];
  readonly issues: readonly Pick<Child, "id" | "state">[];
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
  const closings = issues
    .filter(({ state }) => state === "open")
    .map(
      ({ id }): Effect => ({
        kind: "close",
        id: `heal/${id}`,
        because: "The same issue was opened twice; the older one stays.",
        rule,
        issueId: id,
        reason: "DUPLICATE",
      }),
    );
  // A replica may show for a while what this process has taken away.
  return [...deletions, ...closings].filter(({ id }) => !recent.has(id));
}
