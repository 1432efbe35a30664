import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  endOf,
  hoursBetween,
  isOpen,
  isWorkingDay,
  lastWorkingMoment,
  nextChange,
  opensFrom,
} from "../../src/engine/business.ts";
import { HOUR, type Instant, isoSeconds, MINUTE } from "../../src/engine/instant.ts";
import type { Calendar, Span } from "../../src/engine/policy/model.ts";
import { parseSpan } from "../../src/engine/span.ts";
import { playsMany } from "../laws/seeds.ts";
import { closeOfDay, hoursUsedUp, openAt } from "./day-walk.ts";

type Windows = Calendar["week"][number];

const at = (hours: string): Windows[number] => {
  const [from = 0, to = 0] = hours.split("-").map((time) => {
    const [hour = 0, minute = 0] = time.split(":").map(Number);
    return hour * 60 + minute;
  });
  return { from, to };
};

/** A calendar by the hours of its working days and of its week's end. */
function calendar(
  workdays: readonly string[],
  given: { zone?: string; weekend?: readonly string[]; holidays?: readonly string[] } = {},
): Calendar {
  const { zone = "Europe/London", weekend = [], holidays = [] } = given;
  const days = Array.from({ length: 7 }, (_, day) => (day < 5 ? workdays : weekend).map(at));
  return { key: "test", title: "test", zone, week: days, holidays: new Set(holidays) };
}

const england = ["2024-12-25", "2024-12-26", "2025-01-01", "2025-04-18", "2025-04-21", "2025-05-05"];
const core = calendar(["08:00-17:30"], { holidays: england });
const support = calendar(["08:00-18:00"], { holidays: england });
const always = calendar(["00:00-24:00"], { weekend: ["00:00-24:00"] });
const weekdays = calendar(["00:00-24:00"]);
const nights = calendar(["00:00-06:00", "18:00-24:00"], { weekend: ["00:00-24:00"] });

const instant = (text: string): Instant => Date.parse(text);
const iso = (moment: Instant | undefined): string | undefined =>
  moment === undefined ? undefined : isoSeconds(moment);
const span = (text: string): Span => parseSpan(text) ?? { kind: "elapsed", ms: Number.NaN };
const end = (limit: string, from: string, of = core): string | undefined =>
  iso(endOf(span(limit), instant(from), of));

describe("hours of business", () => {
  test.each([
    // Friday 4 April 2025 17:29 BST: a minute is left, the rest counts from Monday 08:00 BST.
    ["1 business hour", "2025-04-04T16:29:00Z", "2025-04-07T07:59:00Z"],
    // Used up exactly at closing time: it ends then, not at the next opening.
    ["1 business minute", "2025-04-04T16:29:00Z", "2025-04-04T16:30:00Z"],
    ["9.5 business hours", "2025-04-04T07:00:00Z", "2025-04-04T16:30:00Z"],
    // From the instant of closing on it is Monday's.
    ["1 business minute", "2025-04-04T16:30:00Z", "2025-04-07T07:01:00Z"],
    // Good Friday: from Tuesday 22 April, since Easter Monday is a holiday too.
    ["1 business hour", "2025-04-18T10:00:00Z", "2025-04-22T08:00:00Z"],
    // Thursday 17 April 17:00 BST: half an hour, then Tuesday.
    ["1 business hour", "2025-04-17T16:00:00Z", "2025-04-22T07:30:00Z"],
    // Both nights of Saturday to Sunday on which the clocks change: Monday 08:00 is 07:00Z in summer, 08:00Z in winter.
    ["1 business hour", "2025-03-30T00:30:00Z", "2025-03-31T08:00:00Z"],
    ["1 business hour", "2025-03-30T01:30:00Z", "2025-03-31T08:00:00Z"],
    ["1 business hour", "2025-10-26T00:30:00Z", "2025-10-27T09:00:00Z"],
    ["1 business hour", "2025-10-26T01:30:00Z", "2025-10-27T09:00:00Z"],
    // 31 December 2024, a Tuesday, 17:00: half an hour, then Thursday 2 January.
    ["1 business hour", "2024-12-31T17:00:00Z", "2025-01-02T08:30:00Z"],
    // Monday 28 February 2028 17:00: half an hour, then Tuesday the 29th.
    ["1 business hour", "2028-02-28T17:00:00Z", "2028-02-29T08:30:00Z"],
  ])("%s from %s end at %s", (limit, from, expected) => {
    expect(end(limit, from)).toBe(expected);
  });

  test("of 200 support hours from a Friday, 20 working days of ten hours are used", () => {
    // Friday 4 April 17:29: 31 minutes. Left: 199 h 29 min = 19 days and 9 h 29 min. Working days from Monday 7 April without
    // 18 and 21 April: 7-11, 14-17 (9 days), 22-25 (13), 28 April-2 May (18), 6 May (19; the 5th is a holiday), so 7 May.
    expect(end("200 support hours", "2025-04-04T16:29:00Z", support)).toBe("2025-05-07T16:29:00Z");
  });

  test("a limit of nothing outside hours ends at the next opening", () => {
    expect(iso(endOf({ kind: "hours", ms: 0 }, instant("2025-04-05T12:00:00Z"), core))).toBe(
      "2025-04-07T07:00:00Z",
    );
  });
});

