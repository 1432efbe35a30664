// Who answers for a level, who rings it, what is asked of nobody, and what is said where everybody is silent (H-20, H-22, H-25).
import { describe, expect, test } from "vitest";
import { at } from "../answers.ts";
import { type History, incident } from "../build.ts";
import { card, comment, lookedAt, said, says, value, watched } from "../outcome.ts";

const policy = (edm = "ring: lead", more = ""): string => `extends: sre
declare: { tell: null }
calendars: { core: { hours: { mon-fri: "08:00-17:30" } } }
roles:
  lead: { duty: [lea] }
  manager: { duty: [mo] }
  edm: { title: on-call escalation manager, duty: [erin], offered: false }
  level-3: { title: level 3, duty: [dora], offered: false }
  level-4: { title: level 4, duty: [zoe], offered: false }
escalation:
  levels:
    - { key: "2", role: edm, attempts: 2, within: 20m, ${edm}, source: H-22 }
    - { key: "3", role: level-3, within: 30m }
    - { key: "4", role: level-4, by-people: true }
clocks: { update: { within: 60m, warn: [], overdue: [] } }
${more}`;

const roles = { erin: "write", dora: "write", lea: "write", ana: "write" } as const;

const outage = (text = policy()): History =>
  incident({ policy: text, roles }).opened("09:00", "alice", at.sev1).looked("09:00");
const asked = (text = policy()): History =>
  outage(text).comment("09:10", "ana", "/escalate edm because nobody knows the failover").looked("09:10");

