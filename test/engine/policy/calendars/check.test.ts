import { expect, test } from "vitest";
import { loadPolicy } from "../../../../src/engine/policy.ts";
import { presets } from "../../../../src/shipped/presets.ts";

/** Each problem as its place and message. */
function problemsOf(text: string): readonly string[] {
  const { problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
  return problems.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

const office = (rest: string): string => `extends: sre
calendars:
  office:
    ${rest}
`;

test("a calendar with hours, a zone and holidays is right", () => {
  expect(
    problemsOf(`extends: sre
calendars:
  office:
    zone: Europe/London
    hours: { mon-thu: ["08:00-12:00", "12:00-17:30"], fri: "08:00-16:00", sat-sun: closed }
    holidays: { region: GB-ENG, add: [2025-12-24], remove: [2025-08-25] }
  always: { hours: { mon-sun: all day } }
clocks:
  report: { starts: resolved, stops: closed, within: 10wd, calendar: office, last-working: true }
`),
  ).toEqual([]);
});

test.each([
  ["without hours", "title: office", "3:3 calendars.office.hours", "has no hours"],
  ["that is always closed", "hours: { mon-sun: closed }", "4:5 calendars.office.hours", "has no hours"],
  [
    "whose day ends before it begins",
    `hours: { mon: "17:30-08:00" }`,
    "4:19 calendars.office.hours.mon",
    "hours over midnight are two: '17:30-24:00' on one day and '00:00-08:00' on the next",
  ],
  [
    "whose day has no length",
    `hours: { mon: ["08:00-08:00"] }`,
    "4:20 calendars.office.hours.mon.0",
    "ends before it begins",
  ],
  [
    "that begins at midnight's end",
    `hours: { mon: "24:00-24:00" }`,
    "4:19 calendars.office.hours.mon",
    "24:00 can only be an end",
  ],
  [
    "with spans that overlap",
    `hours: { mon: ["08:00-12:30", "12:00-17:00"] }`,
    "4:35 calendars.office.hours.mon.1",
    "12:00-17:00 overlaps with 08:00-12:30",
  ],
  [
    "with a weekday under two names",
    `hours: { mon-fri: "08:00-17:00", wed: closed }`,
    "4:38 calendars.office.hours.wed",
    "Wednesday has hours under mon-fri already",
  ],
  [
    "in a zone that nobody knows",
    `{ zone: Europe/Londn, hours: { mon: all day } }`,
    "4:13 calendars.office.zone",
    "write an IANA name such as Europe/London",
  ],
  [
    "of a region that nobody knows",
    `{ hours: { mon: all day }, holidays: GB-EGN }`,
    "4:42 calendars.office.holidays",
    "did you mean GB-ENG?",
  ],
  [
    "of a region, among days, that nobody knows",
    `{ hours: { mon: all day }, holidays: { region: England, add: [2025-12-24] } }`,
    "4:52 calendars.office.holidays.region",
    "write a code such as GB-ENG",
  ],
  [
    "with a day that no calendar has",
    `{ hours: { mon: all day }, holidays: { add: [2025-02-30] } }`,
    "4:50 calendars.office.holidays.add.0",
    "No calendar has the day 2025-02-30",
  ],
  [
    "that removes what is no holiday",
    `{ hours: { mon: all day }, holidays: { region: GB-ENG, remove: [2025-08-25, 2025-08-26] } }`,
    "4:81 calendars.office.holidays.remove.1",
    "2025-08-26 is no public holiday of GB-ENG",
  ],
  [
    "that removes holidays of no region",
    `{ hours: { mon: all day }, holidays: { remove: [2025-08-25] } }`,
    "4:53 calendars.office.holidays.remove.0",
    "name a region",
  ],
])("a calendar %s is refused at its place, with what to do", (_, rest, place, words) => {
  const problems = problemsOf(office(rest));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(`${place}: `);
  expect(problems[0]).toContain(words);
});

const clock = (rest: string): string => `extends: sre
clocks:
  report: { starts: resolved, stops: closed, ${rest} }
`;

test.each([
  ["in working days", "within: 10wd", "clocks.report.within", '"10wd" is business time'],
  [
    "in business hours at one severity",
    "within: { sev1: 4 business hours, any: 3d }",
    "clocks.report.within.sev1",
    "there is no calendar",
  ],
  [
    "in working days for some facts",
    "within: 3d, cases: [{ when: { impact: '*' }, within: 5wd }]",
    "clocks.report.cases.0.within",
    "there is no calendar",
  ],
  [
    "with a last working moment",
    "within: 72h, last-working: true",
    "clocks.report.last-working",
    "needs hours of business",
  ],
  [
    "by a calendar that is not there",
    "within: 3d, calendar: offce",
    "clocks.report.calendar",
    "no calendar offce",
  ],
])("a clock %s where there is no calendar is refused at its place", (_, rest, path, words) => {
  const problems = problemsOf(clock(rest));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(` ${path}: `);
  expect(problems[0]).toContain(words);
});

test.each([
  ["within: 0wd", "clocks.report.within"],
  ["within: { sev1: 0 business hours, any: 3d }", "clocks.report.within.sev1"],
  ["within: 3d, cases: [{ when: { impact: '*' }, within: 0m }]", "clocks.report.cases.0.within"],
])("a limit of nothing (%s) is refused", (rest, path) => {
  const text = `${clock(rest)}calendars: { office: { hours: { mon-fri: "08:00-17:00" } } }\n`;
  const problems = problemsOf(text);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(` ${path}: A limit of nothing is always past`);
});

test("a calendar's name that is nearly right is put right", () => {
  const text = `${clock("within: 3wd, calendar: offce")}calendars: { office: { hours: { mon-fri: "08:00-17:00" } } }\n`;
  expect(problemsOf(text)).toEqual([
    "3:69 clocks.report.calendar: There is no calendar offce; did you mean office?",
  ]);
});

test.each(["CET", "EST5EDT", "US/Pacific", "Asia/Calcutta", "GB", "NZ-CHAT", "Etc/GMT+5"])(
  "the zone %s is one of IANA's",
  (zone) => {
    expect(problemsOf(office(`{ zone: "${zone}", hours: { mon-fri: "08:00-17:30" } }`))).toEqual([]);
  },
);

test.each(["BST", "PST", "AET", "+01:00", "London", "GMT Standard Time"])(
  "the zone %s is refused: it is no IANA name",
  (zone) => {
    expect(problemsOf(office(`{ zone: "${zone}", hours: { mon-fri: "08:00-17:30" } }`))).toEqual([
      `4:13 calendars.office.zone: "${zone}" is no time zone; write an IANA name such as Europe/London.`,
    ]);
  },
);
