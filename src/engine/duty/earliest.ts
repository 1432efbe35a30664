// The first of several instants at which something may change, as duty asks for it everywhere.
import type { Instant } from "../instant.ts";

/** The earliest of these that lies after an instant; undefined where none does. */
export function earliest(instants: readonly (Instant | undefined)[], after: Instant): Instant | undefined {
  let first: Instant | undefined;
  for (const at of instants) {
    if (at !== undefined && at > after && (first === undefined || at < first)) first = at;
  }
  return first;
}
