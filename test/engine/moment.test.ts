import { describe, expect, it } from "vitest";
import { type MomentContext, parseMoment } from "../../src/engine/moment.ts";

const LONDON: MomentContext = { zone: "Europe/London" };
/** Tuesday 1 April 2025, 14:00 in London (BST). */
const NEAR = Date.parse("2025-04-01T13:00:00Z");

function read(text: string, reading: Partial<MomentContext> = {}): string {
  const moment = parseMoment(text, { ...LONDON, ...reading });
  return moment.kind === "instant"
    ? new Date(moment.at).toISOString().slice(0, 19)
    : `unclear: ${moment.why}`;
}

describe("a time with its date", () => {
  it.each([
    ["2025-04-01 14:05 UTC", "2025-04-01T14:05:00"],
    ["2025-04-01 14:05", "2025-04-01T13:05:00"],
    ["2025-01-01 14:05", "2025-01-01T14:05:00"],
    [" 2025/04/01,  14:05 ", "2025-04-01T13:05:00"],
    ["2025-04-01T14:05Z", "2025-04-01T14:05:00"],
    ["2025-04-01T14:05:30.250Z", "2025-04-01T14:05:30"],
    ["2025-04-01T14:05:30+02:00", "2025-04-01T12:05:30"],
    ["2025-04-01t14:05:30-0500", "2025-04-01T19:05:30"],
    ["2025-04-01 14:05+01:00", "2025-04-01T13:05:00"],
    ["2025-04-01 14:05 UTC+8", "2025-04-01T06:05:00"],
    ["2025-04-01 14:05 (UTC)", "2025-04-01T14:05:00"],
    ["`2025-04-01 14:05 GMT`", "2025-04-01T14:05:00"],
    ["2025-04-01 14:05 BST", "2025-04-01T13:05:00"],
    ["2025-04-01 14:05 CET", "2025-04-01T13:05:00"],
    ["2025-04-01 14:05 CEST", "2025-04-01T12:05:00"],
    ["2025-04-01 09:05 EST", "2025-04-01T14:05:00"],
    ["2025-04-01 09:05 EDT", "2025-04-01T13:05:00"],
    ["2025-04-01 06:05 PST", "2025-04-01T14:05:00"],
    ["2025-04-01 06:05 pdt", "2025-04-01T13:05:00"],
    ["2025-04-01 14:05 Asia/Kolkata", "2025-04-01T08:35:00"],
    ["2025-04-01 14:05 America/Argentina/Buenos_Aires", "2025-04-01T17:05:00"],
    ["1 April 2025 2:05pm", "2025-04-01T13:05:00"],
    ["Tue 1 Apr 2025, 14:05 UTC", "2025-04-01T14:05:00"],
    ["April 1st, 2025 at 2.05 p.m. UTC", "2025-04-01T14:05:00"],
    ["14:05 UTC on 1 April 2025", "2025-04-01T14:05:00"],
    ["14:05 2025-04-01", "2025-04-01T13:05:00"],
    ["2025-04-01 12am UTC", "2025-04-01T00:00:00"],
    ["2025-04-01 12:30pm UTC", "2025-04-01T12:30:00"],
  ])("reads %j", (text, instant) => {
    expect(read(text)).toBe(instant);
  });

  it("takes the earlier of two when the clocks go back", () => {
    expect(read("2025-10-26 01:30")).toBe("2025-10-26T00:30:00");
    expect(read("2025-11-02 01:30", { zone: "America/New_York" })).toBe("2025-11-02T05:30:00");
  });

  it("moves a time that does not exist forward by the gap", () => {
    expect(read("2025-03-30 01:30")).toBe("2025-03-30T01:30:00");
    expect(read("2025-03-09 02:30", { zone: "America/New_York" })).toBe("2025-03-09T07:30:00");
    expect(read("2025-10-05 02:15", { zone: "Australia/Lord_Howe" })).toBe("2025-10-04T15:45:00");
  });

  it("reads the hours around a change of clocks as they were", () => {
    expect(read("2025-10-26 00:59")).toBe("2025-10-25T23:59:00");
    expect(read("2025-10-26 02:00")).toBe("2025-10-26T02:00:00");
    expect(read("2025-03-30 00:59")).toBe("2025-03-30T00:59:00");
    expect(read("2025-03-30 02:00")).toBe("2025-03-30T01:00:00");
  });
});

