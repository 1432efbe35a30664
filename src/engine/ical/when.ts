// Dates, times and lengths of an iCalendar entry: always the wall clock of one zone, so that a shift keeps its hours on the
// nights when clocks change.
import { DAY, type Duration, HOUR, type Instant, MINUTE, SECOND } from "../instant.ts";
import { wallTime, type Zone } from "../zone.ts";
import { type IcalRefusal, type Property, refuse } from "./lines.ts";
import { type TextZones, zoneNamed } from "./zones.ts";

/** What a wall clock shows, as the milliseconds that it would be in UTC: days and hours can be added to it as they stand. */
export type Wall = number;

/** A date or time of an entry. */
export interface IcalTime {
  readonly kind: "when";
  readonly wall: Wall;
  readonly zone: Zone;
  /** A date without a time of day. */
  readonly allDay: boolean;
}

/** The last year of which an entry may tell: what time zones do by then nobody knows, and each year costs. */
const lastYear = 2199;

/** The end of that year; a rule until later goes on for ever. */
export const FARTHEST: Wall = Date.UTC(lastYear + 1, 0, 1) - 1;

const VALUE = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/u;

/** What the wall clock of a zone shows at an instant. */
export function wallAt(at: Instant, zone: Zone): Wall {
  const { year, month, day, hour, minute, second } = wallTime(at, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Reads one value of a property by the zones of its text. */
export function readWhen(value: string, property: Property, zones: TextZones): IcalTime | IcalRefusal {
  const [, year, month, day, hour, minute = "0", second = "0", utc] = VALUE.exec(value.trim()) ?? [];
  const { line, name } = property;
  if (year === undefined)
    return refuse(
      line,
      `${name} is "${value}", which is no date or time; expected 20250404 or 20250404T173000.`,
    );
  const zone = zoneIn(property, hour === undefined ? zones.days : zones.times, zones.own);
  if (typeof zone === "object") return zone;
  const wall = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour ?? 0),
    Number(minute),
    Math.min(Number(second), 59),
  );
  const shown = new Date(wall);
  const real = shown.getUTCDate() === Number(day) && shown.getUTCMonth() + 1 === Number(month);
  if (!real || Number(hour ?? 0) > 23 || Number(minute) > 59 || Number(year) < 1970)
    return refuse(line, `${name} is "${value}": there is no such day or time from 1970 on.`);
  if (Number(year) > lastYear && name !== "UNTIL")
    return refuse(line, `${name} is "${value}"; times up to the year ${lastYear} are read.`);
  return { kind: "when", wall, zone: utc === "Z" ? 0 : zone, allDay: hour === undefined };
}

function zoneIn(
  { params, line, name }: Property,
  floating: string,
  own: TextZones["own"],
): string | IcalRefusal {
  const named = params.TZID;
  if (named === undefined) return floating;
  const message = `${name} has the time zone "${named}", which neither IANA nor Windows has; give the entry a zone from the calendar's list, such as Europe/London or London (GMT Standard Time).`;
  return zoneNamed(named, own) ?? refuse(line, message);
}

/** How long an entry is: `nominal` by the wall clock, `exact` on top of it. */
export interface Length {
  readonly kind: "length";
  readonly nominal: Duration;
  readonly exact: Duration;
}

const DURATION = /^\+?P(?:(\d+)W|(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)$/u;

/** Reads `P7D`, `PT12H30M`, `P1W`: days and weeks by the wall clock, the rest exact. */
export function readLength({ value, line }: Property): Length | IcalRefusal {
  const [whole, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = DURATION.exec(value.trim()) ?? [];
  const nominal = (Number(weeks) * 7 + Number(days)) * DAY;
  const exact = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
  if (whole === undefined || !/\d/u.test(whole))
    return refuse(line, `DURATION is "${value}", which is no length; expected for example P7D or PT12H.`);
  return { kind: "length", nominal, exact };
}
