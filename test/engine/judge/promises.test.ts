// Times that people say: an update counts whatever its promise is worth, and what has two readings or lies too early is asked about.
import { expect, test } from "vitest";
import { parseForm, renderBody } from "../../../src/engine/form.ts";
import { at, hssi } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { comment, does } from "../outcome.ts";

const outage = () => incident().opened("09:00", "alice", at.sev1).looked("09:00");
const due = (history: History, when: string, clock = "update") =>
  history.situation(when).incident.clocks.get(clock)?.dueAt;

for (const promise of [
  "16:00 IST",
  "16:00-17:00",
  "3:30",
  "14:40",
  "25:00",
  "1630",
  "Wednesday",
  "16:00 Munich time",
]) {
  const words = `Restore runs. Next update at ${promise}`;
  for (const [how, body] of [
    ["in plain words", words],
    ["by /update", `/update ${words}`],
    ["under another command", `/status investigating\n${words}`],
  ]) {
    test(`an update ${how} that promises ${promise} counts, and the time is asked about once`, () => {
      const history = outage().comment("14:50", "ana", body ?? "");
      const { incident: found } = history.situation("14:50");
      expect(found.lastUpdate?.at).toBe(time("14:50"));
      expect(due(history, "14:50")).toBe(time("15:50"));
      expect(comment(history.plan("14:50"), "questions").values.questions).toMatchObject([
        { topic: "time", text: promise, by: "ana" },
      ]);
      expect(does(history.looked("14:50").plan("14:55"))).not.toContain("comment questions");
    });
  }
}

for (const promise of ["Sat 17:00", "tomorrow 09:00", "in 3h"])
  for (const [how, body] of [
    ["in plain words", `Rolled back. Next update ${promise}`],
    ["by /update", `/update Rolled back, next update: ${promise}`],
    ["under another command", `/status investigating\nRolled back. Next update ${promise}`],
    ["in short", `Rolled back, next ${promise}`],
  ])
    test(`${promise} promised ${how} is further than twice the limit: it takes a reason, as the command does`, () => {
      const history = outage().comment("14:50", "ana", body ?? "");
      expect(history.situation("14:50").incident.lastUpdate?.at).toBe(time("14:50"));
      expect(due(history, "14:50")).toBe(time("15:50"));
      expect(comment(history.plan("14:50"), "questions").values.questions).toMatchObject([
        { topic: "time", text: promise, far: "yes", by: "ana" },
      ]);
      history
        .looked("14:50")
        .comment("14:55", "ana", `/next-update ${promise} because we wait for the supplier`);
      expect(due(history, "14:55")).toBeGreaterThan(time("17:40"));
      expect(does(history.plan("14:55"))).not.toContain("comment questions");
    });

test.each([
  "Next update tomorrow 09:00 because the shop is shut",
  "/update Rolled back. Next tomorrow 09:00, because the shop is shut",
])("a far promise that says why is taken: %s", (body) => {
  const history = outage().comment("14:50", "ana", body);
  expect(due(history, "14:50")).toBe(time("2 09:00"));
  expect(does(history.plan("14:50"))).not.toContain("comment questions");
});

test("a promise of twice the limit is taken", () => {
  expect(due(outage().comment("14:50", "ana", "Rolled back. Next update 16:50"), "14:50")).toBe(
    time("16:50"),
  );
});

test.each([
  ["Nothing new, next Monday 09:00", "Monday 09:00"],
  ["Next update: tomorrow", "tomorrow"],
  ["/update Rolled back. Next update on Friday", "Friday"],
])("%s is asked about, not passed over", (body, text) => {
  const plan = outage().comment("14:50", "ana", body).plan("14:50");
  expect(comment(plan, "questions").values.questions).toMatchObject([{ topic: "time", text }]);
});

test("a thumb up means that all was understood: an unclear promise gets none", () => {
  const plan = outage().comment("14:50", "ana", "/update Fixing, next 16:00 IST").plan("14:50");
  expect(does(plan)).toContain("react CONFUSED");
  expect(does(plan)).not.toContain("react THUMBS_UP");
});

