// How people read instants: local time first with UTC beside it, the day when it is not today. The one place for words of time.
import { TZDate } from "@date-fns/tz";
import { format } from "date-fns/format";
import type { Instant } from "./instant.ts";

const names = new Map<string, Intl.DateTimeFormat>();
const shown = new Map<string, string>();
const mostShown = 10_000;

/** The same instants are read on every pass, and to ask for a zone is slow: what was read is remembered. */
function remembered(key: string, read: () => string): string {
  const known = shown.get(key);
  if (known !== undefined) return known;
  const words = read();
  if (shown.size >= mostShown) shown.clear();
  shown.set(key, words);
  return words;
}

/** The short name of a zone at an instant as its people say it: `BST`, `GMT`, `EDT`; an offset where it has none. */
export function zoneName(at: Instant, zone: string): string {
  return remembered(`${at} ${zone}`, () => nameOf(at, zone));
}

function nameOf(at: Instant, zone: string): string {
  for (const locale of ["en-GB", "en-US", "en-AU", "en-IN"]) {
    const key = `${locale} ${zone}`;
    let formatter = names.get(key);
    if (!formatter) {
      formatter = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "short", hour: "2-digit" });
      names.set(key, formatter);
    }
    const name = formatter.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "";
    if (/^[A-Z]{2,5}$/.test(name)) return name;
  }
  return local(at, zone, "'UTC'xxx");
}

/** An instant as the wall clock of a zone shows it, by a pattern of date-fns. */
export function local(at: Instant, zone: string, pattern: string): string {
  return remembered(`${at} ${zone} ${pattern}`, () => format(new TZDate(at, zone), pattern));
}

/**
 * An instant for a person: `03:20 BST (02:20 UTC)`, with the day (`Sat 2 May 03:20 BST (02:20 UTC)`) where it is another
 * local day than that of `reading`, and the year where that differs too. Never relative.
 */
export function clockTime(at: Instant, zone: string, reading: Instant): string {
  const short = shortTime(at, zone, reading);
  return zoneName(at, zone) === "UTC" ? short : `${short} (${local(at, "UTC", "HH:mm")} UTC)`;
}

/** The same without UTC beside it, for the second mention of a time nearby: `03:20 BST`. */
export function shortTime(at: Instant, zone: string, reading: Instant): string {
  return `${day(at, zone, reading)}${local(at, zone, "HH:mm")} ${zoneName(at, zone)}`;
}

/** With the day in any case: `Fri 1 May 15:40 BST`. */
export function dayTime(at: Instant, zone: string): string {
  return `${local(at, zone, "EEE d MMM HH:mm")} ${zoneName(at, zone)}`;
}

function day(at: Instant, zone: string, reading: Instant): string {
  const here = local(at, zone, "yyyy-MM-dd");
  const there = local(reading, zone, "yyyy-MM-dd");
  if (here === there) return "";
  return local(at, zone, here.slice(0, 4) === there.slice(0, 4) ? "EEE d MMM " : "EEE d MMM yyyy ");
}
