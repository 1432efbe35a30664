// First and second step: what was said already, and what a quiet hour silences.
import { expect, test } from "vitest";
import type { CloseIssue } from "../../../src/engine/effect.ts";
import { account } from "../../../src/engine/party.ts";
import { speak } from "../../../src/engine/voice/speak.ts";
import { mapOf } from "../map-of.ts";
import { comments, elsewhere, floor, folded, joining, message, minute, own, says, seen } from "./floors.ts";

const id = "update/IC_0/overdue/1";
const said = `${id}: said`;

test.each([
  ["by a comment in sight", { own: [own(-5, ["reminder", id])] }],
  ["by a comment that says several things", { own: [own(-5, ["reminder", "rota/IC_0/warn/1", id])] }],
  ["by one that is folded away", { own: [folded(own(-5, ["reminder", id]))] }],
  ["as the ledger remembers, of a comment that somebody deleted", { sent: mapOf({ [id]: minute(-5) }) }],
  ["a moment ago by this process", { seen: seen({ recent: mapOf({ [id]: "IC_9" }), said: [id] }) }],
])("nothing is said twice: %s", (_, known) => {
  expect(says([message(id)], floor(known))).toEqual([said]);
});

test("the marks of our comments that are no speech say nothing of what was said", () => {
  const marks = [
    ["card", id],
    ["mentions", id],
    ["merged", id],
    ["of", id],
    ["actions", id],
    ["acked", id],
    ["called", id],
  ];
  expect(says([message(id)], floor({ own: [own(-5, ...marks)] }))).toEqual([id]);
});

test("what two rules want alike is said once", () => {
  expect(says([message(id), message(id, { topic: "other" })], floor())).toEqual([id, said]);
});

test("what somebody took away stays away, where the subject remembers it so", () => {
  const found = speak([message(id)], floor({ isGone: (one) => one.id === id }));
  expect(found.effects).toEqual([]);
  expect(found.unsaid).toEqual([
    { id, step: "said", because: "It was said, and somebody took it away.", until: undefined },
  ]);
  expect(found.wakeAt).toBeUndefined();
});

test("a quiet hour silences repeats until its end, and says when that is", () => {
  const found = speak(
    [message("a/1", { silenced: true }), message("b/1")],
    floor({ quietUntil: minute(20) }),
  );
  expect(comments(found).map((one) => one.id)).toEqual(["b/1"]);
  expect(found.unsaid).toEqual([
    {
      id: "a/1",
      step: "quiet",
      because: "Repeats are silenced until Fri 1 May 10:20 BST.",
      until: minute(20),
    },
  ]);
  expect(found.wakeAt).toBe(minute(20));
});

test.each([
  ["that ends now", 0],
  ["that is over", -5],
])("a quiet hour %s silences nothing", (_, until) => {
  expect(says([message(id, { silenced: true })], floor({ quietUntil: minute(until) }))).toEqual([id]);
});

test("what falls due after now is not held back by a quiet hour yet, and is looked at when that ends", () => {
  const found = speak([message(id, { silenced: true, at: minute(90) })], floor({ quietUntil: minute(20) }));
  expect(found).toEqual({ effects: [], unsaid: [], wakeAt: minute(20) });
});

test("what is silenced joins nothing that is not", () => {
  const joins = (thread: string) => joining(thread, { early: true, limit: minute(-1) });
  const messages = [
    message("a/1", { at: minute(0), joins: joins("a") }),
    message("b/1", { at: minute(2), joins: joins("b"), silenced: true }),
  ];
  const [only] = comments(speak(messages, floor({ quietUntil: minute(1) })));
  expect(only?.markers).toEqual([["a", "a/1"]]);
});

test("an edit is held back by nothing but having been written: nobody is notified of it", () => {
  const edit = message("record/IC_5/x", {
    ...{ topic: "handover", edits: "IC_5", ids: [], silenced: true },
    asks: [{ who: account("ana") }],
  });
  const hushed = floor({
    quietUntil: minute(20),
    isGone: () => true,
    seen: seen({ mentioned: mapOf({ ana: minute(-14.8) }) }),
    own: Array.from({ length: 30 }, (_none, index) => own(-index, ["reminder", `a/${index}`])),
  });
  const found = speak([edit], hushed);
  expect(found.effects).toMatchObject([{ kind: "edit-comment", id: edit.id, commentId: "IC_5" }]);
  expect(found.unsaid).toEqual([]);
  expect(says([edit], { ...hushed, seen: seen({ recent: mapOf({ [edit.id]: "IC_5" }) }) })).toEqual([
    `${edit.id}: said`,
  ]);
});

test("what is said carries its topic, all that counts as said by it, and further words, to be known again", () => {
  const words = message("a/1", {
    ...{ topic: "answer", ids: ["a/1", "a/2"], details: ["ana", "help"] },
    say: () => ({
      ...{ because: "It is asked.", rule: "commands", due: minute(-3), template: "help", values: {} },
      markers: [["acked", "IC_0"]],
    }),
  });
  expect(speak([words], floor()).effects).toEqual([
    {
      ...{ kind: "comment", id: "a/1", because: "It is asked.", rule: "commands", due: minute(-3) },
      ...{ issueId: "I_1", template: "help", values: {}, mentions: [] },
      markers: [
        ["answer", "a/1", "a/2", "ana", "help"],
        ["acked", "IC_0"],
      ],
    },
  ]);
});

test("changes that are no speech pass through in their order, with what is said among them", () => {
  const close = (id: string): CloseIssue => ({
    ...{ kind: "close", id, because: "It is over.", issueId: elsewhere, reason: "COMPLETED" },
  });
  const found = speak([close("close/1"), message("a/1"), close("close/2")], floor());
  expect(found.effects.map((one) => one.id)).toEqual(["close/1", "a/1", "close/2"]);
});
