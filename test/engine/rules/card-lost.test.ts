// The card where people write over it or take it away: it comes back, in its place where that is still there.
import { expect, test } from "vitest";
import { incident, time } from "../build.ts";
import { all } from "../outcome.ts";

const outage = () =>
  incident().opened("09:00", "alice", { description: "Nobody can pay", severity: "SEV3" }).looked("09:00");

/** The process that wrote the card remembers that it did, for ten minutes. */
function remembered(history: ReturnType<typeof outage>): { readonly id: string } {
  const { card, id } = history.situation("09:00").incident;
  if (card === undefined) throw new Error("There is no card to remember.");
  const node = card.item.id;
  history.changed((snapshot) => ({
    ...snapshot,
    recent: new Map([...snapshot.recent, [`card/${id}`, node]]),
  }));
  return { id: node };
}

test("a card that somebody wrote over a moment ago is written again in its place", () => {
  const history = outage();
  const { id } = remembered(history);
  history.reworded("card", "gone");
  history.changed((snapshot) => ({ ...snapshot, ledger: undefined, trust: "lost" }));
  expect(all(history.plan("09:05"), "card").map(({ commentId }) => commentId)).toEqual([id]);
});

test("a card that went out of sight a moment ago is looked for again ten minutes later, before another is written", () => {
  const history = outage();
  remembered(history);
  history.deleted("card");
  history.changed((snapshot) => ({ ...snapshot, ledger: undefined, trust: "lost" }));
  const plan = history.plan("09:05");
  expect(all(plan, "card")).toEqual([]);
  expect(plan.wakeAt).toBe(time("09:15"));
});
