// Last step: what was answered, or what the words of now replace, is folded away.
import { describe, expect, test } from "vitest";
import type { Floor } from "../../../src/engine/voice/floor.ts";
import { inSight } from "../../../src/engine/voice/replace.ts";
import { speak } from "../../../src/engine/voice/speak.ts";
import { comments, floor, folded, joining, message, minute, own, seen, spoken } from "./floors.ts";

const because = "A newer reminder replaces it.";
const newer = message("a/2", { topic: "reminder", replaces: { topic: "reminder", because } });

const older = own(-40, ["reminder", "a/0"]);
const last = own(-20, ["reminder", "a/1"], ["mentions", "ana"]);
const other = own(-10, ["shift", "shift/lead/x"]);
const hidden = folded(own(-60, ["reminder", "z/0"]));
const all = [hidden, older, last, other];

const minimized = (given: Partial<Floor>, messages = [newer]) =>
  speak(messages, floor({ own: all, ...given })).effects.flatMap((effect) =>
    effect.kind === "minimize" ? [[effect.commentId, effect.because]] : [],
  );

test("what is in sight of a topic, oldest first: neither what is folded away nor a younger double", () => {
  const twin = own(-39, ["reminder", "a/0"]);
  expect(inSight({ own: [...all, twin], twins: [twin] }, "reminder")).toEqual([older, last]);
});

describe("a message replaces", () => {
  test("all of its topic that is in sight, and nothing else", () => {
    expect(minimized({})).toEqual([
      [older.item.id, because],
      [last.item.id, because],
    ]);
  });

  test("only those that it means", () => {
    const some = {
      ...newer,
      replaces: { topic: "reminder", because, only: (one: unknown) => one === older },
    };
    expect(minimized({}, [some])).toEqual([[older.item.id, because]]);
  });

  test("nothing that another process doubled, nor what was folded away a moment ago", () => {
    const recent = new Map([[`minimize/${older.item.id}`, older.item.id]]);
    expect(minimized({ twins: [last], seen: seen({ recent }) })).toEqual([]);
  });

  test("nothing where it only joins later, or is held back", () => {
    expect(minimized({}, [{ ...newer, at: minute(5) }])).toEqual([]);
    expect(minimized({ own: [...spoken(6), ...all] })).toEqual([]);
    expect(minimized({ quietUntil: minute(5) }, [{ ...newer, silenced: true }])).toEqual([]);
  });

  test("nothing where GitHub refused it and it is not tried now", () => {
    const faults = [{ effect: "a/2", message: "locked", until: minute(3) }];
    expect(minimized({ seen: seen({ faults }) })).toEqual([]);
    expect(
      minimized({ seen: seen({ faults: [{ ...faults[0], until: minute(0) }] as typeof faults }) }),
    ).toHaveLength(2);
  });

  test("what it replaces, too, where it joins another", () => {
    const lead = message("x/1", { joins: joining("x", { leads: true }) });
    expect(minimized({}, [lead, { ...newer, joins: joining("a") }])).toHaveLength(2);
  });

  test("and its words know when the newest of those was written", () => {
    const [said] = comments(speak([newer], floor({ own: all })));
    expect(said?.values.replacedAt).toBe(last.item.at);
    const [first] = comments(speak([newer], floor()));
    expect(first?.values.replacedAt).toBeUndefined();
  });
});

describe("what is done", () => {
  const isDone: Floor["isDone"] = (one) => (one === older ? "It has been answered." : undefined);

  test("is folded away whatever is said, for the reason of its subject", () => {
    expect(minimized({ isDone }, [])).toEqual([[older.item.id, "It has been answered."]]);
    expect(minimized({ isDone })).toEqual([
      [older.item.id, "It has been answered."],
      [last.item.id, because],
    ]);
  });

  test("is folded away also where the line is said in place of words", () => {
    const named = { noun: "update", at: minute(0) };
    const found = speak([{ ...newer, named }], floor({ own: [...spoken(2), older, last, other], isDone }));
    expect(found.effects.map(({ id }) => id)).toEqual(["ceiling/a/2", `minimize/${older.item.id}`]);
  });

  test("is folded away once", () => {
    expect(minimized({ isDone: () => "It has been answered.", own: [hidden] }, [])).toEqual([]);
  });
});
