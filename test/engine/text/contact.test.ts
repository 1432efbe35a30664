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
  "14:05 BST (13:05 UTC)",
  "10:05 UTC−3",
  "14:05 Zulu",
  "14:05 EAT",
  "14:05 server time",
  "31/03 14:05",
  "02/05 14:05",
  "14:05 on 31/03",
  "14:05 (Monday)",
  "Thursday night 23:20",
  "last night at 11",
  "tonight 23:20",
  "this morning at 9",
  "Thursday",
  "1h30 ago",
  "an hour and a half ago",
  "at 2",
  "10 to 2",
  "quarter to two",
  "half two",
  "between 13:40 and 13:50",
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

test.each([
  ["regulator 16:05 by mail yesterday", "16:05 yesterday"],
  ["regulator on Thursday by mail at 23:20", "23:20 on Thursday"],
  ["regulator 16:05 by mail (UTC)", "16:05 (UTC)"],
])("the day or the zone may stand apart from the time: %s", (args, when) => {
  expect(readContact(args)).toEqual({ who: "regulator", when, how: "mail" });
});

test.each([
  ["shops 14:05 1/4 of them", "1/4 of them"],
  ["shops 14:05, down from 10 to 2", "down from 10 to 2"],
  ["shops 14:05, next call tomorrow", "next call tomorrow"],
  ["shops 14:05 ICT rang back", "ICT rang back"],
  ["shops 14:05 eat later", "eat later"],
])("what only looks like a day, a zone or a time stays where it is: %s", (args, others) => {
  expect(readContact(args)).toEqual({ who: "shops", when: "14:05", others });
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

test("a name may end in its number", () => {
  expect(readContact("level-3 and desk 09:05 no answer")).toMatchObject({
    who: "level-3 and desk",
    when: "09:05",
  });
});

test.each([
  ["regulator - 14:05 by phone", { who: "regulator", when: "14:05", how: "phone" }],
  [
    "service bridge via Teams at 14:05, INC123",
    { who: "service bridge", when: "14:05", how: "Teams", others: "INC123" },
  ],
  ["the shops via status page", { who: "the shops", how: "status page" }],
  ["siro/cto 14:05", { who: "siro/cto", when: "14:05" }],
])("%s has its name, its way and its time", (args, said) => {
  expect(readContact(args)).toEqual(said);
});
