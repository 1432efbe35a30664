// References of problems as people write them: an issue in all its ways, a record elsewhere, and nothing else.
import { expect, test } from "vitest";
import { readReference } from "../../../src/engine/text/reference.ts";

const at = { home: "acme/incidents", server: "https://github.com" };

test.each([
  ["#12", "acme/incidents#12"],
  ["problem #12.", "acme/incidents#12"],
  ["acme/problems#3", "acme/problems#3"],
  ["problems#3", "acme/problems#3"],
  ["https://github.com/acme/problems/issues/3#issuecomment-1", "acme/problems#3"],
  ["https://github.com/acme/problems/issues/3/", "acme/problems#3"],
  ["[The pool](https://github.com/acme/problems/issues/3)", "acme/problems#3"],
  ["`acme/problems#3`", "acme/problems#3"],
  ["GH-3", "acme/incidents#3"],
  ["PRB0012345", "PRB0012345"],
  ["prb0012345", "PRB0012345"],
  ["Known problem: PRB-42", "PRB-42"],
])("“%s” is a reference", (text, expected) => {
  expect(readReference(text, at)).toBe(expected);
});

test.each([
  "",
  "#0",
  "12",
  "the pool was exhausted",
  "see #12 and #13",
  "problems#0",
  "C#12 does not compile",
  "https://github.com/acme/problems/pull/3",
  "https://evil.example/acme/problems/issues/3",
  "https://github.com.evil.example/acme/problems/issues/3",
  "P1",
  "disk12",
])("“%s” is none", (text) => {
  expect(readReference(text, at)).toBeUndefined();
});
