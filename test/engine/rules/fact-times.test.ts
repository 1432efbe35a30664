// A time that was read is shown as the time that it is, with its zone, and its day where that is another: "20m ago" is none tomorrow.
import { describe, expect, test } from "vitest";
import { historyLines } from "../../../src/engine/rules/history.ts";
import { hssi } from "../answers.ts";
import { type History, incident } from "../build.ts";
import { all, card, clock } from "../outcome.ts";

const outage = (occurred = "08:00") =>
  incident({ policy: "extends: hssi", preset: "hssi" })
    .opened("09:00", "alice", { ...hssi, occurred })
    .looked("09:00")
    .comment("09:05", "ana", "/confirm");

const onCard = (history: History, when: string, title: string) =>
  (card(history, when).facts as readonly Record<string, unknown>[]).find((one) => one.title === title)?.text;

const lines = (history: History, when: string) =>
  (historyLines(history.situation(when), 50) as readonly Record<string, unknown>[]).filter(
    ({ what }) => what === "fact-set",
  );

describe.each([
  ["20m ago", "09:40 BST", "20m ago", "09:40 BST"],
  ["now", "10:00 BST", "now", "10:00 BST"],
  ["09:35", "09:35 BST", "09:35 BST", ""],
  ["08:40 UTC", "09:40 BST", "08:40 UTC", "09:40 BST"],
])("a time that is written as %s", (words, shown, written, read) => {
  const over = () =>
    outage().comment("10:00", "ana", `/resolve Fixed\nresolved-at: ${words}`).looked("10:00");

  test("is absolute on the card", () => {
    expect(onCard(over(), "10:01", "time resolved")).toBe(shown);
  });

  test("is absolute in the review", () => {
    const history = over().comment("10:01", "ana", "/review").closed("10:05", "ana");
    const facts = all(history.plan("10:06"), "create-issue").find(({ id }) => id.startsWith("retro"))?.values
      .facts;
    expect(facts).toContainEqual(
      expect.objectContaining({ title: "time resolved", text: `Fri 1 May ${shown}` }),
    );
  });

  test("stands in the timeline as it was written, and as it was read", () => {
    expect(lines(over(), "10:01")).toMatchObject([{ value: written, read }]);
  });
});

test("a time of the form is absolute, too, and names its day where that is another", () => {
  const history = outage("23:50");
  expect(onCard(history, "10:00", "time it occurred")).toMatch(/^Thu 30 Apr 23:50 BST$/);
});

test("a time that can't be read stays as it was written", () => {
  const history = outage().comment("10:00", "ana", "/set occurred some time last night");
  expect(onCard(history, "10:01", "time it occurred")).toBe("08:00 BST");
  const unread = outage("some time last night");
  expect(onCard(unread, "10:01", "time it occurred")).toBe("some time last night");
});

test("the same words said again later are another time", () => {
  const history = outage()
    .comment("10:00", "ana", "/resolve 20m ago")
    .comment("10:30", "ana", "/set resolved-at 20m ago");
  const { events } = history.situation("10:31").incident;
  expect(events.filter(({ name }) => name === "field.resolved-at").map(({ at }) => clock(at))).toEqual([
    "09:40",
    "10:10",
  ]);
  expect(events.filter(({ name }) => name === "resolved").map(({ at }) => clock(at))).toEqual(["10:10"]);
});
