// THE LOOP: look at an incident whole, work out what should be true now, and write the difference.
import { assess } from "./engine/assess.ts";
import { decide } from "./engine/decide.ts";
import type { Plan } from "./engine/effect.ts";
import { fold } from "./engine/fold.ts";
import type { Incident } from "./engine/incident.ts";
import type { Instant } from "./engine/instant.ts";
import { newest } from "./engine/newest.ts";
import type { IssueRef, Snapshot } from "./engine/snapshot.ts";
import type { Applied, World } from "./world.ts";

/** What a pass found and did. */
export interface Outcome {
  readonly key: IssueRef;
  readonly snapshot?: Snapshot | undefined;
  readonly incident?: Incident | undefined;
  readonly plan?: Plan | undefined;
  readonly applied?: Applied | undefined;
  /** Nothing becomes due before. */
  readonly wakeAt?: Instant | undefined;
  /** Something waits for what was just written: look again at once. */
  readonly again: boolean;
  readonly unclearUntil?: Instant | undefined;
  readonly retryAt?: Instant | undefined;
}

/**
 * One pass over one key. `hint` is the newest `updated_at` that a delivery spoke of: older snapshots are read again.
 * Throws where a read failed; what could not be written is in the outcome.
 */
export async function reconcile(world: World, key: IssueRef, hint?: Instant): Promise<Outcome> {
  const snapshot = await world.observe(key, hint);
  const ruling = snapshot && world.policyFor(snapshot);
  if (snapshot === undefined || ruling === undefined) return { key, snapshot, again: false };
  // Clocks differ: nothing that was seen lies in the future.
  const now = Math.max(world.now(), newest(snapshot));
  const incident = fold(snapshot, ruling);
  const standing = assess(snapshot, incident, ruling, now);
  const plan = decide({ snapshot, ruling, incident, standing, now });
  const applied = await world.apply(snapshot, plan);
  const { waiting: again, unclearUntil, retryAt } = applied;
  return { key, snapshot, incident, plan, applied, wakeAt: plan.wakeAt, again, unclearUntil, retryAt };
}
