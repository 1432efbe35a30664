// Clocks: what starts, restarts, stops and moves them, and when they speak (H-9, H-15, HB-4).
import { expect, test } from "vitest";
import { at, unsettled } from "./answers.ts";
import { type History, incident, type Setting, time } from "./build.ts";
import { all, card, clock, comment, does, lookedAt, said, says, value, wakes, watched } from "./outcome.ts";

const outage = (setting: Setting = {}) => incident(setting).opened("09:00", "alice", at.sev1).looked("09:00");

/** When an update is due by the clock, or that it does not run. */
function due(history: History, when: string): string {
  const state = history.situation(when).incident.clocks.get("update");
  if (!state?.running) return "stopped";
  return state.dueAt === undefined ? "no limit" : clock(state.dueAt);
}

test("a cadence starts at declaration with the limit of the severity", () => {
  const limits = (["sev1", "sev2", "sev3"] as const).map((key) =>
    due(incident().opened("09:00", "alice", at[key]), "09:00"),
  );
  expect(limits).toEqual(["10:00", "10:30", "no limit"]);
});

test("while no severity is settled the policy's limit for that case holds", () => {
  expect(due(incident().opened("09:00", "alice", unsettled), "09:00")).toBe("10:30");
});

for (const [what, words] of [
  ["a comment in plain words", "The database is back, we watch it."],
  ["/update", "/update The database is back"],
  ["a reply by mail", "Still looking.\n\nOn Fri, 1 May 2026 at 09:50, tocsin wrote:\n> Update due by 10:00"],
] as const) {
  test(`${what} restarts the cadence`, () => {
    expect(due(outage().comment("09:40", "ana", words), "09:40")).toBe("10:40");
  });
}

for (const [what, words] of [
  ["a command without words", "/severity sev1"],
  ["a comment without words", "👍"],
  ["a quote alone", "> Update due by 10:00"],
  ["another bot's command", "/lgtm please"],
  ["a command with thanks under it", "/severity sev1\nthanks @ben"],
  ["a command below a picture", "![](https://example.org/a.png)\n/severity sev1"],
] as const) {
  test(`${what} is no update`, () => {
    expect(due(outage().comment("09:40", "ana", words), "09:40")).toBe("10:00");
  });
}

for (const [what, words] of [
  ["a fence alone", "```\n/severity sev4 because x\n```"],
  ["indented code alone", "    /severity sev4 because x"],
  ["code in backticks alone", "`kubectl get pods`"],
  ["a log alone", "2025-04-01T10:02:11Z ERROR upstream timed out"],
  ["a quote alone", "> what is it now?"],
  ["a picture alone", "![](https://example.org/a.png)"],
  ["/update with code alone", "/update `kubectl get pods`"],
] as const)
  test(`${what} is no update at a major severity, which is told once`, () => {
    const history = outage().comment("09:40", "ana", words);
    expect(due(history, "09:40")).toBe("10:00");
    expect(comment(history.plan("09:40"), "refused").values).toMatchObject({
      refusal: "no-update",
      who: "ana",
    });
    history.looked("09:40").comment("09:42", "ana", words);
    expect(does(history.plan("09:42"))).not.toContain("comment refused");
    expect(due(history.comment("09:45", "ana", `${words}\n\nis what it says`), "09:45")).toBe("10:45");
  });

test("where no update is due, code alone is none either, and nothing is said of it", () => {
  const calm = incident().opened("09:00", "alice", at.sev3).looked("09:00").comment("09:40", "ana", "`ls`");
  expect(calm.situation("09:40").incident.lastUpdate).toBeUndefined();
  expect(does(calm.plan("09:40"))).not.toContain("comment refused");
});

test("where the policy takes no plain comments, only /update is one", () => {
  const policy = "extends: sre\nincidents: { plain-updates: false }";
  const history = outage({ policy }).comment("09:40", "ana", "The database is back.");
  expect(due(history, "09:40")).toBe("10:00");
  expect(due(history.comment("09:45", "ana", "/update The database is back."), "09:45")).toBe("10:45");
});

test("“next 10:20” in plain words sets when the next update comes", () => {
  expect(due(outage().comment("09:40", "ana", "Nothing new, next 10:20"), "09:40")).toBe("10:20");
});

test("a next time that has just passed is not guessed to be tomorrow's", () => {
  const plain = outage().comment("09:40", "ana", "Nothing new, next 08:00");
  expect(due(plain, "09:40")).toBe("10:40");
  const asked = outage().comment("09:40", "ana", "/next-update 08:00").situation("09:40").incident;
  expect(asked.acts.at(-1)).toMatchObject({ verdict: "refused", refusal: { kind: "time" } });
});

