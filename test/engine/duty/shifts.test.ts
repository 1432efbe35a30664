// The rota of H-20 at each of its boundaries, on holidays, and on the nights when clocks change.
import { describe, expect, test } from "vitest";
import { rotaIn } from "../../../src/engine/duty/rota.ts";
import { hoursAt, onDuty } from "../../../src/engine/duty.ts";
import { DAY, HOUR, type Instant, isoSeconds, MINUTE } from "../../../src/engine/instant.ts";
import { shiftAt } from "../../../src/engine/policy/rota/shifts.ts";
import { edm, london, rulingOf } from "./rulings.ts";

const ruling = rulingOf(edm);
const here = rotaIn(ruling, "edm");
if (here === undefined) throw new Error("The rota of this test is missing.");

function shift(at: Instant): string {
  const found = shiftAt(here?.rota ?? never(), here?.holidays ?? new Set(), at);
  return found === undefined ? "none" : `${isoSeconds(found.from)} ${isoSeconds(found.to)}`;
}

function never(): never {
  throw new Error("The rota of this test is missing.");
}

const span = (from: string, to: string): string => `${isoSeconds(london(from))} ${isoSeconds(london(to))}`;

describe("the shift that is on", () => {
  test.each([
    ["Thursday just before core hours end", "2025-04-03 17:29", "none"],
    ["Thursday at the end of core hours", "2025-04-03 17:30", span("2025-04-03 17:30", "2025-04-04 08:00")],
    ["Friday a minute before core hours", "2025-04-04 07:59", span("2025-04-03 17:30", "2025-04-04 08:00")],
    ["Friday when core hours begin", "2025-04-04 08:00", "none"],
    ["Friday at the end of core hours", "2025-04-04 17:30", span("2025-04-04 17:30", "2025-04-05 07:00")],
    ["Saturday before seven", "2025-04-05 06:59", span("2025-04-04 17:30", "2025-04-05 07:00")],
    ["Saturday at seven", "2025-04-05 07:00", span("2025-04-05 07:00", "2025-04-05 19:00")],
    ["Saturday at seven in the evening", "2025-04-05 19:00", span("2025-04-05 19:00", "2025-04-06 07:00")],
    ["Sunday at seven", "2025-04-06 07:00", span("2025-04-06 07:00", "2025-04-06 19:00")],
    ["Sunday at seven in the evening", "2025-04-06 19:00", span("2025-04-06 19:00", "2025-04-07 08:00")],
    ["Monday before eight", "2025-04-07 07:59", span("2025-04-06 19:00", "2025-04-07 08:00")],
    ["Monday at eight", "2025-04-07 08:00", "none"],
    ["the night before Good Friday", "2025-04-18 06:59", span("2025-04-17 17:30", "2025-04-18 08:00")],
    [
      "Good Friday, seven to eight: the incoming shift",
      "2025-04-18 07:00",
      span("2025-04-18 07:00", "2025-04-18 19:00"),
    ],
    ["Good Friday at noon", "2025-04-18 12:00", span("2025-04-18 07:00", "2025-04-18 19:00")],
    ["the night after Good Friday", "2025-04-19 06:59", span("2025-04-18 19:00", "2025-04-19 08:00")],
    [
      "the Saturday after a holiday, seven to eight",
      "2025-04-19 07:30",
      span("2025-04-19 07:00", "2025-04-19 19:00"),
    ],
    [
      "Easter Monday, seven to eight: the incoming shift",
      "2025-04-21 07:59",
      span("2025-04-21 07:00", "2025-04-21 19:00"),
    ],
    ["the night after Easter Monday", "2025-04-22 07:59", span("2025-04-21 19:00", "2025-04-22 08:00")],
    ["Tuesday after Easter at eight", "2025-04-22 08:00", "none"],
    [
      "Boxing Day, seven to eight: the day before is a holiday, too",
      "2025-12-26 07:00",
      span("2025-12-26 07:00", "2025-12-26 19:00"),
    ],
  ])("%s", (_, at, expected) => {
    expect(shift(london(at))).toBe(expected);
  });

  test("ends by the wall clock on the nights when clocks change", () => {
    expect(shift(Date.parse("2025-03-30T00:30:00Z"))).toBe("2025-03-29T19:00:00Z 2025-03-30T06:00:00Z");
    expect(shift(Date.parse("2025-03-30T01:30:00Z"))).toBe("2025-03-29T19:00:00Z 2025-03-30T06:00:00Z");
    expect(shift(Date.parse("2025-10-26T00:30:00Z"))).toBe("2025-10-25T18:00:00Z 2025-10-26T07:00:00Z");
    expect(shift(Date.parse("2025-10-26T01:30:00Z"))).toBe("2025-10-25T18:00:00Z 2025-10-26T07:00:00Z");
  });
});

describe("cover", () => {
  test("is out of hours and nothing else, at every quarter of an hour of a year", () => {
    const wrong: string[] = [];
    for (
      let at = Date.parse("2025-01-01T00:00:00Z");
      at < Date.parse("2026-01-03T00:00:00Z");
      at += 15 * MINUTE
    ) {
      // Holidays begin inside a night that began before them: from midnight on that night's shift goes on.
      const covered = shift(at) !== "none";
      if (covered !== (hoursAt(ruling, at) === "out")) wrong.push(isoSeconds(at));
    }
    expect(wrong).toEqual([]);
  });

  test("names one person at any time out of hours and nobody in core hours", () => {
    for (let at = Date.parse("2025-03-28T00:00:00Z"); at < Date.parse("2025-05-10T00:00:00Z"); at += HOUR) {
      expect(onDuty(ruling, "edm", at)).toHaveLength(hoursAt(ruling, at) === "out" ? 1 : 0);
    }
  });
});

describe("turns by the week", () => {
  test("a shift belongs to the week in which it begins", () => {
    expect(onDuty(ruling, "edm", london("2025-04-06 23:00"))).toEqual(["ben"]);
    expect(onDuty(ruling, "edm", london("2025-04-07 07:59"))).toEqual(["ben"]);
    expect(onDuty(ruling, "edm", london("2025-04-07 17:30"))).toEqual(["ana"]);
    expect(onDuty(ruling, "edm", london("2025-04-07 17:30") + 7 * DAY)).toEqual(["ben"]);
  });

  test("nobody has a turn before the first begins", () => {
    expect(onDuty(ruling, "edm", london("2024-12-28 12:00"))).toEqual([]);
    expect(onDuty(ruling, "edm", london("2024-12-30 18:00"))).toEqual(["ana"]);
  });
});
