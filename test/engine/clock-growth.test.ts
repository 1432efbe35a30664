// Clocks that start on named times, take their limits from facts, rest, warn of last working moments, and end for the record.
import { describe, expect, test } from "vitest";
import { lateBy } from "../../src/engine/rules/card-clocks.ts";
import { at } from "./answers.ts";
import { type History, incident, type Setting, time } from "./build.ts";
import { card, clock, comment, said, value, watched } from "./outcome.ts";

const hours = `
calendars:
  core: { title: core hours, zone: Europe/London, hours: { mon-fri: "08:00-17:30" }, holidays: { add: [2026-05-04] } }`;

const lost = `extends: sre
contacts: { cto: CTO, siro: SIRO, users: { title: our users, audience: true } }
fields: { discovered: { type: time }, provider: { type: choice, options: [gpit, other] } }${hours}
clocks:
  update: null
  internal: { title: Call to CTO and SIRO, starts: field.discovered, stops: told.cto+told.siro, within: 60m, warn: [15m], overdue: [15m], regulatory: true }
  customers: { starts: field.discovered, stops: notice, within: 24h, warn: [2h], overdue: [1h], regulatory: true, last-working: true }
  report: { starts: resolved, stops: done.report, within: 10wd, cases: [{ when: { provider: gpit }, within: 5wd }] }
  fix: { starts: declared, stops: resolved, within: { sev1: 4 business hours, sev2: 8 business hours, any: none } }`;

const found = (setting: Setting = {}) =>
  incident({ policy: lost, ...setting })
    .opened("09:00", "alice", at.sev2)
    .looked("09:00");

const state = (history: History, name: string, when: string) =>
  history.situation(when).incident.clocks.get(name);

describe("a clock that starts on a field's time", () => {
  test("counts from the time that the field names, not from when it was written down", () => {
    const history = found().comment("09:10", "alice", "/set discovered 08:40");
    expect(state(history, "internal", "09:10")).toMatchObject({
      startsAt: time("08:40"),
      dueAt: time("09:40"),
      setAt: time("09:10"),
    });
  });

  test("is corrected with the field, and counts anew from there", () => {
    const history = found()
      .comment("09:10", "alice", "/set discovered 08:40")
      .comment("09:20", "alice", "/set discovered 08:55");
    expect(state(history, "internal", "09:20")).toMatchObject({
      startsAt: time("08:55"),
      dueAt: time("09:55"),
    });
  });

  test("does not start on words that are no time, and the card says what is not counted and what it needs", () => {
    const history = found().comment("09:10", "alice", "/set discovered some time last night");
    expect(state(history, "internal", "09:10")).toBeUndefined();
    expect(state(history, "fix", "09:10")?.running).toBe(true);
    expect(value(card(history, "09:10"), "waiting")).toMatchObject([
      { id: "discovered", nouns: "call to CTO and SIRO, customers" },
    ]);
  });

  test("does not start on a time that is still to come, which is asked about as one that nobody can read", () => {
    const history = found().comment("09:10", "alice", "/set discovered 2026-05-09 10:00");
    expect(state(history, "internal", "09:10")).toBeUndefined();
    expect(history.situation("09:10").incident.facts.get("discovered")?.problem).toBe("it is still to come");
    expect(value(card(history, "09:10"), "waiting")).toMatchObject([{ id: "discovered" }]);
  });

  test("does not start yesterday on a time of day that is an hour ahead", () => {
    const history = found().comment("09:10", "alice", "/set discovered 10:05");
    expect(state(history, "internal", "09:10")).toBeUndefined();
    expect(history.situation("09:10").incident.facts.get("discovered")?.problem).toContain("still to come");
    history.comment("09:20", "alice", "/set discovered yesterday 10:05");
    expect(state(history, "internal", "09:20")?.startedBy).toBe("field.discovered");
  });

  test("of which both are to be told says so, and nothing of a severity on which it does not hang", () => {
    const history = found().comment("09:10", "alice", "/set discovered 07:00");
    const { values } = comment(history.plan("09:10"), "reminder");
    expect(values.what).toMatchObject([{ answers: [["/told cto", "/told siro"]] }]);
    expect(values.rule).toMatchObject({ bySeverity: false });
  });

  test("keeps its start while a later word for it can't be read", () => {
    const history = found()
      .comment("09:10", "alice", "/set discovered 08:40")
      .comment("09:20", "alice", "/set discovered 2027-05-01 08:40");
    expect(state(history, "internal", "09:20")).toMatchObject({ startsAt: time("08:40") });
  });

  test("is not stopped by a time of day an hour ahead, which is not taken for yesterday's", () => {
    const history = found()
      .comment("09:05", "alice", "/set discovered 08:40")
      .comment("09:10", "alice", "/told users 10:05");
    expect(state(history, "customers", "09:10")?.running).toBe(true);
    expect(JSON.stringify(comment(history.plan("09:10"), "refused").values)).toContain("still to come");
  });

  test.each(["/told users 31:16 by sms", "/told users by sms at 12:75"])(
    "is not stopped by %s, whose time is none",
    (words) => {
      const history = found()
        .comment("09:05", "alice", "/set discovered 08:40")
        .comment("09:10", "alice", words);
      expect(state(history, "customers", "09:10")?.running).toBe(true);
      expect(JSON.stringify(comment(history.plan("09:10"), "refused").values)).toContain("no time of day");
    },
  );

  test("whose limit had passed when it was recorded is asked about at once and not called overdue", () => {
    const history = found().comment("09:10", "alice", "/set discovered 07:00");
    const asked = comment(history.plan("09:10"), "reminder");
    expect(value(asked.values, "what")).toMatchObject([{ past: true, at: expect.stringContaining("08:00") }]);
  });
});