test.each(["/next-update 16:00", "Fixed the cache. Next update at 16:00"])(
  "nothing is asked any more once %s says when",
  (answer) => {
    const history = outage().comment("14:50", "ana", "Fixing. Next update at 16:00 IST");
    history.comment("14:50:30", "ana", answer);
    expect(does(history.plan("14:51"))).not.toContain("comment questions");
    expect(due(history, "14:51")).toBe(time("16:00"));
  },
);

test("a promise behind a zone moves the clock to the instant that it names", () => {
  const history = outage().comment("14:00", "ana", "Rolling back. **Next update:** 10:45 UTC-4");
  expect(due(history, "14:00")).toBe(time("15:45"));
});

const regulator = `extends: sre
contacts: { regulator: the regulator }
clocks: { report: { title: Report, starts: declared, stops: [told.regulator, done.report], within: 72h, remind: [lead] } }`;
const told = (body: string): History =>
  incident({ policy: regulator })
    .opened("11:00", "alice", at.sev1)
    .looked("11:00")
    .comment("14:45", "ana", body);

test.each([
  ["/told regulator 2:15 by phone", "02:15 BST or 14:15 BST"],
  ["/told regulator 02:15 by phone", "before its beginning at 11:00 BST"],
  ["/told regulator 10:30", "before its beginning"],
  ["/called regulator 10:30 answered", "before its beginning"],
  ["/done report 10:30", "before its beginning"],
  ["/confirm 10:30", "before its beginning"],
  ["/told regulator 14:15 IST", "IST"],
  ["/told regulator about 14:15 by portal", "not exact"],
  ["/told the regulator just now", "not exact"],
  ["/told regulator this morning", "no time of day"],
  ["/told regulator on Thursday by phone", "no time of day"],
  ["/told regulator Thursday night by phone", "no time of day"],
  ["/told regulator 02/05 14:15 by mail", "day and month"],
  ["/told regulator 14:15 on 2/5", "day and month"],
  ["/told regulator tonight 23:20", "still to come"],
  ["/told regulator between 14:10 and 14:20", "range"],
  ["/told regulator 14:15 Zulu by phone", "to come"],
  ["/told regulator 14:15 server time", "server time"],
  ["/told regulator 14:15 AMST by phone", "AMST"],
  ["/told regulator 14h by phone", "not a time"],
  ["/told regulator half two by phone", "not a time"],
  ["/told regulator 14:15ish by phone", "ish"],
  ["/told regulator 14:15 or so", "not a time"],
  ["/told regulator 1415 by portal", "write 14:15"],
  ["/told regulator 14:15 Sydney rang back", '"Sydney" can be the zone'],
  ["/called regulator at about 14:15 answered", "not exact"],
  ["/called regulator 1415 answered", "write 14:15"],
  ["/done report about 14:15", "not exact"],
  ["/done report 1415", "write 14:15"],
  ["/confirm about 14:15", "not exact"],
  ["/note action 1415 restarted db", "write 14:15"],
])("%s is asked about, and no clock stops", (body, why) => {
  const history = told(body);
  expect(comment(history.plan("14:45"), "refused").values).toMatchObject({
    refusal: "time",
    why: expect.stringContaining(why),
  });
  expect(history.situation("14:45").incident.clocks.get("report")?.running).toBe(true);
});

test.each([
  ["/told regulator 14:15", "14:15"],
  ["/told regulator 2:15pm by phone", "14:15"],
  ["/told regulator 13:15 UTC", "14:15"],
  ["/told regulator 14:15 today by portal", "14:15"],
  ["/told regulator 09:15 New York by portal", "14:15"],
  ["/told the regulator 15:15 (Paris)", "14:15"],
  ["/called regulator 15:15 Berlin time answered", "14:15"],
  ["/told regulator today 10:30", "10:30"],
  ["/done report 10:58", "10:58"],
  ["/told regulator 10:15 UTC\u22123 by phone", "14:15"],
  ["/told regulator at 2 by phone", "14:00"],
  ["/told regulator 1h30 ago by phone", "13:15"],
  ["/told regulator 14:15 BST (13:15 UTC)", "14:15"],
  ["/told regulator quarter to two by phone", "13:45"],
  ["/told regulator (13:50)", "13:50"],
  ["/told regulator 14:15: nobody is hurt", "14:15"],
  ["/told regulator 14:15! by phone", "14:15"],
  ["/told regulator 10 to 2 by phone", "13:50"],
])("%s stops it, at the time given", (body, stopped) => {
  expect(told(body).situation("14:45").incident.clocks.get("report")).toMatchObject({
    running: false,
    stoppedAt: time(stopped),
  });
});

