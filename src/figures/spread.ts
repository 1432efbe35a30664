// How values lie: shortest, median, longest, and from twenty on the length that nine in ten do not exceed.
import type { Duration } from "../engine/instant.ts";
import type { Spread } from "./data.ts";

/** From so many values on a share of them says something; below, each is shown. */
export const enough = 20;

/** The spread of values in any order; `undefined` where there are none. */
export function spreadOf(values: readonly Duration[]): Spread | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  const [shortest] = sorted;
  const longest = sorted.at(-1);
  if (shortest === undefined || longest === undefined) return undefined;
  const p90 = sorted[Math.ceil(0.9 * sorted.length) - 1];
  return { shortest, median: medianOf(sorted), longest, ...(sorted.length >= enough && { p90 }) };
}

/** The middle of sorted values; of an even number halfway between the two, in whole seconds. */
function medianOf(sorted: readonly Duration[]): Duration {
  const high = sorted[Math.floor(sorted.length / 2)] ?? 0;
  if (sorted.length % 2 === 1) return high;
  const low = sorted[sorted.length / 2 - 1] ?? high;
  return Math.floor((low + high) / 2000) * 1000;
}
