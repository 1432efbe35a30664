// One timer for each key: when a clock of an incident speaks, the key goes to the queue without anybody's event.
import type { Instant } from "../../engine/instant.ts";
import type { IssueRef } from "../../engine/snapshot.ts";
import type { Timekeeper } from "../wall-clock.ts";

interface TimersOptions {
  readonly clock: Timekeeper;
  /** Called with the key when its instant has come. */
  readonly ring: (key: IssueRef) => void;
  /** The next sweep: what is due after it is left to it, so that no timer outlives what it was set for. */
  readonly horizon: () => Instant;
}

/** The timers of all keys; a key has one at most. */
export interface Timers {
  /** Replaces the key's timer; `undefined`, or an instant after the next sweep, leaves it without one. */
  set(key: IssueRef, wakeAt: Instant | undefined): void;
  /** How many are set. */
  count(): number;
  clear(): void;
}

/** Timers of this process (P-4). They never ring early; the sweep sets them again after a restart. */
export function createTimers({ clock, ring, horizon }: TimersOptions): Timers {
  const cancels = new Map<IssueRef, () => void>();
  return {
    set(key, wakeAt) {
      cancels.get(key)?.();
      cancels.delete(key);
      if (wakeAt === undefined || wakeAt > horizon()) return;
      const cancel = clock.after(Math.max(0, wakeAt - clock.now()), () => {
        cancels.delete(key);
        ring(key);
      });
      cancels.set(key, cancel);
    },
    count: () => cancels.size,
    clear() {
      for (const cancel of cancels.values()) cancel();
      cancels.clear();
    },
  };
}
