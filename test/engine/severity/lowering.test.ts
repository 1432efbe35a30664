// A lowering by whatever hand takes its reason, as the command does: a label, an edited form, a fact (H-5).
import { expect, test } from "vitest";
import { at } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { card, comment, does, labels, says } from "../outcome.ts";

const started = (answers: Readonly<Record<string, string>> = at.sev1) =>
  incident({ roles: { alice: "write", ana: "write", ben: "write", dan: "read" } })
    .opened("09:00", "alice", answers)
    .looked("09:00");
const severity = (history: History, when: string) => history.situation(when).incident.severity;
const asked = (history: History, when: string) => comment(history.plan(when), "questions").values.questions;
const isAsked = (history: History, when: string) => says(history.plan(when)).includes("questions");
const stands = ["incident", "severity: 1", "status: open"];

test("a label that lowers is asked for its reason, comes off, and the old one is there until the command says why", () => {
  const history = started().labeled("09:10", "ana", "severity: 3");
  expect(severity(history, "09:10")).toMatchObject({ key: "sev1", how: "form" });
  expect(comment(history.plan("09:10"), "refused").values).toMatchObject({
    ...{ refusal: "because", form: "/severity sev3", label: "severity: 3" },
  });
  expect(labels(history.looked("09:10"))).toEqual(stands);
  history.comment("09:12", "ana", "/severity sev3 because one shop only").looked("09:12");
  expect(severity(history, "09:12")).toMatchObject({ key: "sev3", because: "one shop only" });
  expect(labels(history)).toEqual(["incident", "severity: 3", "status: open"]);
});

test("the same label again is put right again, and its words are not said a second time within an hour", () => {
  const history = started().labeled("09:10", "ana", "severity: 3").looked("09:10");
  history.labeled("09:15", "ana", "severity: 3");
  expect(does(history.plan("09:15"))).toEqual(["remove-label severity: 3"]);
});

test("a label that lowers by somebody without the right is refused for that", () => {
  const history = started().labeled("09:10", "dan", "severity: 3");
  expect(comment(history.plan("09:10"), "refused").values).toMatchObject({ refusal: "right" });
  expect(labels(history.looked("09:10"))).toEqual(stands);
});

test.each([
  ["put on first", ["labeled", "unlabeled"]],
  ["put on last", ["unlabeled", "labeled"]],
] as const)("labels that are swapped count against nobody, the lower one %s", (_name, order) => {
  const history = started();
  for (const minute of ["09:10", "09:20", "09:30"]) {
    for (const what of order)
      history[what](minute, "ana", what === "labeled" ? "severity: 3" : "severity: 1");
    expect(labels(history.looked(minute))).toEqual(stands);
  }
  expect(history.situation("09:30").incident.removals.size).toBe(0);
});

test("a label taken off by itself counts as before, also after a swap", () => {
  const history = started().labeled("09:10", "ana", "severity: 3").unlabeled("09:10", "ana", "severity: 1");
  history.looked("09:10").unlabeled("09:20", "ana", "severity: 1").looked("09:20");
  expect([...history.situation("09:20").incident.removals]).toEqual([["severity: 1", 1]]);
});

test("the label of what a person set is put back where less remains, and the reason is asked for once", () => {
  const history = started(at.sev3).comment("09:05", "ana", "/severity sev1").looked("09:05");
  history.unlabeled("09:10", "ana", "severity: 1");
  expect(severity(history, "09:10")).toMatchObject({ key: "sev1", how: "act" });
  expect(asked(history, "09:10")).toMatchObject([
    { topic: "lower", from: "SEV1", to: "SEV3", key: "sev3", by: "ana", label: "severity: 1" },
  ]);
  expect(labels(history.looked("09:10"))).toEqual(stands);
  history.unlabeled("09:20", "ana", "severity: 1");
  expect(does(history.plan("09:20"))).toEqual(["add-label severity: 1"]);
  history.looked("09:20").unlabeled("09:30", "ana", "severity: 1").looked("09:30");
  expect(labels(history)).toEqual(["incident", "status: open"]);
});

