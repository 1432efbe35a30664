// Closing as not planned: a reason at a major severity, asked for once, and a false alarm only where somebody said so (D-11).
import { describe, expect, test } from "vitest";
import { saysFalseAlarm } from "../../../src/engine/text/false-alarm.ts";
import { at } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { all, card, comment, does, labels, lookedAt, said, says, value } from "../outcome.ts";

const outage = (form: (typeof at)[keyof typeof at] = at.sev1) =>
  incident().opened("09:00", "alice", form).looked("09:00");
const dropped = (history: History, when = "09:30") => history.closed(when, "ana", "not_planned");
const unexplained = () => lookedAt(dropped(outage()), "09:30");

function closed(history: History, when: string) {
  return history.situation(when).incident.closed;
}

function entries(history: History, when: string) {
  return history.situation(when).incident.history.map(({ what, values }) => [what, values.because]);
}

function reviews(history: History, when: string): number {
  return all(history.plan(when), "create-issue").length;
}

test("at a major severity, without a reason, nothing is ended: it asks whoever closed it, once", () => {
  const history = dropped(outage());
  const asked = comment(history.plan("09:30"), "questions");
  expect(asked.values.questions).toMatchObject([{ topic: "not-planned", by: "ana" }]);
  expect(asked.mentions).toEqual(["ana"]);
  lookedAt(history, "09:30");
  expect(history.situation("09:30").incident).toMatchObject({ status: { key: "open" }, closed: undefined });
  expect(history.situation("09:30").incident.clocks.get("update")).toMatchObject({ running: true });
  expect(labels(history)).toContain("incident: follow-up");
  expect(value(card(history, "09:31"), "next")).toEqual({ kind: "why", whose: "@ana" });
  expect(reviews(history, "09:31")).toBe(0);
  expect(says(history.plan("09:50"))).toEqual(["reminder"]);
  expect(history.snapshot().issue.state).toBe("closed");
});

test("it is asked once however long nobody answers, and we never open it again", () => {
  const history = unexplained();
  for (const later of ["11:00", "2 11:00", "9 11:00"]) lookedAt(history, later);
  expect(said(history).filter((one) => one.includes("questions"))).toHaveLength(1);
  expect(does(history.plan("9 12:00"))).not.toContain("reopen");
  expect(history.snapshot().issue.state).toBe("closed");
});

for (const [what, when, words] of [
  ["just before it", "09:29", "The supplier runs it, and they know"],
  ["with the button, in the same second", "09:30", "The supplier runs it, and they know"],
  ["two minutes before", "09:28", "The supplier runs it, and they know"],
  ["with a command", "09:29", "/update The supplier runs it, and they know"],
  ["as the reason of a command", "09:29", "/note because The supplier runs it, and they know"],
  ["below a mail's greeting", "09:29", "> old words\n\nThe supplier runs it, and they know"],
] as const)
  test(`the reason is what whoever closed it said ${what}`, () => {
    const history = dropped(outage().comment(when, "ana", words));
    const because = "The supplier runs it, and they know";
    expect(closed(history, "09:30")).toMatchObject({ reason: "not_planned", falseAlarm: false, by: "ana" });
    expect(closed(history, "09:30")?.because).toContain(because);
    expect(entries(history, "09:30")).toContainEqual(["not-planned", closed(history, "09:30")?.because]);
    expect(history.situation("09:30").incident.questions).toEqual([]);
    expect(history.situation("09:30").incident.clocks.get("update")).toMatchObject({ running: false });
    expect(value(card(history, "09:30"), "closed")).toMatchObject({
      reason: "not_planned",
      falseAlarm: false,
    });
  });

for (const [what, when, by, words] of [
  ["of another person", "10:29", "ben", "The supplier runs it"],
  ["of an hour before", "09:30", "ana", "The supplier runs it"],
  ["of three minutes before", "10:27", "ana", "The supplier runs it"],
  ["of thanks alone", "10:29", "ana", "ok, thanks @ben"],
  ["of nothing but a quote", "10:29", "ana", "> The supplier runs it"],
  ["of an emoji", "10:29", "ana", "👍"],
  ["of a question", "10:29", "ana", "Who closes this? I go home"],
  ["of an update that promises the next", "10:29", "ana", "/update Errors everywhere, next 11:00"],
  ["of plain words that do", "10:29", "ana", "Rolled back. Next update at 11:00"],
  ["by which it goes on", "10:29", "ana", "Still 502s everywhere"],
  ["of who is at it", "10:29", "ana", "I am looking into it"],
  ["of no news", "10:29", "ana", "/update nothing new"],
] as const)
  test(`words ${what} are no reason`, () => {
    const history = dropped(outage().comment(when, by, words), "10:30");
    expect(closed(history, "10:35")).toBeUndefined();
    expect(history.situation("10:35").incident.questions).toMatchObject([{ topic: "not-planned" }]);
  });

