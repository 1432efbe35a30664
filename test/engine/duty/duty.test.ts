// Who is on duty by hours, swaps, turns and iCalendar texts, and when that changes.
import { describe, expect, test } from "vitest";
import { rotaProblemsAt } from "../../../src/engine/duty/text.ts";
import { changesOf, nextChangeOf, nextHandover, onDuty } from "../../../src/engine/duty.ts";
import { type Instant, isoSeconds } from "../../../src/engine/instant.ts";
import { edm, london, rulingOf } from "./rulings.ts";

const hours = `extends: sre
incidents: { zone: Europe/London }
calendars: { core: { hours: { mon-fri: '08:00-17:30' } } }
contacts: { desk: Service desk }
`;
const iso = (at: Instant | undefined): string => (at === undefined ? "never" : isoSeconds(at));

describe("on duty", () => {
  test("by the hours of the first calendar: people, a team, a contact", () => {
    const ruling = rulingOf(`${hours}roles: { lead: { duty: { core: [ana, acme/on-call], out: [desk] } } }`);
    expect(onDuty(ruling, "lead", london("2025-04-04 17:29"))).toEqual(["ana", "acme/on-call"]);
    expect(onDuty(ruling, "lead", london("2025-04-04 17:30"))).toEqual(["desk"]);
    expect(iso(nextChangeOf(ruling, ["lead"], london("2025-04-04 17:30")))).toBe("2025-04-07T07:00:00Z");
  });

  test("nobody where the role is vacant in these hours, has no duty, or is none", () => {
    const ruling = rulingOf(`${hours}roles: { lead: { duty: { core: [ana] } } }`);
    expect(onDuty(ruling, "lead", london("2025-04-05 12:00"))).toEqual([]);
    expect(onDuty(ruling, "comms", london("2025-04-05 12:00"))).toEqual([]);
    expect(onDuty(ruling, "constructor", london("2025-04-05 12:00"))).toEqual([]);
  });

  test("a role that always has the same people never changes", () => {
    const ruling = rulingOf(`${hours}roles: { lead: { duty: [ana] } }`);
    expect(iso(nextChangeOf(ruling, ["lead", "comms"], london("2025-04-05 12:00")))).toBe("never");
  });
});

describe("a rota without shifts", () => {
  const ruling = rulingOf(
    `${hours}rota: { week: { people: [ana, ben, cat], from: 2025-03-31 } }\nroles: { lead: { duty: { rota: week } } }`,
  );

  test.each([
    [
      "by weeks from a Thursday on",
      "",
      ["2025-04-02 nobody", "2025-04-03 ana", "2025-04-09 ana", "2025-04-10 ben", "2025-04-17 ana"],
      "2025-04-09T23:00:00Z",
    ],
    ["by days", ", turn: 1d", ["2025-04-03 ana", "2025-04-04 ben", "2025-04-05 ana"], "2025-04-03T23:00:00Z"],
    [
      "by two weeks",
      ", turn: 2w",
      ["2025-04-03 ana", "2025-04-16 ana", "2025-04-17 ben", "2025-05-01 ana"],
      "2025-04-16T23:00:00Z",
    ],
  ])("turns go %s, over the night when clocks change too", (_, turn, days, next) => {
    const ruling = rulingOf(
      `extends: sre\nincidents: { zone: Europe/London }\nrota: { week: { people: [ana, ben], from: 2025-04-03${turn} } }\nroles: { lead: { duty: { rota: week } } }`,
    );
    const who = (day: string) => onDuty(ruling, "lead", london(`${day} 00:00`)).join() || "nobody";
    expect(days.map((day) => `${day.slice(0, 10)} ${who(day.slice(0, 10))}`)).toEqual(days);
    expect(iso(nextChangeOf(ruling, ["lead"], london("2025-04-03 12:00")))).toBe(next);
  });

  test("a shift over midnight stays with whose turn its beginning was", () => {
    const ruling = rulingOf(
      `extends: sre\nincidents: { zone: Europe/London }\nrota: { nights: { people: [ana, ben], from: 2025-04-03, turn: 1d, gaps: true, shifts: [{ hours: '20:00-08:00' }] } }\nroles: { lead: { duty: { rota: nights } } }`,
    );
    expect(onDuty(ruling, "lead", london("2025-04-04 07:59"))).toEqual(["ana"]);
    expect(onDuty(ruling, "lead", london("2025-04-04 20:00"))).toEqual(["ben"]);
  });

  test("turns at midnight on Monday, local time", () => {
    expect(onDuty(ruling, "lead", london("2025-04-06 23:59"))).toEqual(["ana"]);
    expect(onDuty(ruling, "lead", london("2025-04-07 00:00"))).toEqual(["ben"]);
    expect(onDuty(ruling, "lead", london("2025-04-21 00:00"))).toEqual(["ana"]);
    expect(iso(nextChangeOf(ruling, ["lead"], london("2025-04-04 12:00")))).toBe("2025-04-06T23:00:00Z");
  });

  test("nobody is on before it begins, and then the first is", () => {
    expect(onDuty(ruling, "lead", london("2025-03-30 12:00"))).toEqual([]);
    expect(nextHandover(ruling, "lead", london("2025-03-29 12:00"))).toEqual({
      at: london("2025-03-31 00:00"),
      role: "lead",
      before: [],
      after: ["ana"],
    });
  });
});