test("what a person set is not taken back by the first half of a swap to less", () => {
  const history = started(at.sev1)
    .comment("09:05", "ana", "/severity sev2 because one region")
    .looked("09:05");
  history.labeled("09:10", "ana", "severity: 3").unlabeled("09:10", "ana", "severity: 2");
  expect(severity(history, "09:10")).toMatchObject({ key: "sev2", how: "act" });
  expect(says(history.plan("09:10"))).toEqual(["refused"]);
});

test("a major severity that a person set does not end in none by its label", () => {
  const { severity: _, ...unsettled } = at.sev1;
  const history = started(unsettled).labeled("09:05", "ana", "severity: 1").looked("09:05");
  history.unlabeled("09:10", "ana", "severity: 1");
  expect(severity(history, "09:10")).toMatchObject({ key: "sev1", how: "act" });
  expect(asked(history, "09:10")).toMatchObject([{ topic: "lower", to: "", key: "…" }]);
});

test("a form that is edited to less changes the record, the severity stands, and one question asks why", () => {
  const history = started().rewrote("09:10", "ben", at.sev3);
  expect(history.situation("09:10").incident.facts.get("severity")?.text).toBe(at.sev3.severity);
  expect(severity(history, "09:10")).toMatchObject({
    ...{ key: "sev1", how: "form", since: time("09:00") },
    held: { to: "sev3", because: "the form says SEV3", said: true },
  });
  expect(asked(history, "09:10")).toMatchObject([
    { topic: "lower", from: "SEV1", to: "SEV3", by: "ben", label: "" },
  ]);
  expect(card(history, "09:10").held).toMatchObject({ to: "SEV3", key: "sev3" });
  history.looked("09:10").comment("09:20", "ana", "Still down.");
  expect(isAsked(history, "09:20")).toBe(false);
  expect(severity(history, "09:20")).toMatchObject({ key: "sev1", held: { to: "sev3" } });
});

test.each([
  [
    "somebody sets a severity",
    (history: History) => history.comment("09:11", "ana", "/severity sev3 because one shop"),
    "sev3",
  ],
  [
    "somebody says the one in force",
    (history: History) => history.comment("09:11", "ana", "/severity sev1"),
    "sev1",
  ],
  [
    "the form says again what is in force",
    (history: History) => history.rewrote("09:11", "ben", at.sev1),
    "sev1",
  ],
])("the question goes when %s", (_name, then, key) => {
  const history = then(started().rewrote("09:10", "ben", at.sev3));
  expect(severity(history, "09:11")?.key).toBe(key);
  expect(isAsked(history, "09:11")).toBe(false);
  expect(history.situation("09:11").incident.questions).toEqual([]);
});

test("another edit to less is another question", () => {
  const history = started().rewrote("09:10", "ben", at.sev3).looked("09:10").rewrote("09:20", "ben", at.sev4);
  expect(asked(history, "09:20")).toMatchObject([{ topic: "lower", to: "SEV4" }]);
  expect(history.situation("09:20").incident.questions).toHaveLength(1);
});

test("less than what the form said takes a reason among the lesser ones, too; to say none there is no lowering", () => {
  const history = started(at.sev3).rewrote("09:10", "ben", at.sev4);
  expect(severity(history, "09:10")).toMatchObject({ key: "sev3", held: { to: "sev4" } });
  const { severity: _, ...none } = at.sev3;
  expect(severity(started(at.sev3).rewrote("09:10", "ben", none), "09:10")).toBeUndefined();
});

test("a major severity does not end in none by an emptied answer", () => {
  const { severity: _, ...none } = at.sev1;
  const history = started().rewrote("09:10", "ben", none);
  expect(severity(history, "09:10")).toMatchObject({ key: "sev1", held: { because: "", said: true } });
  expect(asked(history, "09:10")).toMatchObject([{ topic: "lower", to: "" }]);
  expect(card(history, "09:10").held).toEqual({ to: "", key: "…", because: "" });
});

