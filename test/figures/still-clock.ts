// A clock for planting: it stands where it is put, back and forth, and nothing is due by it.
import type { PlatformClock } from "../../src/local-github/timers.ts";

export interface StillClock extends PlatformClock {
  /** Does something at an instant. */
  at<T>(instant: number, act: () => T): T;
}

export function stillClock(start: number): StillClock {
  let now = start;
  return {
    now: () => now,
    after: () => () => undefined,
    sleep: async () => undefined,
    track: (promise) => promise,
    at: (instant, act) => {
      now = instant;
      return act();
    },
  };
}