describe("a stop that waits for several", () => {
  test("comes with the last of them, at the time given", () => {
    const history = found()
      .comment("09:10", "alice", "/set discovered 08:40")
      .comment("09:20", "alice", "/told cto 09:15 by phone");
    expect(state(history, "internal", "09:20")).toMatchObject({ running: true, seen: ["told.cto"] });
    history.comment("10:00", "alice", "/told siro 09:35 by phone");
    expect(state(history, "internal", "10:00")).toMatchObject({ running: false, stoppedAt: time("09:35") });
  });

  test("leaves on the card only who is still to be told", () => {
    const history = found()
      .comment("09:10", "alice", "/set discovered 08:40")
      .comment("09:20", "alice", "/told cto 09:15 by phone");
    expect(value(card(history, "09:20"), "untold")).toMatchObject([{ who: "SIRO", due: "09:40 BST" }]);
  });

  test("an audience that was told has had a notice", () => {
    const history = found()
      .comment("09:10", "alice", "/set discovered 08:40")
      .comment("09:30", "alice", "/told users 09:25 by e-mail");
    expect(state(history, "customers", "09:30")).toMatchObject({ running: false, stoppedAt: time("09:25") });
  });
});

describe("a limit in business time", () => {
  test("that starts on Friday afternoon goes on after the weekend and the bank holiday", () => {
    const history = incident({ policy: lost }).opened("16:00", "alice", at.sev1).looked("16:00");
    // 1.5 hours on Friday, nothing on Saturday, Sunday and the holiday on Monday, 2.5 hours on Tuesday.
    expect(state(history, "fix", "16:00")?.dueAt).toBe(time("5 10:30"));
  });

  test("takes another length by a fact, from the same start", () => {
    const history = found().comment("12:00", "alice", "/resolve Restored");
    expect(state(history, "report", "12:00")?.dueAt).toBe(time("18 17:30"));
    history.comment("12:30", "alice", "/set provider gpit");
    expect(state(history, "report", "12:30")).toMatchObject({
      startsAt: time("12:00"),
      dueAt: time("11 17:30"),
    });
  });

  test("ends by /done, at the time given", () => {
    const history = found()
      .comment("12:00", "alice", "/resolve Restored")
      .comment("5 12:00", "alice", "/done report 11:40 sent to the bridge");
    expect(state(history, "report", "5 12:00")).toMatchObject({ running: false, stoppedAt: time("5 11:40") });
  });
});

describe("the last working moment", () => {
  test("of a limit that ends at the weekend is the close of hours before it, warned of and shown", () => {
    const history = watched(
      incident({ policy: `${lost}\nattention: { silence: none }\n` })
        .opened("15:00", "alice", at.sev2)
        .looked("15:00")
        .comment("15:05", "alice", "/set discovered 15:00")
        .comment("15:06", "alice", "/told cto")
        .comment("15:07", "alice", "/told siro"),
      "2 17:00",
    );
    expect(value(card(history, "15:30"), "deadlines")).toMatchObject([
      { title: "Customers", last: "17:30 BST", short: "Sat 2 May 15:00 BST" },
    ]);
    // Two hours before the last working moment, then two hours before the limit, then an hour after it.
    expect(said(history)).toEqual([
      "15:30 reminder (minimized)",
      "13:00 reminder (minimized)",
      "16:00 reminder",
    ]);
  });

  test("is spoken of with the limit that it lies before", () => {
    const history = incident({ policy: lost }).opened("15:00", "alice", at.sev2).looked("15:00");
    history.comment("15:05", "alice", "/set discovered 15:00").comment("15:06", "alice", "/told cto");
    history.comment("15:07", "alice", "/told siro").looked("15:07");
    expect(value(comment(history.plan("15:30"), "reminder").values, "what")).toMatchObject([
      {
        lastBefore: expect.stringContaining("Sat 2 May 15:00 BST"),
        at: expect.stringContaining("17:30 BST"),
        overdue: false,
      },
    ]);
  });

  test("is none where the limit ends inside hours", () => {
    const history = found().comment("09:10", "alice", "/set discovered 30 April 10:00");
    expect(value(card(history, "09:10"), "deadlines")).toEqual([]);
  });
});

