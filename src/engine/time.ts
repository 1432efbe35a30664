// How people read instants: local time first with UTC beside it, the day when it is not today. The one place for words of time.
import { type Instant, MINUTE } from "./instant.ts";
import { offsetAt } from "./offset.ts";
import { wallTime } from "./zone.ts";

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
  for (const locale of ["en-GB", "en-US", "en-AU", "en-IN", "en-IE"]) {
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

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * An instant as the wall clock of a zone shows it, by a pattern of `yyyy`, `MM`, `MMM`, `dd`, `d`, `EEE`, `HH`, `mm`, `ss` and `xxx`
 * (the offset, `+01:00`); what stands between `'` is kept as it is.
 */
export function local(at: Instant, zone: string, pattern: string): string {
  return remembered(`${at} ${zone} ${pattern}`, () => {
    const parts = partsAt(at, zone);
    return pattern.replace(/'([^']*)'|[a-zA-Z]+/g, (word, kept) => kept ?? parts[word] ?? word);
  });
}

function partsAt(at: Instant, zone: string): Readonly<Record<string, string>> {
  const { year, month, day: date, hour, minute, second } = wallTime(at, zone);
  const ahead = Math.round(offsetAt(at, zone) / MINUTE);
  const size = Math.abs(ahead);
  return {
    yyyy: digits(year, 4),
    MM: digits(month),
    MMM: MONTHS[month - 1] ?? "",
    dd: digits(date),
    d: `${date}`,
    EEE: WEEKDAYS[new Date(Date.UTC(year, month - 1, date)).getUTCDay()] ?? "",
    HH: digits(hour),
    mm: digits(minute),
    ss: digits(second),
    xxx: `${ahead < 0 ? "-" : "+"}${digits(Math.floor(size / 60))}:${digits(size % 60)}`,
  };
}

/** A number with zeros in front: two figures, or as many as are given. */
export function digits(count: number, least = 2): string {
  return `${count}`.padStart(least, "0");
}

/**
 * An instant for a person: `03:20 BST (02:20 UTC)`, with the day (`Sat 2 May 03:20 BST (02:20 UTC)`) where it is another
 * local day than that of `reading`, and the year where that differs too; without UTC where that is the same time. Never relative.
 */
export function clockTime(at: Instant, zone: string, reading: Instant): string {
  const short = shortTime(at, zone, reading);
  const inUtc = local(at, "UTC", "HH:mm");
  // Where it is the same by both, as in a London winter, one is enough.
  return local(at, zone, "HH:mm") === inUtc ? short : `${short} (${inUtc} UTC)`;
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

/** Day with its year, time and zone, for what is read years later: `Tue 1 Apr 2025 09:00 BST`. */
export function dateTime(at: Instant, zone: string): string {
  return `${local(at, zone, "EEE d MMM yyyy HH:mm")} ${zoneName(at, zone)}`;
}
