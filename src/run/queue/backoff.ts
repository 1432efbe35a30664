// How long a key waits after a pass that threw.
import { type Duration, type Instant, MINUTE, SECOND } from "../../engine/instant.ts";

/** The wait after the first failure. */
export const firstBackoff: Duration = 5 * SECOND;

/** The longest wait that failures lead to. */
export const longestBackoff: Duration = 5 * MINUTE;

/** How long a key waits after the given number of failures in a row: 5 s, doubling, at most 5 min. */
export function backoffFor(failures: number): Duration {
  return Math.min(longestBackoff, firstBackoff * 2 ** (failures - 1));
}

/** The instant that an error asks to wait for (a rate limit's `until`). Such an error is no failure of the pass. */
export function waitOf(error: unknown): Instant | undefined {
  if (!(error instanceof Error) || !("until" in error)) return undefined;
  return typeof error.until === "number" ? error.until : undefined;
}
