// Times on the page: local time first and UTC beside it, and the instant for machines.
import { DAY, type Instant } from "../engine/instant.ts";
import { clockTime, digits, local } from "../engine/time.ts";
import { escaped } from "./escape.ts";

/** In which zone a page is read, and at which instant; without one a time has its day and year always, so that the page stays as it is. */
export interface Reading {
  readonly zone: string;
  readonly asOf?: Instant;
}

/** A time as HTML: `<time datetime="2025-05-01T10:20Z">11:20 BST (10:20 UTC)</time>`; with the day where it is another day. */
export function timeHtml(at: Instant, { zone, asOf }: Reading): string {
  return `<time datetime="${new Date(at).toISOString().slice(0, 16)}Z">${escaped(words(at, zone, asOf))}</time>`;
}

/** From one time to another, the day once where it is the same. */
export function spanHtml(from: Instant, to: Instant, { zone, asOf }: Reading): string {
  return `${timeHtml(from, { zone, ...(asOf === undefined ? {} : { asOf }) })} to ${timeHtml(to, { zone, asOf: from })}`;
}

/** A time that reads the same for ever is told as from another year. */
function words(at: Instant, zone: string, asOf: Instant | undefined): string {
  // What belongs together stays on one line: `11:20 BST`, `(10:20 UTC)`.
  return clockTime(at, zone, asOf ?? at - 400 * DAY).replace(/(\d\d:\d\d) /g, "$1\u00A0");
}

/** How long something took: `25 minutes`, `3 h 05 min`, `2 days 4 h`. */
export function tookText(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 60) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${digits(minutes % 60)} min`;
  const days = Math.floor(hours / 24);
  return `${days} ${days === 1 ? "day" : "days"} ${hours % 24} h`;
}

const months = [
  ...["January", "February", "March", "April", "May", "June", "July"],
  ...["August", "September", "October", "November", "December"],
];

/** The month of an instant: its key `2025-05`, by which it is addressed. */
export function monthKey(at: Instant, zone: string): string {
  return local(at, zone, "yyyy-MM");
}

/** A month's key in words: `May 2025`. */
export function monthName(key: string): string {
  return `${months[Number(key.slice(5)) - 1]} ${key.slice(0, 4)}`;
}

/** A day in words: `Thu 1 May 2025`. */
export function dayName(at: Instant, zone: string): string {
  return local(at, zone, "EEE d MMM yyyy");
}
