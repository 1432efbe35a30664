import fc from "fast-check";
import { DateTime } from "luxon";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { instantOf, wallTime } from "../../src/engine/zone.ts";

const zones = [
  "Europe/London",
  "Europe/Dublin",
  "America/New_York",
  "America/Argentina/Tucuman",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Asia/Kolkata",
  "Pacific/Apia",
  "UTC",
];

const shown = (text: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute, second };
};

const at = (text: string, zone: string) => new Date(instantOf(shown(text), zone) ?? Number.NaN).toISOString();

describe("a local time", () => {
  test.each([
    // The clocks go forward at 01:00 and back at 02:00.
    ["2025-03-30T00:30:00", "Europe/London", "2025-03-30T00:30:00.000Z"],
    ["2025-03-30T01:30:00", "Europe/London", "2025-03-30T01:30:00.000Z"],
    ["2025-03-30T02:30:00", "Europe/London", "2025-03-30T01:30:00.000Z"],
    ["2025-10-26T01:30:00", "Europe/London", "2025-10-26T00:30:00.000Z"],
    ["2025-10-26T02:00:00", "Europe/London", "2025-10-26T02:00:00.000Z"],
    // A day that Samoa left out, and half an hour's change on Lord Howe.
    ["2011-12-30T12:00:00", "Pacific/Apia", "2011-12-30T22:00:00.000Z"],
    ["2025-10-05T02:15:00", "Australia/Lord_Howe", "2025-10-04T15:45:00.000Z"],
    // Eleven days of another offset.
    ["2004-06-07T12:00:00", "America/Argentina/Tucuman", "2004-06-07T16:00:00.000Z"],
    ["2004-06-20T12:00:00", "America/Argentina/Tucuman", "2004-06-20T15:00:00.000Z"],
  ])("%s in %s is %s", (text, zone, expected) => {
    expect(at(text, zone)).toBe(expected);
  });

  test("that no day has is none", () => {
    expect(instantOf(shown("2025-02-29T12:00:00"), "UTC")).toBeUndefined();
    expect(instantOf(shown("2025-04-01T24:00:00"), "UTC")).toBeUndefined();
  });

  test("in a zone that nobody knows is refused", () => {
    expect(() => instantOf(shown("2025-04-01T12:00:00"), "Europe/Londn")).toThrow(RangeError);
  });
});

describe("random instants", () => {
  const zone = fc.constantFrom(...zones);
  const second = fc
    .integer({ min: Date.UTC(1973, 0, 1) / 1000, max: Date.UTC(2045, 0, 1) / 1000 })
    .map((n) => n * 1000);

  test("show the wall clock that Temporal and luxon show", () => {
    fc.assert(
      fc.property(zone, second, (name, instant) => {
        const wall = wallTime(instant, name);
        const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name);
        const { year, month, day, hour, minute } = DateTime.fromMillis(instant, { zone: name });
        expect(wall).toMatchObject({ year, month, day, hour, minute });
        const said = [there.year, there.month, there.day, there.hour, there.minute, there.second];
        expect([wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second]).toEqual(said);
      }),
      { numRuns: 2000 },
    );
  });

  test("are found from their wall clock as Temporal finds them, and as luxon does where that shows them once", () => {
    fc.assert(
      fc.property(zone, second, (name, local) => {
        const text = new Date(local).toISOString().slice(0, 19);
        const found = instantOf(shown(text), name);
        const there = Temporal.PlainDateTime.from(text);
        const early = there.toZonedDateTime(name, { disambiguation: "earlier" }).epochMilliseconds;
        const late = there.toZonedDateTime(name, { disambiguation: "later" }).epochMilliseconds;
        expect(found).toBe(there.toZonedDateTime(name, { disambiguation: "compatible" }).epochMilliseconds);
        if (early === late) expect(found).toBe(DateTime.fromISO(text, { zone: name }).toMillis());
      }),
      { numRuns: 2000 },
    );
  });
});
