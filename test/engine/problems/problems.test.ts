// The problems of a repository as a subject: the list ranked by incidents, the limit of each fix, and what is said of it once.
import { describe, expect, test } from "vitest";
import type { Effect } from "../../../src/engine/effect.ts";
import type { CommentItem } from "../../../src/engine/snapshot/timeline.ts";
import type { ProblemIssue } from "../../../src/engine/snapshot.ts";
import { time } from "../setting.ts";
import { earlier, problemIssue } from "./cases.ts";
import { list, planOf } from "./telling.ts";

const reminders = (effects: readonly Effect[]) =>
  effects.flatMap((effect) =>
    effect.kind === "comment" && effect.template === "problem-fix" ? [effect] : [],
  );
const listed = (effects: readonly Effect[]) =>
  effects.flatMap((effect) =>
    effect.kind === "comment" && effect.template === "known-problems" ? [effect.values] : [],
  );

/** Opened on Friday 1 May at eight: five working days are over on Friday 8 May at five. */
const letters = problemIssue(12, "Letters duplicated");

describe("the list", () => {
  test("is opened with the first problem, and not without one", () => {
    const opened = (problems: readonly ProblemIssue[]) =>
      planOf("09:00", { lists: [], problems }).effects.map(({ kind }) => kind);
    expect(opened([letters])).toEqual(["create-issue"]);
    expect(opened([])).toEqual([]);
    expect(opened([{ ...letters, trusted: false }])).toEqual([]);
  });

  test("stays away where people closed it", () => {
    expect(planOf("09:00", { lists: [], isListClosed: true, problems: [letters] }).effects).toEqual([]);
  });

  test("ranks by incidents, then by age, and leaves out what is closed", () => {
    const others = [
      problemIssue(13, "Codes late", { createdAt: time("08:30") }),
      problemIssue(14, "Old", { state: "closed" }),
    ];
    const incidents = [
      earlier(3, "One", { problem: "acme/incidents#13" }),
      earlier(4, "Two", { problem: "ACME/incidents#13" }),
    ];
    const [values] = listed(planOf("09:00", { problems: [letters, ...others], incidents }).effects);
    expect(values).toMatchObject({
      count: 2,
      problems: [
        { ref: "#13", incidents: 2 },
        { ref: "#12", incidents: 0, due: "Fri 8 May 2026", past: false },
      ],
    });
  });

  test("is written again only where it would say something else", () => {
    const [first] = planOf("09:00", { problems: [letters] }).effects;
    if (first?.kind !== "comment") throw new Error("the list was not written");
    const item: CommentItem = {
      ...{
        kind: "comment",
        id: "IC_9",
        at: time("09:00"),
        body: "",
        minimized: false,
        reacted: [],
        edits: [],
      },
      marks: first.markers.map(([kind = "", ...words]) => ({ kind, words })),
    };
    const lists = [{ ...list, said: { comments: [item], deleted: [] } }];
    expect(planOf("09:05", { lists, problems: [letters] }).effects).toEqual([]);
    expect(planOf("09:05", { lists, problems: [] }).effects).toMatchObject([
      { kind: "edit-comment", commentId: "IC_9" },
    ]);
  });
});

