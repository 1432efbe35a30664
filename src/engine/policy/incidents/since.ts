// Reads the `since` of a policy, a day or an instant.
import type { Instant } from "../../instant.ts";
import { instantOf } from "../../zone.ts";

/** `2025-04-01` (the start of that day in the zone) or an instant with its offset; undefined where it is neither. */
export function readSince(text: string, zone: string): Instant | undefined {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.slice(1).map(Number);
  if (day) {
    const [year = 0, month = 0, date = 0] = day;
    return instantOf({ year, month, day: date, hour: 0, minute: 0, second: 0 }, zone);
  }
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