test.each(["/set severity sev3", "/update It is better.\nseverity: sev3"])(
  "%j changes the record and asks why, and the severity stands",
  (words) => {
    const history = started().comment("09:10", "ana", words);
    expect(history.situation("09:10").incident.facts.get("severity")?.text).toBe("sev3");
    expect(severity(history, "09:10")).toMatchObject({ key: "sev1", held: { to: "sev3", said: true } });
    expect(asked(history, "09:10")).toMatchObject([{ topic: "lower", to: "SEV3", by: "ana" }]);
    history.looked("09:10").comment("09:15", "ana", "/unset severity");
    expect(severity(history, "09:15")?.held).toBeUndefined();
    expect(history.situation("09:15").incident.questions).toEqual([]);
  },
);

test.each([
  ["/set severity sev3", (history: History) => history.comment("09:10", "ben", "/set severity sev3")],
  [
    "a line of an update",
    (history: History) => history.comment("09:10", "ben", "/update Half\nseverity: sev3"),
  ],
  ["an edited form", (history: History) => history.rewrote("09:10", "ben", at.sev3)],
])("what a person set stands, and %s that says less asks why, once", (_name, then) => {
  const history = then(started(at.sev2).comment("09:05", "ana", "/severity sev1").looked("09:05"));
  expect(isAsked(started(at.sev2).comment("09:05", "ana", "/severity sev1"), "09:05")).toBe(false);
  expect(severity(history, "09:10")).toMatchObject({ key: "sev1", how: "act" });
  expect(asked(history, "09:10")).toMatchObject([
    { topic: "lower", from: "SEV1", to: "SEV3", key: "sev3", by: "ben", label: "" },
  ]);
  history.looked("09:10").comment("09:20", "ana", "Still down.");
  expect(isAsked(history, "09:20")).toBe(false);
  history.comment("09:25", "ana", "/severity sev3 because half of it is back");
  expect(severity(history, "09:25")).toMatchObject({ key: "sev3", because: "half of it is back" });
  expect(history.situation("09:25").incident.questions).toEqual([]);
});

test("nobody is asked where a person set less than the record says, or the record says more", () => {
  const history = started(at.sev2).comment("09:05", "ana", "/severity sev3 because one shop").looked("09:05");
  expect(isAsked(history.rewrote("09:10", "ben", at.sev1), "09:10")).toBe(false);
});

test("a severity that is set as a fact with its reason is as by the command, for whoever has the right to that", () => {
  const history = started().comment("09:10", "ana", "/set severity sev3 because one shop only");
  expect(severity(history, "09:10")).toMatchObject({ key: "sev3", how: "act", because: "one shop only" });
  expect(isAsked(history, "09:10")).toBe(false);
  const policy = "extends: sre\ncommands: { severity: { role: admin } }";
  const reporter = incident({ policy }).opened("09:00", "alice", at.sev1);
  reporter.comment("09:10", "alice", "/set severity sev3 because one shop only");
  expect(severity(reporter, "09:10")).toMatchObject({ key: "sev1", held: { to: "sev3" } });
});

test("what is raised by a form or a fact is raised at once, and nobody is asked", () => {
  const history = started(at.sev3).rewrote("09:10", "ben", at.sev1);
  expect(severity(history, "09:10")).toMatchObject({ key: "sev1", since: time("09:10") });
  expect(isAsked(history, "09:10")).toBe(false);
});

test("an incident that is taken up anew begins anew, by what the form says now", () => {
  const history = started().rewrote("09:10", "ben", at.sev3).looked("09:10");
  history.comment("09:20", "ana", "/not-an-incident").looked("09:20").comment("09:30", "ana", "/adopt");
  expect(severity(history, "09:30")).toMatchObject({ key: "sev3", how: "form" });
  expect(severity(history, "09:30")?.held).toBeUndefined();
});

test("a label from before the declaration counts as said at it, lower than the form or not", () => {
  const history = incident({ public: true, roles: { mallory: "none", ana: "triage" } })
    .opened("09:00", "mallory", at.sev1)
    .looked("09:00")
    .labeled("09:05", "ana", "severity: 3")
    .comment("09:06", "ana", "/accept");
  expect(severity(history, "09:06")).toMatchObject({ key: "sev3", how: "act", by: "ana" });
});
