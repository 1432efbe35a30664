// Times in fields, by the form and by commands: none becomes another day's by itself, and what can't be used is asked about once.
import { describe, expect, test } from "vitest";
import { hssi } from "./answers.ts";
import { type History, incident } from "./build.ts";
import { all, card, clock, does, value } from "./outcome.ts";

const answers = { ...hssi, occurred: "08:00", description: "Slow" };
const outage = () =>
  incident({ policy: "extends: hssi", preset: "hssi" })
    .opened("09:00", "alice", answers)
    .looked("09:00")
    .comment("09:05", "ana", "/confirm")
    .looked("09:05");

/** The questions of what would be said now, by topic and field. */
function asked(history: History, when: string): readonly string[] {
  return all(history.plan(when), "comment").flatMap(({ template, values }) => {
    const questions = template === "questions" ? values.questions : [];
    return (questions as readonly Record<string, string>[]).map(({ topic, field }) => `${topic} ${field}`);
  });
}

const fact = (history: History, when: string, id = "resolved-at") =>
  history.situation(when).incident.facts.get(id);

describe.each([
  ["/update The disk was replaced\nresolved-at: 09:50", "a line of an update"],
  ["/set resolved-at 09:50", "/set"],
  ["/resolve Fixed\nresolved-at: 09:50", "a line of /resolve"],
])("a time to come in %j", (words) => {
  test("is asked about once, and nothing happens at it", () => {
    const history = outage().comment("09:40", "ana", words);
    expect(asked(history, "09:40")).toContain("fact-time resolved-at");
    expect(fact(history, "09:40")).toMatchObject({
      text: "09:50",
      problem: expect.stringMatching("to come"),
    });
    const { events } = history.situation("09:40").incident;
    expect(events.map(({ name }) => name)).not.toContain("field.resolved-at");
    expect(does(history.plan("09:40"))).toContain("react CONFUSED");
    history.looked("09:40");
    expect(asked(history, "09:41")).not.toContain("fact-time resolved-at");
    // When that time has come it is no answer either.
    expect(fact(history, "10:30")?.at).toBeUndefined();
  });

  test("is settled by a time that can be used", () => {
    const history = outage().comment("09:40", "ana", words).looked("09:40");
    history.comment("09:45", "ana", "/set resolved-at 09:35");
    expect(clock(fact(history, "09:45")?.at ?? 0)).toBe("09:35");
    expect(history.situation("09:45").incident.questions).toEqual([]);
  });
});

describe("a form that is edited", () => {
  const edited = (resolvedAt: string) =>
    outage().rewrote("09:40", "alice", { ...answers, "resolved-at": resolvedAt });

  test("asks about a time to come, and is not read again when it has come", () => {
    const history = incident({ policy: "extends: hssi", preset: "hssi" })
      .opened("09:00", "alice", answers)
      .looked("09:00")
      .rewrote("09:40", "alice", { ...answers, occurred: "09:50" });
    expect(asked(history, "09:40")).toContain("fact-time occurred");
    expect(clock(fact(history, "09:40", "occurred")?.at ?? 0)).toBe("08:00");
    expect(value(card(history, "09:40"), "unclear")).toMatchObject([{ text: "09:50" }]);
    history.looked("09:40").rewrote("10:00", "alice", { ...answers, occurred: "09:50", impact: "None" });
    expect(clock(fact(history, "10:00", "occurred")?.at ?? 0)).toBe("08:00");
    expect(asked(history, "10:00")).not.toContain("fact-time occurred");
  });

  test("takes back what was asked about by its old words", () => {
    const history = incident({ policy: "extends: hssi", preset: "hssi" })
      .opened("09:00", "alice", answers)
      .rewrote("09:40", "alice", { ...answers, occurred: "09:50" })
      .rewrote("09:45", "alice", answers);
    expect(history.situation("09:45").incident.questions).toEqual([]);
    expect(value(card(history, "09:45"), "unclear")).toEqual([]);
  });

  test("is read where its time has passed", () => {
    expect(fact(edited("09:38"), "09:40")?.problem).toBeUndefined();
  });
});

test("what is known stands until a time is given that can be used, and is told where it was said", () => {
  const history = outage()
    .comment("09:30", "ana", "/update\noccurred: 08:10")
    .comment("09:40", "ana", "/update\noccurred: 21:30");
  expect(clock(fact(history, "09:40", "occurred")?.at ?? 0)).toBe("08:10");
  expect(asked(history, "09:40")).toContain("fact-time occurred");
  expect(history.situation("09:40").incident.history.map(({ what }) => what)).toContain("fact-unclear");
});

test.each([
  ["occurred", "08:30", "08:30"],
  // Last night is nearer than tonight.
  ["occurred", "23:30", "23:30"],
  ["occurred", "30 April 16:00", "16:00"],
  // It may be tonight, or yesterday.
  ["occurred", "16:00", "unclear"],
  ["occurred", "2026-05-01 16:00", "unclear"],
  ["next-update", "10:30", "10:30"],
  ["next-update", "09:30", "unclear"],
  ["review-date", "8 May 14:00", "14:00"],
])("%s %s, written at 09:40, is %s", (field, text, expected) => {
  const history = outage().comment("09:40", "ana", `/update Slow\n${field}: ${text}`);
  const given = history.situation("09:40").incident.history.findLast(({ values }) => values.field === field);
  const { at, problem } = fact(history, "09:40", field) ?? {};
  const isUnclear = given?.what === "fact-unclear" || problem !== undefined;
  expect(isUnclear ? "unclear" : clock(at ?? 0)).toBe(expected);
});

test("a field that nothing is known of may lie on either side, and only its day is asked about", () => {
  const policy = "extends: sre\nfields: { freeze: { type: time, question: When is the freeze? } }";
  const at = (text: string) => {
    const history = incident({ policy })
      .opened("09:00", "alice", { severity: "SEV1" })
      .comment("09:40", "ana", `/set freeze ${text}`);
    return fact(history, "09:40", "freeze");
  };
  expect(at("2026-05-02 16:00")?.problem).toBeUndefined();
  expect(at("09:00")?.problem).toBeUndefined();
  expect(at("10:00")?.problem).toMatch("still to come");
});
