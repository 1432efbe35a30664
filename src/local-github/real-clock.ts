// The demo's clock: it runs with real time, and people can move it forward.
import { insert, type PlatformClock, type Timer } from "./timers.ts";

/** A clock that runs with real time and can be moved forward by people; `stop` drops what is still to come. */
export interface MovableClock extends PlatformClock {
  /** Moves forward by `ms`; what becomes due by that is started, in order. */
  advance(ms: number): void;
  stop(): void;
}

const longestTimeoutMs = 2_147_483_647;

/** The demo's clock: real time plus `offset` milliseconds. A failure of its work is left to the process, unhandled. */
export function realClock(offset = 0): MovableClock {
  let ahead = offset;
  let order = 0;
  let alarm: NodeJS.Timeout | undefined;
  const timers: Timer[] = [];
  const now = (): number => Date.now() + ahead;
  const arm = (): void => {
    clearTimeout(alarm);
    const next = timers[0];
    if (next !== undefined)
      alarm = setTimeout(ring, Math.min(Math.max(0, next.at - now()), longestTimeoutMs));
  };
  const ring = (): void => {
    for (let next = timers[0]; next !== undefined && next.at <= now(); next = timers[0]) {
      timers.shift();
      void next.fn();
    }
    arm();
  };
  const after = (ms: number, fn: () => void | Promise<void>): (() => void) => {
    const timer: Timer = { at: now() + Math.max(0, ms), order: order++, fn };
    insert(timers, timer);
    arm();
    return () => {
      const index = timers.indexOf(timer);
      if (index >= 0) timers.splice(index, 1);
      arm();
    };
  };
  return {
    now,
    after,
    sleep: (ms) => new Promise((resolve) => after(ms, resolve)),
    track: (promise) => {
      void promise.then(() => undefined);
      return promise;
    },
    advance: (ms) => {
      ahead += ms;
      ring();
    },
    stop: () => {
      timers.length = 0;
      clearTimeout(alarm);
    },
  };
}
