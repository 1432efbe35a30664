// An edit of a document, told as what people will see differently.
import { expect, test } from "vitest";
import { wordsOf } from "./policies.ts";

const report = (words: string): string => `extends: sre\ndocuments: { report: ${words} }\n`;

test("what heads a document is told by the names that it has there", () => {
  expect(wordsOf(report("{}"), report("{ header: [{ field: impact, title: what users saw }] }"))).toEqual([
    "The document “Incident report” is headed by “what users saw” instead of by no answers.",
  ]);
});

test("by which rules it asks makes no difference", () => {
  expect(wordsOf(report("{}"), report("{ rules: { cause: X-1 } }"))).toEqual([]);
});
