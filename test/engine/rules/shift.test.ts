// Changes of duty on an open incident: who is told, once, and what is not worth a comment (H-19, H-20).
import { describe, expect, test } from "vitest";
import { at } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { shifts as edmShifts } from "../duty/rulings.ts";
import { mapOf } from "../map-of.ts";
import { card, comment, does, lookedAt, said, wakes, watched } from "../outcome.ts";

// Friday 1 May 2026; Monday the 4th is a bank holiday.
const policy = `extends: sre
incidents: { zone: Europe/London }
calendars: { core: { hours: { mon-fri: '08:00-17:30' }, holidays: { add: [2026-05-04] } } }
rota:
  edm:
    calendar: core
    people: [ben, cat]
    from: 2026-04-27
    overlap: true
    shifts:
${edmShifts}
roles:
  lead: { duty: { core: [ana], out: { rota: edm } } }
clocks: { update: null }
attention: { silence: none }
`;

const open = (at0 = "17:00", text = policy): History =>
  incident({ policy: text }).opened(at0, "alice", at.sev1).looked(at0);

const shifts = (history: History): readonly string[] =>
  said(history).filter((line) => line.includes("shift"));

describe("when duty changes on an open incident", () => {
  test("looks again at the change and says who is on duty, until when, once", () => {
    const history = open();
    expect(wakes(history.plan("17:01"))).toBe("17:30");
    expect(does(history.plan("17:29"))).toEqual([]);
    const found = comment(history.plan("17:30"), "shift");
    expect(found).toMatchObject({
      id: "shift/lead/2026-05-01T16:30:00Z",
      mentions: ["ben"],
      due: time("17:30"),
    });
    expect(found.values).toMatchObject({
      at: "17:30 BST (16:30 UTC)",
      severity: "SEV1",
      changes: [{ role: "lead", who: "@ben", until: "Mon 4 May 07:00 BST" }],
    });
    history.looked("17:30");
    expect(does(history.plan("17:31"))).toEqual([]);
  });

  test("looks again where nobody is told: the card names who is asked next", () => {
    const text = policy.replace("clocks: { update: null }", "escalation: [lead]");
    const roles = { alice: "write", ana: "write", ben: "write", dee: "read" } as const;
    const history = incident({ policy: text, roles }).opened("17:00", "alice", at.sev1).looked("17:00");
    const closed = lookedAt(history.closed("17:10", "dee"), "17:10", "17:10");
    expect(wakes(closed.plan("17:12"))).toBe("17:30");
    expect(does(closed.plan("17:30"))).toEqual([]);
    const whole = lookedAt(closed.reopened("17:31", "ana"), "17:31", "17:31");
    expect(wakes(whole.comment("17:32", "ana", "/resolve").looked("17:32").plan("17:33"))).toBe("07:00");
  });

  test("says nothing at changes of shift at which the same person stays", () => {
    expect(shifts(watched(open(), "3 23:00"))).toEqual(["17:30 shift"]);
  });

  test("says the next change, and folds the last one away: the week turns with the holiday's first shift", () => {
    const history = watched(open(), "5 09:00");
    expect(shifts(history)).toEqual(["17:30 shift (minimized)", "07:00 shift (minimized)", "08:00 shift"]);
    expect(comment(watched(open(), "4 06:59").plan("4 07:00"), "shift").values).toMatchObject({
      changes: [{ who: "@cat", until: "Tue 5 May 08:00 BST" }],
    });
  });

  test("after downtime says the newest change only", () => {
    const history = open();
    expect(comment(history.plan("4 07:10"), "shift")).toMatchObject({
      id: "shift/lead/2026-05-04T06:00:00Z",
      mentions: ["cat"],
    });
    expect(shifts(lookedAt(history, "4 07:10", "4 07:20"))).toEqual(["07:10 shift"]);
  });

  test("a change that is a day old is no news", () => {
    expect(does(open().plan("3 06:00"))).toEqual([]);
  });

  test("does not speak of a change before the incident", () => {
    expect(does(open("18:00").plan("18:01"))).toEqual([]);
  });

  test("a deleted announcement stays deleted", () => {
    const history = lookedAt(open(), "17:30", "17:31")
      .comment("17:40", "ana", "/update still looking")
      .looked("17:40");
    expect(does(history.deleted("shift").plan("17:50"))).toEqual([]);
  });

  test("names a contact without an account and mentions nobody", () => {
    const text = `${policy.replace("people: [ben, cat]", "people: [desk]").replace("    from: 2026-04-27\n", "")}contacts: { desk: Service desk }\n`;
    const found = comment(open("17:00", text).plan("17:30"), "shift");
    expect(found.mentions).toEqual([]);
    expect(found.values).toMatchObject({ changes: [{ who: "Service desk" }] });
  });

  test("keeps quiet where nobody comes on duty, and the card shows the role vacant", () => {
    const text = policy.replace("core: [ana], out: { rota: edm }", "core: [ana]");
    expect(does(open("17:00", text).plan("17:30"))).toEqual([]);
  });
});

test("whoever comes on duty for a level that was asked for hears of it", () => {
  const text = `${policy.replace("lead: { duty: { core: [ana], out: { rota: edm } } }", "edm: { duty: { core: [ana], out: { rota: edm } } }")}escalation: [{ key: "1", role: comms }, { key: "2", role: edm }]\n`;
  expect(does(open("17:00", text).plan("17:30"))).toEqual([]);
  const history = open("17:00", text).comment("17:10", "ana", "/escalate 2").looked("17:10");
  expect(comment(history.plan("17:30"), "shift").mentions).toEqual(["ben"]);
});

