// An incident that is opened again: what its end had started was never met, and what was said of that end is not when it is over.
import { describe, expect, test } from "vitest";
import { MINUTE } from "../../src/engine/instant.ts";
import { overviewValues } from "../../src/engine/rules/document-overview.ts";
import { historyLines } from "../../src/engine/rules/history.ts";
import { clockValues } from "../../src/engine/rules/retro-clocks.ts";
import type { Item } from "../../src/engine/snapshot/timeline.ts";
import { stretchesOf } from "../../src/figures/downtime.ts";
import { intervalsOf } from "../../src/figures/intervals.ts";
import { lacksOf } from "../../src/figures/lacks.ts";
import { promisesOf } from "../../src/figures/promises.ts";
import { hssi } from "./answers.ts";
import { type History, incident, time } from "./build.ts";
import { card, clock } from "./outcome.ts";
import { person } from "./setting.ts";

const policy = `extends: hssi
documents: { report: { opens: [] } }
services: { letters: {} }
figures: { availability: { all: { title: All, target: 99, from: field.occurred, until: [field.resolved-at, resolved] } } }
`;

/** Resolved at 09:30, closed at 10:00, and opened again at 10:10. */
const again = () =>
  incident({ policy, preset: "hssi" })
    .opened("09:00", "alice", { ...hssi, occurred: "08:30" })
    .looked("09:00")
    .comment("09:05", "ana", "/confirm")
    .comment("09:08", "ana", "/told users 09:08 by mail")
    .comment("09:40", "ana", "/resolve 09:30 disk replaced")
    .comment("09:42", "ana", "/told users 09:41 by mail")
    .closed("10:00", "ana")
    .looked("10:00")
    .reopened("10:10", "ana")
    .looked("10:10");

const onCard = (history: History, when: string, title: string) =>
  (card(history, when).kept as readonly Record<string, unknown>[]).find((one) => one.title === title);

const inReview = (history: History, when: string, title: string) =>
  clockValues(history.situation(when)).clocks.find((one) => one.title === title);

function promise(history: History, when: string, clock: string) {
  const here = history.situation(when);
  return promisesOf([here], here.ruling.policy, time(when)).find((one) => one.clock === clock);
}

function lengths(history: History, when: string): Readonly<Record<string, number | undefined>> {
  const here = history.situation(when);
  return Object.fromEntries(
    intervalsOf([here], here.ruling.policy).map(({ key, values: [value] }) => [
      key,
      value && value.length / MINUTE,
    ]),
  );
}

describe("a limit that the end had started", () => {
  test("is not met by being opened again, and neither is it missed", () => {
    const history = again();
    expect(onCard(history, "10:11", "Incident report")).toMatchObject({ met: 0, missed: 0, moot: 1 });
    expect(inReview(history, "10:11", "Incident report")).toMatchObject({
      kept: 0,
      only: undefined,
      missed: [],
      moot: [{ at: "Fri 1 May 10:10 BST" }],
    });
    expect(promise(history, "10:11", "report")).toMatchObject({ kept: 0, missed: [], moot: [{}] });
  });

  test("was met where its thing was done before that", () => {
    const history = again();
    expect(onCard(history, "10:11", "Final notice")).toMatchObject({ met: 1, missed: 0, moot: 0 });
    expect(promise(history, "10:11", "final-notice")).toMatchObject({ kept: 1, moot: [] });
  });

  test("stays missed where its time was over before that", () => {
    const history = incident({ policy, preset: "hssi" })
      .opened("09:00", "alice", hssi)
      .comment("09:05", "ana", "/confirm")
      .comment("09:30", "ana", "/resolve")
      .comment("10:10", "ana", "/status investigating because it came back");
    expect(onCard(history, "10:11", "Final notice")).toMatchObject({ met: 0, missed: 1, moot: 0 });
    expect(promise(history, "10:11", "final-notice")).toMatchObject({ kept: 0, missed: [{}], moot: [] });
  });

  test("runs anew from the next end", () => {
    const history = again().comment("11:00", "ana", "/resolve 11:00");
    expect(inReview(history, "11:01", "Incident report")).toMatchObject({ moot: [{}], runs: {} });
  });

  test("ended by that, too, where it is told later than what was done in the meantime", () => {
    const history = incident({ policy, preset: "hssi" })
      .opened("09:00", "alice", hssi)
      .comment("09:05", "ana", "/confirm")
      .comment("09:30", "ana", "/resolve")
      .comment("09:45", "ana", "/told users 09:45 by mail")
      .comment("10:10", "ana", "/status investigating 09:40");
    expect(promise(history, "10:11", "final-notice")).toMatchObject({ kept: 0, missed: [], moot: [{}] });
  });
});