describe("swaps", () => {
  const ruling = rulingOf(
    `${edm.replace("    overlap: true", "    swaps: [{ from: 2025-04-05T12:00, to: 2025-04-06T19:00, who: '@dan' }, { from: '2025-04-06T18:00:00Z', to: '2025-04-06T20:00:00Z', who: eve }]\n    overlap: true")}`,
  );

  test("go first from their beginning to their end, in the rota's zone or with an offset", () => {
    const times = [
      "2025-04-05 11:59",
      "2025-04-05 12:00",
      "2025-04-06 18:59",
      "2025-04-06 19:00",
      "2025-04-06 21:00",
    ];
    const who = times.map((at) => onDuty(ruling, "edm", london(at)).join());
    expect(who).toEqual(["ben", "dan", "dan", "eve", "ben"]);
  });

  test("are changes of their own", () => {
    expect(iso(nextChangeOf(ruling, ["edm"], london("2025-04-05 08:00")))).toBe("2025-04-05T11:00:00Z");
    expect(iso(nextChangeOf(ruling, ["edm"], london("2025-04-05 12:00")))).toBe("2025-04-05T18:00:00Z");
    expect(
      changesOf(ruling, "edm", { from: london("2025-04-05 08:00"), to: london("2025-04-07 08:00") }).map(
        ({ at, after }) => `${iso(at)} ${after.join()}`,
      ),
    ).toEqual([
      "2025-04-05T11:00:00Z dan",
      "2025-04-06T18:00:00Z eve",
      "2025-04-06T20:00:00Z ben",
      "2025-04-07T07:00:00Z ",
    ]);
  });
});