test.each([
  ["/told regulator last night 23:20", "2026-04-30T23:20"],
  ["/told regulator Thursday night 23:20 by phone", "2026-04-30T23:20"],
  ["/told regulator on Thursday by phone at 23:20", "2026-04-30T23:20"],
  ["/told regulator 16:15 by mail yesterday", "2026-04-30T16:15"],
  ["/told regulator 16:15 (Thursday)", "2026-04-30T16:15"],
  ["/told regulator 30/04 16:15 by mail", "2026-04-30T16:15"],
  ["/called regulator 30/04 13:50 no answer", "2026-04-30T13:50"],
])("%s is recorded on the day that it says", (body, at) => {
  const { told: all } = told(body).situation("14:45").incident;
  expect(all).toMatchObject([{ who: "regulator", at: Date.parse(`${at}:00+01:00`) }]);
});

test.each([
  ["/resolve at 2", "14:00"],
  ["/resolve at 2, rolled back", "14:00"],
  ["/resolve 12:50 Zulu rolled back", "13:50"],
  ["/resolve 15:50 EAT", "13:50"],
  ["/resolve 10 to 2", "13:50"],
  ["/status resolved at 2", "14:00"],
  ["/resolve 1/4 of the hosts are back", "14:45"],
  ["/resolve at 2 sites the power is back", "14:45"],
])("%s is over at %s", (body, at) => {
  expect(told(body).situation("14:45").incident.status).toMatchObject({ key: "resolved", since: time(at) });
});

test.each([
  "/resolve 14:02 Zulu",
  "/resolve 1/5 13:50",
  "/resolve 01/05 13:50 rolled back",
  "/resolve 14:02 server time",
  "/resolve half two, rolled back",
  "/resolve from 13:40 to 13:50",
  "/resolve on Thursday",
  "/resolve 1350, rolled back",
])("%s is asked about, and nothing is over", (body) => {
  const history = told(body);
  expect(comment(history.plan("14:45"), "refused").values).toMatchObject({ refusal: "time" });
  expect(history.situation("14:45").incident.status.key).not.toBe("resolved");
});

test.each([
  ["Rolled back. Next update in 1h 30", "16:15"],
  ["Rolled back. Next update: ~~14:50~~ 15:20", "15:20"],
  ["Rolled back. Next update at 15h", "15:00"],
  ["Rolled back. Next status update: 15:30", "15:30"],
  ["Rolled back. Another update in 20 minutes", "15:05"],
  ["Rolled back, will report back in 20 minutes", "15:05"],
  ["Rolled back. Next update moved to 16:00", "16:00"],
  ["Next update 11:30 UTC–3", "15:30"],
  ["/next-update 14:30 Zulu", "15:30"],
  ["/next-update 1h 30", "16:15"],
  ["/next-update at 4", "16:00"],
  ["Vendor says their next update is at 15:20", "15:45"],
  ["They will update again at 15:20", "15:45"],
])("%s: the next update is due at %s", (body, at) => {
  const history = outage().comment("14:45", "ana", body);
  expect(due(history, "14:45")).toBe(time(at));
  expect(does(history.plan("14:45"))).not.toContain("comment questions");
});

test.each([
  ["AWS promised a next update at 15:20", "next update at 15:20"],
  ["AWS looks at it and will report back at 15:20", "will report back at 15:20"],
  ["AWS looks at it and will report back in 30 minutes", "will report back in 30 minutes"],
])("whose next update it is, is asked where that can be either's: %s", (body, text) => {
  const plan = outage().comment("14:45", "ana", body).plan("14:45");
  expect(comment(plan, "questions").values.questions).toMatchObject([
    { topic: "time", text, why: "it can be that of somebody else" },
  ]);
});

