// Waiting for other work by the clock's own sleep, so that a virtual clock can move on while we wait.
import type { Duration, Instant } from "../../engine/instant.ts";
import type { Timekeeper } from "../wall-clock.ts";

const firstLook: Duration = 10;
const longestLook: Duration = 250;

/**
 * Resolves with true once `isSo`, with false when `deadline` comes first. It looks now and then instead of being told,
 * because whoever waits for work that sleeps has to be asleep himself.
 */
export async function until(clock: Timekeeper, isSo: () => boolean, deadline?: Instant): Promise<boolean> {
  for (let wait = firstLook; !isSo(); wait = Math.min(longestLook, wait * 1.5)) {
    const left = deadline === undefined ? wait : deadline - clock.now();
    if (left <= 0) return false;
    await clock.sleep(Math.min(wait, left));
  }
  return true;
}