describe("working days", () => {
  test.each([
    // The day of the start never counts: from Friday 17:29, before closing and after it alike.
    ["1wd", "2025-04-04T16:29:00Z", "2025-04-07T16:30:00Z"],
    ["1wd", "2025-04-04T16:31:00Z", "2025-04-07T16:30:00Z"],
    // Ten working days from Friday 4 April: 7-11 and 14-17 are nine, then the 22nd.
    ["10wd", "2025-04-04T16:29:00Z", "2025-04-22T16:30:00Z"],
    // From a holiday: the Tuesday after Easter is the first.
    ["1wd", "2025-04-18T10:00:00Z", "2025-04-22T16:30:00Z"],
    // 00:30Z on 30 March is Sunday; at 23:30Z on the 31st it is 1 April in London.
    ["1wd", "2025-03-30T00:30:00Z", "2025-03-31T16:30:00Z"],
    ["1wd", "2025-03-31T23:30:00Z", "2025-04-02T16:30:00Z"],
    // 31 December 2024: Thursday 2 January is the first.
    ["1wd", "2024-12-31T17:00:00Z", "2025-01-02T17:30:00Z"],
    ["1wd", "2028-02-28T17:00:00Z", "2028-02-29T17:30:00Z"],
    ["2wd", "2028-02-28T17:00:00Z", "2028-03-01T17:30:00Z"],
  ])("%s from %s end at %s", (limit, from, expected) => {
    expect(end(limit, from)).toBe(expected);
  });

  test("are days with hours that are no holiday", () => {
    expect(isWorkingDay(core, instant("2025-04-17T22:59:00Z"))).toBe(true);
    expect(isWorkingDay(core, instant("2025-04-17T23:00:00Z"))).toBe(false);
    expect(isWorkingDay(core, instant("2025-04-19T12:00:00Z"))).toBe(false);
  });

  test("none of them is no limit", () => {
    expect(() => endOf({ kind: "days", days: 0 }, 0, core)).toThrow("expected at least one");
  });
});