describe("the limit of a fix", () => {
  test("is spoken of before and after, in working hours, to whoever is on duty", () => {
    expect(reminders(planOf("7 16:59", { problems: [letters] }).effects)).toEqual([]);
    // One day before Friday five o'clock is the close of Thursday: said when the hours begin again.
    expect(reminders(planOf("8 09:00", { problems: [letters] }).effects)).toMatchObject([
      { issueId: "P_12", mentions: ["dan"], values: { due: "Fri 8 May 2026", past: false } },
    ]);
    // One day after it is a Saturday.
    expect(reminders(planOf("9 18:00", { problems: [letters] }).effects)).toMatchObject([
      { values: { past: true } },
    ]);
    expect(reminders(planOf("11 09:00", { problems: [letters] }).effects)).toMatchObject([
      { values: { past: true } },
    ]);
  });

  test("goes by the worst of its incidents, and by its own label before that", () => {
    const incidents = [earlier(3, "One", { problem: "acme/incidents#12", severity: "sev1" })];
    const due = (problems: readonly ProblemIssue[]) =>
      listed(planOf("09:00", { problems, incidents }).effects).map((values) =>
        JSON.stringify(values.problems),
      );
    expect(due([letters])).toEqual([expect.stringContaining("Tue 5 May 2026")]);
    expect(due([{ ...letters, labels: ["problem", "severity: 3"] }])).toEqual([
      expect.stringContaining("Fri 8 May 2026"),
    ]);
  });

  test("gives way to an agreed release, which is over with its day", () => {
    const body = "### Agreed release\n\nrelease 5 on 2026-06-01\n";
    const [values] = listed(planOf("20 09:00", { problems: [{ ...letters, body }] }).effects);
    expect(values).toMatchObject({ problems: [{ by: "release", due: "Mon 1 Jun 2026", past: false }] });
    expect(reminders(planOf("20 09:00", { problems: [{ ...letters, body }] }).effects)).toEqual([]);
  });

  test("takes no release that was over before the problem was there, and says which words it left", () => {
    const before = [{ ...letters, body: "Agreed release: 2026-04-14" }];
    const [values] = listed(planOf("11 09:00", { problems: before }).effects);
    expect(values).toMatchObject({
      problems: [{ by: "limit", due: "Fri 8 May 2026", past: true, release: "2026-04-14", unread: true }],
    });
    expect(reminders(planOf("11 09:00", { problems: before }).effects)).toMatchObject([
      { values: { past: true, by: "limit" } },
    ]);
    // On the day of its opening it may be.
    const [same] = listed(
      planOf("11 09:00", { problems: [{ ...letters, body: "Agreed release: 2026-05-01" }] }).effects,
    );
    expect(same).toMatchObject({ problems: [{ by: "release", unread: false }] });
  });

  test("is asked for where somebody writes a release that was over weeks ago", () => {
    const body = "Agreed release: 2026-05-02";
    const known = { ...letters, body };
    expect(reminders(planOf("30 09:00", { problems: [known] }).effects)).toEqual([]);
    const written = { ...known, updatedAt: time("29 16:00") };
    expect(reminders(planOf("30 09:00", { problems: [written] }).effects)).toMatchObject([
      { values: { past: true, by: "release" } },
    ]);
  });

  test("is warned of before the hours end where the next would begin after it", () => {
    const saturday = [{ ...letters, body: "Agreed release: 2026-05-09" }];
    expect(reminders(planOf("8 16:59", { problems: saturday }).effects)).toEqual([]);
    expect(reminders(planOf("8 17:00", { problems: saturday }).effects)).toMatchObject([
      { values: { past: false } },
    ]);
  });

  test("stands on the list alone when it has been past for long, and is not said again once somebody took it away", () => {
    expect(reminders(planOf("30 09:00", { problems: [letters] }).effects)).toEqual([]);
    const deleted = [
      {
        at: time("8 10:00"),
        by: { kind: "user" as const, login: "eve" },
        of: { kind: "bot" as const, login: "tocsin" },
      },
    ];
    expect(
      reminders(planOf("8 11:00", { problems: [{ ...letters, said: { comments: [], deleted } }] }).effects),
    ).toEqual([]);
  });

  test("asks whoever has the problem before anybody on duty", () => {
    const [first] = reminders(planOf("8 09:00", { problems: [{ ...letters, assignees: ["ana"] }] }).effects);
    expect(first?.mentions).toEqual(["ana"]);
  });

  test("is looked at again when the next word falls due", () => {
    expect(planOf("09:00", { problems: [letters] }).wakeAt).toBe(time("7 17:00") + 16 * 3_600_000);
  });
});
