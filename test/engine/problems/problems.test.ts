// The problems of a repository as a subject: the list ranked by incidents, the limit of each fix, and what is said of it once.
import { describe, expect, test } from "vitest";
import type { Effect } from "../../../src/engine/effect.ts";
import type { ProblemsSnapshot } from "../../../src/engine/problems/snapshot.ts";
import type { CommentItem, ProblemIssue } from "../../../src/engine/snapshot.ts";
import { think } from "../../../src/engine/subjects.ts";
import { createRulings } from "../../../src/rulings/rulings.ts";
import { presets } from "../../../src/shipped/presets.ts";
import { time } from "../setting.ts";
import { earlier, problemIssue } from "./cases.ts";

const policy = `extends: sre
services: { appointments: {} }
calendars: { core: { hours: { mon-fri: "09:00-17:00" } } }
roles: { desk: { title: desk, duty: [dan] } }
problems: { fix: { sev1: 2 working days, any: 5 working days }, warn: [1d], overdue: [1d], remind: desk, source: L-5 }
`;
const rulings = createRulings({ presets: presets(), version: "test" });
const sources = { policy: { path: ".github/tocsin.yml", oid: policy, text: policy }, forms: [] };

const list = {
  ...{ id: "L_1", ref: "acme/incidents#2", createdAt: time("08:00"), updatedAt: time("08:00") },
  said: { comments: [], deleted: [] },
};

function plan(at: string, given: Partial<ProblemsSnapshot>) {
  const snapshot: ProblemsSnapshot = {
    ...{ kind: "problems", key: "acme/incidents#problems", me: "tocsin" },
    repository: { id: "R_1", name: "acme/incidents", public: false, archived: false, labels: [] },
    sources,
    ...{ roles: new Map(), recent: new Map(), said: [], faults: [], mentioned: new Map() },
    ...{ problems: [], incidents: [], lists: [list], isListClosed: false, isCut: false },
    ...given,
  };
  const ruling = rulings.of("acme/incidents", sources);
  if (ruling === undefined) throw new Error(JSON.stringify(rulings.problems("acme/incidents", sources)));
  return think(snapshot, ruling, time(at)).plan;
}

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
      plan("09:00", { lists: [], problems }).effects.map(({ kind }) => kind);
    expect(opened([letters])).toEqual(["create-issue"]);
    expect(opened([])).toEqual([]);
    expect(opened([{ ...letters, trusted: false }])).toEqual([]);
  });

  test("stays away where people closed it", () => {
    expect(plan("09:00", { lists: [], isListClosed: true, problems: [letters] }).effects).toEqual([]);
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
    const [values] = listed(plan("09:00", { problems: [letters, ...others], incidents }).effects);
    expect(values).toMatchObject({
      count: 2,
      problems: [
        { ref: "#13", incidents: 2 },
        { ref: "#12", incidents: 0, due: "Fri 8 May 2026", past: false },
      ],
    });
  });

  test("is written again only where it would say something else", () => {
    const [first] = plan("09:00", { problems: [letters] }).effects;
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
    expect(plan("09:05", { lists, problems: [letters] }).effects).toEqual([]);
    expect(plan("09:05", { lists, problems: [] }).effects).toMatchObject([
      { kind: "edit-comment", commentId: "IC_9" },
    ]);
  });
});

describe("the limit of a fix", () => {
  test("is spoken of before and after, in working hours, to whoever is on duty", () => {
    expect(reminders(plan("7 16:59", { problems: [letters] }).effects)).toEqual([]);
    // One day before Friday five o'clock is the close of Thursday: said when the hours begin again.
    expect(reminders(plan("8 09:00", { problems: [letters] }).effects)).toMatchObject([
      { issueId: "P_12", mentions: ["dan"], values: { due: "Fri 8 May 2026", past: false } },
    ]);
    // One day after it is a Saturday.
    expect(reminders(plan("9 18:00", { problems: [letters] }).effects)).toMatchObject([
      { values: { past: true } },
    ]);
    expect(reminders(plan("11 09:00", { problems: [letters] }).effects)).toMatchObject([
      { values: { past: true } },
    ]);
  });

  test("goes by the worst of its incidents, and by its own label before that", () => {
    const incidents = [earlier(3, "One", { problem: "acme/incidents#12", severity: "sev1" })];
    const due = (problems: readonly ProblemIssue[]) =>
      listed(plan("09:00", { problems, incidents }).effects).map((values) => JSON.stringify(values.problems));
    expect(due([letters])).toEqual([expect.stringContaining("Tue 5 May 2026")]);
    expect(due([{ ...letters, labels: ["problem", "severity: 3"] }])).toEqual([
      expect.stringContaining("Fri 8 May 2026"),
    ]);
  });

  test("gives way to an agreed release, which is over with its day", () => {
    const body = "### Agreed release\n\nrelease 5 on 2026-06-01\n";
    const [values] = listed(plan("20 09:00", { problems: [{ ...letters, body }] }).effects);
    expect(values).toMatchObject({ problems: [{ by: "release", due: "Mon 1 Jun 2026", past: false }] });
    expect(reminders(plan("20 09:00", { problems: [{ ...letters, body }] }).effects)).toEqual([]);
  });

  test("stands on the list alone when it has been past for long, and is not said again once somebody took it away", () => {
    expect(reminders(plan("30 09:00", { problems: [letters] }).effects)).toEqual([]);
    const deleted = [
      {
        at: time("8 10:00"),
        by: { kind: "user" as const, login: "eve" },
        of: { kind: "bot" as const, login: "tocsin" },
      },
    ];
    expect(
      reminders(plan("8 11:00", { problems: [{ ...letters, said: { comments: [], deleted } }] }).effects),
    ).toEqual([]);
  });

  test("asks whoever has the problem before anybody on duty", () => {
    const [first] = reminders(plan("8 09:00", { problems: [{ ...letters, assignees: ["ana"] }] }).effects);
    expect(first?.mentions).toEqual(["ana"]);
  });

  test("is looked at again when the next word falls due", () => {
    expect(plan("09:00", { problems: [letters] }).wakeAt).toBe(time("7 17:00") + 16 * 3_600_000);
  });
});