describe("a severity that changes in mid-flight", () => {
  test("works the due time out again from the same start", () => {
    const history = found().comment("09:30", "alice", "/severity sev1");
    expect(state(history, "fix", "09:30")).toMatchObject({ startsAt: time("09:00"), dueAt: time("13:00") });
  });

  test("to a limit that lies before the change is due ten minutes after it, and the card says so", () => {
    const history = found().comment("15:00", "alice", "/severity sev1");
    expect(clock(state(history, "fix", "15:00")?.dueAt ?? 0)).toBe("15:10");
    expect(value(card(history, "15:00"), "spared")).toMatchObject([
      { title: "Fix", at: "15:10 BST", minutes: 10 },
    ]);
  });

  test("leaves missed what was missed", () => {
    const policy = "extends: sre";
    const history = incident({ policy }).opened("09:00", "alice", at.sev1).looked("09:00");
    history.comment("10:20", "alice", "/severity sev2 because one region only");
    expect(clock(state(history, "update", "10:20")?.dueAt ?? 0)).toBe("10:00");
  });
});

describe("what came to its end", () => {
  test("is kept, met or missed and by how much, as it was due then", () => {
    const history = incident({})
      .opened("09:00", "alice", at.sev1)
      .looked("09:00")
      .comment("09:40", "ana", "/update The restore is running")
      .comment("10:52", "ana", "/update Half is back")
      .comment("11:00", "ana", "/resolve");
    const ended = history.situation("11:00").incident.ended;
    expect(ended.map((one) => [one.clock, clock(one.dueAt), lateBy(one) / 60_000])).toEqual([
      ["update", "10:00", 0],
      ["update", "10:40", 12],
      ["update", "11:52", 0],
    ]);
    expect(value(card(history, "11:00"), "kept")).toMatchObject([{ met: 2, missed: 1, by: "12 minutes" }]);
  });

  test("keeps its due time though the policy has become another", () => {
    const history = incident({}).opened("09:00", "alice", at.sev1).looked("09:00");
    history.comment("09:40", "ana", "/update The restore is running").looked("09:40");
    history.policy("extends: sre\nclocks: { update: { within: { sev1: 30m } } }").looked("09:45");
    expect(history.situation("09:50").incident.ended.map((one) => clock(one.dueAt))).toEqual(["10:00"]);
  });

  test("counts as missed though a person then gave it a new time", () => {
    const history = incident({}).opened("09:00", "alice", at.sev1).looked("09:00");
    history.comment("10:15", "ana", "/next-update 11:00 waiting for the restore");
    const [one] = history.situation("10:15").incident.ended;
    expect(one && [clock(one.dueAt), lateBy(one) / 60_000]).toEqual(["10:00", 15]);
  });
});

describe("a clock that rests", () => {
  test("says nothing, and has as much left afterwards as before", () => {
    const history = watched(
      incident({})
        .opened("09:00", "alice", at.sev1)
        .looked("09:00")
        .comment("09:20", "ana", "/pause because all are on the call"),
      "11:00",
    );
    expect(said(history)).toEqual([]);
    expect(value(card(history, "11:00"), "resting")).toMatchObject([
      { noun: "update", since: "09:20 BST", because: "all are on the call" },
    ]);
    history.comment("11:00", "ana", "/resume");
    expect(clock(state(history, "update", "11:00")?.dueAt ?? 0)).toBe("11:40");
  });

  test("needs a reason to rest", () => {
    const history = found().comment("09:20", "ana", "/pause fix");
    expect(history.situation("09:20").incident.acts.at(-1)).toMatchObject({ verdict: "refused" });
  });

  test("rests during a call and starts anew at its end where the policy says so", () => {
    const policy =
      "extends: sre\nclocks: { update: { pauses: call.started, restarts: [update, call.ended] } }";
    const history = incident({ policy }).opened("09:00", "alice", at.sev1).looked("09:00");
    history.comment("09:20", "ana", "/call started 09:15");
    expect(state(history, "update", "09:20")?.pausedAt).toBe(time("09:15"));
    history.comment("10:30", "ana", "/call ended");
    expect(clock(state(history, "update", "10:30")?.dueAt ?? 0)).toBe("11:30");
  });

  test("in business time has the hours left that it had", () => {
    const history = incident({ policy: lost }).opened("14:00", "alice", at.sev1).looked("14:00");
    history.comment("15:00", "alice", "/pause fix because the vendor works on it");
    // Three of four hours were left; two and a half are left of Tuesday's after 15:00, the half hour goes to Wednesday.
    history.comment("5 15:00", "alice", "/resume fix");
    expect(state(history, "fix", "5 15:00")?.dueAt).toBe(time("6 08:30"));
  });
});