test("a next time on another day, or later in the night, is taken as it stands", () => {
  const morrow = outage().comment("09:40", "ana", "/next-update tomorrow 08:00 waiting for the vendor");
  expect(morrow.situation("09:40").incident.clocks.get("update")?.dueAt).toBe(time("2 08:00"));
  const night = outage().comment("09:40", "ana", "/next-update 04:00 waiting for the vendor");
  expect(night.situation("09:40").incident.clocks.get("update")?.dueAt).toBe(time("2 04:00"));
});

for (const [words, expected] of [
  ["/next-update 11:30 waiting for the restore", "11:30"],
  ["/next-update in 2h waiting for the restore", "11:40"],
  ["/next-update update 11:30", "11:30"],
] as const) {
  test(`${words} moves the next update`, () => {
    expect(due(outage().comment("09:40", "ana", words), "09:40")).toBe(expected);
  });
}

test("a moved time says who moved it and why, and the next update ends that", () => {
  const history = outage().comment("09:40", "ana", "/next-update 11:30 waiting for the restore");
  expect(history.situation("09:40").incident.clocks.get("update")?.moved).toEqual({
    by: "ana",
    because: "waiting for the restore",
  });
  history.comment("10:00", "ana", "It is restored, checking.");
  expect(history.situation("10:00").incident.clocks.get("update")).toMatchObject({ dueAt: time("11:00") });
  expect(history.situation("10:00").incident.clocks.get("update")?.moved).toBeUndefined();
});

test("a moved time has reminders of its own, also after the old one was reminded of", () => {
  const history = lookedAt(outage(), "09:50").comment("09:52", "ana", "/next-update 11:00 waiting");
  watched(history, "11:10");
  expect(said(history)).toEqual([
    "09:50 reminder (minimized)",
    "10:50 reminder (minimized)",
    "11:05 reminder",
  ]);
});

test("a time that can't be read for sure is refused and moves nothing", () => {
  const history = outage().comment("09:40", "ana", "/next-update later today");
  expect(due(history, "09:40")).toBe("10:00");
  expect(says(history.plan("09:40"))).toEqual(["refused"]);
});

const regulated = `extends: sre
contacts: { board: the board }
clocks:
  report:
    title: Report to the board
    starts: declared
    stops: told.board
    within: { any: 3h }
    warn: [30m]
    remind: [lead]
    overdue: { after: [5m] }
    regulatory: true
  chase:
    title: Chase
    starts: declared
    stops: confirmed
    within: { any: 4h }
    remind: [comms]
    overdue: { after: [5m] }
    movable: false
`;

test("a regulatory clock is moved only with a reason", () => {
  const history = outage({ policy: regulated }).comment("09:10", "ana", "/next-update report 14:00");
  expect(comment(history.plan("09:10"), "refused").values).toMatchObject({ refusal: "because" });
  history.looked("09:10").comment("09:11", "ana", "/next-update report 14:00 because the board meets then");
  expect(history.situation("09:11").incident.clocks.get("report")?.dueAt).toBe(time("14:00"));
});

test("a clock that the policy holds fast can't be moved", () => {
  const history = outage({ policy: regulated }).comment("09:10", "ana", "/next-update chase 14:00");
  expect(comment(history.plan("09:10"), "refused").values).toMatchObject({ refusal: "fixed-clock" });
  expect(history.situation("09:10").incident.clocks.get("chase")?.dueAt).toBe(time("13:00"));
});

test("/told stops a clock by the time given, and both times are kept", () => {
  const history = outage({ policy: regulated }).comment("10:00", "ana", "/told board 09:40 by phone");
  const { incident: found } = history.situation("10:00");
  expect(found.clocks.get("report")).toMatchObject({ running: false, stoppedAt: time("09:40") });
  expect(found.told).toMatchObject([{ who: "board", at: time("09:40"), how: "phone" }]);
  expect(found.acts.at(-1)).toMatchObject({ at: time("10:00") });
});

test("/called with no answer tells nobody and stops nothing", () => {
  const history = outage({ policy: regulated }).comment("10:00", "ana", "/called board no answer");
  expect(history.situation("10:00").incident.clocks.get("report")?.running).toBe(true);
  expect(history.situation("10:00").incident.told).toMatchObject([{ called: true, answered: false }]);
});

test("a call that was answered is telling", () => {
  const history = outage({ policy: regulated }).comment("10:00", "ana", "/called board 09:50 answered");
  expect(history.situation("10:00").incident.clocks.get("report")?.running).toBe(false);
});

test("a time to come can't have been told", () => {
  const history = outage({ policy: regulated }).comment("10:00", "ana", "/told board 2026-05-01 16:00 BST");
  expect(comment(history.plan("10:00"), "refused").values).toMatchObject({ refusal: "time" });
});

