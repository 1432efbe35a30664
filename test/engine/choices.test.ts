// Several choices in one text, as people list them in a comment.
import { expect, test } from "vitest";
import { choicesIn } from "../../src/engine/facts.ts";

const options = ["press enquiry", "no notable progress", "outage, serious concerns", "clinical and security"];

test.each([
  ["press enquiry", ["press enquiry"]],
  ["Press enquiry, no notable progress", ["press enquiry", "no notable progress"]],
  ["press enquiry and no notable progress", ["press enquiry", "no notable progress"]],
  ["press enquiry, and no  notable progress", ["press enquiry", "no notable progress"]],
  ["press enquiry; no notable progress;", ["press enquiry", "no notable progress"]],
  ["- press enquiry\n- no notable progress", ["press enquiry", "no notable progress"]],
  ["outage, serious concerns", ["outage, serious concerns"]],
  ["press enquiry, outage, serious concerns", ["press enquiry", "outage, serious concerns"]],
  ["clinical and security, press enquiry", ["clinical and security", "press enquiry"]],
  ["press enquiry, something else", ["press enquiry", "something else"]],
  ["", []],
])("%j lists %j", (text, expected) => {
  expect(choicesIn(text, options)).toEqual(expected);
});

test("a text that is far longer than all options together is no list of them", () => {
  const text = "press enquiry, ".repeat(200);
  expect(choicesIn(text, options)).toEqual([text]);
});
