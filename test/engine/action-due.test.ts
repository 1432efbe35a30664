// The day that an action is due, as people say it: from when it was written, in the policy's zone.
import { expect, test } from "vitest";
import { dueDay } from "../../src/engine/action-due.ts";
import { DAY } from "../../src/engine/instant.ts";

// A Tuesday, shortly before midnight in London.
const writtenAt = Date.parse("2025-04-01T22:30:00Z");
const from = { start: Date.parse("2025-03-01T12:00:00Z"), writtenAt, zone: "Europe/London" };

test.each([
  ["tuesday", "2025-04-01"],
  ["wed", "2025-04-02"],
  ["mon", "2025-04-07"],
  ["sunday", "2025-04-06"],
  ["today", "2025-04-01"],
  ["tomorrow", "2025-04-02"],
  ["1 april", "2025-04-01"],
  ["3 may", "2025-05-03"],
  ["may 3rd, 2026", "2026-05-03"],
  ["fri 2 may", "2025-05-02"],
  ["2 jan", "2026-01-02"],
  ["31 february", ""],
  ["31 april", ""],
  ["29 february", ""],
  ["29 february 2028", "2028-02-29"],
  ["mon 2 may", ""],
])("%s is %s", (said, day) => {
  expect(dueDay({ said }, from)).toBe(day);
});

test("days are those of the policy's zone, over a change of clocks too", () => {
  expect(dueDay({ said: "today" }, { ...from, zone: "Asia/Tokyo" })).toBe("2025-04-02");
  const march = Date.parse("2025-03-29T12:00:00Z");
  expect(dueDay({ said: "sunday" }, { ...from, writtenAt: march })).toBe("2025-03-30");
  expect(dueDay({ said: "monday" }, { ...from, writtenAt: march })).toBe("2025-03-31");
});

test("a length counts from the start, a date is itself, and none is none", () => {
  expect(dueDay({ in: 30 * DAY }, from)).toBe("2025-03-31");
  expect(dueDay({ date: "2025-05-01" }, from)).toBe("2025-05-01");
  expect(dueDay(undefined, from)).toBe("");
});
