// Public holidays of all the world's regions by date-holidays: asked only for regions that the engine's own table lacks.
import { createRequire } from "node:module";
import type DateHolidays from "date-holidays";
import type { HolidaySource } from "../engine/holidays.ts";
import { CORRECTIONS, daysAfter } from "./holiday-corrections.ts";

/** The years of which holidays are known; outside of them a calendar has its weeks alone. */
export const YEARS = { first: 2015, last: 2045 } as const;

const DAY = 24 * 60 * 60 * 1000;

type Package = typeof DateHolidays;
const require = createRequire(import.meta.url);
let loaded: Package | undefined;

/** To load the package takes a tenth of a second: only who names such a region pays for it. */
function dateHolidays(): Package {
  loaded ??= require("date-holidays") as Package;
  return loaded;
}

/** A built release that was copied without its packages lacks this one too. */
function isInstalled(): boolean {
  try {
    return require.resolve("date-holidays") !== "";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return false;
    throw error;
  }
}

const known = new Map<string, readonly string[]>();

/** The public holidays of a region, substitutes included, as local dates in order; undefined where it does not exist. */
export function datesOf(region: string): readonly string[] | undefined {
  // Where the moon decides, thirty years take a second: what was found out is remembered.
  const before = known.get(region);
  if (before !== undefined) return before;
  const parts = region.split("-");
  if (!exists(parts)) return undefined;
  const dates = foundOf(region, parts);
  known.set(region, dates);
  return dates;
}

function foundOf(region: string, [country = "", ...within]: readonly string[]): readonly string[] {
  const calendar = new (dateHolidays())(country, ...(within as [string, string]));
  const corrections = [...new Set([country, region])].flatMap((code) => CORRECTIONS[code] ?? []);
  const instead = new Map(corrections.flatMap((one) => Object.entries(one.instead ?? {})));
  const dates = new Set<string>();
  for (let year = YEARS.first; year <= YEARS.last; year += 1) {
    for (const { add } of corrections) for (const date of add?.(year) ?? []) dates.add(date);
    for (const { type, date, start, end, rule } of calendar.getHolidays(year)) {
      if (type !== "public") continue;
      // Half days are no holidays; the day on which clocks change has 23 hours and is one.
      const length = Math.floor((end.getTime() - start.getTime()) / DAY + 0.05);
      const days = Array.from({ length }, (_, day) => daysAfter(date, day));
      for (const day of instead.get(rule)?.(date.slice(0, 10)) ?? days) dates.add(day);
    }
  }
  return [...dates].sort();
}

/** `GB`, `GB-ENG`, `US-LA-NO`: a country, a state of it, a region of that. */
function exists([country = "", state, region, ...more]: readonly string[]): boolean {
  const all = new (dateHolidays())();
  if (more.length > 0 || !has(all.getCountries(), country)) return false;
  if (state === undefined) return true;
  if (!has(all.getStates(country), state)) return false;
  return region === undefined || has(all.getRegions(country, state), region);
}

function has(names: Readonly<Record<string, string>> | undefined, name: string): boolean {
  return names !== undefined && Object.hasOwn(names, name);
}

/** Every region by its code: countries and their states. */
function regions(): readonly string[] {
  const all = new (dateHolidays())();
  return Object.keys(all.getCountries()).flatMap((country) => [
    country,
    ...Object.keys(all.getStates(country) ?? {}).map((state) => `${country}-${state}`),
  ]);
}

/** All regions of date-holidays, for the server and the command line; none where the package is not installed. */
export const worldHolidays: HolidaySource = {
  datesOf: (region) => (isInstalled() ? datesOf(region) : undefined),
  regions: () => (isInstalled() ? regions() : []),
  get knowsAll() {
    return isInstalled();
  },
};
