// Completes the sections about hours of a checked policy file: calendars of business, and rotas.
import type { Instant } from "../instant.ts";
import { instantOf } from "../zone.ts";
import { inWords, list, login } from "./build-record.ts";
import type { Calendar, Rota, Shift } from "./model.ts";
import type { PolicyFile } from "./schema/file.ts";

type Map<K extends keyof PolicyFile> = NonNullable<PolicyFile[K]>;
type CalendarWords = Map<"calendars">[string];
type RotaWords = Map<"rota">[string];

/** The public holidays of a region (`GB-ENG`) as local dates; undefined where there is no such region. */
export type HolidaysOf = (region: string) => readonly string[] | undefined;

const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** The weekdays that words name, 0 being Monday: `mon-fri`, `sat-mon` runs over the week's end. */
export function weekdays(words: string): readonly number[] {
  const [first = "", last = first] = words.split("-");
  const from = WEEK.indexOf(first);
  const count = (WEEK.indexOf(last) - from + WEEK.length) % WEEK.length;
  return Array.from({ length: count + 1 }, (_, index) => (from + index) % WEEK.length);
}

/** Minutes of the local day of `08:00-17:30`. */
export function minutesOf(hours: string): { readonly from: number; readonly to: number } {
  const [from = 0, to = 0] = hours.split("-").map((time) => {
    const [hour = 0, minute = 0] = time.split(":").map(Number);
    return hour * 60 + minute;
  });
  return { from, to };
}

/** The calendars in the order of the file; regions give their public holidays. */
export function buildCalendars(file: PolicyFile, holidaysOf: HolidaysOf): Readonly<Record<string, Calendar>> {
  const zone = file.incidents?.zone ?? "UTC";
  return Object.fromEntries(
    Object.entries(file.calendars ?? {}).map(([key, given]) => [
      key,
      {
        key,
        title: given.title ?? inWords(key).toLowerCase(),
        zone: given.zone ?? zone,
        week: weekOf(given),
        holidays: holidaysIn(given.holidays, holidaysOf),
      },
    ]),
  );
}

function weekOf(given: CalendarWords): Calendar["week"] {
  const week = WEEK.map((): { from: number; to: number }[] => []);
  for (const [words, said] of Object.entries(given.hours ?? {})) {
    const open =
      said === "closed" ? [] : said === "all day" ? [{ from: 0, to: 24 * 60 }] : list(said).map(minutesOf);
    for (const day of weekdays(words)) week[day]?.push(...open);
  }
  return week.map((open) => open.toSorted((one, other) => one.from - other.from));
}

function holidaysIn(given: CalendarWords["holidays"], holidaysOf: HolidaysOf): ReadonlySet<string> {
  const { region, add = [], remove = [] } = typeof given === "string" ? { region: given } : (given ?? {});
  const removed = new Set(remove);
  const dates = [...(region === undefined ? [] : (holidaysOf(region) ?? [])), ...add];
  return new Set(dates.filter((date) => !removed.has(date)));
}

/** The rotas; a swap without an offset is in the rota's zone. */
export function buildRotas(file: PolicyFile): Readonly<Record<string, Rota>> {
  const standard = file.incidents?.zone ?? "UTC";
  return Object.fromEntries(
    Object.entries(file.rota ?? {}).map(([key, given]): [string, Rota] => {
      const zone = given.zone ?? standard;
      const { ical } = given;
      return [
        key,
        {
          key,
          title: given.title ?? inWords(key).toLowerCase(),
          zone,
          calendar: given.calendar,
          shifts: (given.shifts ?? []).map(buildShift),
          people: list(given.people).map(login),
          from: given.from,
          ical: ical && { path: ical.path, url: ical.url, names: mapped(ical.names) },
          swaps: (given.swaps ?? []).map(({ from, to, who }) => ({
            from: readMoment(from, zone) ?? 0,
            to: readMoment(to, zone) ?? 0,
            who: login(who),
          })),
          overlap: given.overlap ?? false,
          gaps: given.gaps ?? false,
        },
      ];
    }),
  );
}

function mapped(names: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(names ?? {}).map(([name, who]) => [name, login(who)]));
}

function buildShift(given: NonNullable<RotaWords["shifts"]>[number]): Shift {
  const days = given.days === undefined ? ["mon-sun"] : list(given.days);
  return {
    days: [...new Set(days.flatMap(weekdays))].toSorted((one, other) => one - other),
    holidays: given.holidays ?? "any",
    ...minutesOf(given.hours),
  };
}

/** `2025-04-04T17:30` in a zone, or with an offset of its own; undefined where no calendar has the day. */
export function readMoment(text: string, zone: string): Instant | undefined {
  const [, date = "", time = "", offset] =
    /^(\d{4}-\d{2}-\d{2})T([\d:]+)(Z|[+-]\d{2}:\d{2})?$/u.exec(text) ?? [];
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const [hour = 0, minute = 0, second = 0] = time.split(":").map(Number);
  const [, sign = "", hours = "0", minutes = "0"] = /^([+-])(\d{2}):(\d{2})$/u.exec(offset ?? "") ?? [];
  const shift = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
  // No zone is further than 14 hours away, and years before 1970 and after 9000 are slips of the pen.
  if (Math.abs(shift) > 14 * 60 || Number(minutes) > 59 || year < 1970 || year > 9000) return undefined;
  return instantOf({ year, month, day, hour, minute, second }, offset === undefined ? zone : shift);
}
