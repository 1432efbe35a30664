// iCalendar texts as rotas read them: the entries that are understood, and the refusal of everything else.
import { describe, expect, test } from "vitest";
import { nextEntryChange, whoByEntries } from "../../../src/engine/duty/entries.ts";
import { readCalendar } from "../../../src/engine/ical/read.ts";
import { occurrencesFrom } from "../../../src/engine/ical/repeat.ts";
import { isoSeconds } from "../../../src/engine/instant.ts";
import { dutyWords } from "../../../src/engine/policy/rota/no-duty.ts";

const rota = {
  zone: "Europe/London",
  names: { "Ana Lopez": "ana", ben: "ben", "carol@example.org": "carol" },
  ...dutyWords({}),
};

const calendar = (...lines: string[]): string =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", ...lines, "END:VCALENDAR", ""].join("\r\n");
const entry = (...lines: string[]): readonly string[] => ["BEGIN:VEVENT", "UID:one", ...lines, "END:VEVENT"];
const one = (...lines: string[]): string => calendar(...entry("SUMMARY:Ana Lopez", ...lines));

/** The first occurrences of a text's first entry from an instant on. */
function times(text: string, from = "1970-01-01T00:00:00Z", most = 4): readonly string[] {
  const { entries, faults } = readCalendar(text, rota);
  if (faults.length > 0) return faults.map(({ line, message }) => `${line} ${message}`);
  const found: string[] = [];
  const [first] = entries;
  for (const { from: begins, to } of first ? occurrencesFrom(first.series, Date.parse(from)) : []) {
    found.push(`${isoSeconds(begins)} ${isoSeconds(to)}`);
    if (found.length === most) break;
  }
  return found;
}

const fault = (text: string): string => times(text).join(" ");

describe("when an entry is", () => {
  test.each([
    [
      "in UTC",
      ["DTSTART:20250404T163000Z", "DTEND:20250405T060000Z"],
      "2025-04-04T16:30:00Z 2025-04-05T06:00:00Z",
    ],
    [
      "in a named zone",
      ["DTSTART;TZID=America/New_York:20250404T173000", "DTEND;TZID=America/New_York:20250404T183000"],
      "2025-04-04T21:30:00Z 2025-04-04T22:30:00Z",
    ],
    [
      "in two zones",
      ["DTSTART;TZID=Europe/London:20250404T173000", "DTEND;TZID=Europe/Berlin:20250404T193000"],
      "2025-04-04T16:30:00Z 2025-04-04T17:30:00Z",
    ],
    [
      "without a zone, in the rota's",
      ["DTSTART:20250404T173000", "DTEND:20250404T183000"],
      "2025-04-04T16:30:00Z 2025-04-04T17:30:00Z",
    ],
    ["a whole day", ["DTSTART;VALUE=DATE:20250404"], "2025-04-03T23:00:00Z 2025-04-04T23:00:00Z"],
    [
      "whole days, the end not among them",
      ["DTSTART;VALUE=DATE:20250404", "DTEND;VALUE=DATE:20250407"],
      "2025-04-03T23:00:00Z 2025-04-06T23:00:00Z",
    ],
    [
      "with a length",
      ["DTSTART:20250404T173000Z", "DURATION:PT14H30M"],
      "2025-04-04T17:30:00Z 2025-04-05T08:00:00Z",
    ],
    [
      "over the night when clocks go forward",
      ["DTSTART:20250329T190000", "DTEND:20250330T070000"],
      "2025-03-29T19:00:00Z 2025-03-30T06:00:00Z",
    ],
  ])("%s", (_, lines, expected) => {
    expect(times(one(...lines))).toEqual([expected]);
  });

  test("folded lines are one", () => {
    expect(
      times(
        calendar(...entry("SUMM", " ARY:Ana", "  Lopez", "DTSTART:20250404T17", "\t3000Z", "DURATION:PT1H")),
      ),
    ).toEqual(["2025-04-04T17:30:00Z 2025-04-04T18:30:00Z"]);
  });

  test("what stands in an alarm is not the entry's", () => {
    const alarm = ["BEGIN:VALARM", "DURATION:PT5M", "SUMMARY:nobody", "END:VALARM"];
    expect(times(one(...alarm, "DTSTART:20250404T173000Z", "DTEND:20250404T183000Z"))).toEqual([
      "2025-04-04T17:30:00Z 2025-04-04T18:30:00Z",
    ]);
  });
});