test("what is resolved already needs no reason", () => {
  const history = outage().comment("09:20", "ana", "/resolve\n\nfixed by a restart, not known why");
  history.looked("09:20").closed("09:30", "ben", "not_planned");
  expect(closed(history, "09:30")).toMatchObject({ reason: "not_planned", by: "ben", falseAlarm: false });
  expect(history.situation("09:30").incident.questions).toEqual([]);
});

test("the reason is given afterwards with the status", () => {
  const history = unexplained().comment("09:40", "ben", "/status closed because the supplier runs it");
  expect(closed(history, "09:40")).toMatchObject({
    ...{ reason: "not_planned", falseAlarm: false, by: "ben", at: time("09:40") },
    because: "the supplier runs it",
  });
  expect(does(history.plan("09:40"))).not.toContain("close");
  expect(history.situation("09:40").incident.questions).toEqual([]);
});

for (const [who, words, because, falseAlarm] of [
  ["ana", "because it was a test of the probe", "it was a test of the probe", false],
  ["ana", "The supplier runs it", "The supplier runs it", false],
  ["ben", "Because the supplier runs it", "the supplier runs it", false],
  ["ben", "It was a false alarm, the probe was wrong", "It was a false alarm, the probe was wrong", true],
] as const)
  test(`the plain answer “${words}” of ${who} to our question is the reason`, () => {
    const history = unexplained().comment("09:40", who, words);
    expect(closed(history, "09:40")).toMatchObject({ reason: "not_planned", because, falseAlarm, by: who });
    expect(history.situation("09:40").incident.questions).toEqual([]);
  });

for (const [who, words] of [
  ["ana", "Who knows more?"],
  ["ana", "ok"],
  ["ana", "We no longer think that the alarm was false. Data was really lost."],
  ["ben", "Customers ring me about it"],
  ["dan", "because it was a test"],
] as const)
  test(`“${words}” of ${who} is no answer to it`, () => {
    const history = unexplained();
    history.rights({ alice: "write", ana: "write", ben: "write", dan: "read" });
    history.comment("09:40", who, words);
    expect(history.situation("09:40").incident.questions).toMatchObject([{ topic: "not-planned" }]);
  });

test("who may end it by the policy answers, whatever his access", () => {
  const history = incident({
    roles: { alice: "write", tom: "triage" },
    policy: "{ extends: sre, commands: { resolve: triage } }",
  })
    .opened("09:00", "alice", at.sev1)
    .closed("09:30", "tom", "not_planned")
    .looked("09:30")
    .comment("09:40", "tom", "The supplier runs it");
  expect(closed(history, "09:40")).toMatchObject({ because: "The supplier runs it", by: "tom" });
});

for (const [fact, falseAlarm] of [
  ["false alarm", true],
  ["trivial", false],
] as const)
  test(`the closing reason “${fact}”, by which the policy exempts from the review, is a reason`, () => {
    const history = dropped(outage().comment("09:20", "ana", `/set closing-reason ${fact}`));
    expect(closed(history, "09:30")).toMatchObject({ reason: "not_planned", because: fact, falseAlarm });
    expect(reviews(history, "09:30")).toBe(0);
  });

for (const [reason, falseAlarm] of [
  ["false alarm of the probe", true],
  ["it was no false alarm", false],
] as const)
  test(`closed by its status because ${reason}`, () => {
    const history = outage().comment("09:20", "ana", `/status closed because ${reason}`);
    expect(closed(history, "09:20")).toMatchObject({ reason: "completed", falseAlarm });
    expect(reviews(history, "09:20")).toBe(falseAlarm ? 0 : 1);
  });

for (const [what, change] of [
  ["the status", (history: History) => history.comment("09:40", "ben", "/status closed")],
  ["its label", (history: History) => history.labeled("09:40", "ben", "status: closed")],
] as const)
  test(`${what} alone ends it no more than the button did`, () => {
    const history = change(unexplained());
    expect(closed(history, "09:40")).toBeUndefined();
    expect(history.situation("09:40").incident.answers).toMatchObject([{ refusal: { kind: "because" } }]);
  });

test("resolved afterwards it is closed as completed", () => {
  const history = unexplained().comment("09:40", "ben", "/resolve Back again");
  expect(closed(history, "09:40")).toMatchObject({ reason: "completed", falseAlarm: false });
  expect(history.situation("09:40").incident.questions).toEqual([]);
});

test("set aside afterwards nothing is asked any more", () => {
  const history = unexplained().comment("09:40", "ben", "/not-an-incident because it was a test page");
  expect(history.situation("09:40").incident).toMatchObject({ management: "withdrawn", questions: [] });
});

