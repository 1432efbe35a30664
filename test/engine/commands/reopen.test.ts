// `/reopen`: the incident goes on again since the time that is given, and the words behind it are the reason.
import { describe, expect, test } from "vitest";
import { historyLines } from "../../../src/engine/rules/history.ts";
import { at } from "../answers.ts";
import { type History, incident } from "../build.ts";
import { card, clock, comment, does } from "../outcome.ts";

const resolved = () =>
  incident({ policy: "extends: sre\n" })
    .opened("09:00", "alice", at.sev1)
    .looked("09:00")
    .comment("09:10", "ana", "/status investigating")
    .comment("09:30", "ana", "/resolve Rolled back")
    .looked("09:30");

const managed = () =>
  incident({ policy: "extends: hssi\n" })
    .opened("09:00", "alice", at.sev1)
    .looked("09:00")
    .comment("09:05", "ana", "/confirm");

const lineOf = (history: History, when: string, what: string) =>
  (historyLines(history.situation(when), 50) as readonly Record<string, unknown>[]).findLast(
    (line) => line.what === what,
  );

describe("/reopen", () => {
  test("puts a resolved incident back to where it stood, with its reason in timeline and card", () => {
    const history = resolved().comment("10:00", "ana", "/reopen it came back");
    const { status, events } = history.situation("10:01").incident;
    expect([status.key, clock(status.since)]).toEqual(["investigating", "10:00"]);
    expect(events.map(({ name }) => name)).toContain("reopened");
    expect(lineOf(history, "10:01", "reopened")).toMatchObject({ by: "ana", text: "it came back" });
    expect(card(history, "10:01").latest).toMatchObject({ by: "ana", text: "it came back" });
  });

  test("takes the time since when it goes on, and a reason behind because", () => {
    const history = resolved().comment("10:00", "ana", "/reopen 09:50 because it came back");
    expect(clock(history.situation("10:01").incident.status.since)).toBe("09:50");
    expect(lineOf(history, "10:01", "reopened")).toMatchObject({
      at: "Fri 1 May 09:50 BST",
      because: "it came back",
      written: "10:00 BST",
    });
  });

  test("is asked about where its time lies before the end", () => {
    const history = resolved().comment("10:00", "ana", "/reopen 09:20");
    expect(history.situation("10:01").incident.status.key).toBe("resolved");
    expect(history.situation("10:01").incident.acts.at(-1)?.refusal?.kind).toBe("time");
  });

  test("is asked about where its time lies a little before the end, on whatever day it names", () => {
    for (const time of ["09:27", "today 09:20"]) {
      const history = resolved().comment("10:00", "ana", `/reopen ${time} it came back`);
      expect(history.situation("10:01").incident.status.key).toBe("resolved");
      expect(history.situation("10:01").incident.acts.at(-1)?.refusal?.kind).toBe("time");
    }
  });

  test("with another time corrects since when it goes on, for as long as it does", () => {
    const again = resolved()
      .comment("10:00", "ana", "/reopen 09:45 it came back")
      .comment("10:02", "ana", "/reopen 09:50");
    const { status, events } = again.situation("10:03").incident;
    expect(clock(status.since)).toBe("09:50");
    expect(events.filter(({ name }) => name === "reopened").map(({ at: when }) => clock(when))).toEqual([
      "09:50",
    ]);
    expect(lineOf(again, "10:03", "reopened")).toMatchObject({
      at: "Fri 1 May 09:50 BST",
      first: "09:45 BST",
      correctedBy: "ana",
      text: "09:45 it came back",
    });
    const over = again.comment("10:10", "ana", "/resolve").comment("10:12", "ana", "/reopen 10:11");
    expect(
      over
        .situation("10:13")
        .incident.events.filter(({ name }) => name === "reopened")
        .map(({ at: when }) => clock(when)),
    ).toEqual(["09:50", "10:11"]);
  });

  test("with a time corrects since when it goes on where the issue was opened again on GitHub", () => {
    const history = resolved()
      .closed("09:35", "ana")
      .reopened("09:50", "ana")
      .comment("09:51", "ana", "/reopen 09:40 it came back then");
    expect(clock(history.situation("09:52").incident.status.since)).toBe("09:40");
  });

  test("leaves no end before it, and says how to correct the one before that", () => {
    const again = resolved().comment("10:00", "ana", "/reopen 09:45 it came back");
    const way = "; say the day as well to correct the resolution before that";
    for (const [words, hint] of [
      ["/resolve 09:43", way],
      ["/status resolved 09:20", way],
      ["/status mitigated today 09:20", ""],
      ["/status closed today 09:20", ""],
    ] as const) {
      const { status, acts } = again.comment("10:10", "ana", words).situation("10:11").incident;
      expect([words, status.key, acts.at(-1)?.refusal?.kind]).toEqual([words, "investigating", "time"]);
      const why = `${acts.at(-1)?.refusal?.values.why}`;
      expect(why).toMatch(/^read as Fri 1 May 09:\d\d BST it lies before its beginning at 09:45 BST /);
      expect(why.endsWith(`opened again${hint}`)).toBe(true);
    }
  });

  test("leaves no end before it by the field that asks when it was over", () => {
    const again = managed()
      .comment("09:30", "ana", "/resolve")
      .comment("10:00", "ana", "/reopen 09:45 it came back");
    const early = again.comment("10:10", "ana", "/resolve Renewed\ntime-resolved: 09:40").situation("10:11");
    expect([early.incident.status.key, early.incident.acts.at(-1)?.refusal?.kind]).toEqual([
      "confirmed",
      "time",
    ]);
    const over = again.comment("10:10", "ana", "/resolve");
    const ends = (words: string) => {
      const { status, events } = over.comment("10:12", "ana", words).situation("10:13").incident;
      const resolved = events.filter(({ name }) => name === "resolved");
      return [status.since, ...resolved.map(({ at: when }) => when)].map(clock);
    };
    expect(ends("/set time-resolved 09:40")).toEqual(["10:10", "09:40", "10:10"]);
    expect(ends("/resolve today 09:40")).toEqual(["10:10", "09:40", "10:10"]);
    expect(ends("/set time-resolved 09:50")).toEqual(["09:50", "09:40", "09:50"]);
  });

  test("is not moved by a confirmation that is said to have been at another time before it", () => {
    const history = managed()
      .comment("09:30", "ana", "/resolve")
      .comment("10:00", "ana", "/reopen 09:45 it came back")
      .comment("10:05", "ana", "/confirm today 09:03");
    const { status, events } = history.situation("10:06").incident;
    expect(clock(status.since)).toBe("09:45");
    expect(events.filter(({ name }) => name === "confirmed").map(({ at: when }) => clock(when))).toEqual([
      "09:03",
      "09:45",
    ]);
  });

  test("of a closed incident lets it go on, and leaves the issue to people", () => {
    const history = resolved()
      .closed("09:40", "ana")
      .looked("09:40")
      .comment("10:00", "ana", "/reopen it came back");
    const { status, closed } = history.situation("10:01").incident;
    expect([status.key, closed]).toEqual(["investigating", undefined]);
    expect(does(history.plan("10:01")).join()).not.toMatch(/reopen/);
  });

  test("of an incident whose issue stays closed leaves it to be ended again by what says that it is over", () => {
    for (const [again, over] of [
      ["/reopen it came back", "/resolve"],
      ["/status investigating", "/status resolved 10:20"],
    ] as const) {
      const closed = resolved().closed("09:40", "ana").looked("09:40").comment("10:00", "ana", again);
      expect(closed.situation("10:01").incident.closed).toBeUndefined();
      const history = closed.comment("10:30", "ana", over);
      const { status, closed: end } = history.situation("10:31").incident;
      expect([status.key, end?.reason, end?.issue && clock(end.issue.at)]).toEqual([
        "closed",
        "completed",
        "09:40",
      ]);
    }
  });

  test("leaves what is resolved open where the issue was opened again besides", () => {
    const history = resolved()
      .closed("09:40", "ana")
      .comment("10:00", "ana", "/reopen it came back")
      .reopened("10:01", "ana")
      .comment("10:30", "ana", "/resolve");
    const { status, closed } = history.situation("10:31").incident;
    expect([status.key, closed]).toEqual(["resolved", undefined]);
  });

  test("keeps its words as news where the issue was opened again before", () => {
    const history = resolved()
      .closed("09:40", "ana")
      .reopened("10:00", "ana")
      .comment("10:01", "ana", "/reopen the wrong window");
    expect(lineOf(history, "10:02", "update")).toMatchObject({ text: "the wrong window" });
    expect(history.situation("10:02").incident.events.filter(({ name }) => name === "reopened")).toHaveLength(
      1,
    );
  });

  test("says that there is nothing to do where it is not over, and nothing else was said", () => {
    const history = incident({ policy: "extends: sre\n" })
      .opened("09:00", "alice", at.sev1)
      .looked("09:00")
      .comment("09:10", "ana", "/reopen");
    expect(history.situation("09:11").incident.acts.at(-1)?.refusal?.kind).toBe("not-over");
  });

  test("takes the right to the status", () => {
    const history = resolved()
      .rights({ ana: "write", alice: "write", otto: "read" })
      .comment("10:00", "otto", "/reopen it came back");
    expect(history.situation("10:01").incident.status.key).toBe("resolved");
    expect(comment(history.plan("10:00"), "refused").values).toMatchObject({
      refusal: "right",
      command: "reopen",
      right: "triage",
    });
  });
});