describe("rules that are read", () => {
  const nine = ["DTSTART;TZID=Europe/London:20250326T090000", "DTEND;TZID=Europe/London:20250326T170000"];
  const starts = (rule: string, more: readonly string[] = [], from?: string): readonly string[] =>
    times(one(...nine, `RRULE:${rule}`, ...more), from, 5).map((span) => span.slice(0, 16));

  test("daily, by the wall clock over the change of clocks", () => {
    expect(starts("FREQ=DAILY;INTERVAL=2;COUNT=3")).toEqual([
      "2025-03-26T09:00",
      "2025-03-28T09:00",
      "2025-03-30T08:00",
    ]);
  });

  test("weekly on weekdays, every second week from the week's first day", () => {
    expect(starts("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,SU;COUNT=4")).toEqual([
      "2025-03-26T09:00",
      "2025-03-30T08:00",
      "2025-04-09T08:00",
      "2025-04-13T08:00",
    ]);
    expect(starts("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,SU;WKST=SU;COUNT=4")).toEqual([
      "2025-03-26T09:00",
      "2025-04-06T08:00",
      "2025-04-09T08:00",
      "2025-04-20T08:00",
    ]);
  });

  test("daily on weekdays, which is weekly on these", () => {
    expect(starts("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", [], "2025-03-28T00:00:00Z").slice(0, 3)).toEqual([
      "2025-03-28T09:00",
      "2025-03-31T08:00",
      "2025-04-01T08:00",
    ]);
    expect(starts("FREQ=DAILY;BYDAY=WE,FR;COUNT=3")).toEqual([
      "2025-03-26T09:00",
      "2025-03-28T09:00",
      "2025-04-02T08:00",
    ]);
    expect(starts("FREQ=DAILY;INTERVAL=2;BYDAY=WE,FR")[0]).toMatch(/^8 RRULE has BYD/);
    expect(starts("FREQ=DAILY;BYDAY=MO")[0]).toMatch(/^8 DTSTART is n/);
  });

  test("weekly until an instant, which counts", () => {
    expect(starts("FREQ=WEEKLY;UNTIL=20250409T080000Z")).toEqual([
      "2025-03-26T09:00",
      "2025-04-02T08:00",
      "2025-04-09T08:00",
    ]);
    expect(starts("FREQ=WEEKLY;UNTIL=20250408")).toEqual(["2025-03-26T09:00", "2025-04-02T08:00"]);
  });

  test("monthly on the day of the month; months without it are passed over", () => {
    const text = one(
      "DTSTART;TZID=Europe/London:20250131T090000",
      "DURATION:PT1H",
      "RRULE:FREQ=MONTHLY;COUNT=4",
    );
    expect(times(text).map((span) => span.slice(0, 10))).toEqual([
      "2025-01-31",
      "2025-03-31",
      "2025-05-31",
      "2025-07-31",
    ]);
  });

  test("monthly on a day that few months have, for as long as it counts", () => {
    const text = (rule: string) =>
      one("DTSTART:20240229T090000", "DURATION:PT1H", `RRULE:FREQ=MONTHLY;${rule}`);
    expect(times(text("COUNT=60"), "2029-01-01T00:00:00Z", 9).map((span) => span.slice(0, 10))).toEqual([
      "2029-01-29",
      "2029-03-29",
      "2029-04-29",
      "2029-05-29",
    ]);
    expect(times(text("INTERVAL=12;COUNT=3")).map((span) => span.slice(0, 10))).toEqual([
      "2024-02-29",
      "2028-02-29",
      "2032-02-29",
    ]);
  });

  test("a length of centuries that begins anew each day is on once, by the latest beginning", () => {
    const old = entry("SUMMARY:ben", "DTSTART:19700101T090000", "DURATION:P98550D", "RRULE:FREQ=DAILY");
    const late = entry("SUMMARY:Ana Lopez", "DTSTART:20250402T100000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY");
    const { entries } = readCalendar(
      calendar(...Array.from({ length: 500 }, () => old).flat(), ...late),
      rota,
    );
    const at = (text: string) => Date.parse(text);
    expect(whoByEntries(entries, at("2025-04-02T08:30Z"))).toBe("ben");
    expect(whoByEntries(entries, at("2025-04-02T09:30Z"))).toBe("ana");
    expect(isoSeconds(nextEntryChange(entries, at("2025-04-02T07:30Z")) ?? 0)).toBe("2025-04-02T08:00:00Z");
    expect(isoSeconds(nextEntryChange(entries, at("2025-04-02T09:30Z")) ?? 0)).toBe("2025-04-02T10:00:00Z");
  });

  test("occurrences that are taken out are none", () => {
    expect(starts("FREQ=WEEKLY;COUNT=3", ["EXDATE;TZID=Europe/London:20250402T090000"])).toEqual([
      "2025-03-26T09:00",
      "2025-04-09T08:00",
    ]);
    expect(starts("FREQ=WEEKLY;COUNT=3", ["EXDATE;VALUE=DATE:20250402,20250409"])).toEqual([
      "2025-03-26T09:00",
    ]);
    const twoLines = ["EXDATE:20250402T080000Z", "EXDATE;TZID=Europe/London:20250409T090000"];
    expect(starts("FREQ=WEEKLY;COUNT=3", twoLines)).toEqual(["2025-03-26T09:00"]);
  });

  test("days and weeks of a duration are those of the calendar, so that turns meet where clocks change", () => {
    const turn = (day: string, duration: string) =>
      times(one(`DTSTART;TZID=America/New_York:${day}T100000`, `DURATION:${duration}`));
    for (const duration of ["P7D", "P1W"]) {
      expect(turn("20241031", duration)).toEqual(["2024-10-31T14:00:00Z 2024-11-07T15:00:00Z"]);
      expect(turn("20250306", duration)).toEqual(["2025-03-06T15:00:00Z 2025-03-13T14:00:00Z"]);
    }
    // Hours are exact.
    expect(turn("20241031", "PT168H")).toEqual(["2024-10-31T14:00:00Z 2024-11-07T14:00:00Z"]);
  });

  test("goes on for ever where nothing ends it, and is found years later", () => {
    expect(starts("FREQ=WEEKLY", [], "2031-01-01T00:00:00Z").slice(0, 2)).toEqual([
      "2031-01-01T09:00",
      "2031-01-08T09:00",
    ]);
    expect(starts("FREQ=DAILY", [], "2031-07-01T00:00:00Z")[0]).toBe("2031-07-01T08:00");
    expect(starts("FREQ=MONTHLY", [], "2031-07-01T00:00:00Z")[0]).toBe("2031-07-26T08:00");
  });

  test.each([
    ["after the series", false],
    ["before the series", true],
  ])("an entry %s replaces the occurrence that it names", (_, isFirst) => {
    const weekly = entry("SUMMARY:ben", ...nine, "RRULE:FREQ=WEEKLY;COUNT=3");
    const moved = entry(
      "SUMMARY:Ana Lopez",
      "RECURRENCE-ID;TZID=Europe/London:20250402T090000",
      "DTSTART:20250402T100000",
      "DTEND:20250402T180000",
    );
    const lines = isFirst ? [...moved, ...weekly] : [...weekly, ...moved];
    const { entries } = readCalendar(calendar(...lines), rota);
    const who = (at: string) => whoByEntries(entries, Date.parse(at));
    expect([
      who("2025-03-26T12:00Z"),
      who("2025-04-02T08:30Z"),
      who("2025-04-02T12:00Z"),
      who("2025-04-09T12:00Z"),
    ]).toEqual(["ben", undefined, "ana", "ben"]);
  });

  test("a cancelled entry is none, and a cancelled occurrence is taken out", () => {
    const weekly = entry("SUMMARY:ben", ...nine, "RRULE:FREQ=WEEKLY;COUNT=3");
    const off = entry(
      "SUMMARY:ben",
      "STATUS:CANCELLED",
      "RECURRENCE-ID;TZID=Europe/London:20250402T090000",
      "DTSTART:20250402T090000",
      "DTEND:20250402T170000",
    );
    const { entries } = readCalendar(calendar(...weekly, ...off), rota);
    expect(whoByEntries(entries, Date.parse("2025-04-02T12:00Z"))).toBeUndefined();
    expect(whoByEntries(entries, Date.parse("2025-04-09T12:00Z"))).toBe("ben");
  });
});