test.each(["13:40 BST (12:40 UTC)", "12:40 UTC (13:40 BST)", "13:40 on 1/5/2026, UTC+1"])(
  "/set reads %s",
  (text) => {
    const history = told(`/set started ${text}`);
    const fact = history.situation("14:45").incident.facts.get("started");
    if (text.includes("/5")) expect(fact?.problem).toMatch("day and month");
    else expect(fact?.at).toBe(time("13:40"));
  },
);

test("a clock that starts later than the incident was declared has its own beginning", () => {
  const policy = regulator.replace("starts: declared", "starts: confirmed");
  const history = incident({ policy }).opened("09:00", "alice", at.sev1);
  history.comment("10:00", "ana", "/confirm").comment("10:30", "ana", "/told regulator 09:30 by phone");
  expect(history.situation("10:30").incident.clocks.get("report")?.running).toBe(true);
});

const formOf = (label: string, description?: string) => `name: Incident
description: d
body:
  - { type: input, id: impact, attributes: { label: Impact } }
  - { type: input, id: began, attributes: { label: "${label}"${description ? `, description: "${description}"` : ""} } }
`;

function beganAt(form: string, answer: string): number | string | undefined {
  const policy = "extends: sre\nincidents: { forms: [incident] }\nfields: { began: { type: time } }";
  const parsed = parseForm(form).form;
  if (parsed === undefined) throw new Error("The form of this test is no form.");
  const body = renderBody(parsed, { impact: "Nobody can pay", began: answer });
  const history = incident({ policy }).changed((snapshot) => {
    const forms = [{ path: ".github/ISSUE_TEMPLATE/incident.yml", text: form, oid: form }];
    return { ...snapshot, sources: { ...snapshot.sources, forms } };
  });
  const fact = history.opened("15:00", "alice", { body }).situation("15:00").incident.facts.get("began");
  return fact?.problem ?? fact?.at;
}

test.each([
  ["Start time (UTC)", undefined, "13:30", "14:30"],
  ["Start time, UTC", undefined, "2026-05-01 13:30", "14:30"],
  ["Start time", "In UTC, please.", "13:30", "14:30"],
  ["Start time (ET)", undefined, "09:30", "14:30"],
  ["Start time (UTC+2)", undefined, "15:30", "14:30"],
  ["Start time (UTC)", undefined, "14:30 BST", "14:30"],
  ["Start time", "For example 2025-04-01 14:05 UTC", "14:30", "14:30"],
  ["Start time", "With the zone: UTC or CET", "14:30", "14:30"],
  ["Start time at the west site", undefined, "14:30", "14:30"],
])("a form that asks “%s” (%s) and gets %s means %s", (label, description, answer, instant) => {
  expect(beganAt(formOf(label, description), answer)).toBe(time(instant));
});

test("a form that asks for a zone with several meanings is asked about", () => {
  expect(beganAt(formOf("Start time (IST)"), "13:30")).toMatch(/zone "IST"/);
});

test("a time of day in a body stays what it was when the body is edited on another day", () => {
  const policy = "extends: hssi\n";
  const history = incident({ policy, preset: "hssi" })
    .opened("10:00", "alice", { ...hssi, occurred: "09:30" })
    .rewrote("2 11:00", "alice", { ...hssi, occurred: "09:30", users: "200" });
  expect(history.situation("2 11:00").incident.facts.get("occurred")?.at).toBe(time("09:30"));
});

const agreed = (next: string) =>
  incident({ policy: "extends: hssi", preset: "hssi", roles: { alice: "write", ana: "write" } })
    .opened("10:00", "alice", { ...hssi, "next-update": next })
    .comment("10:04", "ana", "/confirm");

test.each([
  ["10:40", "10:40"],
  ["12:00", "12:00"],
  ["18:00", "11:04"],
  ["2026-05-01 09:50", "11:04"],
])("the next update that was agreed for %s in the form is due at %s (HB-1)", (next, when) => {
  expect(due(agreed(next), "10:05")).toBe(time(when));
});

test("the agreed time goes for the next update alone, and a line of an update agrees another", () => {
  const history = agreed("10:40").comment("10:30", "ana", "/update Restore runs");
  expect(due(history, "10:30")).toBe(time("11:30"));
  history.comment("10:35", "ana", "/set next-update 11:50");
  expect(due(history, "10:35")).toBe(time("11:50"));
});
