// Who has the duty by the entries of an iCalendar text, and when that may change.
import { changeAfter, occurrenceAt } from "../ical/calendar.ts";
import type { RotaEntry } from "../ical/read.ts";
import type { Occurrence } from "../ical/repeat.ts";
import type { Instant } from "../instant.ts";
import { earliest } from "./earliest.ts";

/**
 * Who is named at an instant: of entries that overlap the one that began last, of those the one that ends first, of those the
 * later in the text. Undefined where no entry is on.
 */
export function whoByEntries(entries: readonly RotaEntry[], at: Instant): string | undefined {
  let best: { readonly who: string; readonly on: Occurrence } | undefined;
  for (const entry of entries) {
    const on = currentOf(entry, at);
    if (on === undefined) continue;
    const later = best === undefined || on.from - best.on.from || best.on.to - on.to;
    if (later === true || later >= 0) best = { who: entry.who, on };
  }
  return best?.who;
}

/** When an entry next begins or ends after an instant; undefined where none does. */
export function nextEntryChange(entries: readonly RotaEntry[], at: Instant): Instant | undefined {
  return earliest(
    entries.flatMap(({ once, series }): readonly (Instant | undefined)[] =>
      once === undefined ? [changeAfter(series, at)] : [once.from, once.to],
    ),
    at,
  );
}

/** The occurrence that is on, of several the one that began last. */
function currentOf({ once, series }: RotaEntry, at: Instant): Occurrence | undefined {
  if (once === undefined) return occurrenceAt(series, at);
  return once.from <= at && at < once.to ? once : undefined;
}
