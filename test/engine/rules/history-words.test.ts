// What a line of the timeline repeats of a comment, and what it says of what became of the comment since.
import { describe, expect, test } from "vitest";
import { documentValues } from "../../../src/engine/rules/document-values.ts";
import { historyLines } from "../../../src/engine/rules/history.ts";
import type { Values } from "../../../src/engine/wanted.ts";
import { hssi } from "../answers.ts";
import { type History, incident } from "../build.ts";

const outage = () =>
  incident({ policy: "extends: hssi", preset: "hssi" }).opened("09:00", "alice", {
    ...hssi,
    occurred: "08:40",
  });

type Line = Readonly<Record<string, string | boolean>>;

/** The lines of the timeline that are about a field, or updates. */
const lines = (history: History, what: string) =>
  (historyLines(history.situation("10:00"), 50) as readonly Line[]).filter((line) => line.what === what);

/** The facts of the report, by their ids. */
function facts(history: History): ReadonlyMap<string, Values> {
  const here = history.situation("10:00");
  const kind = here.ruling.policy.documents.report;
  if (kind === undefined) throw new Error("The policy has no report.");
  const { identified, found } = documentValues(kind, here, false);
  const rows = [identified, found].flatMap((some) => some as readonly Values[]);
  return new Map(rows.map((row) => [String(row.id), row]));
}

describe("facts below an update", () => {
  const history = () =>
    outage()
      .comment("09:10", "ana", "/update The limit was found.\nworkaround: w1\nreplicated: yes")
      .comment("09:20", "ana", "/update\nworkaround: w2")
      .looked("09:20");

  test("stand in the timeline once, on lines of their own", () => {
    expect(lines(history(), "update").map(({ text }) => text)).toEqual(["The limit was found."]);
    expect(lines(history(), "fact-set").map(({ value }) => value)).toEqual(["w1", "yes", "w2"]);
  });

  test("that are no more in the comment are marked as edited, where they stood and in the report", () => {
    const edited = history().reworded("w2", "/update\nworkaround: another");
    expect(lines(edited, "fact-set").map(({ value, edited: is }) => [value, is])).toEqual([
      ["w1", false],
      ["yes", false],
      ["w2", true],
    ]);
    expect(facts(edited).get("workaround")).toMatchObject({ text: "w2", edited: true, deleted: false });
    expect(facts(edited).get("replicated")).toMatchObject({ edited: false });
  });

  test("that hold the old value among other words are marked all the same", () => {
    const edited = history().reworded("w2", "/update\nworkaround: not w2");
    expect(facts(edited).get("workaround")).toMatchObject({ text: "w2", edited: true });
    const set = outage().comment("09:10", "ana", "/set workaround w3").looked("09:10");
    expect(facts(set.reworded("w3", "Thanks all\n\n/set workaround w3")).get("workaround")).toMatchObject({
      ...{ text: "w3", edited: false },
    });
    expect(facts(set.reworded("w3", "/set workaround no w3")).get("workaround")).toMatchObject({
      edited: true,
    });
  });

  test("stay as they were said where other words of the comment were edited", () => {
    const edited = history().reworded("The limit", "/update It was found.\nworkaround: w1\nreplicated: yes");
    expect(lines(edited, "fact-set").some(({ edited: is }) => is)).toBe(false);
    expect(lines(edited, "update")).toMatchObject([{ text: "It was found.", edited: true }]);
  });

  test("are marked where the comment is gone", () => {
    const deleted = history().deleted("w2");
    expect(lines(deleted, "fact-set").at(-1)).toMatchObject({ value: "w2", deleted: true });
    expect(facts(deleted).get("workaround")).toMatchObject({ text: "w2", deleted: true });
  });
});

test.each([
  ["/told bridge by phone INC1", "told"],
  ["/flag clinical because a patient was sent home", "flag"],
])("what %s keeps of its words is marked too", (words, what) => {
  const history = outage().comment("09:10", "ana", words).looked("09:10");
  expect(lines(history, what)).toMatchObject([{ edited: false }]);
  const edited = history.reworded(words, words.replace("INC1", "INC2").replace("sent home", "moved"));
  expect(lines(edited, what)).toMatchObject([{ edited: true }]);
});
