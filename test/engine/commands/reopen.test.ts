// `/reopen`: the incident goes on again since the time that is given, and the words behind it are the reason.
import { describe, expect, test } from "vitest";
import { historyLines } from "../../../src/engine/rules/history.ts";
import { at } from "../answers.ts";
import { type History, incident } from "../build.ts";
import { card, clock, does } from "../outcome.ts";

const resolved = () =>
  incident({ policy: "extends: sre\n" })
    .opened("09:00", "alice", at.sev1)
    .looked("09:00")
    .comment("09:10", "ana", "/status investigating")
    .comment("09:30", "ana", "/resolve Rolled back")
    .looked("09:30");

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
  });
});
