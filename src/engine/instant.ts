// The word for a point in time, used by every file of the engine.

/** A point in time: milliseconds since 1970-01-01T00:00:00Z. Never local time. */
export type Instant = number;

/** A length of elapsed time in milliseconds. */
export type Duration = number;

export const SECOND: Duration = 1_000;
export const MINUTE: Duration = 60 * SECOND;
export const HOUR: Duration = 60 * MINUTE;
export const DAY: Duration = 24 * HOUR;

/** ISO 8601 in UTC with whole seconds (`2025-04-01T09:00:00Z`), as the command line's JSON has it. */
export function isoSeconds(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
