// THE LOOP: look at an incident whole, work out what should be true now, and write the difference.
import { assess } from "./engine/assess.ts";
import { decide } from "./engine/decide.ts";
import type { Plan } from "./engine/effect.ts";
import { fold } from "./engine/fold.ts";
import { type HandoverSight, isHandover, planHandover } from "./engine/handover.ts";
import type { Incident } from "./engine/incident.ts";
import type { Instant } from "./engine/instant.ts";
import { newest } from "./engine/newest.ts";
import type { Ruling } from "./engine/policy/ruling.ts";
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
  const seen = await world.observe(key, hint);
  const snapshot = seen === undefined || isHandover(seen) ? undefined : seen;
  const ruling = seen && world.policyFor(seen);
  if (seen === undefined || ruling === undefined) return { key, snapshot, again: false };
  // Clocks differ: nothing that was seen lies in the future.
  const now = Math.max(world.now(), newest(seen));
  const { incident, plan } = think(seen, ruling, now);
  const applied = await world.apply(seen, plan);
  const { waiting: again, unclearUntil, retryAt } = applied;
  return { key, snapshot, incident, plan, applied, wakeAt: plan.wakeAt, again, unclearUntil, retryAt };
}

/** What should be true now: of an incident, or of the handover of a repository. */
function think(
  seen: Snapshot | HandoverSight,
  ruling: Ruling,
  now: Instant,
): { readonly incident?: Incident; readonly plan: Plan } {
  if (isHandover(seen)) return { plan: planHandover(seen, ruling, now) };
  const incident = fold(seen, ruling);
  const standing = assess(seen, incident, ruling, now);
  return { incident, plan: decide({ snapshot: seen, ruling, incident, standing, now }) };
}