describe("who is named", () => {
  const when = ["DTSTART:20250404T173000Z", "DTEND:20250404T183000Z"];
  const who = (...lines: string[]) => {
    const { entries, nobody } = readCalendar(calendar(...entry(...when, ...lines)), rota);
    return entries[0]?.who ?? nobody.map(({ line, message }) => `${line} ${message}`).join();
  };

  test("by the summary, in any case, alone or among other words", () => {
    expect(who("SUMMARY:ANA LOPEZ")).toBe("ana");
    expect(who("SUMMARY:On call - Ana  Lopez - Primary")).toBe("ana");
    expect(who("SUMMARY:On call\\, Ben")).toBe("ben");
  });

  test("by an attendee's name or address, else by the organiser", () => {
    expect(
      who(
        "SUMMARY:EDM",
        'ATTENDEE;CN="Ana Lopez":mailto:a@example.org',
        "ORGANIZER;CN=ben:mailto:b@example.org",
      ),
    ).toBe("ana");
    expect(who("SUMMARY:EDM", "ATTENDEE:MAILTO:Carol@example.org")).toBe("carol");
    expect(who("SUMMARY:EDM", "ORGANIZER;CN=ben:mailto:b@example.org")).toBe("ben");
  });

  test("an entry that names nobody of the rota is left out and told with its line", () => {
    expect(who("SUMMARY:Zoe")).toBe(
      '3 The entry "Zoe" names nobody of names:; add the name there, or take the entry out.',
    );
    expect(who("SUMMARY:Ana Lopez and Ben")).toContain(
      '"Ana Lopez and Ben" names ana and ben; one person has the duty',
    );
  });

  test.each([
    ["the longest of names within each other", "On Call - Tom Weber - Platform", "tweber"],
    ["the shorter one where it stands alone", "On call: Tom", "tomh"],
    ["both where both are there", "Tom, Tom Weber", undefined],
    ["not a part of a hyphenated name", "On call: Tom-Erik", undefined],
    ["not a part of a name with an apostrophe", "O'Tom is away from the desk", undefined],
    ["whose something is", "Tom's shift", "tomh"],
    ["with the mark before a login", "@Tom", "tomh"],
    ["not in an address of mail", "Shift, ask tom@example.org", undefined],
    [
      "not in an address of the web",
      "Shift https://example.org/tom example.org/tom tom.example.org",
      undefined,
    ],
    ["by an address that the rota names", "On call: Nia@example.org.", "nia"],
    ["of a script with marks", "ड्यूटी: सीमा", "seema"],
  ])("a name is found: %s", (_, summary, expected) => {
    const names = { Tom: "tomh", "Tom Weber": "tweber", "nia@example.org": "nia", सीमा: "seema" };
    const text = calendar(...entry(...when, `SUMMARY:${summary.replaceAll(",", "\\,")}`));
    expect(readCalendar(text, { ...rota, names }).entries[0]?.who).toBe(expected);
  });

  test.each([
    ["Ben - out of office", undefined],
    ["OOO: Ben", undefined],
    ["Ben out-of-office", undefined],
    ["Ben annual leave", undefined],
    ["Ben (PTO)", undefined],
    ["Ben's birthday", undefined],
    ["Holiday: Ben", undefined],
    ["Ben Urlaub", undefined],
    ["Ben on leave (not on call)", undefined],
    ["Bank holiday on call: Ben", "ben"],
    ["Holiday cover: Ben", "ben"],
    ["Ben, Leavenworth data centre", "ben"],
    ["Ben (A/L)", undefined],
    ["AL - Ben", undefined],
    ["Ben a.l. until Friday", undefined],
    ["Al\\, Ben", "ben"],
    ["Ben: dentist", undefined],
    ["Ben (doctor's)", undefined],
    ["Doctor's appointment, Ben", undefined],
    ["Ben - Training", undefined],
    ["Ben - training course (Leeds)", undefined],
    ["Conference: Ben", undefined],
    ["Ben sick", undefined],
    ["Ben off sick", undefined],
    ["Ben, holiday", undefined],
    ["Ben vacation", undefined],
    ["Ben (OOF)", undefined],
    ["Ben not available", undefined],
    ["Zahnarzt Ben", undefined],
    ["Ben, no on-call", undefined],
    ["Ben: jury duty", undefined],
    // What names the duty says more than what somebody does besides.
    ["On-call (training cover) Ben", "ben"],
    ["Training cover: Ben", "ben"],
    ["On call: Ben (conference week)", "ben"],
    ["Duty: Ben, dentist at 14:00", "ben"],
    ["Bereitschaft Ben (Schulung)", "ben"],
    ["Late shift, holidays: Ben", "ben"],
    ["Annual leave cover: Ben", "ben"],
    ["Ben covering sick leave", "ben"],
    ["A/L cover: Ben", "ben"],
    ["CANCELED: Ben", undefined],
    ["CANCELLED: on call: Ben", undefined],
    ["Ben (cancelled)", undefined],
    ["Abgesagt: Ben", undefined],
    ["Annulé: Ben", undefined],
    ["Ben off", undefined],
    ["Ben out", undefined],
    ["Ben hols", undefined],
    ["Ben OOTO", undefined],
    ["Ben swapped out", undefined],
    ["Ben frei", undefined],
    ["Ben lunch", undefined],
    ["Ben flight to Rome", undefined],
    ["Ben 🌴", undefined],
    ["Ben ✈️ Rome", undefined],
    ["Out of hours: Ben", "ben"],
    ["Off-hours: Ben", "ben"],
    ["Ben (on call, off-site)", "ben"],
    ["Call-out: Ben", "ben"],
    ["On call: Ben (lunch at 12)", "ben"],
  ])("an entry that says it is no shift puts nobody on duty: %s", (summary, expected) => {
    const text = calendar(...entry(...when, `SUMMARY:${summary.replaceAll(",", "\\,")}`));
    const { entries, nobody } = readCalendar(text, rota);
    expect(entries[0]?.who).toBe(expected);
    expect(nobody.map(({ meant }) => meant)).toEqual(expected === undefined ? [true] : []);
  });

  test.each([
    ["Ben, on-call away team", "on call", "away"],
    ["On call: Ben (sick)", "on call", "sick"],
    ["Ben A/L, shift swapped", "shift", "a/l"],
    ["Ben off, shift swapped", "shift", "off"],
  ])(
    "an entry that says duty and absence puts nobody on duty and is to be corrected: %s",
    (summary, duty, away) => {
      const text = calendar(...entry(...when, `SUMMARY:${summary.replaceAll(",", "\\,")}`));
      const { entries, nobody } = readCalendar(text, rota);
      expect(entries).toEqual([]);
      expect(nobody).toMatchObject([
        { meant: false, message: expect.stringContaining(`says "${duty}" and "${away}"`) },
      ]);
    },
  );

  test("a policy's own words for no duty are all of them, in any case but for two capitals", () => {
    const by = (summary: string, given: Parameters<typeof dutyWords>[0]) =>
      readCalendar(calendar(...entry(...when, `SUMMARY:${summary}`)), { ...rota, ...dutyWords(given) })
        .entries[0]?.who;
    expect(by("Ben training", { "no-duty": ["pto"] })).toBe("ben");
    expect(by("Ben Pto", { "no-duty": ["PTO"] })).toBeUndefined();
    expect(by("Ben Wl", { "no-duty": ["WL"] })).toBe("ben");
    expect(by("Ben WL", { "no-duty": ["WL"] })).toBeUndefined();
    expect(by("PTO cover: Ben", { "no-duty": ["pto"] })).toBe("ben");
    expect(by("PTO cover: Ben", { "no-duty": ["pto"], "still-duty": [] })).toBeUndefined();
    expect(by("Ben out", { "no-duty": ["pto"] })).toBe("ben");
    expect(by("Out of hours: Ben", { "no-duty": ["Out of hours"] })).toBeUndefined();
    expect(by("Canceled: Ben", { "no-duty": ["pto"], "still-duty": ["canceled"] })).toBeUndefined();
  });

  test("words that put nobody on duty are the rota's, and none of somebody's own name", () => {
    const text = (summary: string, ...more: string[]) =>
      calendar(...entry(...when, `SUMMARY:${summary}`, ...more));
    const who = (content: string, more: object) =>
      readCalendar(content, { ...rota, ...more }).entries[0]?.who;
    expect(who(text("Ben on leave"), { noDuty: [] })).toBe("ben");
    expect(who(text("Ben at the fair"), { noDuty: ["fair"] })).toBeUndefined();
    expect(who(text("On call: Bea Holiday"), { names: { "Bea Holiday": "bea" } })).toBe("bea");
    expect(who(text("Ben", "CATEGORIES:Team,Vacation"), {})).toBeUndefined();
  });

  test("of entries that overlap the one that began last has the duty", () => {
    const night = entry("SUMMARY:ben", "DTSTART:20250404T170000Z", "DTEND:20250405T080000Z");
    const day = entry("SUMMARY:Ana Lopez", "DTSTART:20250405T070000Z", "DTEND:20250405T190000Z");
    const { entries } = readCalendar(calendar(...day, ...night), rota);
    expect(whoByEntries(entries, Date.parse("2025-04-05T06:59Z"))).toBe("ben");
    expect(whoByEntries(entries, Date.parse("2025-04-05T07:00Z"))).toBe("ana");
    expect(nextEntryChange(entries, Date.parse("2025-04-05T06:59Z"))).toBe(Date.parse("2025-04-05T07:00Z"));
    expect(nextEntryChange(entries, Date.parse("2025-04-05T19:00Z"))).toBeUndefined();
  });
});

