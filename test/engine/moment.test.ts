import { describe, expect, it, test } from "vitest";
import { type MomentContext, parseMoment } from "../../src/engine/moment.ts";
import { offeredTime, saidMoment } from "../../src/engine/said-moment.ts";

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

  it("asks about what the clocks show twice, with what to write for each", () => {
    expect(read("2025-10-26 01:30")).toBe(
      "unclear: the clocks go back that night and show it twice: write 01:30 BST or 01:30 GMT",
    );
    expect(read("2025-11-02 01:30", { zone: "America/New_York" })).toMatch("01:30 EDT or 01:30 EST");
    // Central time and China have one short name.
    expect(read("2025-11-02 01:30", { zone: "America/Chicago" })).toMatch("01:30 CDT or 01:30 UTC-06:00");
    for (const written of ["01:30 BST", "01:30 GMT", "01:30 UTC+01:00"])
      expect(read(`2025-10-26 ${written}`)).not.toMatch("unclear");
  });

  it("asks about what the clocks never show", () => {
    expect(read("2025-03-30 01:30")).toBe(
      "unclear: the clocks go forward that night and never show 01:30: write 00:30 GMT or 02:30 BST",
    );
    expect(read("2025-03-09 02:30", { zone: "America/New_York" })).toMatch("01:30 EST or 03:30 EDT");
    expect(read("2025-10-05 02:15", { zone: "Australia/Lord_Howe" })).toMatch("never show 02:15");
  });

  it("asks nothing about a time that is ours, behind a day that somebody named", () => {
    // The clocks go back at midnight there.
    const reading = {
      zone: "America/Santiago",
      near: Date.parse("2025-04-01T12:00:00Z"),
      prefer: "future",
    } as const;
    expect(read("5 April 23:59", reading)).toMatch("unclear");
    expect(read("5 April 23:59", { ...reading, endOfDay: true })).toBe("2025-04-06T03:59:00");
  });

  it.each([
    // What lies on the other side of now is not meant.
    ["01:30", "2025-10-26T00:40:00Z", "past", "2025-10-26T00:30:00"],
    ["01:30", "2025-10-26T00:40:00Z", "future", "2025-10-26T01:30:00"],
    ["01:30", "2025-10-26T02:00:00Z", "past", "unclear"],
    ["01:30", "2025-10-26T00:00:00Z", "future", "unclear"],
    ["Sunday 01:30", "2025-10-26T02:00:00Z", "past", "unclear"],
    ["26 Oct 01:30", "2025-10-26T00:40:00Z", "past", "2025-10-26T00:30:00"],
    ["yesterday 01:30", "2025-10-27T09:00:00Z", "past", "unclear"],
    ["01:59", "2025-10-26T00:30:00Z", "future", "unclear"],
    ["02:00", "2025-10-26T00:30:00Z", "future", "2025-10-26T02:00:00"],
    ["today 01:30", "2025-03-30T02:00:00Z", "past", "unclear"],
  ] as const)("reads %j, said at %s of the %s", (text, said, prefer, expected) => {
    expect(read(text, { near: Date.parse(said), prefer }).slice(0, expected.length)).toBe(expected);
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
    ["9:00 today", "past", "2025-04-01T08:00:00"],
    ["14:45 today", "future", "2025-04-01T13:45:00"],
    ["today by 14:45", "future", "2025-04-01T13:45:00"],
    ["21:00 tonight", "future", "2025-04-01T20:00:00"],
    ["9:00 Fri", "future", "2025-04-04T08:00:00"],
    ["tomorrow 09:00 UTC", "future", "2025-04-02T09:00:00"],
    ["09:00 tomorrow", "future", "2025-04-02T08:00:00"],
    ["Friday 9:00", "future", "2025-04-04T08:00:00"],
    ["on Mon at 9:00", "past", "2025-03-31T08:00:00"],
    ["Tuesday 15:00", "future", "2025-04-01T14:00:00"],
    ["tonight 21:00", "future", "2025-04-01T20:00:00"],
    ["14h30", "future", "2025-04-01T13:30:00"],
    ["1430Z", "future", "2025-04-01T14:30:00"],
    ["1430 BST", "future", "2025-04-01T13:30:00"],
    ["1100hrs", "past", "2025-04-01T10:00:00"],
    ["14:30 hours", "future", "2025-04-01T13:30:00"],
    ["half past two", "future", "2025-04-01T13:30:00"],
    ["quarter to three", "future", "2025-04-01T13:45:00"],
    ["ten past one", "past", "2025-04-01T12:10:00"],
    ["twenty-five past two pm", "future", "2025-04-01T13:25:00"],
    ["three o'clock", "future", "2025-04-01T14:00:00"],
    ["noon", "past", "2025-04-01T11:00:00"],
    ["midnight", "future", "2025-04-01T23:00:00"],
    ["tomorrow noon", "future", "2025-04-02T11:00:00"],
    ["10 to 2", "past", "2025-04-01T12:50:00"],
    ["20 past 2", "future", "2025-04-01T13:20:00"],
    ["10 minutes to 2", "past", "2025-04-01T12:50:00"],
    ["at 2", "past", "2025-04-01T13:00:00"],
    ["at 15h", "future", "2025-04-01T14:00:00"],
    ["at 2 UTC", "future", "2025-04-01T14:00:00"],
    ["(13:50)", "past", "2025-04-01T12:50:00"],
    ["13.50 Uhr", "past", "2025-04-01T12:50:00"],
    ["last night 22:10", "past", "2025-03-31T21:10:00"],
    ["last night at 11", "past", "2025-03-31T22:00:00"],
    ["last night 01:30", "past", "2025-04-01T00:30:00"],
    ["this morning at 9", "past", "2025-04-01T08:00:00"],
    ["9 this morning", "past", "2025-04-01T08:00:00"],
    ["yesterday evening 9:15", "past", "2025-03-31T20:15:00"],
    ["tomorrow morning 9:00", "future", "2025-04-02T08:00:00"],
    ["Monday night 22:10", "past", "2025-03-31T21:10:00"],
    ["last Friday 9:00", "past", "2025-03-28T09:00:00"],
    ["23:45 (Monday)", "past", "2025-03-31T22:45:00"],
    ["1:50 in the afternoon", "past", "2025-04-01T12:50:00"],
    ["13:40 BST (12:40 UTC)", "past", "2025-04-01T12:40:00"],
    ["10am ET / 3pm UK", "future", "2025-04-01T14:00:00"],
  ] as const)("%j, %s, is looked for near what is known", (text, prefer, instant) => {
    expect(read(text, { near: NEAR, prefer })).toBe(instant);
  });

  it.each([
    ["Fri 1 May 15:40 BST", "past", "2024-05-01T14:40:00"],
    ["Thu 1 May 15:40 BST", "future", "2025-05-01T14:40:00"],
    ["29 Feb 10:00", "past", "2024-02-29T10:00:00"],
    ["Mar 31 at 9am", "past", "2025-03-31T08:00:00"],
    ["31 Dec 23:30", undefined, "2024-12-31T23:30:00"],
    ["31/03 13:50", "past", "2025-03-31T12:50:00"],
    ["31.03. 13:50", "past", "2025-03-31T12:50:00"],
    ["13:50 on 31/03", "past", "2025-03-31T12:50:00"],
    ["4/4 09:00", "future", "2025-04-04T08:00:00"],
    ["31/12/24 13:50", "past", "2024-12-31T13:50:00"],
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

describe("the zone behind a time", () => {
  it.each([
    ["16:00 ET", "2025-04-01T20:00:00"],
    ["2025-01-15 16:00 ET", "2025-01-15T21:00:00"],
    ["16:00 Eastern time", "2025-04-01T20:00:00"],
    ["16:00 CT", "2025-04-01T21:00:00"],
    ["16:00 MT", "2025-04-01T22:00:00"],
    ["16:00 PT", "2025-04-01T23:00:00"],
    ["16:00 UTC-3", "2025-04-01T19:00:00"],
    ["16:00 UTC\u22123", "2025-04-01T19:00:00"],
    ["16:00 GMT+1", "2025-04-01T15:00:00"],
    ["16:00 UTC+5:30", "2025-04-02T10:30:00"],
    ["16:00 GMT/UTC", "2025-04-01T16:00:00"],
    ["23:00 SGT", "2025-04-01T15:00:00"],
    ["23:00 KST", "2025-04-01T14:00:00"],
    ["23:00 JST", "2025-04-01T14:00:00"],
    ["16:00 Eastern", "2025-04-01T20:00:00"],
    ["16:00 Pacific", "2025-04-01T23:00:00"],
    ["16:00 New York", "2025-04-01T20:00:00"],
    ["16:00 in Paris", "2025-04-01T14:00:00"],
    ["16:00 Berlin time", "2025-04-01T14:00:00"],
    ["16:00 (Tokyo)", "2025-04-02T07:00:00"],
    ["16:00 kolkata", "2025-04-02T10:30:00"],
    ["16:00 UK time", "2025-04-01T15:00:00"],
    ["16:00 London?", "2025-04-01T15:00:00"],
    ["tomorrow 16:00 Paris", "2025-04-02T14:00:00"],
    ["16:00 Paris tomorrow", "2025-04-02T14:00:00"],
    ["23:30 AEDT", "2025-04-02T12:30:00"],
    ["16:00 Zulu", "2025-04-01T16:00:00"],
    ["16:00 UTC\u20133", "2025-04-01T19:00:00"],
    ["19:15 +5:30", "2025-04-01T13:45:00"],
    ["16:00 US/Eastern", "2025-04-01T20:00:00"],
    ["17:00 EAT", "2025-04-01T14:00:00"],
    ["16:00 MESZ", "2025-04-01T14:00:00"],
    ["16:00 HST", "2025-04-02T02:00:00"],
    ["16:00 AKDT", "2025-04-02T00:00:00"],
    ["16:30 IDT", "2025-04-01T13:30:00"],
    ["21:00 WIB", "2025-04-01T14:00:00"],
    ["23:30 ACST", "2025-04-01T14:00:00"],
    ["19:00 Mumbai", "2025-04-01T13:30:00"],
  ])("of %j is read with it", (text, instant) => {
    expect(read(text, { near: NEAR, prefer: "future" })).toBe(instant);
  });

  it("that may belong to what follows is asked about where it would be another time", () => {
    expect(read("16:00 Paris?", { near: NEAR, prefer: "future" })).toBe(
      'unclear: "Paris" can be the zone or belong to what follows: write (Paris), or a comma before it',
    );
  });

  it.each([
    "16:00 IST",
    "16:00 CST",
    "16:00 GMT/BST",
    "16:00 UTC+19",
    "16:00 XYZ",
    "16:00 Munich time",
    "16:00 server time",
    "16:00 AMST",
  ])("of %j has no one meaning, and is asked about", (text) => {
    expect(read(text, { near: NEAR, prefer: "future" })).toMatch(/^unclear: the zone/);
  });
});

describe("a time of day that a 12-hour clock would put nearer", () => {
  const at = (time: string) => Date.parse(`2025-04-01T${time}:00+01:00`);

  it.each([
    ["3:30", "14:50", "future", "03:30 BST or 15:30 BST"],
    ["2:15", "14:45", "past", "02:15 BST or 14:15 BST"],
    ["3:30 BST", "14:50", "future", "03:30 BST or 15:30 BST"],
    ["today 2:15", "14:45", "past", "02:15 BST or 14:15 BST"],
    ["12:30", "23:50", "future", "12:30 BST or 00:30 BST"],
    ["9.15", "22:00", "past", "09:15 BST or 21:15 BST"],
    ["half past two", "14:50", "future", "02:30 BST or 14:30 BST"],
    ["10:45", "22:10", "future", "10:45 BST or 22:45 BST"],
  ] as const)("%j, said at %s (%s), has two readings", (text, near, prefer, readings) => {
    expect(read(text, { near: at(near), prefer })).toMatch(`unclear: it can be ${readings}`);
  });

  it.each([
    ["03:30", "14:50", "future", "2025-04-02T02:30:00"],
    ["3:30pm", "14:50", "future", "2025-04-01T14:30:00"],
    ["3:30", "02:50", "future", "2025-04-01T02:30:00"],
    ["02:15", "14:45", "past", "2025-04-01T01:15:00"],
    ["9:30", "10:10", "past", "2025-04-01T08:30:00"],
    ["1045Z", "22:10", "future", "2025-04-02T10:45:00"],
    ["10h45", "22:10", "future", "2025-04-02T09:45:00"],
    ["today 9:00", "14:00", "past", "2025-04-01T08:00:00"],
    ["2025-04-01 2:15", "14:45", "past", "2025-04-01T01:15:00"],
  ] as const)("%j, said at %s (%s), has one", (text, near, prefer, instant) => {
    expect(read(text, { near: at(near), prefer })).toBe(instant);
  });

  it("is a length where an h stands in it, unless the time of day comes sooner", () => {
    expect(read("1h30", { near: at("14:00"), prefer: "future" })).toBe("2025-04-01T14:30:00");
    expect(read("9h30", { near: at("08:10"), prefer: "future" })).toMatch(/^unclear: .* length or a time/);
    expect(read("9h30", { near: at("10:10"), prefer: "past" })).toBe("2025-04-01T08:30:00");
    expect(read("in 9h30", { near: at("08:10"), prefer: "future" })).toBe("2025-04-01T16:40:00");
  });

  it("is midnight of which day only a date says", () => {
    expect(read("tomorrow midnight", { near: at("14:00"), prefer: "future" })).toMatch(
      /beginning or the end/,
    );
  });
});

describe("a time that somebody said", () => {
  const said = Date.parse("2025-04-01T14:45:00+01:00");
  const from = { at: Date.parse("2025-04-01T11:00:00+01:00"), what: "its beginning at 11:00 BST" };
  const why = (text: string, side: "past" | "future" = "past"): string => {
    const moment = saidMoment(text, { zone: "Europe/London", said, side, from });
    return moment.kind === "instant" ? new Date(moment.at).toISOString().slice(0, 16) : moment.why;
  };

  it("before its own beginning is asked about, but for the minutes by which clocks differ", () => {
    expect(why("10:30")).toMatch(/^read as .* 10:30 BST it lies before its beginning at 11:00 BST/);
    expect(why("02:15")).toMatch(/^read as .* 02:15 BST it lies before/);
    expect(why("10:56")).toBe("2025-04-01T09:56");
  });

  it("before it stands where the day or how long ago says that it is meant", () => {
    expect(why("today 10:30")).toBe("2025-04-01T09:30");
    expect(why("2025-03-31 16:00")).toBe("2025-03-31T15:00");
    expect(why("5 hours ago")).toBe("2025-04-01T08:45");
  });

  it("is that of the night before where it was said at night", () => {
    const late = {
      zone: "Europe/London",
      said: Date.parse("2025-04-01T23:50:00+01:00"),
      side: "past",
    } as const;
    expect(saidMoment("23:45 last night", late)).toMatchObject({
      at: Date.parse("2025-03-31T23:45:00+01:00"),
    });
    const early = { ...late, said: Date.parse("2025-04-02T03:00:00+01:00") };
    expect(saidMoment("last night 23:45", early)).toMatchObject({
      at: Date.parse("2025-04-01T23:45:00+01:00"),
    });
    expect(saidMoment("last night 01:00", early)).toMatchObject({ kind: "unclear" });
  });

  it("on the other side of when it was said is asked about", () => {
    expect(why("14:50")).toMatch(/still to come/);
    expect(why("14:40", "future")).toMatch(/has just passed/);
    expect(why("today 14:40", "future")).toMatch(/not in the future/);
  });
});

describe("a time counted from now", () => {
  it.each([
    ["in 30m", "2025-04-01T13:30:00"],
    ["+30m", "2025-04-01T13:30:00"],
    ["in 1 hour 30 minutes", "2025-04-01T14:30:00"],
    ["20m ago", "2025-04-01T12:40:00"],
    ["now", "2025-04-01T13:00:00"],
    ["within 60 minutes", "2025-04-01T14:00:00"],
    ["in an hour", "2025-04-01T14:00:00"],
    ["within the hour", "2025-04-01T14:00:00"],
    ["within the next half an hour", "2025-04-01T13:30:00"],
    ["in about 20 minutes", "2025-04-01T13:20:00"],
    ["in 30 minutes' time", "2025-04-01T13:30:00"],
    ["an hour from now", "2025-04-01T14:00:00"],
    ["half an hour ago", "2025-04-01T12:30:00"],
    ["in 1h 30", "2025-04-01T14:30:00"],
    ["in 1:30", "2025-04-01T14:30:00"],
    ["1h30 ago", "2025-04-01T11:30:00"],
    ["an hour and a half ago", "2025-04-01T11:30:00"],
  ])("reads %j", (text, instant) => {
    expect(read(text, { near: NEAR })).toBe(instant);
  });
});

describe("what isn't plain is unclear, with what to write instead", () => {
  it.each([
    ["03/04/2025", /day and month/],
    ["03/04/2025 14:05", /day and month/],
    ["3.4.2025 14:05", /day and month/],
    ["yesterday evening", /no time of day/],
    ["Thursday night", /no time of day/],
    ["14:05-15:00", /range/],
    ["14:05 - 15:10 UTC", /range/],
    ["2025-04-01 14:05 to 15:10", /range/],
    ["2025-04-01 14:05 – 2025-04-01 15:10 UTC", /range|not a time/],
    ["04:05-05:00", /range/],
    ["2025-04-01 04:05-05:00", /range/],
    ["about 14:05", /not exact/],
    ["~14:05", /not exact/],
    ["14:05?", /not exact/],
    ["14:05 or 15:10", /range/],
    ["between 13:40 and 13:50", /range/],
    ["02/05 16:05", /day and month/],
    ["16:05 on 2/5", /day and month/],
    ["next Friday 16:00", /this week or the one after/],
    ["Thursday night 01:00", /beginning or the end of that day/],
    ["this morning 14:05", /no time of day/],
    ["9 to 5", /not a time/],
    ["14:05 BST (13:06 UTC)", /two times/],
    ["2025-04-01", /no time of day/],
    ["Wednesday", /no time of day/],
    ["tomorrow", /no time of day/],
    ["2 April", /no time of day/],
    ["just now", /not exact/],
    ["just after 14:05", /not exact/],
    ["about 5 minutes ago", /not exact/],
    ["1405", /a number: write 14:05/],
    ["at 1405", /a number: write 14:05/],
    ["in 30", /30 of what: write in 30m/],
    ["this morning", /no time of day/],
    ["in a couple of hours", /not a time/],
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

describe("a time that is offered to be written", () => {
  it.each([
    ["is short", "Europe/London", "2025-05-01T08:55Z", "2025-05-01T09:55Z", "10:55"],
    ["is so over midnight", "Europe/London", "2025-05-01T22:50Z", "2025-05-01T23:50Z", "00:50"],
    [
      "has its zone where it comes twice",
      "Europe/London",
      "2025-10-26T00:20Z",
      "2025-10-26T01:30Z",
      "01:30 GMT",
    ],
    ["has it the first time, too", "Europe/London", "2025-10-25T23:20Z", "2025-10-26T00:30Z", "01:30 BST"],
    ["has none the second time", "Europe/London", "2025-10-26T01:20Z", "2025-10-26T01:30Z", "01:30"],
    ["has none beside that hour", "Europe/London", "2025-10-26T00:20Z", "2025-10-26T02:00Z", "02:00"],
    [
      "has a zone of one meaning",
      "America/Chicago",
      "2025-11-02T06:20Z",
      "2025-11-02T07:30Z",
      "01:30 UTC-06:00",
    ],
    [
      "has it in half an hour that comes twice",
      "Australia/Lord_Howe",
      "2025-04-05T14:20Z",
      "2025-04-05T15:15Z",
      "01:45 UTC+10:30",
    ],
    ["has its day where it is far", "Europe/London", "2025-05-01T08:55Z", "2025-05-02T06:55Z", "2 May 07:55"],
    [
      "has both where it is far and comes twice",
      "Europe/London",
      "2025-10-24T08:55Z",
      "2025-10-26T01:30Z",
      "26 Oct 01:30 GMT",
    ],
    [
      "has its year where no day without it is meant",
      "Europe/London",
      "2025-05-01T08:55Z",
      "2026-12-01T08:55Z",
      "2026-12-01 08:55 UTC+00:00",
    ],
  ])("%s", (_, zone, said, at, text) => {
    const given = { zone, said: Date.parse(said), side: "future" } as const;
    expect(offeredTime(Date.parse(at), given)).toBe(text);
    expect(saidMoment(text, given)).toMatchObject({ kind: "instant", at: Date.parse(at) });
  });

  it("of what was has its zone where both times have been", () => {
    const given = { zone: "Europe/Berlin", said: Date.parse("2025-10-26T03:00Z"), side: "past" } as const;
    expect(offeredTime(Date.parse("2025-10-26T00:30Z"), given)).toBe("02:30 CEST");
    expect(offeredTime(Date.parse("2025-10-26T02:30Z"), given)).toBe("03:30");
  });
});

test.each([
  ["America/Chicago", "2025-01-14 15:00 CST", "2025-01-14T21:00:00.000Z"],
  // In summer it is still an hour behind summer time, as its people mean it.
  ["America/Chicago", "2025-07-14 15:00 CST", "2025-07-14T21:00:00.000Z"],
  ["America/Chicago", "2025-07-14 15:00 cdt", "2025-07-14T20:00:00.000Z"],
  ["Asia/Kolkata", "2025-07-14 15:00 IST", "2025-07-14T09:30:00.000Z"],
  ["Europe/Dublin", "2025-07-14 15:00 IST", "2025-07-14T14:00:00.000Z"],
] as const)("under %s the zone of %s is its own, by which we show every time", (zone, text, instant) => {
  const moment = parseMoment(text, { zone, now: Date.parse("2025-07-14T12:00:00Z") });
  expect(moment.kind === "instant" && new Date(moment.at).toISOString()).toBe(instant);
});

test.each([
  ["Europe/London", "2025-07-14 15:00 CST"],
  ["America/Chicago", "2025-07-14 15:00 IST"],
])("under %s the zone of %s is still asked about", (zone, text) => {
  expect(parseMoment(text, { zone })).toMatchObject({ kind: "unclear", why: /is not plain/ });
});
