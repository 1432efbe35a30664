// Which actions the review is marked as blocked by: those that are neither done with nor given up (D-12, S-9). The mark only shows it.
import type { Incident } from "./incident.ts";
import type { BlockMark } from "./ledger.ts";
import type { Policy } from "./policy/model.ts";
import type { IncidentSnapshot } from "./snapshot.ts";
import { isOver, reviewIn, type Task, tasksOf } from "./task.ts";

/** What is to be done about the mark of one action, and what the ledger keeps of it then. */
export interface Blocking {
  readonly does?: "block" | "unblock";
  readonly mark?: BlockMark | undefined;
}

/** How many issues one can be blocked by: GitHub takes no more. */
const most = 50;

/**
 * What is to be done about the mark of each action, by the node id of its issue. Whoever takes one off has decided, and what was refused is
 * not tried again: nothing is set twice before it was taken off here. `verify`: what is done is to be verified.
 */
export function blockingsOf(
  incident: Pick<Incident, "tasks">,
  {
    snapshot,
    policy,
    verify,
  }: { readonly snapshot: IncidentSnapshot; readonly policy: Policy; readonly verify: boolean },
): ReadonlyMap<string, Blocking> {
  const review = reviewIn(incident)?.child.id;
  const marks = new Map((snapshot.ledger?.actions ?? []).map(({ id, blocks }) => [id, blocks]));
  const isMarked = ({ child }: Task): boolean =>
    review !== undefined && child.blocking?.includes(review) === true;
  const actions = tasksOf(incident, "action");
  let room = most - actions.filter(isMarked).length;
  const blockings = actions.map((task): readonly [string, Blocking] => {
    const { id, blocking } = task.child;
    const before = marks.get(id);
    const is = isMarked(task);
    // Nothing can be told where the server shows nothing of it.
    if (blocking === undefined || review === undefined) return [id, { mark: before }];
    if (!policy.actions.blockReview || isOver(task, verify))
      return [id, is && before === "set" ? { does: "unblock", mark: "off" } : { mark: before }];
    if (is || before === "set") return [id, { mark: "set" }];
    if (room <= 0) return [id, { mark: before }];
    room -= 1;
    return [id, { does: "block", mark: "set" }];
  });
  return new Map(blockings);
}
