// Whom `/told` and `/called` name, and when: an estimate is no part of a name.
import { expect, test } from "vitest";
import { readContact } from "../../../src/engine/text/contact.ts";

const times = [
  "about 14:05",
  "around 14:05",
  "approximately 14:05",
  "~14:05",
  "just after 14:05",
  "about an hour ago",
  "half an hour ago",
  "5 minutes ago",
  "a few minutes ago",
  "just now",
  "this morning",
  "yesterday",
  "1405",
  "14:05 today",
  "14:05 Eastern",
  "14:05 New York",
  "14:05 (Tokyo)",
  "14:05 Berlin time",
];

for (const who of ["regulator", "the regulator", "service bridge"])
  test.each(times)(`${who} is named before %s, wherever the way stands`, (when) => {
    expect(readContact(`${who} ${when}`)).toEqual({ who, when });
    expect(readContact(`${who} ${when} by portal`)).toEqual({ who, when, how: "portal" });
    expect(readContact(`${who} ${when}, by phone`)).toEqual({ who, when, how: "phone" });
  });

test.each(times)("the way may stand before %s", (when) => {
  expect(readContact(`regulator by phone ${when}`)).toEqual({ who: "regulator", when, how: "phone" });
});

test("what came of a call stays behind figures that may be a time", () => {
  expect(readContact("manager 1405 no answer")).toEqual({
    who: "manager",
    when: "1405",
    others: "no answer",
  });
});

test.each([
  ["regulator about the restore", "about the restore"],
  ["regulator by phone INC 1405", "INC 1405"],
  ["regulator that it began this morning", "that it began this morning"],
])("%s says no time", (args, others) => {
  expect(readContact(args)).toMatchObject({ who: "regulator", others });
  expect(readContact(args)?.when).toBeUndefined();
});
