// Closing and opening again: by a person with the right, by an outsider, by a merged fix, as a false alarm.
import { expect, test } from "vitest";
import { at, hssi } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { all, card, comment, does, labels, lookedAt, said, says, value } from "../outcome.ts";

const outage = () => incident().opened("09:00", "alice", at.sev1).looked("09:00");
const read = { alice: "write", ana: "write", dan: "read" } as const;

function topics(history: History, when: string): readonly unknown[] {
  const asked = all(history.plan(when), "comment").find((one) => one.template === "questions");
  const questions = asked?.values.questions;
  return Array.isArray(questions) ? questions.map((one) => one.topic) : [];
}

test("a close as completed by somebody with the right resolves and closes", () => {
  const history = outage().closed("09:30", "ana");
  const { incident: found } = history.situation("09:30");
  expect(found).toMatchObject({
    status: { key: "closed", by: "ana" },
    closed: { reason: "completed", by: "ana", at: time("09:30") },
  });
  expect(found.clocks.get("update")).toMatchObject({ running: false });
  expect(found.events.map((event) => event.name)).toEqual(expect.arrayContaining(["resolved", "closed"]));
});

test("what is missing of the data of the end is asked once, in one comment", () => {
  const history = outage().closed("09:30", "ana");
  expect(topics(history, "09:30")).toEqual(["closure-data"]);
  history.looked("09:30");
  expect(says(history.plan("09:31"))).toEqual([]);
});

test("the data of the end is not asked for again at the close when it was asked for at the resolution", () => {
  const history = lookedAt(outage().comment("09:30", "ana", "/resolve Back again"), "09:30");
  expect(said(history)).toEqual(["09:30 questions"]);
  expect(topics(history.closed("09:40", "ana"), "09:40")).toEqual([]);
});

test("data of the end that was given with /resolve is not asked for", () => {
  const history = outage().comment("09:30", "ana", "/resolve Back\ncause: an expired certificate");
  expect(topics(history, "09:30")).toEqual([]);
});

test("an outsider's close only asks: the clocks go on, and what is owed keeps the incident in sight", () => {
  const history = incident({ roles: read }).opened("09:00", "dan", at.sev1).looked("09:00");
  history.closed("09:30", "dan");
  expect(topics(history, "09:30")).toEqual(["outsider-close"]);
  history.looked("09:30");
  expect(history.situation("09:30").incident).toMatchObject({
    status: { key: "open" },
  });
  expect(history.situation("09:30").incident.clocks.get("update")).toMatchObject({ running: true });
  expect(labels(history)).toContain("incident: follow-up");
  expect(value(card(history, "09:30"), "next.kind")).toBe("answer");
  expect(says(history.plan("09:50"))).toEqual(["reminder"]);
});

test("a merged fix closes the issue but does not resolve: it asks, and the clocks go on", () => {
  const history = outage().closed("09:30", "ana", "completed", "acme/shop#12");
  expect(topics(history, "09:30")).toEqual(["closed-by-fix"]);
  history.looked("09:30");
  expect(history.situation("09:30").incident.status.key).toBe("open");
  expect(labels(history)).toContain("incident: follow-up");
  expect(says(history.plan("09:50"))).toEqual(["reminder"]);
});

for (const [how, words] of [
  ["/resolve", "/resolve The fix holds"],
  ["/status closed", "/status closed"],
] as const) {
  test(`${how} after a merged fix closes the incident, without another close of the issue`, () => {
    const history = outage().closed("09:30", "ana", "completed", "acme/shop#12").looked("09:30");
    history.comment("09:40", "ana", words);
    expect(history.situation("09:40").incident.closed).toMatchObject({ reason: "completed", by: "ana" });
    expect(does(history.plan("09:40"))).not.toContain("close");
    expect(history.situation("09:40").incident.questions).toEqual([]);
  });
}

test("a fix that is merged after the resolution closes like a person", () => {
  const history = outage()
    .comment("09:30", "ana", "/resolve")
    .closed("09:40", "ana", "completed", "acme/shop#12");
  expect(history.situation("09:40").incident.closed).toMatchObject({ reason: "completed" });
});

test("a close as not planned that somebody calls a false alarm has no review, and nothing is asked", () => {
  const history = outage()
    .comment("09:30", "ana", "A false alarm: the probe was broken")
    .closed("09:30", "ana", "not_planned");
  expect(history.situation("09:30").incident.closed?.reason).toBe("not_planned");
  expect(topics(history, "09:30")).toEqual([]);
  expect(all(history.plan("09:30"), "create-issue")).toEqual([]);
  history.looked("09:30");
  expect(labels(history)).toEqual(["incident", "severity: 1", "status: closed"]);
  expect(history.plan("09:30").effects).toEqual([]);
});