test("a tick of “Nothing new” is an update, and the next comes one interval after the present due time", () => {
  const history = outage();
  expect(value(card(history, "09:40"), "boxes.nothingNew")).toBe("11:00 BST");
  history.ticked("09:40", "ana", "nothing-new");
  expect(history.situation("09:40").incident.lastUpdate).toMatchObject({ by: "ana", at: time("09:40") });
  expect(due(history, "09:40")).toBe("11:00");
});

test("a tick long after the due time sets the next one interval after the tick", () => {
  expect(due(outage().ticked("11:20", "ana", "nothing-new"), "11:20")).toBe("12:20");
});

test("a worse severity in mid-flight shortens the limit from the same start", () => {
  const history = incident().opened("09:00", "alice", at.sev2).comment("09:20", "ana", "/severity sev1");
  expect(due(history, "09:20")).toBe("10:00");
});

test("a limit that a change of severity puts into the past is due the policy's grace after it", () => {
  const history = incident().opened("09:00", "alice", at.sev2).looked("09:00");
  history.comment("10:15", "ana", "/severity sev1").looked("10:15");
  expect(due(history, "10:15")).toBe("10:25");
  expect(said(history)).toEqual([]);
});

test("a milder severity lengthens the limit, or ends it", () => {
  const history = outage().comment("09:20", "ana", "/severity sev2 because one site only");
  expect(due(history, "09:20")).toBe("10:30");
  history.comment("09:25", "ana", "/severity sev3 because there is a way round");
  expect(due(history, "09:25")).toBe("no limit");
  expect(history.plan("09:25").wakeAt).toBeUndefined();
});

test("a time that a person moved stays where it was put when the severity changes", () => {
  const history = incident()
    .opened("09:00", "alice", at.sev2)
    .comment("09:10", "ana", "/next-update 12:00 waiting for the restore")
    .comment("09:20", "ana", "/severity sev1");
  expect(due(history, "09:20")).toBe("12:00");
});

test("a far time that was promised without a reason ends where the severity rises, for it needed none before", () => {
  const history = incident()
    .opened("09:00", "alice", at.sev3)
    .comment("09:05", "ana", "Looks minor, next update tomorrow 10:00")
    .comment("09:20", "ana", "/severity sev1 all payments fail");
  expect(due(history, "09:20")).toBe("10:05");
});

test("a clock that runs keeps its due time when the policy changes, and takes the new limit when it restarts", () => {
  const history = outage().policy("extends: sre\nclocks: { update: { within: { sev1: 20m } } }");
  history.looked("09:30");
  expect(due(history, "09:30")).toBe("10:00");
  expect(due(history.comment("09:40", "ana", "Still on it."), "09:40")).toBe("10:00");
  expect(due(history.comment("09:45", "ana", "And again."), "09:45")).toBe("10:05");
});

test("what the earlier policy would have said before the change is not said after it", () => {
  const history = outage().policy("extends: sre\nclocks: { update: { warn: [45m, 10m] } }");
  history.looked("09:30");
  expect(said(history)).toEqual([]);
  expect(says(history.plan("09:50"))).toEqual(["reminder"]);
});

test("a clock that a policy adds in mid-incident says nothing that would have been due before", () => {
  const history = outage().policy(regulated).looked("12:30");
  expect(said(history).filter((line) => !line.startsWith("09"))).toEqual([]);
  expect(history.snapshot().ledger?.policies).toHaveLength(2);
});

for (const [what, form, text] of [
  [
    "a clock",
    at.sev3,
    "extends: sre\nclocks: { notice: { title: Notice, starts: declared, stops: resolved, within: { any: 1h }, remind: [lead], overdue: { after: [5m] } } }",
  ],
  ["a limit", at.sev3, "extends: sre\nclocks: { update: { within: { sev3: 60m } } }"],
  [
    "a rule that raises the severity",
    at.sev3,
    "extends: sre\nseverity: { raise: { pay: { when: { service: [payments] }, to: sev1, because: It is money } } }",
  ],
] as const) {
  test(`${what} that a policy adds late is due the grace after it, and not in the past`, () => {
    const history = incident().opened("09:00", "alice", form).looked("09:00").policy(text).looked("12:30");
    expect(said(history)).toEqual([]);
    expect(history.situation("12:30").standing.limits).toMatchObject([{ dueAt: time("12:40") }]);
    expect(history.plan("12:30").effects).toEqual([]);
    expect(said(watched(history, "12:46")).at(-1)).toBe("12:45 reminder");
  });
}

test("what was overdue before a policy changed is still due since then", () => {
  const history = lookedAt(outage(), "09:50", "10:05").policy("extends: sre\nattention: { join: 6m }");
  expect(due(history.looked("10:10"), "10:10")).toBe("10:00");
  expect(said(history.looked("10:20")).at(-1)).toBe("10:20 reminder");
});

