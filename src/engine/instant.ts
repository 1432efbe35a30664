// The word for a point in time, used by every file of the engine.

/** A point in time: milliseconds since 1970-01-01T00:00:00Z. Never local time. */
export type Instant = number;

/** A length of elapsed time in milliseconds. */
export type Duration = number;

/** One second, in milliseconds. */
export const SECOND: Duration = 1_000;

/** One minute, in milliseconds. */
export const MINUTE: Duration = 60 * SECOND;

/** One hour, in milliseconds. */
export const HOUR: Duration = 60 * MINUTE;

/** 24 hours, in milliseconds: elapsed time. A day of the calendar may have 23 or 25 hours. */
export const DAY: Duration = 24 * HOUR;

/** ISO 8601 in UTC with whole seconds (`2025-04-01T09:00:00Z`), as the command line's JSON has it. */
export function isoSeconds(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
