// From what a subject's rules want to its plan: the voice says what may be said, what is remembered is written last, what failed waits.
import type { Effect, Plan } from "./effect.ts";
import type { Instant } from "./instant.ts";
import { earlier, type Kept, type Wish } from "./situation.ts";
import type { Seen } from "./snapshot.ts";
import type { Floor } from "./voice/floor.ts";
import { speak } from "./voice/speak.ts";

/** What a kind of subject brings to a decision. */
export interface Deciding {
  readonly wish: Wish;
  readonly floor: Floor;
  /** What is written after all else and keeps what must be remembered: the card. It knows when the plan wants to be looked at again. */
  readonly keep?: ((wakeAt: Instant | undefined) => Kept) | undefined;
}

/** What should be done now. Carrying it out and deciding again at the same instant yields nothing. */
export function decide({ wish, floor, keep }: Deciding): Plan {
  const spoken = speak(wish.wants, floor);
  const next = finite(earlier(wish.wakeAt, spoken.wakeAt));
  const kept = keep?.(next) ?? { effects: [] };
  return {
    key: floor.seen.key,
    effects: withoutFaults([...spoken.effects, ...kept.effects], floor.seen, floor.now),
    unsaid: spoken.unsaid,
    wakeAt: finite(earlier(next, kept.wakeAt)),
  };
}

const finite = (at: Instant | undefined): Instant | undefined => (Number.isFinite(at ?? 0) ? at : undefined);

/** What failed is not tried again before its time. */
function withoutFaults(effects: readonly Effect[], { faults }: Seen, now: Instant): readonly Effect[] {
  const waiting = new Set(faults.filter(({ until }) => until > now).map(({ effect }) => effect));
  return effects.filter(({ id }) => !waiting.has(id));
}
