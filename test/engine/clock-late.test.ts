// What is told later than it happened: kept or missed goes by the time that was given, whenever it was written down (L-7, O-4).
import { describe, expect, test } from "vitest";
import { hssi } from "./answers.ts";
import { type History, incident } from "./build.ts";
import { clock } from "./outcome.ts";

/** Confirmation is due by 09:20; confirmed at 09:05 the first notice by 09:25. */
const outage = () =>
  incident({ policy: "extends: hssi", preset: "hssi" })
    .opened("09:00", "alice", { ...hssi, occurred: "08:40" })
    .looked("09:00");

/** The limits of a clock that came to their end: `09:00 to 09:10, due 09:20`. */
function limits(history: History, when: string, name: string): readonly string[] {
  const { ended } = history.situation(when).incident;
  return ended
    .filter((one) => one.clock === name)
    .map(({ startsAt, endedAt, dueAt }) => `${clock(startsAt)} to ${clock(endedAt)}, due ${clock(dueAt)}`);
}

function running(history: History, when: string, name: string): string | undefined {
  const state = history.situation(when).incident.clocks.get(name);
  return state?.running ? clock(state.startsAt) : undefined;
}

describe("a limit that something else ended late", () => {
  test("is kept by a confirmation that is told after the end, at its time", () => {
    const history = outage().comment("10:00", "ana", "/resolve 09:40").looked("10:00");
    expect(limits(history, "10:00", "confirm")).toEqual(["09:00 to 09:40, due 09:20"]);
    history.comment("10:10", "ana", "/confirm 09:10").looked("10:10");
    expect(limits(history, "10:10", "confirm")).toEqual(["09:00 to 09:10, due 09:20"]);
    expect(history.situation("10:10").incident.status.key).toBe("resolved");
  });

  test("is kept by a notice of its time, which does not stand for the one after the end", () => {
    const history = outage()
      .comment("09:05", "ana", "/confirm")
      .comment("09:40", "ana", "/resolve Fixed")
      .looked("09:40")
      .comment("09:50", "ana", "/told users 09:10 by phone")
      .looked("09:50");
    expect(limits(history, "09:50", "first-notice")).toEqual(["09:05 to 09:10, due 09:25"]);
    expect(running(history, "09:50", "final-notice")).toBe("09:40");
  });

  test("stays missed where the time that is given is after it", () => {
    const history = outage()
      .comment("10:00", "ana", "/resolve 09:40")
      .comment("10:10", "ana", "/confirm 09:30");
    expect(limits(history, "10:10", "confirm")).toEqual(["09:00 to 09:30, due 09:20"]);
  });

  test("ends once where it was moved when it had passed", () => {
    const policy = "extends: hssi\nclocks: { first-notice: { movable: true } }";
    const history = incident({ policy, preset: "hssi" })
      .opened("09:00", "alice", { ...hssi, occurred: "08:40" })
      .comment("09:05", "ana", "/confirm")
      .comment("09:30", "ana", "/next-update first-notice 09:50 waiting for the words")
      .comment("09:40", "ana", "/told users 09:20");
    expect(limits(history, "09:40", "first-notice")).toEqual(["09:05 to 09:20, due 09:25"]);
    expect(running(history, "09:40", "first-notice")).toBeUndefined();
  });
});

test("of a clock that starts anew, a notice between two others parts the time between them", () => {
  const history = outage()
    .comment("09:05", "ana", "/confirm")
    .comment("09:10", "ana", "/told users")
    .comment("11:30", "ana", "/told users");
  const [before] = limits(history, "11:30", "next-notice");
  expect(before).toMatch("09:10 to 11:30");
  history.comment("11:40", "ana", "/told users 10:20 by mail");
  const after = limits(history, "11:40", "next-notice");
  expect(after.map((one) => one.slice(0, 14))).toEqual(["09:10 to 10:20", "10:20 to 11:30"]);
  expect(running(history, "11:40", "next-notice")).toBe("11:30");
});

test("what one comment tells ends no limit that began after it, whichever of its events that hangs on", () => {
  const policy = `extends: sre
contacts: { press: { audience: true } }
clocks:
  first: { starts: declared, within: 30m, stops: [told.press, resolved], remind: lead }
  after: { starts: resolved, within: 30m, stops: notice, remind: lead }
`;
  const history = incident({ policy })
    .opened("09:00", "alice", { severity: "SEV1" })
    .comment("09:40", "ana", "/resolve Fixed")
    .comment("09:50", "ana", "/told press 09:20");
  expect(limits(history, "09:50", "first")).toEqual(["09:00 to 09:20, due 09:30"]);
  expect(running(history, "09:50", "after")).toBe("09:40");
});

test("several that must all have happened end a limit at the last of them", () => {
  const policy = `extends: sre
contacts: { cto: {}, siro: {} }
clocks:
  both: { starts: declared, within: 30m, stops: [told.cto+told.siro, resolved], remind: lead }
`;
  const history = incident({ policy })
    .opened("09:00", "alice", { severity: "SEV1" })
    .comment("09:50", "ana", "/resolve Fixed")
    .comment("10:00", "ana", "/told cto 09:10");
  expect(limits(history, "10:00", "both")).toEqual(["09:00 to 09:50, due 09:30"]);
  history.comment("10:05", "ana", "/told siro 09:25");
  expect(limits(history, "10:05", "both")).toEqual(["09:00 to 09:25, due 09:30"]);
});

test("whoever was asked because of a clock is asked no more once it was in time after all", () => {
  const roles =
    "desk: { duty: [dee] }, level-3: { duty: [lea] }, manager: { duty: [mia] }, bridge: { duty: [ana] }";
  const history = incident({ policy: `extends: hssi\nroles: { ${roles} }`, preset: "hssi" })
    .opened("09:00", "alice", { ...hssi, occurred: "08:40" })
    .looked("09:00");
  for (const when of ["09:15", "09:25", "09:40", "10:20"]) history.looked(when);
  const open = (when: string) =>
    history.situation(when).standing.escalation.steps.filter(({ endedAt }) => endedAt === undefined).length;
  expect(open("10:25")).toBe(1);
  history.comment("10:25", "ana", "/confirm 09:10").looked("10:25");
  expect(open("10:26")).toBe(0);
  expect(open("11:30")).toBe(0);
});
