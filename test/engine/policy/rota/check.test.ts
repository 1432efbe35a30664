// Rotas that can't be meant: each is refused with its path, its place and what to write instead.
import { describe, expect, test } from "vitest";
import { loadPolicy } from "../../../../src/engine/policy.ts";
import { presets } from "../../../../src/shipped/presets.ts";
import { edm } from "../../duty/rulings.ts";

function problemsOf(text: string): readonly string[] {
  const { problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
  return problems.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

const core = `extends: sre
incidents: { zone: Europe/London }
calendars: { core: { hours: { mon-fri: '08:00-17:30' }, holidays: { add: [2025-04-18] } } }
`;
const night = "{ hours: '17:30-08:00' }";
const rota = (...lines: string[]): string =>
  `${core}rota:\n  edm:\n${lines.map((line) => `    ${line}\n`).join("")}`;
const people = "people: [ana]";

test("the rota of H-20 is fine, its overlap declared", () => {
  expect(problemsOf(edm)).toEqual([]);
});

test("a rota of nobody is fine where it says so, as presets do", () => {
  expect(problemsOf(rota("people: []"))).toEqual([]);
});

test("every preset loads", () => {
  for (const [name] of Object.entries(presets()))
    expect([name, ...problemsOf(`extends: ${name}`)]).toEqual([name]);
});

describe("a rota that can't be meant", () => {
  const kinds: readonly (readonly [string, string, RegExp])[] = [
    [
      "an unknown zone",
      rota(people, "zone: Europe/Londn"),
      /^7:11 rota\.edm\.zone: "Europe\/Londn" is no time zone/,
    ],
    [
      "nobody in it",
      rota("shifts: [{ hours: '00:00-24:00' }]"),
      /^5:3 rota\.edm\.people: The rota edm names nobody; add people/,
    ],
    [
      "an unknown calendar",
      rota(people, "calendar: cor"),
      /^7:15 rota\.edm\.calendar: There is no calendar cor; did you mean core\?/,
    ],
    [
      "turns without a beginning",
      rota("people: [ana, ben]"),
      /^5:3 rota\.edm\.from: Nobody knows whose turn it is: write from:/,
    ],
    [
      "a length of turns that is none",
      rota(people, "turn: weekly"),
      /^7:11 rota\.edm\.turn: .*write 1d, 1w or 2w/,
    ],
    [
      "a beginning on no day",
      rota(people, "from: 2025-02-30"),
      /^7:11 rota\.edm\.from: No calendar has the day 2025-02-30/,
    ],
    [
      "a shift that begins when the day is over",
      rota(people, "gaps: true", "shifts: [{ hours: '24:00-08:00' }]"),
      /rota\.edm\.shifts\.0\.hours: 24:00 can only be an end/,
    ],
    [
      "holidays of no calendar",
      rota(people, "gaps: true", `shifts: [${night}, { hours: '08:00-17:30', holidays: only }]`),
      /^8:\d+ rota\.edm\.shifts\.1\.holidays: holidays: only needs to know the holidays/,
    ],
    [
      "a swap on no day",
      rota(people, "swaps: [{ from: 2025-02-30T10:00, to: 2025-03-01T10:00, who: ben }]"),
      /rota\.edm\.swaps\.0\.from: No calendar has the time 2025-02-30T10:00/,
    ],
    [
      "a swap that ends before it begins",
      rota(people, "swaps: [{ from: 2025-04-04T18:00, to: 2025-04-04T17:00, who: ben }]"),
      /rota\.edm\.swaps\.0\.to: The swap ends at 2025-04-04T17:00, which is not after/,
    ],
    [
      "swaps that overlap",
      rota(
        people,
        "swaps: [{ from: 2025-04-04T18:00, to: 2025-04-05T17:00, who: ben }, { from: 2025-04-05T16:59, to: 2025-04-06T17:00, who: cat }]",
      ),
      /rota\.edm\.swaps\.1\.from: This swap overlaps with the one from 2025-04-04T18:00 to 2025-04-05T17:00/,
    ],
    [
      "an iCalendar text without names",
      rota("ical: { path: .github/rota/edm.ics }"),
      /^6:5 rota\.edm\.ical\.names: Nobody knows who is meant/,
    ],
    [
      "an iCalendar text from nowhere",
      rota("ical: { names: { Ana: ana } }"),
      /rota\.edm\.ical\.path: It names no text; write either path/,
    ],
    [
      "an iCalendar text from two places",
      rota("ical: { path: .github/rota/edm.ics, url: 'https://example.org/a.ics', names: { Ana: ana } }"),
      /rota\.edm\.ical\.url: It names a file and an address/,
    ],
    [
      "an iCalendar file in another folder",
      rota("ical: { path: on-call/edm.ics, names: { Ana: ana } }"),
      /rota\.edm\.ical\.path: "on-call\/edm\.ics" is not read.*write \.github\/rota\/edm\.ics/,
    ],
    [
      "an address that is not https",
      rota("ical: { url: 'http://example.org/a.ics', names: { Ana: ana } }"),
      /rota\.edm\.ical\.url: .* write an https address without a user name, or env:NAME/,
    ],
    [
      "an address with a secret in front",
      rota("ical: { url: 'https://me:pw@example.org/a.ics', names: { Ana: ana } }"),
      /rota\.edm\.ical\.url: .* write an https address without a user name/,
    ],
    [
      "an unknown rota on duty",
      `${core}roles: { lead: { duty: { out: { rota: edn } } } }\nrota: { edm: { people: [ana] } }`,
      /^4:39 roles\.lead\.duty\.out\.rota: There is no rota edn; did you mean edm\?/,
    ],
    [
      "duty by hours without a calendar",
      "extends: sre\nroles: { lead: { duty: { core: [ana] } } }",
      /^2:26 roles\.lead\.duty\.core: There is no calendar, so that nobody knows when core hours are/,
    ],
  ];
  test.each(kinds)("%s", (_, text, expected) => {
    const found = problemsOf(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });
});

describe("hours without a shift", () => {
  const withRole = (duty: string, ...lines: string[]): string =>
    `${rota(people, ...lines)}roles: { lead: { duty: ${duty} } }\n`;

  test("an hour of a Friday night, at the shifts", () => {
    const shifts =
      "shifts: [{ days: mon-thu, hours: '17:30-08:00' }, { days: fri, hours: '17:30-07:00' }, { days: sat, hours: '08:00-08:00' }, { days: sun, hours: '08:00-08:00' }, { hours: '08:00-17:30' }]";
    expect(problemsOf(withRole("{ out: { rota: edm } }", shifts, "overlap: true"))).toEqual([
      expect.stringMatching(
        /^7:5 rota\.edm\.shifts: Nobody is on duty on Saturday 07:00-08:00; add a shift there, or write gaps: true/,
      ),
    ]);
  });

  test("core hours need none where the rota is asked out of hours, and do where it is asked always", () => {
    const shifts = `shifts: [{ days: mon-fri, hours: '17:30-08:00' }, { days: sat-sun, hours: '08:00-08:00' }, { days: [mon-fri], hours: '08:00-17:30', holidays: only }]`;
    expect(problemsOf(withRole("{ out: { rota: edm } }", "calendar: core", shifts))).toEqual([]);
    expect(problemsOf(withRole("{ rota: edm }", "calendar: core", shifts)).join()).toContain(
      "Nobody is on duty on Monday 08:00-17:30; Tuesday 08:00-17:30; Wednesday 08:00-17:30 and 2 more",
    );
  });

  test("a holiday is out of hours: a week without holiday shifts has a gap then", () => {
    const shifts =
      "shifts: [{ days: mon-fri, hours: '17:30-08:00' }, { days: sat-sun, hours: '08:00-08:00' }]";
    expect(problemsOf(withRole("{ out: { rota: edm } }", shifts)).join()).toContain(
      "Nobody is on duty on Monday 08:00-17:30, a holiday; ",
    );
    expect(problemsOf(withRole("{ out: { rota: edm } }", shifts, "gaps: true"))).toEqual([]);
  });

  test("a shift that holidays take away leaves its night open", () => {
    const shifts = "shifts: [{ hours: '17:30-08:00', holidays: no }, { hours: '08:00-17:30' }]";
    expect(problemsOf(withRole("{ out: { rota: edm } }", "calendar: core", shifts)).join()).toContain(
      "00:00-08:00, the day after a holiday",
    );
  });

  test("a rota that no role has is held to the hours out of core hours", () => {
    expect(problemsOf(rota(people, "shifts: [{ days: mon-fri, hours: '17:30-08:00' }]")).join()).toContain(
      "Nobody is on duty on ",
    );
  });

  test("an iCalendar text says itself when somebody is on duty", () => {
    expect(
      problemsOf(
        rota(
          "ical: { path: .github/rota/edm.ics, names: { Ana: ana } }",
          `shifts: [{ days: mon, hours: '10:00-12:00' }]`,
        ),
      ),
    ).toEqual([]);
  });
});

test("shifts that overlap without saying so, with the two and the hours", () => {
  expect(problemsOf(edm.replace("    overlap: true\n", ""))).toEqual([
    expect.stringMatching(
      /^19:9 rota\.edm\.shifts\.\d: It overlaps with shift \d on \w+ 07:00-08:00, .*holiday; correct the hours, or write overlap: true, and the incoming shift has the duty\.$/,
    ),
  ]);
});

test("a clock that reminds only a role whose rota names nobody reminds nobody", () => {
  const clock = "clocks: { update: { remind: { only: [lead] } } }\n";
  const role = "roles: { lead: { duty: { out: { rota: edm } } } }\n";
  expect(problemsOf(`${rota("people: []")}${role}${clock}`).join()).toContain(
    "Nobody is on duty for lead, and only: shuts out",
  );
  expect(problemsOf(`${rota(people)}${role}${clock}`)).toEqual([]);
});

test("a rota at all times beside a preset's duty by hours is refused, and holds once those are taken out", () => {
  const text = (duty: string): string =>
    `extends: hssi\nroles: { edm: { duty: ${duty} } }\nrota: { edm: { gaps: true, people: [ana] } }\n`;
  expect(problemsOf(text("{ rota: edm }"))).toEqual([
    expect.stringMatching(
      /^2:31 roles\.edm\.duty\.rota: A rota at all times and duty by hours \(out\) can't both hold; .*out: null\.$/,
    ),
  ]);
  expect(problemsOf(text("{ rota: edm, out: null }"))).toEqual([]);
});
