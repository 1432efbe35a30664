// Heals doubles that two writers made: of our comments with one id the oldest stays; a younger twin issue is closed.
import type { Effect } from "../effect.ts";
import type { Situation, Wish } from "../situation.ts";

/** Takes younger doubles away. */
export function heal(here: Situation): Wish {
  const { twins } = here.incident;
  const effects: Effect[] = [];
  for (const twin of twins.comments) {
    const id = `heal/${twin.item.id}`;
    if (here.snapshot.recent[id] !== undefined) continue;
    effects.push({
      kind: "delete-comment",
      id,
      because: "The same comment was written twice; the older one stays.",
      rule: "one writer",
      commentId: twin.item.id,
    });
  }
  for (const child of twins.children) {
    if (child.state === "closed") continue;
    effects.push({
      kind: "close",
      id: `heal/${child.id}`,
      because: "The same issue was opened twice; the older one stays.",
      rule: "one writer",
      issueId: child.id,
      reason: "DUPLICATE",
    });
  }
  return { effects };
}
