// Times as scenario files write them, read into instants and lengths.
import { DAY, type Duration, HOUR, type Instant, MINUTE, SECOND } from "../engine/instant.ts";

const UNITS: Readonly<Record<string, Duration>> = { d: DAY, h: HOUR, m: MINUTE, s: SECOND };

/** `15m`, `1h30m`, `1.5h`: milliseconds. What the schema let through is all that comes here. */
export function readLength(text: string): Duration {
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)([dhms])/g)) {
    sum += Number(amount) * (UNITS[unit ?? ""] ?? 0);
  }
  return Math.round(sum);
}

/** `+1h30m` from the start, or an instant with its offset. Not a number where there is no such day. */
export function readAt(text: string, start: Instant): Instant {
  return text.startsWith("+") ? start + readLength(text) : Date.parse(text);
}

/** A time from the start as people read it in a transcript: `+0:05`, `+1:30:20`, `+2d 3:00`. */
export function sinceStart(at: Instant, start: Instant): string {
  const seconds = Math.floor((at - start) / SECOND);
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = String(Math.floor((seconds % 3600) / 60)).padStart(2, "0");
  const rest = seconds % 60;
  const tail = rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`;
  return `+${days > 0 ? `${days}d ` : ""}${hours}:${minutes}${tail}`;
}
