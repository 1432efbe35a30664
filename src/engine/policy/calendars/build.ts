// Completes the calendars of a policy: their zone by default the policy's, their holidays those of their region.
import { named } from "../../named.ts";
import { inWords, list } from "../complete.ts";
import type { Completing } from "../section.ts";
import { minutesOf, weekdays } from "./days.ts";
import type { CalendarsFile } from "./section.ts";

/** Hours of business: when time counts, and which days are none. */
export interface Calendar {
  readonly key: string;
  /** `support hours`, in a sentence. */
  readonly title: string;
  /** IANA zone of the hours and of the days. */
  readonly zone: string;
  /** Monday first, seven entries: when it is open, in minutes of the local day, in order, without overlap. */
  readonly week: readonly (readonly { readonly from: number; readonly to: number }[])[];
  /** Local dates (`2025-12-25`) on which it is closed: the region's, with what the policy adds and removes. */
  readonly holidays: ReadonlySet<string>;
  /** The region that most of them come from (`GB-ENG`). */
  readonly region?: string | undefined;
}

type HolidaysOf = Completing["holidaysOf"];

/** The calendars in the order of the file; regions give their public holidays. */
export function buildCalendars({
  file,
  holidaysOf,
}: Pick<Completing, "file" | "holidaysOf">): Readonly<Record<string, Calendar>> {
  const zone = file.incidents?.zone ?? "UTC";
  return named(
    Object.entries(file.calendars ?? {}).map(([key, given]) => [
      key,
      {
        key,
        title: given.title ?? inWords(key).toLowerCase(),
        zone: given.zone ?? zone,
        week: weekOf(given),
        holidays: holidaysIn(given.holidays, holidaysOf),
        region: typeof given.holidays === "string" ? given.holidays : given.holidays?.region,
      },
    ]),
  );
}

function weekOf(given: CalendarsFile[string]): Calendar["week"] {
  const week = Array.from({ length: 7 }, (): { from: number; to: number }[] => []);
  for (const [words, said] of Object.entries(given.hours ?? {})) {
    const open =
      said === "closed" ? [] : said === "all day" ? [{ from: 0, to: 24 * 60 }] : list(said).map(minutesOf);
    for (const day of weekdays(words)) week[day]?.push(...open);
  }
  return week.map((open) => open.toSorted((one, other) => one.from - other.from));
}

function holidaysIn(given: CalendarsFile[string]["holidays"], holidaysOf: HolidaysOf): ReadonlySet<string> {
  const { region, add = [], remove = [] } = typeof given === "string" ? { region: given } : (given ?? {});
  const removed = new Set(remove);
  const dates = [...(region === undefined ? [] : (holidaysOf(region) ?? [])), ...add];
  return new Set(dates.filter((date) => !removed.has(date)));
}