test("a status of the closed phase closes the issue, once, and a person's reopening is not undone", () => {
  const history = outage().labeled("09:30", "ana", "status: closed");
  expect(does(history.plan("09:30"))).toContain("close");
  history.looked("09:30");
  expect(history.snapshot().issue.state).toBe("closed");
  expect(does(history.plan("09:30"))).not.toContain("close");
  history.reopened("10:00", "ana").looked("10:00");
  expect(history.snapshot().issue.state).toBe("open");
  expect(does(history.plan("10:00"))).not.toContain("close");
});

test("opened again it stands where it stood before, with its cadence", () => {
  const history = outage()
    .comment("09:10", "ana", "/status investigating")
    .closed("09:30", "ana")
    .looked("09:30");
  history.reopened("10:00", "ben").looked("10:00");
  expect(history.situation("10:00").incident).toMatchObject({
    status: { key: "investigating" },
  });
  expect(history.situation("10:00").incident.clocks.get("update")).toMatchObject({
    running: true,
    dueAt: time("11:00"),
  });
  expect(history.situation("10:00").incident.closed).toBeUndefined();
  expect(labels(history)).toEqual(["incident", "severity: 1", "status: investigating"]);
});

test("who closed the issue before it was resolved, and when, is told beside who resolved it", () => {
  const history = incident({ roles: read }).opened("09:00", "dan", at.sev1).looked("09:00");
  history.closed("09:30", "dan").looked("09:30").comment("10:00", "ana", "/resolve rolled back");
  expect(history.situation("10:00").incident.closed).toMatchObject({
    ...{ reason: "completed", by: "ana", at: time("10:00") },
    issue: { by: "dan", at: time("09:30") },
  });
  expect(value(card(history, "10:00"), "closed.issue.by")).toBe("dan");
  expect(history.situation("10:00").incident.history).toContainEqual(
    expect.objectContaining({ what: "issue-closed", by: "dan", at: time("09:30") }),
  );
  history.reopened("10:10", "ana").closed("10:20", "ana");
  expect(history.situation("10:20").incident.closed?.issue).toBeUndefined();
});

test("an outsider's close that is taken back asks no more", () => {
  const history = incident({ roles: read }).opened("09:00", "dan", at.sev1).looked("09:00");
  history.closed("09:30", "dan").reopened("09:31", "dan");
  expect(topics(history, "09:31")).toEqual([]);
  expect(history.situation("09:31").incident.clocks.get("update")).toMatchObject({ dueAt: time("10:00") });
});

test("a closed issue is never opened again by us", () => {
  const history = lookedAt(outage().closed("09:30", "ana"), "09:30");
  history.comment("10:00", "ana", "/status investigating because it is down again").looked("10:00");
  expect(history.snapshot().issue.state).toBe("closed");
  expect(labels(history)).toContain("incident: follow-up");
  expect(value(card(history, "10:00"), "next.kind")).toBe("answer");
});

test("a review that the policy leaves to people is asked about once, at the resolution (H-28)", () => {
  const history = incident({ policy: "extends: hssi", preset: "hssi" })
    .opened("09:00", "alice", hssi)
    .comment("09:05", "ana", "/confirm")
    .looked("09:05")
    .comment("09:30", "ana", "/resolve");
  expect(topics(history, "09:30")).toEqual(["closure-data", "review"]);
  history.looked("09:30").closed("09:40", "ana");
  expect(topics(history, "09:40")).toEqual([]);
  expect(all(history.plan("09:40"), "create-issue")).toEqual([]);
});

test("the question of an outsider's close names who closed it and mentions nobody", () => {
  const history = incident({ roles: read }).opened("09:00", "dan", at.sev1).looked("09:00");
  const asked = comment(history.closed("09:30", "dan").plan("09:30"), "questions");
  expect(asked).toMatchObject({ mentions: [], values: { questions: [{ by: "dan" }] } });
});

test.each([
  ["a merged fix", (history: History) => history.closed("09:40", "ana", "completed", "acme/shop#12")],
  ["an outsider's close", (history: History) => history.closed("09:40", "dan")],
])("whether it is over is asked of whoever has the lead: %s", (_, closes) => {
  const history = incident({ roles: { ...read, ana: "write", ben: "write" } })
    .opened("09:00", "dan", at.sev1)
    .comment("09:01", "ben", "/role lead me")
    .looked("09:01");
  const asked = comment(closes(history).plan("09:40"), "questions");
  expect(asked).toMatchObject({ mentions: ["ben"], values: { questions: [{ who: "@ben" }] } });
});

test("withdrawn in the middle of a question, nothing is asked any more", () => {
  const history = outage().closed("09:30", "ana", "completed", "acme/shop#12");
  history.comment("09:30", "ana", "/not-an-incident");
  expect(topics(history, "09:30")).toEqual([]);
});

test("an outsider in public who closes his accepted report is asked about, too", () => {
  const history = incident({ public: true, roles: { ana: "triage", mallory: "none" } })
    .opened("09:00", "mallory", at.sev1)
    .looked("09:00")
    .comment("09:01", "ana", "/accept")
    .looked("09:01")
    .closed("09:30", "mallory");
  expect(topics(history, "09:30")).toEqual(["outsider-close"]);
});
