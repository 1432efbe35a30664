// How changes of duty, rights, care and the record are told.
import { describe, expect, test } from "vitest";
import { BASE, edited, wordsOf } from "./policies.ts";

const also = (sections: string) => edited(["clocks:\n", `${sections}\nclocks:\n`]);

describe("duty", () => {
  test("is told by the hours in which somebody else has it", () => {
    const plain = edited(["{ core: ana, out: { rota: on-call } }", "{ core: ana, out: ben }"]);
    expect(
      wordsOf(plain, edited(["{ core: ana, out: { rota: on-call } }", "{ core: ana, out: dan }"])),
    ).toEqual(["@dan instead of @ben is on duty as manager out of core hours."]);
    // Two people at different hours before, one at all hours after: one change.
    expect(wordsOf(plain, edited(["{ core: ana, out: { rota: on-call } }", "siro"]))).toEqual([
      "Senior information risk owner instead of @ben or @ana is on duty as manager.",
    ]);
  });

  test("by a rota that goes by another zone's time is told by the hours that this moves", () => {
    const nights = (zone: string): string =>
      edited([
        'from: 2025-01-06, shifts: [{ hours: "00:00-24:00" }]',
        `from: 2025-01-06, zone: ${zone}, gaps: true, shifts: [{ hours: "18:00-06:00" }]`,
      ]);
    const words = wordsOf(nights("Europe/London"), nights("Europe/Paris"));
    expect(words[0]).toBe("The rota “on call” goes by the time of Europe/Paris instead of Europe/London.");
    expect(words.join("\n")).toMatch(/nobody instead of .* is on duty as manager .*05:00 to 06:00/u);
  });

  test("by a rota is told with its cause, and by weekdays where it follows the week", () => {
    const saturdays = edited(
      ["people: [ben, cara]", "people: [ben]"],
      ['hours: "00:00-24:00" }', 'days: mon-sat, hours: "00:00-24:00" }'],
    );
    expect(
      wordsOf(
        saturdays.replace("shifts:", "gaps: true, shifts:"),
        edited(["people: [ben, cara]", "people: [ben]"]).replace("shifts:", "gaps: true, shifts:"),
      ),
    ).toEqual([
      "The rota “on call” has every day 00:00–24:00 instead of Monday to Saturday 00:00–24:00.",
      "  @ben instead of nobody is on duty as manager on Sundays",
    ]);
  });

  test("by a swap is told by its times", () => {
    const swap = "swaps: [{ from: 2025-06-07T09:00, to: 2025-06-08T09:00, who: dan }], ";
    expect(wordsOf(BASE, edited(["from: 2025-01-06, ", `from: 2025-01-06, ${swap}`]))).toEqual([
      "Swaps of the rota “on call”: @dan from Sat 7 Jun 09:00 BST to Sun 8 Jun 09:00 BST instead of none.",
      "  @dan instead of @cara is on duty as manager from Sat 7 June 2025 09:00 to Sun 8 June 2025 09:00",
    ]);
  });
});

test("who may give commands is told once for all that changed alike", () => {
  expect(wordsOf(BASE, edited(["commands: {", "commands: { status: write, severity: write,"]))).toEqual([
    "`/severity` and `/status` may be given by everybody with the GitHub role write or more instead of everybody with the GitHub role triage or more.",
  ]);
});

test("words for a severity are told by what they mean now", () => {
  expect(
    wordsOf(
      BASE,
      also("severities: { sev1: { aliases: ['1', s1, p1, p0, severity 1, priority 1, critical] } }"),
    ),
  ).toEqual(["“p0” means SEV1 instead of nothing."]);
});

test("a page is told by whom it rings, and through what", () => {
  const paged = (channel: string) => edited(["within: 30m }", `within: 30m, page: ${channel} }`]);
  expect(wordsOf(BASE, paged("pager"))).toEqual(["The lead is paged through pager."]);
  expect(wordsOf(paged("pager"), BASE)).toEqual(["The lead is paged through pager no more."]);
  expect(wordsOf(paged("pager"), paged("phone"))).toEqual([
    "The lead is paged through phone instead of pager.",
  ]);
});

test("escalation is told by who is asked, how long they have, and when", () => {
  expect(
    wordsOf(BASE, edited(["within: 30m", "within: 45m"], ["hours: out, because", "hours: core, because"])),
  ).toEqual([
    "The lead has 45 minutes to answer instead of 30 minutes.",
    "The escalation rule “press” holds in core hours instead of out of core hours.",
  ]);
  expect(
    wordsOf(
      BASE,
      edited([
        "[manager, { key: siro, role: lead, within: 30m }]",
        "[{ key: siro, role: lead, within: 30m }, manager]",
      ]),
    ),
  ).toEqual(["Help is asked of the lead then the manager instead of the manager then the lead."]);
});

test("the record, reviews and attention are told in figures", () => {
  expect(
    wordsOf(
      BASE,
      also(
        "incidents: { mode: watch, since: 2025-05-01 }\nfields: { cause: { required: [identify, resolve] }, fix: null }\nstatuses: { watching: { phase: mitigated } }\nretro: { severities: [sev1] }\nattention: { per-hour: 4, fallback: [ana] }\nteams: { letters: acme/letters }",
      ),
    ),
  ).toEqual([
    "Tocsin only watches: it writes nothing to issues any more.",
    "Issues from Thu 1 May 2025 on are looked after, instead of from any time on.",
    "An incident may get 4 comments in an hour instead of 6.",
    "Where nobody can be found, @ana is asked instead of nobody.",
    "“what ended it” is no fact of an incident any more.",
    "“cause” is required to identify and resolve instead of to resolve.",
    "There is a new status, “Watching”, which counts as mitigated.",
    "Actions may be filed for the team letters, in acme/letters.",
    "SEV2 no longer gets a review when closed.",
  ]);
});

test("a service, a flag and a handover that differ are told by name", () => {
  expect(
    wordsOf(
      BASE,
      edited(
        ["tier: gold", "tier: silver, group: Shop"],
        ["title: clinical safety", "title: clinical safety, kept: false"],
        ["closes: core", "opens: core"],
      ),
    ),
  ).toEqual([
    "The handover “evening” is at the opening of core instead of the closing of core.",
    "The flag “clinical safety” may be taken off without a reason, and its label is not put back.",
    "The service “Letters” is of tier silver instead of gold.",
    "The service “Letters” stands under Shop on the status page instead of no heading.",
  ]);
});