describe("an iCalendar text", () => {
  const lines = (summary: string, ...more: string[]): readonly string[] => [
    "BEGIN:VEVENT",
    `UID:${summary}`,
    `SUMMARY:${summary}`,
    ...more,
    "END:VEVENT",
  ];
  const text = [
    "BEGIN:VCALENDAR",
    ...lines(
      "Ana",
      "DTSTART;VALUE=DATE:20250331",
      "DTEND;VALUE=DATE:20250407",
      "RRULE:FREQ=WEEKLY;INTERVAL=2",
    ),
    ...lines(
      "Ben",
      "DTSTART;VALUE=DATE:20250407",
      "DTEND;VALUE=DATE:20250414",
      "RRULE:FREQ=WEEKLY;INTERVAL=2",
    ),
    "END:VCALENDAR",
  ].join("\r\n");
  const ical = "ical: { path: .github/rota/week.ics, names: { Ana: ana, Ben: ben } }";
  const policy = (more = "", names = ical) =>
    `${hours}rota: { week: { ${names}${more} } }\nroles: { lead: { duty: { rota: week } } }`;
  const file = (content: string) => ({
    calendars: [{ path: ".github/rota/week.ics", oid: content, text: content }],
  });

  test("says who is on duty, and when that changes", () => {
    const ruling = rulingOf(policy(), file(text));
    expect(ruling.rotaProblems).toEqual([]);
    expect(
      [0, 1, 2].map((week) =>
        onDuty(ruling, "lead", london("2031-04-09 12:00") + week * 7 * 86_400_000).join(),
      ),
    ).toEqual(["ana", "ben", "ana"]);
    expect(iso(nextChangeOf(ruling, ["lead"], london("2025-04-09 12:00")))).toBe("2025-04-13T23:00:00Z");
  });

  test("with shifts it says who, and they say when", () => {
    const ruling = rulingOf(policy(", shifts: [{ days: mon-fri, hours: '09:00-17:00' }]"), file(text));
    expect(onDuty(ruling, "lead", london("2025-04-09 12:00"))).toEqual(["ben"]);
    expect(onDuty(ruling, "lead", london("2025-04-09 20:00"))).toEqual([]);
    expect(iso(nextChangeOf(ruling, ["lead"], london("2025-04-09 12:00")))).toBe("2025-04-09T16:00:00Z");
  });

  test("where it names nobody those who take turns have the duty", () => {
    const ruling = rulingOf(
      policy(", people: [cat], swaps: [{ from: 2025-04-09T10:00, to: 2025-04-09T11:00, who: dan }]"),
      file(text),
    );
    expect(onDuty(ruling, "lead", london("2025-03-20 12:00"))).toEqual(["cat"]);
    expect(onDuty(ruling, "lead", london("2025-04-09 10:30"))).toEqual(["dan"]);
  });

  test("that can't be read leaves nobody on duty but by swaps, and says where", () => {
    const bad = text.replace("FREQ=WEEKLY;INTERVAL=2", "FREQ=YEARLY");
    const ruling = rulingOf(
      policy(", people: [cat], swaps: [{ from: 2025-04-09T10:00, to: 2025-04-09T11:00, who: dan }]"),
      file(bad),
    );
    expect(ruling.rotaProblems).toMatchObject([
      { file: ".github/rota/week.ics", path: "rota.week.ical", line: 7 },
    ]);
    expect(onDuty(ruling, "lead", london("2025-04-09 12:00"))).toEqual([]);
    expect(onDuty(ruling, "lead", london("2025-04-09 10:30"))).toEqual(["dan"]);
    expect(iso(nextChangeOf(ruling, ["lead"], london("2025-04-09 10:30")))).toBe("2025-04-09T10:00:00Z");
  });

  test("that can't be read counts until that is over, and is said until then", () => {
    const rest = ["BEGIN:VEVENT", "UID:odd", "SUMMARY:Ana", "DTSTART:20250401T090000", "DURATION:PT1H"];
    const odd = [...rest, "RRULE:FREQ=YEARLY;UNTIL=20250402T090000", "END:VEVENT", "END:VCALENDAR"].join(
      "\r\n",
    );
    const ruling = rulingOf(policy(), file(text.replace("END:VCALENDAR", odd)));
    const told = (at: string) => rotaProblemsAt(ruling, london(at)).length;
    expect([onDuty(ruling, "lead", london("2025-04-03 12:00")), told("2025-04-03 12:00")]).toEqual([[], 1]);
    expect(iso(nextChangeOf(ruling, ["lead"], london("2025-04-03 12:00")))).toBe("2025-04-04T01:00:00Z");
    expect([onDuty(ruling, "lead", london("2025-04-04 12:00")), told("2025-04-04 12:00")]).toEqual([
      ["ana"],
      0,
    ]);
  });

  test("names leave as no shift, of which nothing has to be corrected", () => {
    const ruling = rulingOf(policy(), file(text.replace("SUMMARY:Ben", "SUMMARY:Ben on leave")));
    expect(onDuty(ruling, "lead", london("2025-04-09 12:00"))).toEqual([]);
    expect(ruling.rotaProblems).toMatchObject([
      { meant: true, message: expect.stringContaining('says "leave"') },
    ]);
    expect(rotaProblemsAt(ruling, london("2025-04-09 12:00"))).toEqual([]);
    const kept = rulingOf(
      policy("", ical.replace("names:", "no-duty: [], names:")),
      file(text.replace("SUMMARY:Ben", "SUMMARY:Ben on leave")),
    );
    expect(onDuty(kept, "lead", london("2025-04-09 12:00"))).toEqual(["ben"]);
  });

  test("at an address comes as a feed: the last good text holds while it fails, and that is said", () => {
    const feed = { url: "env:ROTA", shown: "env:ROTA", oid: text, text };
    const named = policy("", "ical: { url: 'env:ROTA', names: { Ana: ana, Ben: ben } }");
    expect(onDuty(rulingOf(named, { feeds: [feed] }), "lead", london("2025-04-09 12:00"))).toEqual(["ben"]);
    const failing = rulingOf(named, { feeds: [{ ...feed, fault: "It could not be read." }] });
    expect(onDuty(failing, "lead", london("2025-04-09 12:00"))).toEqual(["ben"]);
    expect(failing.rotaProblems.map(({ file: at, message }) => `${at} ${message}`)).toEqual([
      "env:ROTA It could not be read.",
    ]);
    const absent = rulingOf(named);
    expect(onDuty(absent, "lead", london("2025-04-09 12:00"))).toEqual([]);
    expect(absent.rotaProblems[0]?.message).toContain("not read here");
  });

  test("entries that name nobody of the rota are left out, and the others hold", () => {
    const ruling = rulingOf(policy(), file(text.replace("SUMMARY:Ben", "SUMMARY:Party")));
    expect(onDuty(ruling, "lead", london("2025-04-02 12:00"))).toEqual(["ana"]);
    expect(onDuty(ruling, "lead", london("2025-04-09 12:00"))).toEqual([]);
    expect(ruling.rotaProblems).toMatchObject([
      { line: 9, message: expect.stringContaining('"Party" names nobody of names:') },
    ]);
  });
});
