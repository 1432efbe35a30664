// From what a subject's rules want to its plan: the voice says what may be said, what is remembered is written last, what failed waits.
import { type Delivery, isLeaving, outgoing, type Reach } from "./delivery.ts";
import type { Effect } from "./effect.ts";
import { guardedEffect } from "./guarded.ts";
import type { Instant } from "./instant.ts";
import type { Plan } from "./plan.ts";
import { earlier, type Planned, type PlanRecord, type Wish } from "./situation.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Floor } from "./voice/floor.ts";
import { speak } from "./voice/speak.ts";

/** What a kind of subject brings to a decision. */
export interface Deciding {
  readonly wish: Wish;
  readonly floor: Floor;
  /** Node id of the issue that it tells of; absent: it tells of others. What it writes elsewhere is guarded. */
  readonly of?: string | undefined;
  /** What is written after all else and keeps what must be remembered: the card. Without it nothing leaves GitHub. */
  readonly keep?: ((planned: Planned) => PlanRecord) | undefined;
  readonly reach: Reach;
  /** What its ledger knows of what left GitHub. */
  readonly deliveries: ReadonlyMap<string, Delivery>;
}

/** What should be done now. Carrying it out and deciding again at the same instant yields nothing. */
export function decide({ wish, floor, of, keep, reach, deliveries }: Deciding): Plan {
  const { now, seen } = floor;
  const spoken = speak(wish.wants, floor);
  const out = outgoing(spoken.effects.filter(isLeaving), deliveries, { reach, now });
  const next = finite(earlier(earlier(wish.wakeAt, spoken.wakeAt), out.wakeAt));
  const wanted = new Set([...wish.wants, ...spoken.effects].map(({ id }) => id));
  const faults = seen.faults.filter(({ effect }) => wanted.has(effect));
  const onRecord = keep?.({ wakeAt: next, out, faults }) ?? { effects: [] };
  const here = spoken.effects.filter((effect) => !isLeaving(effect));
  // Whoever looks for another reason in between must not forget when it is tried again.
  const retries = faults.flatMap(({ until }) => (until > now ? [until] : []));
  const retryAt = retries.length === 0 ? undefined : Math.min(...retries);
  return {
    key: seen.key,
    // What is not on record must not leave.
    effects: withoutFaults(
      [...here, ...onRecord.effects, ...(onRecord.effects.length === 0 ? [] : out.leaving)],
      seen,
      now,
    ).map((effect) => guardedEffect(effect, of)),
    unsaid: spoken.unsaid,
    waiting: out.waiting,
    wakeAt: finite(earlier(earlier(next, onRecord.wakeAt), retryAt)),
  };
}

const finite = (at: Instant | undefined): Instant | undefined => (Number.isFinite(at ?? 0) ? at : undefined);

/** What failed is not tried again before its time. */
function withoutFaults(effects: readonly Effect[], { faults }: Snapshot, now: Instant): readonly Effect[] {
  const waiting = new Set(faults.filter(({ until }) => until > now).map(({ effect }) => effect));
  return effects.filter(({ id }) => !waiting.has(id));
}