describe("what is odd and harms nothing", () => {
  const shift = entry("SUMMARY:ben", "DTSTART:20250331T080000Z", "DTEND:20250407T080000Z");
  const read = (...lines: readonly string[]) => readCalendar(calendar(...shift, ...entry(...lines)), rota);
  const noon = Date.parse("2025-04-01T12:00Z");

  test.each([
    [
      "a rule by position",
      ["SUMMARY:Team lunch", "DTSTART:20250407T120000", "DURATION:PT1H", "RRULE:FREQ=MONTHLY;BYDAY=1MO"],
    ],
    ["no beginning", ["SUMMARY:Party"]],
    [
      "a birthday long ago",
      ["SUMMARY:Ana Lopez's birthday", "DTSTART;VALUE=DATE:19680402", "RRULE:FREQ=YEARLY"],
    ],
    ["a zone of nobody", ["SUMMARY:Party", "DTSTART;TZID=Here:20250401T120000", "DURATION:PT1H"]],
    [
      "leave by a rule that is not read",
      ["SUMMARY:Ana Lopez on leave", "DTSTART:20250401T120000", "DURATION:PT1H", "RDATE:20250501T120000"],
    ],
    [
      "a reminder without a length",
      ["SUMMARY:Ana Lopez: renew", "DTSTART:20250401T115900Z", "DTEND:20250401T115900Z"],
    ],
    [
      "a reminder each day",
      ["SUMMARY:Ana Lopez", "DTSTART:20250401T115900Z", "DURATION:PT0S", "RRULE:FREQ=DAILY"],
    ],
    [
      "something cancelled",
      ["SUMMARY:Ana Lopez", "STATUS:CANCELLED", "DTSTART;TZID=Here:20190401T120000", "RRULE:FREQ=YEARLY"],
    ],
    [
      "a line break in a description",
      ["SUMMARY:Party", "DTSTART:20250401T120000", "DURATION:PT1H", "DESCRIPTION:one", "two and three"],
    ],
    ["a duration that is broken, of nobody", ["SUMMARY:Party", "DTSTART:20250401T120000", "DURATION;PT1H"]],
  ])("%s", (_, lines) => {
    const { entries, faults } = read(...lines);
    expect(faults).toEqual([]);
    expect(whoByEntries(entries, noon)).toBe("ben");
    expect(nextEntryChange(entries, noon)).toBe(Date.parse("2025-04-07T08:00Z"));
  });

  test("a line break in the description of a shift, and quotes within a name", () => {
    const lines = ["DTSTART:20250401T110000Z", "DURATION:PT2H", "DESCRIPTION:call", "me at any time"];
    const named = 'ATTENDEE;CN="Ana "Bo" Lopez";PARTSTAT=ACCEPTED:mailto:carol@example.org';
    const { entries, faults } = read("SUMMARY:Shift", named, ...lines);
    expect([faults, whoByEntries(entries, noon)]).toEqual([[], "carol"]);
  });

  test("a line outside of entries", () => {
    const text = calendar("X-WR-CALDESC:our", "rota and more", ...shift);
    expect(readCalendar(text, rota)).toMatchObject({ faults: [], entries: [{ who: "ben" }] });
  });

  const yearly = "RRULE:FREQ=YEARLY";
  test.each([
    [
      "without a rule, two days after it",
      ["DTSTART;TZID=Here:20190401T120000", "DTEND;TZID=Here:20190403T120000"],
      "2019-04-07T00:00:00Z",
    ],
    [
      "by a rule that ended",
      ["DTSTART:20190401T120000", "DURATION:P1D", `${yearly};UNTIL=20210401T120000Z`],
      "2021-04-04T00:00:00Z",
    ],
    [
      "by dates of its own",
      ["DTSTART:20190401T120000", "DURATION:P1D", "RDATE:20190501T120000,20190601T120000"],
      "2019-06-04T00:00:00Z",
    ],
    ["by a rule that never ends", ["DTSTART:20190401T120000", "DURATION:P1D", yearly], undefined],
    ["by a rule that counts", ["DTSTART:20190401T120000", "DURATION:P1D", `${yearly};COUNT=2`], undefined],
    ["without a beginning", ["DURATION:P1D"], undefined],
    ["with a beginning that is broken", ["DTSTART;20190401T120000", "DURATION:P1D"], undefined],
  ])("what is refused counts until it is over: %s", (_, lines, until) => {
    const { faults, usableFrom, entries } = read("SUMMARY:Ana Lopez", ...lines);
    expect(faults).toHaveLength(1);
    expect(entries).toHaveLength(1);
    expect(faults[0]?.until).toBe(until && Date.parse(until));
    expect(usableFrom).toBe(until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until));
  });

  test("what takes the place of somebody's shift counts, whoever it names", () => {
    const moved = ["SUMMARY:Nobody", "DTSTART:20250401T120000", "DURATION:PT1H"];
    const odd = "RECURRENCE-ID;TZID=Here:20250401T120000";
    expect(read(...moved, odd).faults).toMatchObject([{ message: expect.stringContaining('"Here"') }]);
    const other = calendar(...shift, "BEGIN:VEVENT", "UID:two", ...moved, odd, "END:VEVENT");
    expect(readCalendar(other, rota).faults).toEqual([]);
  });
});