describe("a level", () => {
  test.each([
    ["by whom it asked", "erin", { answeredAt: "09:12 BST", by: "erin" }],
    ["by a level above", "dora", { answeredAt: "09:12 BST", by: "dora" }],
    ["not by whoever asked for it", "ana", { seenBy: [{ by: "ana", at: "09:12 BST" }] }],
    ["not by a role below", "lea", { seenBy: [{ by: "lea", at: "09:12 BST" }] }],
  ])("is acknowledged %s", (_, who, expected) => {
    const history = asked().comment("09:12", who, "/ack").looked("09:12");
    expect(value(card(history, "09:12"), "escalation")).toMatchObject([expected]);
  });

  test("is not answered, and not tried, by a call of which nobody says what came of it", () => {
    const history = asked().comment("09:12", "ana", "/called edm 09:12");
    expect(comment(history.plan("09:12"), "refused").values).toMatchObject({
      refusal: "call-result",
      text: "edm",
    });
    expect(value(card(history.looked("09:12"), "09:12"), "escalation")).toMatchObject([{ calls: 0 }]);
  });

  test("is to be rung where no call is recorded in its time, by whom the policy names", () => {
    expect(says(asked().plan("09:29"))).toEqual([]);
    const ring = comment(asked().plan("09:30"), "ring");
    expect(ring).toMatchObject({ id: expect.stringMatching(/^ring\/2\//), mentions: ["lea"] });
    expect(said(watched(asked(), "10:30")).filter((line) => line.includes("escalate"))).toHaveLength(1);
  });

  test.each<[string, (history: History) => History]>([
    ["a call is recorded", (history) => history.comment("10:06", "lea", "/called edm no answer")],
    ["the level answered", (history) => history.comment("10:06", "erin", "/ack")],
    [
      "the next level is asked and answers",
      (history) =>
        history
          .comment("10:05:30", "ana", "/escalate level-3")
          .looked("10:05:30")
          .comment("10:06", "dora", "/ack"),
    ],
  ])("stays to be rung beside later reminders until %s", (_, happens) => {
    const text = policy("ring: lead", "attention: { mention-every: 1m }").replace(
      "overdue: []",
      "overdue: [5m]",
    );
    const history = lookedAt(asked(text), "09:30", "10:05");
    expect(said(history)).toContain("09:30 ring");
    happens(history);
    expect(said(lookedAt(history, "10:06", "10:06:01"))).toContain("09:30 ring (minimized)");
  });

  test("goes on twenty minutes after the first call, or after the second, and needs no more ringing", () => {
    const once = asked().comment("09:15", "ana", "/called edm no answer").looked("09:15");
    expect(says(once.plan("09:34"))).toEqual([]);
    expect(comment(once.plan("09:35"), "escalate").mentions).toEqual(["dora"]);
    const twice = once.comment("09:18", "ana", "/called edm no answer");
    expect(comment(twice.plan("09:18"), "escalate").mentions).toEqual(["dora"]);
  });

  const escalating = (ring: string): string =>
    policy(ring, "attention: { mention-every: 1m }")
      .replace("overdue: []", "overdue: { after: [5m], then: escalate }")
      .replace("roles:", "roles:\n  desk: { title: Desk, duty: [dee] }");

  test("that is to be rung is passed over by no clock: it is asked again, and so is who is to ring it", () => {
    const history = lookedAt(asked(escalating("ring: desk")), "09:30");
    const plan = history.plan("10:15");
    const reminder = comment(plan, "reminder");
    expect(reminder.mentions.toSorted()).toEqual(["dee", "erin", "lea"]);
    expect(reminder.values.ring).toMatchObject({ who: "@dee", title: "on-call escalation manager" });
    // What was asked to be rung stays in sight, and who asks for more means the level above.
    const later = lookedAt(history, "10:15", "10:16");
    expect(said(later)).toContain("09:30 ring");
    const more = later.comment("10:30", "ana", "/escalate because nobody is there");
    expect(comment(more.plan("10:30"), "escalate").mentions).toEqual(["dora"]);
  });

  test("that need not be rung, or that was answered, is passed by a clock as ever", () => {
    const reminder = (history: History) => comment(lookedAt(history, "09:30").plan("10:15"), "reminder");
    expect(
      reminder(asked(escalating("core: edm").replace("within: 20m, core: edm", "core: edm"))).mentions,
    ).toContain("dora");
    const answered = asked(escalating("ring: desk")).comment("09:12", "erin", "/ack");
    expect(reminder(answered).mentions).toContain("dora");
    expect(reminder(answered).values.ring).toBeUndefined();
  });

  test("that only people ask is asked by no time that passes, and by a person", () => {
    const history = watched(asked(policy("ring: lead")).comment("09:15", "ana", "/called edm busy"), "12:00");
    expect(said(history).join()).not.toContain("level-4");
    const own = outage().comment("09:10", "ana", "/escalate level-4 because it may be in the news");
    expect(comment(own.plan("09:10"), "escalate").mentions).toEqual(["zoe"]);
  });

  test("may be another role's in core hours", () => {
    const text = policy("core: manager");
    expect(
      comment(outage(text).comment("09:10", "ana", "/escalate 2").plan("09:10"), "escalate").mentions,
    ).toEqual(["mo"]);
    const night = incident({ policy: text, roles }).opened("20:00", "alice", at.sev1).looked("20:00");
    expect(comment(night.comment("20:10", "ana", "/escalate 2").plan("20:10"), "escalate").mentions).toEqual([
      "erin",
    ]);
  });

  test("that nobody has is not tried: the one above it is asked at once, and told why", () => {
    const text = policy("ring: lead").replace("duty: [erin]", "duty: []");
    const plan = outage(text).comment("09:10", "ana", "/escalate edm").plan("09:10");
    expect(comment(plan, "escalate").values.levels).toMatchObject([
      { title: "level 3", reasons: [{ kind: "passed", why: "nobody", title: "on-call escalation manager" }] },
    ]);
  });

  test("that a person asked stays in sight beside later reminders, until it answers", () => {
    const text = policy("ring: lead", "attention: { mention-every: 1m }").replace(
      "overdue: []",
      "overdue: [5m]",
    );
    const history = lookedAt(asked(text), "09:30", "10:05");
    expect(said(history)).toEqual(["09:10 escalate", "09:30 ring", "10:05 reminder"]);
    expect(said(history.comment("10:06", "erin", "/ack").looked("10:06"))[0]).toBe(
      "09:10 escalate (minimized)",
    );
  });
});

describe("where everybody is silent", () => {
  const silent = "clocks: { update: { within: 60m, warn: [], overdue: { after: [5m], then: escalate } } }";
  const sre = (more = ""): History =>
    outage(
      `extends: sre\ndeclare: { tell: null }\nroles: { lead: { duty: [lea] }, manager: { duty: [mo] } }\n${silent}\n${more}`,
    );

  test("the highest level that was asked and the lead are asked again every four hours", () => {
    const history = lookedAt(sre(), "10:05");
    expect(says(history.plan("14:04"))).toEqual([]);
    const first = comment(history.plan("14:05"), "silence");
    expect(first.mentions.toSorted()).toEqual(["lea", "mo"]);
    expect(said(watched(history, "22:10")).filter((line) => line.includes("silence"))).toEqual([
      "14:05 silence (minimized)",
      "18:05 silence (minimized)",
      "22:05 silence",
    ]);
  });

  test("a person who does anything begins it anew, and the ask goes", () => {
    const history = lookedAt(sre(), "10:05", "14:05")
      .comment("14:10", "ana", "/note we are on the phone")
      .looked("14:10");
    expect(said(history).at(-1)).toBe("14:05 silence (minimized)");
    expect(says(history.plan("18:09"))).toEqual([]);
    expect(says(history.plan("18:10"))).toEqual(["silence"]);
  });

  test.each<[string, string, string, boolean]>([
    ["a stranger's words", "mal", "hello", true],
    ["a command of a stranger that is refused", "mal", "/resolve", true],
    ["the words of a triager who has no part in it", "tim", "hello", true],
    ["an update", "ana", "still looking", false],
    ["the words of whoever has the lead by duty", "lea", "hello", false],
    ["the words of somebody who is assigned", "amy", "hello", false],
    ["the words of somebody who did something in it", "dee", "hello", false],
  ])("in a public repository: %s", (_, who, words, goesOn) => {
    const rights = {
      ...roles,
      alice: "write",
      mal: "none",
      amy: "none",
      tim: "triage",
      dee: "triage",
      lea: "none",
    } as const;
    const text = `extends: sre\ndeclare: { tell: null }\nroles: { lead: { duty: [lea] }, manager: { duty: [mo] } }\n${silent}\n`;
    const began = incident({ policy: text, roles: rights, public: true })
      .opened("09:00", "alice", at.sev1)
      .labeled("09:00", "alice", "incident")
      .assigned("09:01", "amy")
      .comment("09:02", "dee", "/ack")
      .looked("09:02");
    const history = lookedAt(began, "10:05", "14:05").comment("14:10", who, words).looked("14:10");
    expect(says(history.plan("18:05")).includes("silence")).toBe(goesOn);
    expect(said(history).includes("14:05 silence")).toBe(goesOn);
  });

  test("what is agreed for later is no silence, nor is a quiet hour, an incident that is no major one, or one that is over", () => {
    const agreed = sre()
      .comment("09:05", "lea", "/next-update 20:00 because the restore takes the day")
      .looked("09:05");
    expect(said(watched(agreed, "20:04"))).toEqual([]);
    const quiet = lookedAt(sre(), "10:05")
      .comment("10:06", "lea", "/quiet 6h because we all know")
      .looked("10:06");
    expect(says(quiet.plan("20:05"))).toEqual([]);
    expect(says(quiet.plan("20:06"))).toEqual(["silence"]);
    expect(
      said(
        watched(
          lookedAt(sre(), "10:05").comment("10:10", "lea", "/severity 3 because one site").looked("10:10"),
          "3 10:00",
        ),
      ).join(),
    ).not.toContain("silence");
    expect(
      said(
        watched(lookedAt(sre(), "10:05").comment("10:10", "lea", "/resolve").looked("10:10"), "3 10:00"),
      ).join(),
    ).not.toContain("silence");
  });

  test("the interval is the policy's, and there may be none", () => {
    expect(says(lookedAt(sre("attention: { silence: 1h }"), "10:05").plan("11:05"))).toEqual(["silence"]);
    expect(says(lookedAt(sre("attention: { silence: none }"), "10:05").plan("3 10:00"))).toEqual([]);
  });
});
