// What stands on the line of a command and has no place in its act is kept: nothing that was written is dropped in silence.
import { expect, test } from "vitest";
import { historyLines } from "../../../src/engine/rules/history.ts";
import { hssi } from "../answers.ts";
import { type History, incident } from "../build.ts";

const confirmed = () =>
  incident({ policy: "extends: hssi\n", preset: "hssi" })
    .opened("09:00", "alice", hssi)
    .looked("09:00")
    .comment("09:05", "ana", "/confirm")
    .looked("09:05");

const lastLine = (history: History, when: string): Readonly<Record<string, unknown>> =>
  (historyLines(history.situation(when), 50) as readonly Record<string, unknown>[]).at(-1) ?? {};

test.each([
  ["/ack on my way", "seen", "on my way"],
  ["/call wanted two suppliers blame each other", "call-wanted", "two suppliers blame each other"],
  ["/call started 09:15 on the usual bridge", "call-started", "on the usual bridge"],
  ["/called bridge answered, she joins at ten", "called", "she joins at ten"],
  ["/called bridge no answer because the line is dead", "no-answer", "the line is dead"],
  ["/told users because the shops open at ten", "told", "the shops open at ten"],
  ["/role bridge me because bert is ill", "role", "bert is ill"],
  ["/report submitted by hand, on paper", "document-submitted", "by hand, on paper"],
  ["/report because the board asks", "document-open", "the board asks"],
  ["/notice first because the shops ask", "beside", "the shops ask"],
])("%s keeps its words", (line, what, words) => {
  expect(lastLine(confirmed().comment("09:20", "ana", line), "09:21")).toMatchObject({ what, words });
});

test("a fact that is taken back keeps the reason", () => {
  const history = confirmed()
    .comment("09:10", "ana", "/set users 50")
    .comment("09:20", "ana", "/unset users because it was a guess");
  expect(lastLine(history, "09:21")).toMatchObject({ what: "fact-unset", words: "it was a guess" });
});

test("a status that is in force already keeps the reason that is given again", () => {
  const history = confirmed().comment("09:20", "ana", "/confirm because the second site sees it too");
  expect(lastLine(history, "09:21")).toMatchObject({ what: "beside", words: "the second site sees it too" });
});

test.each(["/ack", "/ack thanks", "/told users 09:15 by phone INC123", "/escalate because nobody answers"])(
  "%s has no words besides",
  (line) => {
    expect(lastLine(confirmed().comment("09:20", "ana", line), "09:21")).toMatchObject({ words: "" });
  },
);

test("words that were edited since are marked", () => {
  const history = confirmed().comment("09:20", "ana", "/ack on my way").looked("09:20");
  expect(lastLine(history, "09:21")).toMatchObject({ edited: false });
});
