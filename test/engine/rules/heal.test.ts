// Doubles that two writers made: the oldest stays.
import { expect, test } from "vitest";
import type { Item } from "../../../src/engine/snapshot/timeline.ts";
import { at } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { all, does, lookedAt, said } from "../outcome.ts";

const outage = () => incident().opened("09:00", "alice", at.sev1).looked("09:00");

/** A second writer wrote the same a little later. */
function doubled(history: History, words: string, when: string): History {
  return history.changed((snapshot) => {
    const { timeline } = snapshot.issue;
    const twins = timeline.flatMap((item): readonly Item[] =>
      item.kind === "comment" && item.body.includes(words)
        ? [{ ...item, id: `${item.id}_twin`, at: time(when), minimized: false }]
        : [],
    );
    return { ...snapshot, issue: { ...snapshot.issue, timeline: [...timeline, ...twins] } };
  });
}

test("of two cards the younger is taken away, and the older goes on", () => {
  const history = doubled(outage(), "tocsin:card", "09:01");
  expect(all(history.plan("09:01"), "delete-comment")).toHaveLength(1);
  const card = history.situation("09:01").incident.card?.item.id;
  expect(all(history.plan("09:01"), "delete-comment")[0]?.commentId).toBe(`${card}_twin`);
  expect(history.looked("09:01").plan("09:01").effects).toEqual([]);
});

test("of two reminders with one id the younger is taken away, and the older stays in sight", () => {
  const history = doubled(lookedAt(outage(), "09:50"), "reminder", "09:50");
  expect(does(history.plan("09:51"))).toEqual(["delete-comment"]);
  expect(said(history.looked("09:51"))).toEqual(["09:50 reminder"]);
});

test("two reminders of different ids are no doubles", () => {
  const history = lookedAt(outage(), "09:50", "10:05");
  expect(all(history.plan("10:06"), "delete-comment")).toEqual([]);
});

test("of two reviews the younger is closed as a duplicate, and the older is the review", () => {
  const history = lookedAt(outage().closed("10:00", "ana"), "10:00");
  history.changed((snapshot) => {
    const [review] = snapshot.children;
    if (review === undefined) throw new RangeError("There is no review.");
    const twin = { ...review, id: "I_twin", ref: "acme/incidents#21", createdAt: time("10:01") };
    return { ...snapshot, children: [twin, review] };
  });
  expect(all(history.plan("10:02"), "close")).toMatchObject([{ issueId: "I_twin", reason: "DUPLICATE" }]);
  expect(history.situation("10:02").incident.tasks[0]?.child.ref).toBe("acme/incidents#20");
  expect(history.looked("10:02").plan("10:02").effects).toEqual([]);
});

test("the same words by a person are no double of ours", () => {
  const history = lookedAt(outage(), "09:50");
  const body = history.snapshot().issue.timeline.at(-1);
  history.comment("09:51", "ana", body?.kind === "comment" ? body.body : "");
  expect(all(history.plan("09:51"), "delete-comment")).toEqual([]);
});
