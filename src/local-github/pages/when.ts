// Instants as the pages show them: in UTC, with the day where it is not the reader's own.
import { type Html, html } from "./html.ts";

const part = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });

const timeOf = part({ hour: "2-digit", minute: "2-digit" });
const dayOf = part({ weekday: "short", day: "numeric", month: "short" });
const yearOf = part({ year: "numeric" });

/** `Fri 20 Nov, 12:04 UTC`. `at` is epoch milliseconds. */
export const longTime = (at: number): string =>
  `${dayOf.format(at).replace(",", "")}, ${timeOf.format(at)} UTC`;

/** `12:04 UTC` on the day of `now`, else with the day, and the year where that is another. */
export function shortTime(at: number, now: number): string {
  if (dayOf.format(at) === dayOf.format(now) && yearOf.format(at) === yearOf.format(now))
    return `${timeOf.format(at)} UTC`;
  const year = yearOf.format(at) === yearOf.format(now) ? "" : ` ${yearOf.format(at)}`;
  return `${dayOf.format(at).replace(",", "")}${year}, ${timeOf.format(at)} UTC`;
}

/** An instant as an element that programs can read too. */
export const when = (at: number, now: number): Html =>
  html`<time datetime="${new Date(at).toISOString()}">${shortTime(at, now)}</time>`;