describe("a clock that hangs on facts", () => {
  const policy = `extends: sre
fields: { kind: { type: choice, options: [theft, fraud, other] } }
clocks: { update: null, police: { starts: field.kind, stops: done.police, within: 15m, when: { kind: [theft, fraud] } }, manager: { starts: major, stops: role.manager, within: 30m } }`;

  test("runs only while they hold, from when the fact was recorded that makes them hold", () => {
    const history = incident({ policy }).opened("09:00", "alice", at.sev3).looked("09:00");
    history.comment("09:10", "alice", "/set kind other");
    expect(state(history, "police", "09:10")).toMatchObject({ running: true, dueAt: undefined });
    history.comment("09:30", "alice", "/set kind theft");
    expect(clock(state(history, "police", "09:30")?.dueAt ?? 0)).toBe("09:45");
  });

  test("keeps its time, and what was missed of it, where the fact is only worded anew", () => {
    const history = incident({ policy }).opened("09:00", "alice", at.sev3).looked("09:00");
    history.comment("09:10", "alice", "/set kind theft").comment("09:40", "alice", "/set kind fraud");
    expect(clock(state(history, "police", "09:40")?.dueAt ?? 0)).toBe("09:25");
  });

  test("starts on becoming major, and not again at another severity that is major", () => {
    const history = incident({ policy }).opened("09:00", "alice", at.sev3).looked("09:00");
    expect(state(history, "manager", "09:00")).toBeUndefined();
    history.comment("09:20", "alice", "/severity sev2").comment("09:40", "alice", "/severity sev1");
    expect(clock(state(history, "manager", "09:40")?.dueAt ?? 0)).toBe("09:50");
  });
});

describe("reminders that keep working hours", () => {
  const policy = `extends: sre${hours}
clocks: { update: null, plan: { starts: declared, stops: done.plan, within: 20h, warn: [1h], overdue: [5m, 20m, 60m], hours: working } }`;

  test("wait for the opening, and keep their distances from there", () => {
    // Due on Saturday at 06:00: warned an hour before Friday's close of hours; Monday is a holiday, so that the rest is said on Tuesday.
    const history = watched(
      incident({ policy }).opened("10:00", "alice", at.sev3).looked("10:00"),
      "5 12:00",
    );
    expect(said(history)).toEqual([
      "16:30 reminder (minimized)",
      "08:00 reminder (minimized)",
      "08:15 reminder (minimized)",
      "08:55 reminder",
    ]);
  });

  test("say no warning where the hours begin only after the limit", () => {
    // Set on Friday after hours: the limit passes on Saturday, and there was no working time in between.
    const history = watched(
      incident({ policy }).opened("18:00", "alice", at.sev3).looked("18:00"),
      "5 08:05",
    );
    expect(said(history)).toEqual(["08:00 reminder"]);
  });
});

describe("what was confirmed or told at a time", () => {
  const policy =
    "extends: sre\nclocks: { update: null, notice: { starts: confirmed, stops: resolved, within: 20m }, chase: { starts: declared, restarts: first.told.manager, stops: confirmed, within: 20m } }";

  test("counts from the time that /confirm gives", () => {
    const history = incident({ policy }).opened("09:00", "alice", at.sev1).looked("09:00");
    history.comment("09:15", "ana", "/confirm 09:05 the provider rang");
    expect(state(history, "notice", "09:15")).toMatchObject({
      startsAt: time("09:05"),
      dueAt: time("09:25"),
    });
    expect(history.situation("09:15").incident.status).toMatchObject({
      key: "confirmed",
      since: time("09:05"),
    });
  });

  test("is refused where the time is still to come, and counts from now without one", () => {
    const history = incident({ policy }).opened("09:00", "alice", at.sev1).looked("09:00");
    history.comment("09:15", "ana", "/confirm 10:05");
    expect(history.situation("09:15").incident.status.key).toBe("open");
    history.comment("09:16", "ana", "/confirm because two sites have it");
    expect(state(history, "notice", "09:16")).toMatchObject({ startsAt: time("09:16") });
  });

  test("starts a clock anew the first time only, where the policy says first", () => {
    const history = incident({ policy }).opened("09:00", "alice", at.sev1).looked("09:00");
    history.comment("09:05", "ana", "/told manager").comment("09:15", "ana", "/told manager");
    expect(state(history, "chase", "09:15")).toMatchObject({ startsAt: time("09:05"), dueAt: time("09:25") });
  });
});
