// A beginning that gets another time: what was told before it is no end of what it begins, and what was told after it is (H-10, D-10).
import { describe, expect, test } from "vitest";
import { openNotices } from "../../src/engine/notice-standing.ts";
import { at, hssi } from "./answers.ts";
import { type History, incident } from "./build.ts";
import { clock } from "./outcome.ts";

const confirmed = () =>
  incident({ policy: "extends: hssi\n", preset: "hssi" })
    .opened("09:00", "alice", { ...hssi, occurred: "08:00" })
    .looked("09:00")
    .comment("09:05", "ana", "/confirm")
    .comment("09:10", "ana", "/told users by mail");

/** The limits of the final notice that ended, and since when one runs until when. */
function final(history: History, when: string): readonly string[] {
  const { ended, clocks } = history.situation(when).incident;
  const past = ended.filter((one) => one.clock === "final-notice");
  const state = clocks.get("final-notice");
  return [
    ...past.map((one) => `${clock(one.startsAt)} to ${clock(one.endedAt)}, due ${clock(one.dueAt)}`),
    ...(state?.running ? [`since ${clock(state.startsAt)}, due ${clock(state.dueAt ?? 0)}`] : []),
  ];
}

describe("an end that is said to have been later", () => {
  const later = () =>
    confirmed()
      .comment("10:10", "ana", "/resolve 09:50 printers back")
      .comment("10:12", "ana", "/told users 09:55 by mail")
      .looked("10:12");

  test("is owed its final notice again where that was told before it", () => {
    expect(final(later(), "10:12")).toEqual(["09:50 to 09:55, due 10:10"]);
    const history = later().comment("10:20", "ana", "/resolve 10:05").looked("10:20");
    expect(final(history, "10:20")).toEqual(["since 10:05, due 10:25"]);
    expect(final(history.comment("10:22", "ana", "/told users by mail"), "10:22")).toEqual([
      "10:05 to 10:22, due 10:25",
    ]);
  });

  test("has its final notice where that was told once more after it", () => {
    const history = later()
      .comment("10:15", "ana", "/told users 10:13 by mail")
      .comment("10:20", "ana", "/resolve 10:05");
    expect(final(history, "10:20")).toEqual(["10:05 to 10:13, due 10:25"]);
  });

  test("keeps the one that was told after it", () => {
    const history = later().comment("10:20", "ana", "/resolve 09:54");
    expect(final(history, "10:20")).toEqual(["09:54 to 09:55, due 10:14"]);
  });

  test("is owed no document again that was handed in before it", () => {
    const history = confirmed()
      .comment("09:50", "ana", "/resolve 09:50")
      .comment("09:55", "ana", "/done report")
      .comment("10:20", "ana", "/resolve 10:05");
    expect(history.situation("10:20").incident.clocks.get("report")?.running).toBe(false);
  });
});

describe("an end that is said to have been earlier", () => {
  test("has its final notice in what was told after it, though before the end that was known", () => {
    const history = confirmed()
      .comment("10:10", "ana", "/resolve 10:05 printers back")
      .comment("10:12", "ana", "/told users 1 May 09:55 by mail");
    expect(final(history, "10:12")).toEqual(["since 10:05, due 10:25"]);
    expect(final(history.comment("10:20", "ana", "/resolve 09:50"), "10:20")).toEqual([
      "09:50 to 09:55, due 10:10",
    ]);
  });

  test("has it in the first of what was told after it", () => {
    const history = confirmed()
      .comment("10:10", "ana", "/resolve 10:05 printers back")
      .comment("10:12", "ana", "/told users 1 May 09:55 by mail")
      .comment("10:20", "ana", "/told users by mail")
      .comment("10:25", "ana", "/resolve 09:50");
    expect(final(history, "10:25")).toEqual(["09:50 to 09:55, due 10:10"]);
  });

  test("keeps the one that was told", () => {
    const history = confirmed()
      .comment("09:40", "ana", "/resolve 09:30 disk replaced")
      .comment("09:42", "ana", "/told users 09:41 by mail")
      .comment("09:50", "ana", "/resolve 09:25");
    expect(final(history, "09:50")).toEqual(["09:25 to 09:41, due 09:45"]);
  });
});

test("a notice that it is over is drafted anew where people were told before the end, and not where they were told after it", () => {
  const policy = `extends: sre
contacts: { shops: { title: the shops, audience: true } }
audiences: { shops: { channels: [email] } }
notices:
  public-update: null
  over: { title: It is over, starts: resolved, stops: [notice, reopened], audiences: [shops], approve: comms }
`;
  const open = (end: string) => {
    const history = incident({ policy, channels: ["email"] })
      .opened("09:00", "alice", at.sev1)
      .looked("09:00")
      .comment("10:10", "ana", "/resolve 09:50")
      .looked("10:10")
      .comment("10:12", "ana", "/told shops 09:55")
      .looked("10:12")
      .comment("10:20", "ana", `/resolve ${end}`);
    return openNotices(history.looked("10:20").situation("10:21").incident).map(({ kind }) => kind);
  };
  expect(open("09:54")).toEqual([]);
  expect(open("10:05")).toEqual(["over"]);
});
