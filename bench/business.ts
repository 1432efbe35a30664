// P-12: a step of time arithmetic, and that it is right: 100,000 random instants beside temporal-polyfill and luxon.
import { DateTime } from "luxon";
import { Temporal } from "temporal-polyfill";
import { endOf } from "../src/engine/business.ts";
import { publicHolidays } from "../src/engine/holidays.ts";
import { HOUR, type Instant } from "../src/engine/instant.ts";
import type { Calendar } from "../src/engine/policy/model.ts";
import { instantOf, type WallTime, wallTime } from "../src/engine/zone.ts";
import { hoursUsedUp } from "../test/engine/day-walk.ts";
import { busyFor, median, type Row, shownTime, times } from "./measure.ts";

const many = 100_000;
/** What is too slow to be repeated for each of them: timed on so many. */
const few = 5_000;
const rounds = 5;
const limit = { kind: "hours", ms: 4 * HOUR } as const;

const zones = [
  "Europe/London",
  "America/New_York",
  "America/Sao_Paulo",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "Pacific/Apia",
  "UTC",
];

/** One of the random instants, with what it is asked for. */
interface Case {
  readonly at: Instant;
  readonly zone: string;
  /** A local time: the instant as UTC shows it. */
  readonly wall: WallTime;
  readonly calendar: Calendar;
}

const core = { from: 8 * 60, to: 17.5 * 60 };
const calendars = zones.map((zone) => ({
  key: "core",
  title: "core hours",
  zone,
  week: Array.from({ length: 7 }, (_, day) => (day < 5 ? [core] : [])),
  holidays: new Set(publicHolidays("GB-ENG")),
}));

/** The same cases on every run, between 1990 and 2045: a linear congruence is random enough to spread them. */
function cases(): readonly Case[] {
  const first = Date.UTC(1990, 0, 1) / 1000;
  const span = Date.UTC(2045, 0, 1) / 1000 - first;
  let state = 20_261_120;
  return Array.from({ length: many }, (_, index) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    const at = (first + Math.floor((state / 4_294_967_296) * span)) * 1000;
    const calendar = calendars[index % calendars.length] as Calendar;
    return { at, zone: calendar.zone, wall: wallTime(at, "UTC"), calendar };
  });
}

const plain = (wall: WallTime) => Temporal.PlainDateTime.from(wall);

const byTemporal = ({ wall, zone }: Case): Instant =>
  plain(wall).toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;

const byLuxon = ({ wall, zone }: Case): Instant => DateTime.fromObject(wall, { zone }).toMillis();

const byUs = ({ wall, zone }: Case): Instant => instantOf(wall, zone) ?? Number.NaN;

const endByUs = ({ calendar, at }: Case): Instant => endOf(limit, at, calendar);

const endByTemporal = ({ calendar, at }: Case): Instant => hoursUsedUp(calendar, at, limit.ms);

/** The way back: does the wall clock show the same? */
function isSameWall(one: Case): boolean {
  const { year, month, day, hour, minute, second } = wallTime(one.at, one.zone);
  const there = Temporal.Instant.fromEpochMilliseconds(one.at).toZonedDateTimeISO(one.zone);
  const luxon = DateTime.fromMillis(one.at, { zone: one.zone });
  return [there, luxon].every(
    (other) =>
      other.year === year &&
      other.month === month &&
      other.day === day &&
      other.hour === hour &&
      other.minute === minute &&
      other.second === second,
  );
}

/** Local times that a zone shows twice are luxon's own affair: it takes either. */
function isShownOnce({ wall, zone }: Case): boolean {
  const [early, late] = (["earlier", "later"] as const).map(
    (disambiguation) => plain(wall).toZonedDateTime(zone, { disambiguation }).epochMilliseconds,
  );
  return early === late;
}

const each =
  <T>(all: readonly T[], run: (one: T) => number) =>
  () => {
    let sum = 0;
    for (const one of all) sum += run(one);
    return sum;
  };

/** Milliseconds that the processor works for each side, in turn: steps so short are lost in what others do meanwhile. */
async function busyInTurn<Side extends string>(sides: Readonly<Record<Side, () => number>>) {
  const names = Object.keys(sides) as Side[];
  const spent = new Map<Side, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const name of names) spent.get(name)?.push(await busyFor(sides[name]));
  return Object.fromEntries(names.map((name) => [name, median(spent.get(name) ?? [])])) as Record<
    Side,
    number
  >;
}

/** The rows of P-12. */
export async function measure(): Promise<readonly Row[]> {
  const all = cases();
  const some = all.slice(0, few);
  const differ = {
    temporal: all.filter((one) => byUs(one) !== byTemporal(one) || !isSameWall(one)).length,
    luxon: all.filter((one) => isShownOnce(one) && byUs(one) !== byLuxon(one)).length,
    walk: all.filter((one) => endByUs(one) !== endByTemporal(one)).length,
  };
  const took = await busyInTurn({
    ours: each(all, byUs),
    temporal: each(all, byTemporal),
    luxon: each(all, byLuxon),
    end: each(all, endByUs),
    walk: each(some, endByTemporal),
  });
  const step = (what: string, ours: number, anchor: number): Row => ({
    ...{ id: "P-12", what, ours: shownTime(ours), anchor: shownTime(anchor), ratio: times(ours / anchor) },
    ...{ goal: "≤ 0.5 µs", met: ours <= 0.0005 },
  });
  const wrong = differ.temporal + differ.luxon + differ.walk;
  return [
    step(
      "random local time to instant, time of the processor (temporal-polyfill)",
      took.ours / many,
      took.temporal / many,
    ),
    step("the same (luxon)", took.ours / many, took.luxon / many),
    step("end of 4 business hours (day by day with temporal-polyfill)", took.end / many, took.walk / few),
    {
      id: "P-12",
      what: "answers that differ in 100,000 (from temporal-polyfill, luxon, the walk by days)",
      ours: `${differ.temporal}, ${differ.luxon}, ${differ.walk}`,
      ...{ anchor: "–", ratio: "–", goal: "0", met: wrong === 0 },
    },
  ];
}
