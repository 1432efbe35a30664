// The clock of the world outside: what the server and the Action hand to everything that asks for the time.
import type { Duration, Instant } from "../engine/instant.ts";
import type { Clock } from "../world.ts";

/** The part of a clock that the queue, the timers and the sweep live by; virtual clocks have it too. */
export type Timekeeper = Pick<Clock, "now" | "after" | "sleep">;

/** Node fires a longer timeout at once, so a long wait is made of several. */
const longestTimeout: Duration = 2_147_483_647;

function afterReal(wait: Duration, run: () => void | Promise<void>): () => void {
  if (wait <= 0) {
    const immediate = setImmediate(() => void run());
    return () => clearImmediate(immediate);
  }
  const end = performance.now() + wait;
  let timeout: NodeJS.Timeout;
  const arm = (): void => {
    const left = Math.ceil(end - performance.now());
    if (left <= 0) void run();
    else timeout = setTimeout(arm, Math.min(left, longestTimeout));
  };
  timeout = setTimeout(arm, Math.min(wait, longestTimeout));
  return () => clearTimeout(timeout);
}

/**
 * Real time in epoch milliseconds. Nothing runs before its wait is over. A failure of work that a timer starts is left to
 * the process as an unhandled rejection: whoever starts work deals with its failures.
 */
export function wallClock(): Clock {
  return {
    now: (): Instant => Date.now(),
    after: afterReal,
    sleep: (wait) => new Promise((resolve) => void afterReal(wait, resolve)),
    track: (work) => work,
  };
}