test("where a feed says who is on duty it looks again every 15 minutes, for a feed changes without a word", () => {
  const text = policy.replace(
    "    people: [ben, cat]",
    "    ical: { url: 'https://example.org/a.ics', names: { Ben: ben } }",
  );
  const history = open("17:00", text);
  expect([wakes(history.plan("17:01")), wakes(history.plan("17:25"))]).toEqual(["17:16", "17:30"]);
});

describe("nothing is said", () => {
  test("where somebody took the role", () => {
    const history = open().comment("17:05", "ana", "/role lead @ana").looked("17:05");
    expect(does(history.plan("17:30"))).toEqual([]);
  });

  test("of a role that is neither offered nor asked by a running clock nor escalated to first", () => {
    const text = `${policy.replace("  lead: { duty: { core: [ana], out: { rota: edm } } }", "  edm: { duty: { out: { rota: edm } } }")}`;
    expect(does(open("17:00", text).plan("17:30"))).toEqual([]);
  });

  test("once the incident is resolved", () => {
    const history = open().comment("17:10", "ana", "/resolve cause: a full disk").looked("17:10");
    expect(does(history.plan("17:30"))).toEqual([]);
  });

  test("on a drill", () => {
    const history = open().comment("17:05", "ana", "/drill because we train").looked("17:05").looked("17:07");
    expect(does(history.plan("17:30"))).toEqual([]);
  });

  test("to somebody whom a reminder asks in a moment anyway", () => {
    const text = policy.replace(
      "clocks: { update: null }",
      "clocks: { update: { starts: declared, within: 45m, warn: [10m] } }",
    );
    const history = open("17:00", text);
    expect(does(history.plan("17:30"))).toEqual([]);
    expect(does(lookedAt(history, "17:30", "17:35").plan("17:36"))).toEqual([]);
    expect(said(history)).toContain("17:35 reminder");
  });
});

test("neither quiet nor a ceiling keeps from somebody that he is on duty now", () => {
  const quiet = open().comment("17:05", "ana", "/quiet 60m because we are on a call").looked("17:05");
  expect(comment(quiet.plan("17:30"), "shift").mentions).toEqual(["ben"]);
  const full = open("17:00", policy.replace("{ silence", "{ per-hour: 2, silence"));
  expect(comment(full.plan("17:30"), "shift").mentions).toEqual(["ben"]);
});

const elsewhere = (history: History): History =>
  history.changed((snapshot) => ({ ...snapshot, mentioned: mapOf({ ben: time("17:30") }) }));

test("who was mentioned on another incident since he came on duty is told of this one when it is his turn", () => {
  const history = elsewhere(open());
  expect(does(history.plan("17:31"))).toEqual([]);
  expect(wakes(history.plan("17:31"))).toBe("17:45");
  expect(comment(history.plan("17:45"), "shift").mentions).toEqual(["ben"]);
});

test("whom the handover's own word names the incident to is named, where there is room", () => {
  const handed = (more: string) =>
    `${policy.replace("{ silence", more)}handover: { changes: { night: { from: lead, to: lead, at: { closes: core } } } }\n`;
  expect(
    comment(elsewhere(open("17:00", handed("{ per-hour: 4, silence"))).plan("17:31"), "shift"),
  ).toMatchObject({ mentions: [] });
  const full = elsewhere(open("17:00", handed("{ per-hour: 2, silence")));
  expect(does(full.plan("17:31"))).toEqual([]);
  expect(wakes(full.plan("17:31"))).toBe("18:00");
});

test("help that was asked of whoever went off duty is told to whoever comes, and the card says whom it asked", () => {
  const levels = "escalation: [{ key: '1', role: lead }]\n";
  const history = open("17:00", `${policy}${levels}`)
    .comment("17:10", "alice", "/escalate because we need a decision")
    .looked("17:10");
  const asked = [{ title: "lead", who: "ana", at: "17:10 BST" }];
  expect(card(history, "17:20").escalation).toMatchObject(asked);
  const change = comment(history.plan("17:30"), "shift");
  expect(change.mentions).toEqual(["ben"]);
  expect(change.values.changes).toMatchObject([
    {
      role: "lead",
      wanted: [
        {
          title: "lead",
          at: "17:10 BST",
          reasons: [{ kind: "person", by: "alice", because: "we need a decision" }],
        },
      ],
    },
  ]);
  expect(card(history.looked("17:30"), "17:31").escalation).toMatchObject(asked);
  const handed = open(
    "17:00",
    `${policy}${levels}handover: { changes: { night: { from: lead, to: lead, at: { closes: core } } } }\n`,
  )
    .comment("17:10", "alice", "/escalate because we need a decision")
    .looked("17:10");
  expect(does(elsewhere(handed).plan("17:31"))).toEqual([]);
  expect(comment(handed.plan("17:45"), "shift").mentions).toEqual(["ben"]);
  const answered = history.comment("17:35", "ben", "/ack").looked("17:35");
  expect(card(answered, "17:36").escalation).toMatchObject([{ answeredAt: "17:35 BST", by: "ben" }]);
});