describe("time zones by other names", () => {
  const begins = (tzid: string, ...more: readonly string[]) => {
    const lines = entry("SUMMARY:ben", `DTSTART;TZID=${tzid}:20250701T120000`, "DURATION:PT1H");
    const { entries, faults } = readCalendar(calendar(...more, ...lines), rota);
    return faults[0]?.message ?? isoSeconds(entries[0]?.once?.from ?? 0).slice(11, 16);
  };

  test.each([
    ["GMT Standard Time", "11:00"],
    ["gmt standard time", "11:00"],
    ["GMT Standard Time 1", "11:00"],
    ["Greenwich Standard Time", "12:00"],
    ["W. Europe Standard Time", "10:00"],
    ["Central European Standard Time", "10:00"],
    ["Eastern Standard Time", "16:00"],
    ["US Eastern Standard Time", "16:00"],
    ["Mountain Standard Time (Mexico)", "19:00"],
    ["India Standard Time", "06:30"],
    ["Tokyo Standard Time", "03:00"],
    ["AUS Eastern Standard Time", "02:00"],
    ["Aus Central W. Standard Time", "03:15"],
    ["Line Islands Standard Time", "22:00"],
    ["Russia Time Zone 11", "00:00"],
    ["UTC-08", "20:00"],
    ["UTC+13", "23:00"],
    ["CET", "10:00"],
    ["EST5EDT", "16:00"],
    ["US/Pacific", "19:00"],
    ["Asia/Calcutta", "06:30"],
    ["/citadel.org/20250101_1/Europe/London", "11:00"],
    ["/freeassociation.sourceforge.net/Tzfile/America/Argentina/Salta", "15:00"],
    ["tzone://Microsoft/Utc", "12:00"],
  ])("%s", (tzid, expected) => {
    expect(begins(tzid)).toBe(expected);
  });

  test("one of the text's own is where the text says that it is", () => {
    const zone = ["BEGIN:VTIMEZONE", "TZID:Our office", "X-LIC-LOCATION:Asia/Tokyo", "END:VTIMEZONE"];
    expect(begins("Our office", ...zone)).toBe("03:00");
    expect(begins("Our office")).toContain("neither IANA nor Windows");
  });

  test("times without one are in that of the calendar, whole days in that of the rota", () => {
    const text = (start: string) =>
      calendar("X-WR-TIMEZONE:America/New_York", ...entry("SUMMARY:ben", start, "DTEND:20250702T000000"));
    const from = (start: string) => readCalendar(text(start), rota).entries[0]?.once?.from ?? 0;
    expect(isoSeconds(from("DTSTART:20250701T090000"))).toBe("2025-07-01T13:00:00Z");
    expect(isoSeconds(from("DTSTART;VALUE=DATE:20250701"))).toBe("2025-06-30T23:00:00Z");
  });
});

