// Limits as a policy writes them: elapsed time, time inside hours of business, or working days.
import { formatDuration, parseDuration } from "./duration.ts";
import { type Duration, HOUR, MINUTE } from "./instant.ts";
import { longestLine } from "./text/bounds.ts";

const HOURS =
  /^(\d+(?:\.\d+)?) ?(?:bh|business hours?|support hours?|working hours?)(?: (\d+) (?:business )?minutes?)?$/iu;
const MINUTES = /^(\d+) ?(?:bm|business minutes?)$/iu;
const DAYS = /^(\d+) ?(?:wd|working days?|business days?)$/iu;

/** A length of time: elapsed, inside a calendar's hours, or in working days, which end at the close of hours. */
export type Span =
  | { readonly kind: "elapsed"; readonly ms: Duration }
  | { readonly kind: "hours"; readonly ms: Duration }
  | { readonly kind: "days"; readonly days: number };

/** The limit of `20m`, `4 business hours` (`4bh`), `30 business minutes` or `10 working days` (`10wd`); else undefined. */
export function parseSpan(text: string): Span | undefined {
  if (text.length > longestLine) return undefined;
  const plain = text.trim().replace(/\s+/gu, " ");
  const days = DAYS.exec(plain)?.[1];
  if (days !== undefined) return { kind: "days", days: Number(days) };
  const hours = HOURS.exec(plain);
  if (hours)
    return {
      kind: "hours",
      ms: Math.round(Number(hours[1]) * HOUR) + Number(hours[2] ?? 0) * MINUTE,
    };
  const minutes = MINUTES.exec(plain)?.[1];
  if (minutes !== undefined) return { kind: "hours", ms: Number(minutes) * MINUTE };
  const ms = parseDuration(plain);
  return ms === undefined ? undefined : { kind: "elapsed", ms };
}

/** A limit for a person: `20 minutes`, `4 business hours`, `10 working days`. */
export function formatSpan(span: Span): string {
  if (span.kind === "days") return `${span.days} working ${span.days === 1 ? "day" : "days"}`;
  if (span.kind === "elapsed") return elapsed(span.ms);
  if (span.ms % HOUR === 0) {
    const hours = span.ms / HOUR;
    return `${hours} business ${hours === 1 ? "hour" : "hours"}`;
  }
  return span.ms % MINUTE === 0 && span.ms < 2 * HOUR
    ? `${span.ms / MINUTE} business minutes`
    : `${span.ms / HOUR} business hours`;
}

/** Up to three days in hours, as limits are spoken of: beside working days, 72 hours are not three of them. */
function elapsed(ms: Duration): string {
  const hours = ms / HOUR;
  return Number.isInteger(hours) && hours > 1 && hours <= 72 ? `${hours} hours` : formatDuration(ms);
}

/** Are two limits the same? */
export function sameSpan(one: Span | undefined, other: Span | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (one.kind === "days" || other.kind === "days")
    return one.kind === "days" && other.kind === "days" && one.days === other.days;
  return one.kind === other.kind && one.ms === other.ms;
}
