// THE LOOP: look at a subject whole, work out what should be true now, and write the difference.

import type { Instant } from "./engine/instant.ts";
import type { Plan } from "./engine/plan.ts";
import type { IssueRef } from "./engine/snapshot.ts";
import { newest, type Thought, think } from "./engine/subjects.ts";
import type { Applied, Observed, World } from "./world.ts";

/** What a pass found and did. */
export interface Outcome {
  readonly key: IssueRef;
  /** What was seen, with what rules it; absent where there is nothing in sight. */
  readonly observed?: Observed | undefined;
  readonly thought?: Thought;
  readonly plan?: Plan;
  readonly applied?: Applied;
  /** Nothing becomes due before. */
  readonly wakeAt?: Instant | undefined;
  /** Something waits for what was just written: look again at once. */
  readonly again: boolean;
  readonly unclearUntil?: Instant | undefined;
  readonly retryAt?: Instant | undefined;
}

/**
 * One pass over one key. `hint` is the newest `updated_at` that a delivery spoke of: what was seen before is read again.
 * Throws where a read failed; what could not be written is in the outcome.
 */
export async function reconcile(world: World, key: IssueRef, hint?: Instant): Promise<Outcome> {
  const observed = await world.observe(key, hint);
  if (observed?.ruling === undefined) return { key, observed, again: false };
  const { seen, ruling, reports } = observed;
  // Clocks differ: nothing that was seen lies in the future.
  const now = Math.max(world.now(), newest(seen));
  const thought = think(seen, ruling, now, { ...world.reachOf(key), reports });
  const { plan } = thought;
  const applied = await world.apply(observed, plan);
  const { again, unclearUntil, retryAt } = applied;
  return { key, observed, thought, plan, applied, wakeAt: plan.wakeAt, again, unclearUntil, retryAt };
}