test("opened again nothing is asked any more, and a later close goes its own way", () => {
  const history = unexplained().reopened("09:40", "ben").looked("09:40");
  expect(history.situation("09:40").incident.questions).toEqual([]);
  expect(labels(history)).not.toContain("incident: follow-up");
  expect(closed(history.closed("10:00", "ben"), "10:00")).toMatchObject({ reason: "completed" });
});

test("closed as not planned once more, without a reason, is asked about once more", () => {
  const history = dropped(unexplained().reopened("09:40", "ben").looked("09:40"), "10:00");
  expect(says(history.plan("10:00"))).toContain("questions");
});

test("what was closed as completed stays so until a change to not planned has its reason", () => {
  const history = outage().closed("09:20", "ana").looked("09:20");
  dropped(history);
  expect(closed(history, "09:30")).toMatchObject({ reason: "completed" });
  history.comment("09:40", "ana", "/status closed because the supplier runs it");
  expect(closed(history, "09:40")).toMatchObject({ reason: "not_planned", because: "the supplier runs it" });
});

test("somebody without the right to end it is asked about as that, whatever he wrote", () => {
  const history = incident({ roles: { alice: "write", dan: "read" } })
    .opened("09:00", "alice", at.sev1)
    .looked("09:00")
    .comment("09:30", "dan", "A false alarm")
    .closed("09:30", "dan", "not_planned");
  expect(history.situation("09:30").incident.questions).toMatchObject([{ topic: "outsider-close" }]);
});

for (const [what, history] of [
  ["below major", () => dropped(outage(at.sev3))],
  ["of an exercise", () => dropped(outage().comment("09:05", "ana", "/drill because we train"))],
] as const)
  test(`${what} it takes no reason`, () => {
    expect(closed(history(), "09:30")).toMatchObject({ reason: "not_planned", falseAlarm: false });
    expect(history().situation("09:30").incident.questions).toEqual([]);
    expect(reviews(history(), "09:30")).toBe(0);
  });

describe("the review (D-11)", () => {
  const dpsp = "{ extends: dpsp, severity: { field: severity } }";
  const begun = () =>
    incident({ policy: dpsp, preset: "dpsp" })
      .opened("09:00", "alice", { severity: "P1", description: "Letters went astray", impact: "Some trusts" })
      .looked("09:00");

  for (const [what, words, wanted] of [
    ["with a reason that is none of them", "The supplier runs it", 1],
    ["as a false alarm", "False alarm: the probe was down", 0],
    ["as a false positive", "It was a false-positive of the scanner", 0],
    ["as what was not a false alarm", "It was not a false alarm, but the supplier runs it", 1],
  ] as const)
    test(`of what is closed as not planned ${what}`, () => {
      const history = dropped(begun().comment("09:29", "ana", words));
      expect(closed(history, "09:30")?.falseAlarm).toBe(wanted === 0);
      expect(reviews(history, "09:30")).toBe(wanted);
    });

  test("of a false alarm only where somebody asks for it", () => {
    const history = dropped(begun().comment("09:29", "ana", "False alarm")).comment(
      "09:40",
      "ana",
      "/review",
    );
    expect(reviews(history, "09:40")).toBe(1);
  });
});

test.each([
  ["A false alarm", true],
  ["it was a false  positive of the scanner", true],
  ["FALSE-ALARM", true],
  ["Not ours; false alarm", true],
  ["Two false alarms in one night", true],
  ["not a false alarm", false],
  ["This wasn't really a false alarm", false],
  ["This wasn’t a false positive", false],
  ["no false alarm", false],
  ["never was it a false alarm", false],
  ["the alarm was false", false],
  ["a falsealarm", false],
  ["the supplier runs it", false],
  ["False alarm", true],
  ["it was a false positive: the scanner looks at an old host", true],
  ["closing as a false alarm", true],
  ["closed it as false alarm, sorry", true],
  ["because it was a false alert", true],
  ["Because it was a false alarm, the probe was wrong", true],
  ["The page of the third probe was just a false alarm", true],
  ["it’s a false alarm again", true],
  ["false alarm the probe was down", true],
  ["We looked. False alarm (bad probe)", true],
  ["is it a false alarm?", false],
  ["False alarm?", false],
  ["was this a false alarm or not", false],
  ["Could be a false alarm, I am looking", false],
  ["probably a false alarm", false],
  ["I thought that it was a false alarm", false],
  ["if it is a false alarm, close it", false],
  ["The false alarm theory is dead, data is really lost", false],
  ["False alarm theory: dead", false],
  ["false alarm ruled out", false],
  ["False alarm: no", false],
  ["We ruled out a false alarm", false],
  ["decision: not a false alarm", false],
  ["the rate of false alarms is high", false],
  ["fewer pages after a false alarm filter", false],
])("“%s”: is it said that it was a false alarm?", (reason, expected) => {
  expect(saysFalseAlarm(reason)).toBe(expected);
});
