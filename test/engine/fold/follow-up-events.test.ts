// Ticks in the list of actions on the review: each box stands for `/verified` of its action, with its rights and its refusals.
import { describe, expect, test } from "vitest";
import type { CommentItem } from "../../../src/engine/snapshot/timeline.ts";
import { type History, person, time } from "../build.ts";
import { closed, followed, policy, refusals, roles, task } from "../followed.ts";
import { all } from "../outcome.ts";

/** Both actions are closed by who has them, and the list on the review shows it. */
function done(setting?: { readonly policy: string }): History {
  return followed(setting)
    .child("Add a breaker", closed("ben"))
    .child("Watch the disks", closed("ana"))
    .looked("11:00");
}

const review = (history: History) =>
  history.snapshot().children.find(({ title }) => title.startsWith("Review"));

const listOf = (history: History): CommentItem | undefined =>
  review(history)?.comments.find(({ body }) => body.includes("tocsin:actions"));

interface Tick {
  readonly when: string;
  readonly by: string;
  readonly of: readonly string[];
}

/** Somebody edits the list so that the boxes of these actions are ticked in it. */
function ticked(history: History, { when, by, of }: Tick): History {
  const list = listOf(history);
  if (list === undefined) throw new Error("There is no list on the review yet.");
  const boxes = of.map(
    (title) => `- [x] words <!-- tocsin:box verified ${task(history, title)?.child.id} -->`,
  );
  const body = [list.body.replaceAll(/\n- \[x\].*/g, ""), ...boxes].join("\n");
  const edit = { id: `UCE_${when}_${by}`, at: time(when), by: person(by), body, before: list.body };
  const now = { ...list, body, editedAt: edit.at, editor: edit.by, edits: [...list.edits, edit] };
  const { title = "", comments = [] } = review(history) ?? {};
  return history.child(title, { comments: comments.map((one) => (one.id === list.id ? now : one)) });
}

const verifiedBy = (history: History, title: string, when = "12:30") =>
  task(history, title, when)?.followUp?.verified?.by;

describe("a tick in the list of actions", () => {
  test("verifies the action of its box, and is on record though the list is written anew", () => {
    const history = ticked(done(), { when: "12:00", by: "cora", of: ["Add a breaker"] });
    expect(verifiedBy(history, "Add a breaker")).toBe("cora");
    expect(verifiedBy(history, "Watch the disks")).toBeUndefined();
    expect(refusals(history)).toEqual([]);
    history.looked("12:01");
    expect(listOf(history)?.body).not.toContain("[x]");
    expect(verifiedBy(history, "Add a breaker")).toBe("cora");
    expect(history.snapshot().ledger?.actions).toMatchObject([{ state: "verified" }, { state: "done" }]);
  });

  test("of each counts for who made it", () => {
    const history = ticked(done(), { when: "12:00", by: "cora", of: ["Add a breaker"] });
    ticked(history, { when: "12:01", by: "alice", of: ["Add a breaker", "Watch the disks"] });
    expect(verifiedBy(history, "Add a breaker")).toBe("cora");
    expect(verifiedBy(history, "Watch the disks")).toBe("alice");
  });

  test("of several boxes at once is judged box by box", () => {
    const history = ticked(done(), { when: "12:00", by: "ana", of: ["Add a breaker", "Watch the disks"] });
    expect(verifiedBy(history, "Add a breaker")).toBe("ana");
    expect(verifiedBy(history, "Watch the disks")).toBeUndefined();
    expect(refusals(history)).toEqual(["verify-own"]);
  });

  test("by whoever did it is refused on the review, once, and its box comes back empty once that is on record", () => {
    const history = ticked(done().rights({ ...roles, ben: "write" }), {
      ...{ when: "12:00", by: "ben", of: ["Add a breaker"] },
    });
    const plan = history.plan("12:00");
    const answers = (of: typeof plan) => all(of, "comment").filter(({ template }) => template === "refused");
    expect(answers(plan)).toMatchObject([{ issueId: review(history)?.id }]);
    expect(all(plan, "edit-comment")).toMatchObject([{ template: "retro-actions", takesTicks: true }]);
    history.looked("12:00");
    expect(listOf(history)?.body).not.toContain("[x]");
    // The answer was seen, and is deleted then: it was given all the same, and is not given on the incident.
    history.looked("12:01");
    const { title = "" } = review(history) ?? {};
    const list = listOf(history);
    history.child(title, { comments: list === undefined ? [] : [{ ...list, edits: [] }] });
    expect(answers(history.plan("14:00"))).toEqual([]);
  });

  test.each([
    ["has no right to /verified", policy, "mallory", "right"],
    ["is not among those whom the policy names", policy.replace("true", "scribe"), "cora", "by"],
  ])("of somebody who %s is refused as the command is", (_who, text, by, kind) => {
    const history = done({ policy: text }).rights({ ...roles, mallory: "read" });
    history.comment("11:30", "ana", "/role scribe @alice");
    expect(refusals(ticked(history, { when: "12:00", by, of: ["Add a breaker"] }))).toEqual([kind]);
  });

  test("is none where the policy asks nobody to verify any more, and none of Tocsin's own", () => {
    const history = done();
    const list = listOf(history);
    const { title = "", comments = [] } = review(history) ?? {};
    const id = task(history, "Add a breaker")?.child.id;
    const body = `${list?.body}\n- [x] words <!-- tocsin:box verified ${id} -->`;
    history.child(title, { comments: comments.map((one) => (one.id === list?.id ? { ...one, body } : one)) });
    expect(verifiedBy(history, "Add a breaker")).toBeUndefined();
  });

  test("of an action that was opened again meanwhile verifies nothing", () => {
    const history = done().child("Add a breaker", { state: "open", closedAt: undefined });
    expect(refusals(ticked(history, { when: "12:00", by: "cora", of: ["Add a breaker"] }))).toEqual([
      "verify-open",
    ]);
  });

  test("in any other comment is nobody's act", () => {
    const history = done();
    const id = task(history, "Add a breaker")?.child.id;
    const { title = "", comments = [] } = review(history) ?? {};
    const body = `- [x] words <!-- tocsin:box verified ${id} -->`;
    const edit = { id: "UCE_1", at: time("12:00"), by: person("cora"), body };
    const comment: CommentItem = {
      ...{ kind: "comment", id: "IC_1", at: time("11:59"), by: person("cora"), body, minimized: false },
      ...{ reacted: [], edits: [edit] },
    };
    history.child(title, { comments: [...comments, comment] });
    expect(verifiedBy(history, "Add a breaker")).toBeUndefined();
  });
});
