// Later words correct the time of what was reached: one event, at the time that was given last, with what was said first (L-7).
import { describe, expect, test } from "vitest";
import { historyLines } from "../../../src/engine/rules/history.ts";
import { at, hssi } from "../answers.ts";
import { type History, incident } from "../build.ts";
import { card, clock, says } from "../outcome.ts";

const outage = () =>
  incident({ policy: "extends: hssi", preset: "hssi" })
    .opened("09:00", "alice", { ...hssi, occurred: "08:00" })
    .looked("09:00")
    .comment("09:05", "ana", "/confirm")
    .comment("10:00", "ana", "/resolve 09:40 Disk replaced")
    .looked("10:00");

function times(history: History, when: string, name: string): readonly string[] {
  const { events } = history.situation(when).incident;
  return events.filter((event) => event.name === name).map((event) => clock(event.at));
}

function ends(history: History, when: string): Readonly<Record<string, string>> {
  const { ended } = history.situation(when).incident;
  return Object.fromEntries(ended.map((one) => [one.clock, clock(one.endedAt)]));
}

describe.each([
  "/resolve 09:20 it was earlier",
  "/status resolved 09:20",
  "/set resolved-at 09:20",
  "/update resolved-at: 09:20",
])("%s after /resolve 09:40", (words) => {
  const corrected = () => outage().comment("10:10", "ana", words).looked("10:10");

  test("is the same event at another time, and nothing is opened again", () => {
    const history = corrected();
    expect(times(history, "10:10", "resolved")).toEqual(["09:20"]);
    expect(times(history, "10:10", "status.resolved")).toEqual(["09:20"]);
    expect(times(history, "10:10", "reopened")).toEqual([]);
    const { status, facts } = history.situation("10:10").incident;
    expect([status.key, clock(status.since), clock(facts.get("resolved-at")?.at ?? 0)]).toEqual([
      ...["resolved", "09:20", "09:20"],
    ]);
  });

  test("ends the limits then, and those that it starts count from then", () => {
    const history = corrected();
    // Due by 09:25, so that what was late by the first words is kept by the last.
    expect(ends(history, "10:10")).toMatchObject({ update: "09:20", "first-notice": "09:20" });
    const final = history.situation("10:10").incident.clocks.get("final-notice");
    expect([final?.running, clock(final?.startsAt ?? 0), clock(final?.dueAt ?? 0)]).toEqual([
      ...[true, "09:20", "09:40"],
    ]);
  });

  test("has one line in the timeline, with what was said first", () => {
    const lines = historyLines(corrected().situation("10:11"), 50) as readonly Record<string, string>[];
    const resolved = lines.filter(({ what, to }) => what === "status" && to === "Resolved");
    expect(resolved).toMatchObject([
      {
        ...{ at: "Fri 1 May 09:20 BST", first: "09:40 BST", now: "09:20 BST" },
        ...{ correctedBy: "ana", correctedAt: "10:10 BST" },
      },
    ]);
  });
});

test("a time that is corrected twice keeps what was said first", () => {
  const history = outage()
    .comment("10:10", "ana", "/resolve 09:20")
    .comment("10:20", "ana", "/resolve 09:30");
  const line = history.situation("10:20").incident.history.findLast(({ what }) => what === "status");
  expect([clock(line?.at ?? 0), clock(Number(line?.values.firstAt))]).toEqual(["09:30", "09:40"]);
});

test("a later time ends the limits later, if nothing else did before", () => {
  const history = outage().comment("10:10", "ana", "/resolve 09:50");
  expect(ends(history, "10:10")).toMatchObject({ update: "09:50", "first-notice": "09:50" });
});

test("what was said with the correction is news", () => {
  const history = outage().comment("10:10", "ana", "/resolve 09:20 the cache was cleared as well");
  expect(history.situation("10:10").incident.history.at(-1)).toMatchObject({ what: "update" });
});

test("a confirmation is corrected like the end, now or after it", () => {
  const history = outage().comment("10:10", "ana", "/confirm 09:02");
  expect(times(history, "10:10", "confirmed")).toEqual(["09:02"]);
  expect(ends(history, "10:10").confirm).toBe("09:02");
  expect(history.situation("10:10").incident.status.key).toBe("resolved");
});