describe("a calendar as Outlook publishes it", () => {
  // Its zone is told by rules of its own, whose RRULE and DTSTART of 1601 are none of an entry's.
  const zone = (name: string) => [
    "BEGIN:VTIMEZONE",
    `TZID:${name}`,
    ...["BEGIN:STANDARD", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000"],
    ...["RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD"],
    ...["BEGIN:DAYLIGHT", "DTSTART:16010101T010000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100"],
    ...["RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT"],
    "END:VTIMEZONE",
  ];
  const shift = [
    ...["BEGIN:VEVENT", "UID:040000008200E00074C5B7101A82E008", "CLASS:PUBLIC", "SUMMARY:Ana Lopez"],
    ...["DTSTART;TZID=GMT Standard Time:20250326T090000", "DTEND;TZID=GMT Standard Time:20250326T170000"],
    ...["RRULE:FREQ=WEEKLY;UNTIL=20251231T090000Z;INTERVAL=1;BYDAY=WE;WKST=MO", "TRANSP:OPAQUE"],
    ...["X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "X-MICROSOFT-DISALLOW-COUNTER:FALSE"],
    ...[
      "BEGIN:VALARM",
      "TRIGGER:-PT15M",
      "ACTION:DISPLAY",
      "DESCRIPTION:Reminder",
      "END:VALARM",
      "END:VEVENT",
    ],
  ];
  const head = ["METHOD:PUBLISH", "PRODID:Microsoft Exchange Server 2010", "X-WR-CALNAME:On call"];

  test.each([
    ["before its entries", [...head, ...zone("GMT Standard Time"), ...shift]],
    ["behind them", [...head, ...shift, ...zone("GMT Standard Time")]],
    ["beside another", [...head, ...zone("Tokyo Standard Time"), ...zone("GMT Standard Time"), ...shift]],
    ["nowhere at all", [...head, ...shift]],
  ])("has its shifts by the wall clock of its zone, which is told %s", (_, lines) => {
    const { entries, faults, nobody } = readCalendar(calendar(...lines), rota);
    expect([faults, nobody]).toEqual([[], []]);
    const on = (at: string) => whoByEntries(entries, Date.parse(at));
    // Clocks go forward on 30 March and back on 26 October.
    expect(["08:59", "09:00", "16:59", "17:00"].map((time) => on(`2025-03-26T${time}Z`))).toEqual([
      undefined,
      "ana",
      "ana",
      undefined,
    ]);
    for (const day of ["2025-04-02", "2025-10-22"])
      expect(["07:59", "08:00", "15:59", "16:00"].map((time) => on(`${day}T${time}Z`))).toEqual([
        undefined,
        "ana",
        "ana",
        undefined,
      ]);
    expect(on("2025-10-29T09:00Z")).toBe("ana");
    expect(on("2025-10-29T08:59Z")).toBeUndefined();
    expect(on("2026-01-07T10:00Z")).toBeUndefined();
  });

  test("is used where another of its zones is none that anybody has, and no entry is in it", () => {
    const { entries, faults } = readCalendar(calendar(...zone("Customized Time Zone"), ...shift), rota);
    expect([faults, entries.length]).toEqual([[], 1]);
  });

  test("says what to do where its shifts are in such a zone", () => {
    const own = shift.map((line) => line.replace("GMT Standard Time", "Customized Time Zone"));
    expect(fault(calendar(...zone("Customized Time Zone"), ...own))).toContain(
      "give the entry a zone from the calendar's list",
    );
  });
});

describe("what is refused, with its line", () => {
  const when = ["DTSTART:20250404T173000Z", "DTEND:20250404T183000Z"];
  test.each([
    ["a yearly rule", [...when, "RRULE:FREQ=YEARLY"], /^8 RRULE has FREQ=YEARLY, which is not read/],
    [
      "a part of a rule that is not read",
      [...when, "RRULE:FREQ=MONTHLY;BYSETPOS=1"],
      /^8 RRULE has BYSETPOS=1, which is not read/,
    ],
    ["a numbered weekday", [...when, "RRULE:FREQ=MONTHLY;BYDAY=1FR"], /^8 RRULE has BYDAY=1FR/],
    ["another day of the month", [...when, "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1"], /^8 RRULE has BYMONTHDAY=-1/],
    [
      "COUNT and UNTIL together",
      [...when, "RRULE:FREQ=DAILY;COUNT=2;UNTIL=20250505T000000Z"],
      /^8 RRULE has both/,
    ],
    ["a beginning off the rule", [...when, "RRULE:FREQ=WEEKLY;BYDAY=MO"], /^8 DTSTART is not on a weekday/],
    ["two rules", [...when, "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"], /^9 The entry has two RRULE/],
    ["RDATE", [...when, "RDATE:20250505T173000Z"], /^8 RDATE is not read/],
    [
      "RECURRENCE-ID for all that follow",
      [...when, "RECURRENCE-ID;RANGE=THISANDFUTURE:20250404T173000Z"],
      /^8 RECURRENCE-ID with RANGE/,
    ],
    [
      "a zone that is no IANA name",
      ["DTSTART;TZID=Customized Time Zone:20250404T173000", "DURATION:PT1H"],
      /^6 DTSTART has the time zone "Customized Time Zone", which neither IANA nor Windows has/,
    ],
    ["no beginning", ["DTEND:20250404T183000Z"], /^3 The entry has no DTSTART/],
    ["no end", ["DTSTART:20250404T173000Z"], /^6 The entry has neither DTEND nor DURATION/],
    [
      "an end before the beginning",
      ["DTSTART:20250404T173000Z", "DTEND:20250404T163000Z"],
      /^7 DTEND is before DTSTART/,
    ],
    ["a day that no calendar has", ["DTSTART:20250230T173000Z", "DURATION:PT1H"], /there is no such day/],
    [
      "a length that is none",
      ["DTSTART:20250404T173000Z", "DURATION:soon"],
      /DURATION is "soon", which is no length/,
    ],
  ])("%s", (_, lines, expected) => {
    expect(fault(one(...lines))).toMatch(expected);
  });

  test("a text that is no calendar, or was cut off", () => {
    expect(fault("<html></html>")).toBe("1 This is no iCalendar text; it begins with BEGIN:VCALENDAR.");
    expect(fault("A:b")).toBe("1 This is no iCalendar text; it begins with BEGIN:VCALENDAR.");
    expect(fault("")).toBe("1 This is no iCalendar text; it begins with BEGIN:VCALENDAR.");
    expect(fault("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\n")).toContain("END:VEVENT is missing");
  });

  test("what goes on or lies farther than anybody plans", () => {
    const rule = (text: string) => fault(one("DTSTART:20250131T090000", "DURATION:PT1H", `RRULE:${text}`));
    const tooLong = "ends more than 100 years after DTSTART; leave COUNT out, or end it by UNTIL.";
    expect(rule("FREQ=DAILY;INTERVAL=10000;COUNT=10000")).toContain(tooLong);
    expect(rule("FREQ=MONTHLY;COUNT=10000")).toContain(tooLong);
    expect(fault(one("DTSTART:22000101T090000", "DURATION:PT1H"))).toContain("up to the year 2199 are read");
    expect(rule("FREQ=DAILY;UNTIL=99991231T000000Z").split(" ")).toHaveLength(8);
  });

  test("more occurrences taken out than a rota has", () => {
    const day = (at: number) => `EXDATE:${2000 + at}0101T090000,`.repeat(1).slice(7);
    const some = Array.from({ length: 200 }, (_, at) => day(at % 190)).join("");
    const lines = Array.from({ length: 101 }, (_, at) =>
      entry(
        "SUMMARY:ben",
        ...when,
        `EXDATE:${some.replaceAll("0101T09", `0101T${String(at % 24).padStart(2, "0")}`)}20250101T100000`,
      ),
    );
    expect(fault(calendar(...lines.flat(), ...lines.flat()))).toMatch(
      /^1 \d+ EXDATE; at most 20000 are read/,
    );
  });

  test("more than a rota has", () => {
    expect(fault(`${calendar()}${" ".repeat(1024 * 1024)}`)).toContain("at most 1048576 (1 MiB) are read");
    const many = Array.from({ length: 5001 }, () => entry("SUMMARY:ben", ...when)).flat();
    expect(fault(calendar(...many))).toContain("More than 5000 entries");
  });
});