test("a confirmation that stands is no second limit that was met", () => {
  expect(onCard(again(), "10:11", "Confirmation")).toMatchObject({ met: 1, moot: 0 });
});

describe("how long it lasted", () => {
  test("is not said while it goes on again", () => {
    const history = again();
    expect(overviewValues(history.situation("10:11")).lasted).toBeUndefined();
    expect(lengths(history, "10:11")).toMatchObject({ resolve: undefined, mitigate: undefined });
  });

  test("goes by the last end, and not by a time that was said of the one before", () => {
    const history = again().comment("11:00", "ana", "/resolve");
    expect(overviewValues(history.situation("11:01")).lasted).toMatchObject({ minutes: 150, reopened: true });
    expect(lengths(history, "11:01")).toMatchObject({ resolve: 120, mitigate: 120 });
  });

  test("goes by the time that is said of the last end", () => {
    const history = again().comment("11:00", "ana", "/resolve 10:45");
    expect(overviewValues(history.situation("11:01")).lasted).toMatchObject({ minutes: 135 });
    expect(lengths(history, "11:01")).toMatchObject({ resolve: 105 });
  });
});

describe("a time that was said of an earlier end", () => {
  const timeOnCard = (history: History, when: string) =>
    (card(history, when).facts as readonly Record<string, unknown>[]).find(
      (one) => one.title === "time resolved",
    );

  test("is shown as that, whenever it was said", () => {
    expect(timeOnCard(again(), "10:11")).toMatchObject({ text: "09:30 BST", before: true });
    const later = again().comment("10:13", "ana", "/set resolved-at 09:25");
    expect(timeOnCard(later, "10:14")).toMatchObject({ text: "09:25 BST", before: true });
    expect(lengths(later, "10:14")).toMatchObject({ resolve: undefined });
  });

  test("does not stand for that of the next, which is asked for", () => {
    const missing = (history: History, when: string) =>
      history.situation(when).standing.missingAtEnd.map(({ id }) => id);
    expect(missing(again().comment("11:00", "ana", "/resolve"), "11:01")).toContain("resolved-at");
    expect(missing(again().comment("11:00", "ana", "/resolve 10:45"), "11:01")).not.toContain("resolved-at");
  });
});