describe("a time of day", () => {
  it.each([
    ["14:05", "past", "2025-04-01T13:05:00"],
    ["14:06", "past", "2025-03-31T13:06:00"],
    ["14:00", "past", "2025-04-01T13:00:00"],
    ["14:00", "future", "2025-04-02T13:00:00"],
    ["04:30 BST", "past", "2025-04-01T03:30:00"],
    ["04:30 BST", "future", "2025-04-02T03:30:00"],
    ["04:30 UTC", "future", "2025-04-02T04:30:00"],
    ["16.05", "future", "2025-04-01T15:05:00"],
    ["16.05", "past", "2025-03-31T15:05:00"],
    ["4:30pm", "future", "2025-04-01T15:30:00"],
    ["at 4 PM", "future", "2025-04-01T15:00:00"],
    ["11pm Pacific/Auckland", "past", "2025-04-01T10:00:00"],
    ["23:30", undefined, "2025-04-01T22:30:00"],
    ["03:30", undefined, "2025-04-01T02:30:00"],
    ["01:30", undefined, "2025-04-02T00:30:00"],
    ["yesterday 14:05", "past", "2025-03-31T13:05:00"],
    ["today at 9:00", "past", "2025-04-01T08:00:00"],
    ["tomorrow 09:00 UTC", "future", "2025-04-02T09:00:00"],
    ["09:00 tomorrow", "future", "2025-04-02T08:00:00"],
  ] as const)("%j, %s, is looked for near what is known", (text, prefer, instant) => {
    expect(read(text, { near: NEAR, prefer })).toBe(instant);
  });

  it.each([
    ["Fri 1 May 15:40 BST", "past", "2024-05-01T14:40:00"],
    ["Thu 1 May 15:40 BST", "future", "2025-05-01T14:40:00"],
    ["29 Feb 10:00", "past", "2024-02-29T10:00:00"],
    ["Mar 31 at 9am", "past", "2025-03-31T08:00:00"],
    ["31 Dec 23:30", undefined, "2024-12-31T23:30:00"],
  ] as const)("%j, %s, is looked for in the years around", (text, prefer, instant) => {
    expect(read(text, { near: NEAR, prefer })).toBe(instant);
  });

  it("is that of the local day, not of the UTC day", () => {
    const lateInLondon = Date.parse("2025-07-01T23:30:00Z");
    expect(read("today 00:10", { near: lateInLondon })).toBe("2025-07-01T23:10:00");
  });

  it("stays on the wall clock over a change of clocks", () => {
    expect(read("tomorrow 09:00", { near: Date.parse("2025-03-29T12:00:00Z") })).toBe("2025-03-30T08:00:00");
  });

  it("without anything to look near is unclear", () => {
    expect(read("14:05")).toMatch(/^unclear: it has no date/);
    expect(read("14:05", { now: NEAR })).toBe("2025-04-01T13:05:00");
  });
});

describe("a time counted from now", () => {
  it.each([
    ["in 30m", "2025-04-01T13:30:00"],
    ["+30m", "2025-04-01T13:30:00"],
    ["in 1 hour 30 minutes", "2025-04-01T14:30:00"],
    ["20m ago", "2025-04-01T12:40:00"],
    ["now", "2025-04-01T13:00:00"],
  ])("reads %j", (text, instant) => {
    expect(read(text, { near: NEAR })).toBe(instant);
  });
});

describe("what isn't plain is unclear, with what to write instead", () => {
  it.each([
    ["03/04/2025", /day and month/],
    ["03/04/2025 14:05", /day and month/],
    ["3.4.2025 14:05", /day and month/],
    ["yesterday evening", /not a time/],
    ["14:05-15:00", /range/],
    ["14:05 - 15:10 UTC", /range/],
    ["2025-04-01 14:05 to 15:10", /range/],
    ["2025-04-01 14:05 – 2025-04-01 15:10 UTC", /range|not a time/],
    ["04:05-05:00", /range/],
    ["2025-04-01 04:05-05:00", /range/],
    ["about 14:05", /not exact/],
    ["~14:05", /not exact/],
    ["14:05?", /not exact/],
    ["2025-04-01", /no time of day/],
    ["2025-02-30 14:05", /no such day/],
    ["2025-13-01 14:05", /no such day/],
    ["30 Feb 14:05", /no such day/],
    ["25:00", /no time of day/],
    ["14:60", /no time of day/],
    ["13:05pm", /no time of day/],
    ["2025-04-01 14:05 IST", /zone "IST" is not plain/],
    ["2025-04-01 14:05 CST", /zone "CST" is not plain/],
    ["2025-04-01 14:05 Europe/Nowhere", /zone "Europe\/Nowhere"/],
    ["2025-04-01 14:05+99:00", /zone/],
    ["", /empty/],
    ["soon", /not a time/],
    ["in a while", /not a time/],
  ])("%j", (text, why) => {
    const said = read(text, { near: NEAR });
    expect(said).toMatch(/^unclear: /);
    expect(said).toMatch(why);
  });
});
