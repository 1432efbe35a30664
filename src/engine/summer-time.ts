// Times of day in a night in which the clocks change: one that they show twice has two readings, one that they skip has none.
import type { Instant } from "./instant.ts";
import { digits, local, zoneName } from "./time.ts";
import { instantOfWall, readingsOfWall, type WallTime, type Zone, zoneOf } from "./zone.ts";

/** The instants that a time of day can be on a day: two where the clocks change over it, with why it is asked about. */
export interface Readings {
  readonly at: readonly Instant[];
  readonly doubt?: { readonly kind: "twice" | "skipped"; readonly why: string };
}

/** The readings of a time on a day that the calendar has. By an offset there is always one. */
export function readingsOf(wall: WallTime, zone: Zone): Readings {
  const { year, month, day, hour, minute, second } = wall;
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  if (typeof zone === "number") return { at: [instantOfWall(shown, zone)] };
  const { at, around } = readingsOfWall(shown, zone);
  if (at.length === 1) return { at };
  const two = around.map((one) => zonedTime(one, zone)).join(" or ");
  if (at.length > 1)
    return {
      at,
      doubt: { kind: "twice", why: `the clocks go back that night and show it twice: write ${two}` },
    };
  const why = `the clocks go forward that night and never show ${digits(hour)}:${digits(minute)}: write ${two}`;
  return { at: around, doubt: { kind: "skipped", why } };
}

/** A time of day with a zone that has one meaning, as some short names have several: `01:30 GMT`, `01:30 UTC-06:00`. */
export function zonedTime(at: Instant, zone: string): string {
  const name = zoneName(at, zone);
  return `${local(at, zone, "HH:mm")} ${typeof zoneOf(name) === "number" ? name : local(at, zone, "'UTC'xxx")}`;
}
