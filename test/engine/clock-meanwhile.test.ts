// What was said between the time of a beginning that is told late and the telling: by the times that were given it is in its time (H-9, H-10, L-7).
import { describe, expect, test } from "vitest";
import { hssi } from "./answers.ts";
import { type History, incident } from "./build.ts";
import { clock } from "./outcome.ts";

const opened = () =>
  incident({ policy: "extends: hssi\n", preset: "hssi" })
    .opened("09:00", "alice", { ...hssi, occurred: "08:00" })
    .looked("09:00");

/** Resolved at 09:30; told at 09:40 and written of at 09:42, before anybody knew that it went on again. */
const between = () =>
  opened()
    .comment("09:05", "ana", "/confirm")
    .comment("09:10", "ana", "/told users by mail")
    .comment("09:30", "ana", "/resolve")
    .looked("09:30")
    .comment("09:40", "ana", "/told users by mail")
    .comment("09:42", "ana", "/update Still slow for some, next 10:20")
    .looked("09:42");

/** The limits of a clock that ended, and since when one runs until when. */
function limits(history: History, when: string, name: string): readonly string[] {
  const { ended, clocks } = history.situation(when).incident;
  const past = ended.filter((one) => one.clock === name);
  const state = clocks.get(name);
  return [
    ...past.map((one) => `${clock(one.startsAt)} to ${clock(one.endedAt)}${one.moot ? ", moot" : ""}`),
    ...(state?.running ? [`since ${clock(state.startsAt)}, due ${clock(state.dueAt ?? 0)}`] : []),
  ];
}

describe.each([
  ["/reopen with its time", () => between().comment("09:50", "ana", "/reopen 09:35 it came back")],
  ["a status with its time", () => between().comment("09:50", "ana", "/status confirmed 09:35")],
  [
    "a time that is given later",
    () =>
      between().comment("09:50", "ana", "/reopen").looked("09:50").comment("09:51", "ana", "/reopen 09:35"),
  ],
])("what was said since an incident goes on again, by %s", (_, again) => {
  test("is no word of the end that was undone", () => {
    expect(limits(again(), "09:52", "final-notice")).toEqual(["09:30 to 09:35, moot"]);
  });

  test("is the first notice of what goes on, which the next one follows", () => {
    expect(limits(again(), "09:52", "first-notice")).toEqual(["09:05 to 09:10", "09:35 to 09:40"]);
    expect(limits(again(), "09:52", "next-notice")).toEqual(["09:10 to 09:30", "since 09:40, due 10:40"]);
  });

  test("is its update, with what that promised of the next", () => {
    expect(limits(again(), "09:52", "update")).toEqual([
      "09:05 to 09:30",
      "09:35 to 09:42",
      "since 09:42, due 10:20",
    ]);
  });

  test("asks for nothing of before it was known", () => {
    const { clocks } = again().situation("09:52").incident;
    expect(["09:50", "09:51"]).toContain(clock(clocks.get("next-notice")?.setAt ?? 0));
  });

  test("counts in the same way whenever it is looked at", () => {
    const looked = again().looked("09:52").comment("10:00", "ana", "/told users by mail").looked("10:00");
    expect(limits(looked, "10:01", "next-notice")).toEqual([
      "09:10 to 09:30",
      "09:40 to 10:00",
      "since 10:00, due 11:00",
    ]);
  });
});

test("what was said before it goes on, as that is said later, is of the end again", () => {
  const history = between()
    .comment("09:50", "ana", "/reopen 09:35")
    .looked("09:50")
    .comment("09:51", "ana", "/reopen 09:45");
  expect(limits(history, "09:52", "final-notice")).toEqual(["09:30 to 09:40"]);
  expect(limits(history, "09:52", "first-notice")).toEqual(["09:05 to 09:10", "since 09:45, due 10:05"]);
  expect(limits(history, "09:52", "next-notice")).toEqual(["09:10 to 09:30"]);
  expect(limits(history, "09:52", "update")).toEqual(["09:05 to 09:30", "since 09:45, due 10:45"]);
});

test("what was said after it was known that it goes on is heard once, however often that gets another time", () => {
  const policy = `extends: hssi
clocks: { ring: { title: Ring, starts: update, stops: [called.press, resolved], within: 1h } }
contacts: { press: { title: the press office } }
`;
  const history = (...times: readonly string[]) => {
    const told = incident({ policy, preset: "hssi" })
      .opened("09:00", "alice", hssi)
      .comment("09:05", "ana", "/confirm")
      .comment("09:30", "ana", "/resolve")
      .comment("09:50", "ana", "/reopen")
      .comment("09:51", "ana", "/update The queue grows")
      .comment("09:52", "ana", "/called press answered");
    for (const time of times) told.comment("09:55", "ana", `/reopen ${time}`);
    return told;
  };
  for (const times of [[], ["09:35"], ["09:35", "09:40"], ["09:40", "09:35"]])
    expect([times, limits(history(...times), "09:56", "ring")]).toEqual([times, ["09:51 to 09:52"]]);
});

test("whoever was called since has been called", () => {
  const policy =
    "extends: hssi\nclocks: { press: { title: Press, starts: reopened, stops: called.press, within: 1h } }\ncontacts: { press: { title: the press office } }\n";
  const history = incident({ policy, preset: "hssi" })
    .opened("09:00", "alice", hssi)
    .comment("09:05", "ana", "/confirm")
    .comment("09:30", "ana", "/resolve")
    .comment("09:40", "ana", "/called press answered")
    .comment("09:50", "ana", "/reopen 09:35");
  expect(limits(history, "09:52", "press")).toEqual(["09:35 to 09:40"]);
});

describe("what was said since a beginning that is told for the first time, and late", () => {
  test("is the first notice of a confirmation", () => {
    const history = opened()
      .comment("09:20", "ana", "/told users by mail")
      .comment("09:40", "ana", "/confirm 09:10");
    expect(limits(history, "09:41", "first-notice")).toEqual(["09:10 to 09:20"]);
  });

  test("is the final notice of an end, and no next one of before it", () => {
    const history = opened()
      .comment("09:05", "ana", "/confirm")
      .comment("09:10", "ana", "/told users by mail")
      .comment("09:40", "ana", "/told users by mail")
      .comment("09:45", "ana", "/resolve 09:30");
    expect(limits(history, "09:46", "final-notice")).toEqual(["09:30 to 09:40"]);
    expect(limits(history, "09:46", "next-notice")).toEqual(["09:10 to 09:30"]);
  });
});