describe("an end that was undone", () => {
  const ends = (history: History, when: string) =>
    history
      .situation(when)
      .incident.events.filter(({ name }) => name === "resolved")
      .map(({ at }) => clock(at));

  const downIn = (history: History, when: string) => {
    const here = history.situation(when);
    return here.ruling.policy.figures.availability
      .flatMap((rule) => stretchesOf(here, rule))
      .map(({ from, to }) => `${clock(from)} to ${to === undefined ? "" : clock(to)}`);
  };

  const limit = (history: History, when: string, name: string) =>
    history
      .situation(when)
      .incident.ended.filter(({ clock: of }) => of === name)
      .map(({ startsAt, dueAt, endedAt, moot }) =>
        [...[startsAt, dueAt, endedAt].map(clock), ...(moot ? ["moot"] : [])].join(" "),
      );

  const twice = () => again().comment("11:00", "ana", "/resolve 10:45").looked("11:00");

  test.each([
    "/set resolved-at 09:20",
    "/set resolved-at 2026-05-01 09:20",
    "/resolve 1 May 09:20",
    "/status resolved 1 May 09:20",
    "/update It was over before that\nresolved-at: 09:20",
  ])("has the time that is given later, by %s, while it goes on", (words) => {
    const history = again().comment("10:20", "ana", words).looked("10:20");
    const { status } = history.situation("10:21").incident;
    expect([status.key, clock(status.since), ends(history, "10:21")]).toEqual([
      "confirmed",
      "10:10",
      ["09:20"],
    ]);
    expect(downIn(history, "10:21")).toEqual(["08:30 to 09:20", "10:10 to "]);
    // Told at 09:41: of an end at 09:30 in time, of one at 09:20 a minute late.
    expect(limit(history, "10:21", "final-notice")).toEqual(["09:20 09:40 09:41"]);
    expect(limit(history, "10:21", "update")[0]).toBe("09:05 10:05 09:20");
    expect(historyLines(history.situation("10:21"), 50)).toContainEqual(
      expect.objectContaining({
        what: "status",
        now: "09:20 BST",
        first: "09:30 BST",
        correctedBy: "ana",
      }),
    );
  });

  test.each(["/set resolved-at 09:20", "/resolve 1 May 09:20"])(
    "has it, by %s, once there is another end, which keeps its own",
    (words) => {
      const history = twice().comment("11:10", "ana", words).looked("11:10");
      const { status, facts } = history.situation("11:11").incident;
      expect([status.key, clock(status.since)]).toEqual(["resolved", "10:45"]);
      expect(clock(facts.get("resolved-at")?.at ?? 0)).toBe("10:45");
      expect(ends(history, "11:11")).toEqual(["09:20", "10:45"]);
      expect(downIn(history, "11:11")).toEqual(["08:30 to 09:20", "10:10 to 10:45"]);
      expect(overviewValues(history.situation("11:11")).lasted).toMatchObject({ minutes: 135 });
      expect(history.situation("11:11").standing.missingAtEnd.map(({ id }) => id)).not.toContain(
        "resolved-at",
      );
    },
  );

  test("of several has it that which the time lies in", () => {
    const history = twice()
      .comment("11:20", "ana", "/reopen 11:10")
      .comment("11:30", "ana", "/set resolved-at 10:40")
      .comment("11:31", "ana", "/resolve 1 May 09:25");
    expect(ends(history, "11:32")).toEqual(["09:25", "10:40"]);
    expect(history.situation("11:32").incident.status.key).toBe("confirmed");
  });

  test("has it where a comment that was not taken is edited to say the day", () => {
    const history = again().comment("10:20", "ana", "/resolve 09:20").looked("10:20");
    expect(ends(history, "10:21")).toEqual(["09:30"]);
    const edited = { body: "/resolve 1 May 09:20", editedAt: time("10:22"), editor: person("ana") };
    history
      .changed((snapshot) => ({
        ...snapshot,
        issue: {
          ...snapshot.issue,
          timeline: snapshot.issue.timeline.map(
            (item): Item =>
              item.kind === "comment" && item.body === "/resolve 09:20" ? { ...item, ...edited } : item,
          ),
        },
      }))
      .looked("10:22");
    expect(ends(history, "10:23")).toEqual(["09:20"]);
    expect(history.situation("10:23").incident.status.key).toBe("confirmed");
  });

  test("does not reach into what goes on, where it was closed in between", () => {
    const history = incident({ policy, preset: "hssi" })
      .opened("09:00", "alice", { ...hssi, occurred: "08:30" })
      .comment("09:05", "ana", "/confirm")
      .comment("09:30", "ana", "/resolve")
      .comment("09:45", "ana", "/status closed")
      .comment("09:50", "ana", "/reopen 09:35");
    expect(downIn(history, "09:51")).toEqual(["08:30 to 09:30", "09:35 to "]);
  });

  test("that is said to have been later takes no word of what was told before it, nor of what goes on since", () => {
    const history = again()
      .comment("10:20", "ana", "/told users by mail")
      .comment("10:21", "ana", "/set resolved-at 09:55");
    expect(limit(history, "10:22", "final-notice")).toEqual(["09:55 10:15 10:10 moot"]);
  });
});

test("without a mitigation of its own an incident counts to its end, and the report says so", () => {
  const lacking = (history: History) => {
    const here = history.situation("11:01");
    const span = { from: 0, to: time("11:01") };
    const asked = { counted: [here], all: [here], policy: here.ruling.policy, span };
    return lacksOf(asked).map(({ what }) => what);
  };
  const over = again().comment("11:00", "ana", "/resolve 10:45");
  expect(lengths(over, "11:01")).toMatchObject({ mitigate: 105, resolve: 105 });
  expect(lacking(over)).toContainEqual(
    expect.stringMatching(/no mitigation on record; “Time to mitigate” counts them to the earlier of/),
  );
  const eased = again()
    .comment("10:40", "ana", "/status mitigated 10:30")
    .comment("11:00", "ana", "/resolve 10:45");
  expect(lengths(eased, "11:01")).toMatchObject({ mitigate: 90, resolve: 105 });
  expect(lacking(eased).join()).not.toContain("mitigation");
  // What goes on lacks nothing of its end.
  expect(lacking(again()).join()).not.toContain("mitigation");
});
