// Lines that are entries of the timeline: a first word that says of what, a time where one is given, and the text.
import { describe, expect, test } from "vitest";
import { readEntries, readEntry } from "../../../src/engine/text/entries.ts";

const types = [
  ["alert", ["alert", "Alert", "ALERTS", "alerts"]],
  ["action", ["action", "Actions"]],
  ["comms", ["comms", "Communication", "communications"]],
  ["observation", ["observation", "Observations"]],
  ["decision", ["decision", "Decisions"]],
] as const;

const shapes: readonly (readonly [shape: string, when: string | undefined])[] = [
  ["WORD 08:50 disk full", "08:50"],
  ["WORD at 08:50 disk full", "08:50"],
  ["WORD: disk full", undefined],
  ["WORD - disk full", undefined],
  ["WORD – disk full", undefined],
  ["WORD—disk full", undefined],
  ["WORD: 08:50 disk full", "08:50"],
  ["WORD 08:50: disk full", "08:50"],
  ["WORD 08:50 - disk full", "08:50"],
  ["WORD, 08:50, disk full", "08:50"],
  ["WORD (08:50): disk full", "08:50"],
  ["WORD (at 08:50 UTC) disk full", "08:50 UTC"],
  ["WORD 08:50 BST: disk full", "08:50 BST"],
  ["WORD yesterday 23:50 disk full", "yesterday 23:50"],
  ["WORD 2026-05-01 08:50 disk full", "2026-05-01 08:50"],
  ["WORD 08:50-09:10 disk full", "08:50-09:10"],
  ["WORD about 08:50 disk full", "about 08:50"],
  ["WORD 20m ago disk full", "20m ago"],
  ["WORD 31:16 disk full", "31:16"],
  ["WORD: 0850 disk full", "0850"],
  ["WORD - at 0850, disk full", "at 0850"],
  ["  WORD 08:50 disk full", "08:50"],
  ["- WORD 08:50 disk full", "08:50"],
  ["* WORD 08:50 disk full", "08:50"],
  ["3. WORD 08:50 disk full", "08:50"],
  ["### WORD 08:50 disk full", "08:50"],
  ["**WORD** 08:50: disk full", "08:50"],
  ["**WORD:** disk full", undefined],
  ["**WORD**: disk full", undefined],
  ["- **WORD 08:50** disk full", "08:50"],
  ["**WORD 08:50:** disk full", "08:50"],
  ["_WORD_ 08:50 disk full", "08:50"],
  ["__WORD 08:50 disk full__", "08:50"],
];

describe.each(types)("an entry of the type %s", (type, words) => {
  for (const word of words)
    test.each(shapes)(`by "${word}" in %s`, (shape, when) => {
      const { entries, others } = readEntries(shape.replace("WORD", word));
      expect(entries).toEqual([
        { type, text: "disk full", mark: expect.any(String), ...(when === undefined ? {} : { when }) },
      ]);
      expect(others).toBe("");
    });
});

test.each([
  "Alerts are firing again",
  "Actions are needed by 09:00",
  "Action needed: call the vendor",
  "action-items are in the review: three",
  "alert-manager: down",
  "Decision time is 10:00",
  "Action in 30m if nothing changes",
  "Alert 4 of 5 servers down",
  "Action 2.10 was rolled out",
  "Actions:",
  "**Decision:**",
  "alerted 08:50 by mail",
  "The alert 08:50 was late",
  "`alert 08:50` is how it is written",
  "alert::sent 08:50",
  "    alert 08:50 in code",
  "<pre>\nalert 08:50 in code\n</pre>",
  "| alert | 08:50 | disk full |",
])("%s is no entry", (words) => {
  expect(readEntries(words)).toEqual({ entries: [], others: words.trim() });
});

test("each line is one, and what stands between them is left", () => {
  const { entries, others } = readEntries("Going on.\n\nalert 08:50 a\n- Decision: b\nAll else is well.");
  expect(entries.map(({ type, text }) => [type, text])).toEqual([
    ["alert", "a"],
    ["decision", "b"],
  ]);
  expect(others).toBe("Going on.\n\nAll else is well.");
});

test("an entry may say no more than when", () => {
  expect(readEntries("alert at 08:50").entries).toMatchObject([{ type: "alert", when: "08:50", text: "" }]);
});

test("a line that gives a known field stays one", () => {
  expect(readEntries("Decision: fail over", ["decision"]).entries).toEqual([]);
  expect(readEntries("Decision 09:00 fail over", ["decision"]).entries).toHaveLength(1);
});

test("of more than fifty the rest is text", () => {
  const { entries, others } = readEntries("alert 08:50 a\n".repeat(60));
  expect(entries).toHaveLength(50);
  expect(others.split("\n")).toHaveLength(10);
});

test.each([
  ["alert 08:50 disk full", { type: "alert", when: "08:50", text: "disk full" }],
  ["08:50 disk full", { when: "08:50", text: "disk full" }],
  ["disk full", { text: "disk full" }],
  ["alert disk full", { type: "alert", text: "disk full" }],
  ["Comms: 8.50 told the shops", { type: "comms", when: "8.50", text: "told the shops" }],
  ["decision", { type: "decision", text: "" }],
  ["alerting is slow", { text: "alerting is slow" }],
])("the line of a command: %s", (line, entry) => {
  expect(readEntry(line)).toEqual(entry);
});

test.each([
  ["action 1405 restarted db", "1405", "restarted db"],
  ["alert at 1405: disk full", "at 1405", "disk full"],
  ["decision 1h30 window agreed", undefined, "1h30 window agreed"],
  ["1405 errors in the log", undefined, "1405 errors in the log"],
  ["action 14:05 today: restarted db", "14:05 today", "restarted db"],
  ["action 14:05 (Paris) restarted db", "14:05 (Paris)", "restarted db"],
])("the line of a command, %s, is of %s", (line, when, text) => {
  expect(readEntry(line)).toMatchObject({ text });
  expect(readEntry(line).when).toBe(when);
});

test("a line of prose that begins with a count is no entry", () => {
  expect(readEntries("Alert 1500 users by mail").entries).toEqual([]);
});
