// Reads the `since` of a policy, a day or an instant, and knows whether a time zone exists.
import type { Instant } from "../instant.ts";

/** Is this an IANA time zone that the runtime knows? */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    // A RangeError is how Intl says no; there is no other way to ask about zones that it knows under an older name.
    return false;
  }
}

/** `2025-04-01` (the start of that day in the zone) or an instant with its offset; undefined where it is neither. */
export function readSince(text: string, zone: string): Instant | undefined {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (day) {
    const midnight = Date.parse(`${text}T00:00:00Z`);
    if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== text) return undefined;
    return startOfDay(midnight, zone);
  }
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

/** The first instant whose local time is that midnight; offsets are taken twice because they may change in between. */
function startOfDay(midnight: Instant, zone: string): Instant {
  const first = midnight - offsetAt(midnight, zone);
  return midnight - offsetAt(first, zone);
}

/** Local time minus UTC, in milliseconds, at an instant. */
function offsetAt(at: Instant, zone: string): number {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}