describe("calendars that run through the nights on which the clocks change", () => {
  test.each([
    // Open all day on every day: business hours are elapsed hours, the missing and the doubled hour included.
    ["24 business hours", "2025-03-29T12:00:00Z", "2025-03-30T12:00:00Z"],
    ["24 business hours", "2025-10-25T12:00:00Z", "2025-10-26T12:00:00Z"],
    // A working day of this calendar ends at midnight, by the clock: 23:00Z in summer.
    ["1wd", "2025-03-29T12:00:00Z", "2025-03-30T23:00:00Z"],
    ["1wd", "2025-10-25T12:00:00Z", "2025-10-27T00:00:00Z"],
  ])("%s from %s end at %s", (limit, from, expected) => {
    expect(end(limit, from, always)).toBe(expected);
  });

  test("Sunday has 23 hours in March and 25 in October", () => {
    const sunday = calendar([], { weekend: ["00:00-24:00"] });
    const day = (from: string, to: string) => hoursBetween(sunday, instant(from), instant(to)) / HOUR;
    expect(day("2025-03-29T23:59:00Z", "2025-03-31T12:00:00Z")).toBe(23 + 1 / 60);
    expect(day("2025-10-26T00:00:00Z", "2025-10-27T12:00:00Z")).toBe(24);
    expect(day("2025-10-25T23:00:00Z", "2025-10-27T12:00:00Z")).toBe(25);
  });

  test("hours in the gap move forward with it, and those that nothing is left of are none", () => {
    const gap = calendar([], { weekend: ["01:00-01:30", "01:45-02:00", "02:15-03:00"] });
    const from = instant("2025-03-30T00:00:00Z");
    expect(hoursBetween(gap, from, from + 12 * HOUR)).toBe(30 * MINUTE + 30 * MINUTE);
    expect(iso(opensFrom(gap, from))).toBe("2025-03-30T01:00:00Z");
  });
});

describe("hours that begin and end", () => {
  test("openings that touch over midnight are one", () => {
    // Friday 18:00 to Monday 06:00 in one piece.
    expect(iso(nextChange(nights, instant("2025-04-04T18:00:00Z")))).toBe("2025-04-07T05:00:00Z");
    expect(iso(nextChange(nights, instant("2025-04-07T05:00:00Z")))).toBe("2025-04-07T17:00:00Z");
    expect(iso(nextChange(weekdays, instant("2025-04-05T12:00:00Z")))).toBe("2025-04-06T23:00:00Z");
    expect(iso(nextChange(weekdays, instant("2025-04-07T12:00:00Z")))).toBe("2025-04-11T23:00:00Z");
  });

  test("an opening goes on over the turn of years at which the tables are cut", () => {
    // 31 December 2029 is a Monday, 2030 begins a new table.
    expect(iso(nextChange(weekdays, instant("2029-12-31T12:00:00Z")))).toBe("2030-01-05T00:00:00Z");
    expect(end("24 business hours", "2029-12-31T12:00:00Z", weekdays)).toBe("2030-01-01T12:00:00Z");
    expect(end("1wd", "2029-12-31T12:00:00Z", weekdays)).toBe("2030-01-02T00:00:00Z");
    expect(iso(lastWorkingMoment(core, instant("2030-01-01T00:30:00Z")))).toBe("2029-12-31T17:30:00Z");
  });

  test("a calendar that is open always never changes and has no last working moment", () => {
    const now = instant("2025-04-04T12:00:00Z");
    expect(isOpen(always, now)).toBe(true);
    expect(nextChange(always, now)).toBeUndefined();
    expect(lastWorkingMoment(always, now)).toBeUndefined();
    expect(opensFrom(always, now)).toBe(now);
    expect(hoursBetween(always, now, now + 1000 * HOUR)).toBe(1000 * HOUR);
  });

  test("one that is open always but on a holiday closes then, and never again", () => {
    const but = calendar(["00:00-24:00"], { weekend: ["00:00-24:00"], holidays: ["2045-12-25"] });
    expect(iso(nextChange(but, instant("2025-04-04T12:00:00Z")))).toBe("2045-12-25T00:00:00Z");
    expect(nextChange(but, instant("2046-01-01T12:00:00Z"))).toBeUndefined();
  });

  test("the instant of opening is inside, that of closing is not", () => {
    expect(isOpen(core, instant("2025-04-04T07:00:00Z"))).toBe(true);
    expect(isOpen(core, instant("2025-04-04T16:30:00Z"))).toBe(false);
  });

  test("without any hours nothing is ever due, open or over", () => {
    const none = calendar([]);
    expect(nextChange(none, 0)).toBeUndefined();
    expect(opensFrom(none, 0)).toBeUndefined();
    expect(lastWorkingMoment(none, 0)).toBeUndefined();
    expect(hoursBetween(none, 0, 1000 * HOUR)).toBe(0);
    for (const limit of ["1bh", "1wd"]) expect(() => endOf(span(limit), 0, none)).toThrow("has no hours");
  });

  test("business time without a calendar is refused", () => {
    expect(() => endOf(span("1bh"), 0, undefined)).toThrow("needs a calendar");
  });
});

