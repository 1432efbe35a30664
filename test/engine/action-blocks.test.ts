// The review is marked as blocked by its actions until they are over; people's hands and servers without such marks are let be.
import { describe, expect, test } from "vitest";
import type { Child } from "../../src/engine/snapshot/child.ts";
import { type History, time } from "./build.ts";
import { closed, followed, policy, said } from "./followed.ts";
import { all } from "./outcome.ts";

const titles = ["Add a breaker", "Watch the disks"];
const shown = { blocking: [] } satisfies Partial<Child>;

/** Two actions on a server that shows what blocks what. */
function marked(setting?: { readonly policy: string }): History {
  const history = followed(setting);
  for (const title of titles) history.child(title, shown);
  return history;
}

/** What a plan does about marks: `block Add a breaker`. */
function marks(history: History, at: string): readonly string[] {
  const plan = history.plan(at);
  const titleOf = (id: string) => history.snapshot().children.find((child) => child.id === id)?.title;
  return [...all(plan, "block"), ...all(plan, "unblock")].map(
    ({ kind, blockerId }) => `${kind} ${titleOf(blockerId)}`,
  );
}

const both = titles.map((title) => `block ${title}`);

describe("the review of an incident", () => {
  test("is blocked by each of its actions, once", () => {
    const history = marked();
    expect(marks(history, "10:50")).toEqual(both);
    const [review] = history.snapshot().children;
    expect(all(history.plan("10:50"), "block").map(({ issueId }) => issueId)).toEqual([
      review?.id,
      review?.id,
    ]);
    expect(marks(history.looked("10:50"), "10:51")).toEqual([]);
  });

  test("is no longer blocked by what is verified, and still by what is only done", () => {
    const history = marked().looked("10:50").child("Add a breaker", closed("ben"));
    expect(marks(history, "11:30")).toEqual([]);
    said(history, "Add a breaker", { when: "12:00", by: "cora", body: "/verified" });
    expect(marks(history, "12:00")).toEqual(["unblock Add a breaker"]);
    expect(marks(history.looked("12:00"), "12:01")).toEqual([]);
    history.child("Add a breaker", { state: "open", closedAt: undefined });
    expect(marks(history, "12:30")).toEqual(["block Add a breaker"]);
  });

  test("is no longer blocked by what is done where nobody has to verify it, nor by what is not done after all", () => {
    const plain = { policy: policy.replace("verify: true, ", "") };
    const history = marked(plain).looked("10:50").child("Add a breaker", closed("ben"));
    history.child("Watch the disks", { ...closed("ana"), reason: "not_planned" });
    expect(marks(history, "11:30")).toEqual(titles.map((title) => `unblock ${title}`));
  });

  test("is not marked again where a person took the mark off, or where it was refused", () => {
    const history = marked().looked("10:50").child("Add a breaker", shown);
    expect(marks(history, "11:00")).toEqual([]);
    expect(marks(history.looked("11:00").child("Add a breaker", closed("ben")), "11:30")).toEqual([]);
  });

  test("keeps the mark that a person set on what is over", () => {
    const history = marked().child("Add a breaker", closed("ben")).looked("11:00");
    said(history, "Add a breaker", { when: "12:00", by: "cora", body: "/verified" }).looked("12:00");
    const [review] = history.snapshot().children;
    history.child("Add a breaker", { blocking: [review?.id ?? ""] });
    expect(marks(history, "12:30")).toEqual([]);
  });

  test("is let be on a server that has no such marks, and by a policy that wants none", () => {
    expect(marks(followed(), "10:50")).toEqual([]);
    const off = policy.replace("verify: true", "verify: true, block-review: false");
    expect(marks(marked({ policy: off }), "10:50")).toEqual([]);
    const history = marked().looked("10:50").policy(off);
    expect(marks(history, "11:00")).toEqual(titles.map((title) => `unblock ${title}`));
  });

  test("is blocked by fifty at most: another is marked when there is room", () => {
    const history = marked();
    const { children } = history.snapshot();
    const [review] = children;
    const action = children.find(({ title }) => title === "Add a breaker");
    const more = Array.from({ length: 49 }, (_, n) => ({
      ...{ ...action, id: `I_more_${n}`, ref: `acme/payments#${100 + n}`, title: `More ${n}` },
      ...{ blocking: [review?.id ?? ""], createdAt: time("10:42") + n },
      body: action?.body.replace(/action\/\S+/, `action/more/${n}`),
    }));
    history.changed((snapshot) => ({ ...snapshot, children: [...snapshot.children, ...(more as Child[])] }));
    expect(marks(history, "10:50")).toEqual(["block Add a breaker"]);
    history.looked("10:50").child("More 7", { ...closed("ben"), reason: "not_planned" });
    expect(marks(history, "11:30")).toEqual(["unblock More 7"]);
    expect(marks(history.looked("11:30"), "11:31")).toEqual(["block Watch the disks"]);
  });
});