test("a policy that is restored has not ruled backwards either", () => {
  const policy = "extends: sre\nclocks: { update: null }\nattention: { silence: none }";
  const history = outage().policy(policy).looked("09:30");
  expect(history.plan("09:50").wakeAt).toBeUndefined();
  expect(says(history.plan("09:50"))).toEqual([]);
});

test("the ledger names the policy, the version and since when each ruled", () => {
  const history = outage().policy("extends: sre\nattention: { join: 6m }").looked("09:30");
  expect(history.snapshot().ledger?.policies).toMatchObject([
    { oid: "extends: sre", version: "test", since: time("09:00") },
    { oid: "extends: sre\nattention: { join: 6m }", since: time("09:30") },
  ]);
});

test("a clock speaks before its limit, then 5, 20 and 60 minutes after it, then never again", () => {
  const policy = "extends: sre\nattention: { silence: none }";
  const history = watched(outage({ policy }), "3 09:00");
  expect(said(history).map((line) => line.slice(0, 5))).toEqual(["09:50", "10:05", "10:20", "11:00"]);
  expect(history.plan("3 09:00").wakeAt).toBeUndefined();
});

test("nothing is early: it looks again at the very minute, and a second before says nothing", () => {
  const history = outage();
  expect(wakes(history.plan("09:00"))).toBe("09:50");
  expect(does(history.plan("09:49:59"))).toEqual([]);
  expect(says(history.plan("09:50"))).toEqual(["reminder"]);
  expect(says(history.looked("09:50").plan("10:04:59"))).toEqual([]);
  expect(says(history.plan("10:05"))).toEqual(["reminder"]);
});

test("a clock that only shows a limit on the card speaks never", () => {
  const policy =
    "extends: sre\nclocks: { update: { warn: [], overdue: { after: [] } } }\nattention: { silence: none }";
  const history = watched(outage({ policy }), "3 09:00");
  expect(said(history)).toEqual([]);
  expect(value(card(history, "3 09:00"), "next")).toMatchObject({ kind: "clock" });
});

test("reminders that keep working hours wait for them and stand on the card", () => {
  const policy = "extends: sre\nclocks: { update: { hours: working } }";
  const history = watched(outage({ policy }), "12:00");
  expect(said(history)).toEqual([]);
  expect(value(card(history, "12:00"), "clocks")).toMatchObject([{ title: "Update", working: true }]);
});

test("the card is not rewritten while nothing changes", () => {
  const history = outage();
  expect(all(history.plan("09:30"), "card")).toEqual([]);
  expect(all(history.comment("09:31", "ana", "On it.").plan("09:31"), "card")).toHaveLength(1);
});

test("a change of severity that leaves the limit as it is repeats no reminder", () => {
  const policy = "extends: sre\nclocks: { update: { within: { sev2: 60m } } }";
  const history = incident({ policy }).opened("09:00", "alice", at.sev2).looked("09:00").looked("09:50");
  history.comment("09:55", "ana", "/severity sev1").looked("09:55");
  expect(said(history)).toEqual(["09:50 reminder"]);
  expect(says(history.plan("09:59"))).toEqual([]);
});

test("a clock may start when the severity is first settled, and another severity does not start it again", () => {
  const policy = `extends: sre
clocks: { notice: { title: Notice, starts: severity, stops: resolved, within: { any: 1h }, remind: [lead], overdue: { after: [5m] } } }`;
  const history = incident({ policy }).opened("09:00", "alice", unsettled).looked("09:00");
  expect(history.situation("09:10").incident.clocks.get("notice")).toBeUndefined();
  history.comment("09:20", "ana", "/severity sev2").comment("09:40", "ana", "/severity sev1");
  expect(history.situation("09:40").incident.clocks.get("notice")).toMatchObject({ startsAt: time("09:20") });
});

for (const [words, event] of [
  ["/role comms me", "role.comms"],
  ["/set users 20", "field.users"],
  ["/status mitigated", "mitigated"],
  ["/status mitigated", "status.mitigated"],
] as const) {
  test(`${words} stops a clock that waits for ${event}`, () => {
    const policy = `extends: sre
clocks: { ask: { title: Answer, starts: declared, stops: ${event}, within: { any: 1h }, remind: [lead], overdue: { after: [5m] } } }`;
    const history = incident({ policy }).opened("09:00", "alice", at.sev1).looked("09:00");
    expect(history.situation("09:01").incident.clocks.get("ask")?.running).toBe(true);
    history.comment("09:10", "ana", words);
    expect(history.situation("09:10").incident.clocks.get("ask")).toMatchObject({ stoppedAt: time("09:10") });
  });
}