describe("the last working moment", () => {
  test.each([
    // Due on a bank holiday Monday 15:40 BST: Friday's close of hours.
    ["2025-05-05T14:40:00Z", "2025-05-02T16:30:00Z"],
    // Due at night: the same evening's close.
    ["2025-04-03T22:00:00Z", "2025-04-03T16:30:00Z"],
    // Early in the morning: the day before.
    ["2025-04-03T05:00:00Z", "2025-04-02T16:30:00Z"],
    ["2025-04-03T12:00:00Z", undefined],
    ["2025-04-03T16:30:00Z", undefined],
  ])("before %s is %s", (due, expected) => {
    expect(iso(lastWorkingMoment(core, instant(due)))).toBe(expected);
  });
});

describe("years far from now", () => {
  test("have the same week, without holidays", () => {
    // Fridays both; London had no summer time yet in 1875.
    expect(end("1 business hour", "1875-06-04T17:00:00Z")).toBe("1875-06-07T08:30:00Z");
    expect(end("2wd", "2175-06-02T12:00:00Z")).toBe("2175-06-06T16:30:00Z");
  });

  test("that no date has are refused", () => {
    expect(() => endOf(span("1bh"), 9e15, core)).toThrow(RangeError);
  });
});

describe("random starts", () => {
  const zones = [
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Asia/Beirut",
  ];
  const anyCalendar = fc
    .record({
      zone: fc.constantFrom(...zones, "Africa/Casablanca", "Pacific/Apia", "UTC"),
      workdays: fc.constantFrom(
        ["08:00-17:30"],
        ["00:00-24:00"],
        ["00:30-01:30", "02:00-12:00", "20:00-24:00"],
      ),
      weekend: fc.constantFrom([], ["09:00-12:00"], ["00:00-24:00"], ["01:15-02:15"]),
    })
    .map(({ workdays, ...rest }) => calendar(workdays, { ...rest, holidays: england }));
  const moment = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2035, 0, 1) });

  test("hours of business end where a walk over the days with Temporal has them end", () => {
    fc.assert(
      fc.property(anyCalendar, moment, fc.integer({ min: 1, max: 60 * HOUR }), (of, from, ms) => {
        expect(iso(endOf({ kind: "hours", ms }, from, of))).toBe(iso(hoursUsedUp(of, from, ms)));
      }),
      { numRuns: playsMany ? 700 : 100 },
    );
  });

  test("working days end where a walk over the days with Temporal has them end", () => {
    fc.assert(
      fc.property(anyCalendar, moment, fc.integer({ min: 1, max: 20 }), (of, from, days) => {
        expect(iso(endOf({ kind: "days", days }, from, of))).toBe(iso(closeOfDay(of, from, days)));
      }),
      { numRuns: playsMany ? 700 : 100 },
    );
  });

  test("a calendar is open when its wall clock says so", () => {
    fc.assert(
      fc.property(anyCalendar, moment, (of, from) => {
        expect(isOpen(of, from)).toBe(openAt(of, from));
      }),
      { numRuns: playsMany ? 700 : 100 },
    );
  });

  test("a limit in hours uses up exactly its length, and ends inside hours or as they end", () => {
    fc.assert(
      fc.property(anyCalendar, moment, fc.integer({ min: 1, max: 90 * HOUR }), (of, from, ms) => {
        const due = endOf({ kind: "hours", ms }, from, of);
        expect(hoursBetween(of, from, due)).toBe(ms);
        expect(hoursBetween(of, from, due - 1)).toBe(ms - 1);
      }),
    );
  });

  test("between two changes it is open throughout or closed throughout", () => {
    fc.assert(
      fc.property(anyCalendar, moment, (of, from) => {
        const change = nextChange(of, from);
        if (change === undefined) return;
        const length = change - from;
        expect(hoursBetween(of, from, change)).toBe(isOpen(of, from) ? length : 0);
        expect(isOpen(of, change)).toBe(!isOpen(of, from));
      }),
    );
  });
});
