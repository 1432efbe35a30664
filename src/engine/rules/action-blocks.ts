// The review is marked as blocked by its actions until each of them is over, where the server has such marks (D-12, S-9).
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { reviewIn, tasksOf } from "../task.ts";
import type { Want } from "../voice/message.ts";

/** Sets the mark of each action once, and takes it off when the action is over. */
export const rule: Rule = { name: "action-blocks", place: 83, when: ["managed"], wish: blocks };

const reasons = {
  block: "The review is not over before its actions are.",
  unblock: "The action is over, or the review is not to be marked any more.",
} as const;

function blocks({ incident, standing, snapshot }: IncidentSituation): Wish {
  const review = reviewIn(incident)?.child;
  if (review === undefined) return { wants: [] };
  const wants = tasksOf(incident, "action").flatMap(({ child }): readonly Want[] => {
    const kind = standing.blockings.get(child.id)?.does;
    // Opened again it is another time.
    const id = `${kind}/${child.id}/${child.lastClosedAt ?? 0}`;
    if (kind === undefined || snapshot.recent.has(id)) return [];
    return [
      {
        ...{ kind, id, because: reasons[kind], rule: "actions D-12" },
        ...{ issueId: review.id, blockerId: child.id },
      },
    ];
  });
  return { wants };
}