test("an end that the close of the issue implied is corrected alone: it was closed when it was", () => {
  const policy = `extends: sre
clocks: { tidy: { starts: declared, within: 30m, stops: closed, remind: lead } }
`;
  const history = incident({ policy })
    .opened("09:00", "alice", at.sev1)
    .closed("10:30", "ana", "completed")
    .comment("10:40", "ana", "/resolve 09:50");
  expect([times(history, "10:40", "resolved"), times(history, "10:40", "closed")]).toEqual([
    ["09:50"],
    ["10:30"],
  ]);
  expect(clock(history.situation("10:40").incident.closed?.at ?? 0)).toBe("10:30");
  expect(ends(history, "10:40")).toEqual({ update: "09:50", tidy: "10:30" });
});

test("the words of the first stay those of whoever said them, and it is told who corrected the time", () => {
  const history = outage().comment("10:10", "ben", "/resolve 09:20").looked("10:10");
  const lines = historyLines(history.situation("10:11"), 50) as readonly Record<string, string>[];
  expect(lines.find(({ what, to }) => what === "status" && to === "Resolved")).toMatchObject({
    ...{ by: "ana", correctedBy: "ben", correctedAt: "10:10 BST", text: "09:40 Disk replaced" },
  });
});

test("the latest update keeps its words, and says to what their time was corrected", () => {
  const history = outage().comment("10:10", "ben", "/resolve 09:20").looked("10:10");
  expect(card(history, "10:11").latest).toMatchObject({ text: "09:40 Disk replaced", now: "09:20 BST" });
  expect(card(outage(), "10:01").latest).toMatchObject({ text: "09:40 Disk replaced", now: "" });
});

test("a limit that rests goes on resting when its start is corrected", () => {
  const history = incident({ policy: "extends: hssi", preset: "hssi" })
    .opened("09:00", "alice", { ...hssi, occurred: "08:00" })
    .comment("09:10", "ana", "/confirm")
    .comment("09:12", "ana", "/pause update because call")
    .comment("09:20", "ana", "/confirm 09:05");
  const state = history.situation("09:20").incident.clocks.get("update");
  expect([clock(state?.startsAt ?? 0), clock(state?.pausedAt ?? 0)]).toEqual(["09:05", "09:12"]);
});

test("the same status without a time changes nothing", () => {
  const history = outage().comment("10:10", "ana", "/resolve");
  expect(times(history, "10:10", "resolved")).toEqual(["09:40"]);
});

test("where a policy asks for no time of the end, the status is corrected all the same", () => {
  const history = incident()
    .opened("09:00", "alice", at.sev1)
    .comment("10:30", "ana", "/resolve 10:20")
    .comment("10:40", "ana", "/status resolved 09:50");
  expect(times(history, "10:40", "resolved")).toEqual(["09:50"]);
  expect(ends(history, "10:40")).toEqual({ update: "09:50" });
});

test("the time of the end that is given afterwards is that of the end", () => {
  const history = incident({ policy: "extends: hssi", preset: "hssi" })
    .opened("09:00", "alice", { ...hssi, occurred: "08:00" })
    .comment("09:05", "ana", "/confirm")
    .comment("10:00", "ana", "/resolve Fixed")
    .comment("10:05", "ana", "/update\nresolved-at: 09:45");
  expect(times(history, "10:05", "resolved")).toEqual(["09:45"]);
  // Of one that was undone it is that still.
  history.comment("10:10", "ana", "/status investigating").comment("10:15", "ana", "/set resolved-at 09:50");
  expect(times(history, "10:15", "resolved")).toEqual(["09:50"]);
  expect(history.situation("10:15").incident.status.key).toBe("investigating");
});

test("two times in one comment are asked about, and nothing is done", () => {
  const history = incident({ policy: "extends: hssi", preset: "hssi" })
    .opened("09:00", "alice", { ...hssi, occurred: "08:00" })
    .looked("09:00")
    .comment("10:00", "ana", "/resolve 09:40\nresolved-at: 09:50");
  expect(says(history.plan("10:00"))).toContain("refused");
  expect(history.situation("10:00").incident.status.key).toBe("open");
});

test("what was known with the end at its time became known when it was said (O-4)", () => {
  const { events } = outage().situation("10:00").incident;
  const field = events.find(({ name }) => name === "field.resolved-at");
  expect([clock(field?.at ?? 0), clock(field?.saidAt ?? 0)]).toEqual(["09:40", "10:00"]);
});
