// Third step: what is due together becomes one comment.
import { describe, expect, test } from "vitest";
import { MINUTE } from "../../../src/engine/instant.ts";
import { groupsOf, join } from "../../../src/engine/voice/join.ts";
import type { Message } from "../../../src/engine/voice/message.ts";
import { speak } from "../../../src/engine/voice/speak.ts";
import { asking, comments, elsewhere, floor, joining, message, minute } from "./floors.ts";

const time = { now: minute(0), ahead: 5 * MINUTE, apart: 15 * MINUTE, isFirst: () => false };

/** A prompt of a clock: when it falls due, its limit, and whether its words are true before. */
function prompt(id: string, at: number, limit = at, early = false): Message {
  const [thread = ""] = id.split("/");
  return message(id, { at: minute(at), joins: joining(thread, { limit: minute(limit), early }) });
}

/** A level that is asked: it leads. */
function level(id: string, at = 0): Message {
  return message(id, { at: minute(at), joins: joining(id, { leads: true }) });
}

const said = (...group: readonly Message[]) => join(group, time)?.all.map(({ id }) => id);

describe("a group", () => {
  test("is made of those that join under one name on one issue, in the order of their first", () => {
    const other = { joins: joining("x", { as: "ask" }) };
    const groups = groupsOf([
      message("a/1"),
      prompt("b/1", 0),
      message("c/1", other),
      prompt("d/1", 0),
      message("a/2"),
      { ...prompt("e/1", 0), on: elsewhere },
      message("f/1", other),
    ]);
    expect(groups.map((group) => group.map(({ id }) => id))).toEqual([
      ["a/1"],
      ["b/1", "d/1"],
      ["c/1", "f/1"],
      ["a/2"],
      ["e/1"],
    ]);
  });

  test("of which nothing is due says nothing, however soon it is", () => {
    expect(said(prompt("a/1", 1, 1, true), prompt("b/1", 2, 2, true))).toBeUndefined();
  });
});

describe("what is said of a group", () => {
  test.each([
    ["of one thread only the last that fell due", [prompt("a/1", -50), prompt("a/2", -30)], ["a/2"]],
    [
      "of two threads the last of each",
      [prompt("a/1", -9), prompt("b/1", -8, 1), prompt("a/2", -7, -7)],
      ["a/2", "b/1"],
    ],
    [
      "late what soon comes of the same thread, and nothing else",
      [prompt("a/1", -14, -4), prompt("a/2", 1, -4, true), prompt("a/3", 4, -4, true)],
      ["a/1", "a/2"],
    ],
    [
      "late, but not what goes up a level",
      [prompt("a/1", -14, -4), { ...prompt("a/2", 1, -4, true), begins: true }],
      ["a/1"],
    ],
    ["in its time by itself", [prompt("a/1", 0, -4), prompt("a/2", 3, -4, true)], ["a/1"]],
    ["the earliest limit names it", [prompt("a/1", -1, 20), prompt("b/1", -1, 10)], ["b/1", "a/1"]],
    [
      "a limit that has passed before one that comes",
      [prompt("a/1", -1, 1), prompt("b/1", -1, -1)],
      ["b/1", "a/1"],
    ],
    [
      "of limits that have passed the earliest",
      [prompt("a/1", -1, -2), prompt("b/1", -1, -9)],
      ["b/1", "a/1"],
    ],
    ["of equal limits the first", [prompt("a/1", -1, 5), prompt("b/1", -1, 5)], ["a/1", "b/1"]],
    ["what leads, though a limit has passed", [prompt("a/1", -9, -9), level("x/1")], ["x/1", "a/1"]],
    [
      "of several that lead the first, then the other, then the rest",
      [prompt("a/1", -9), level("x/1"), prompt("b/1", -8), level("y/1")],
      ["x/1", "y/1", "a/1", "b/1"],
    ],
    [
      "what comes in five minutes and is true already",
      [prompt("a/1", 0), prompt("b/1", 5, 9, true)],
      ["a/1", "b/1"],
    ],
    ["not what comes later", [prompt("a/1", 0), prompt("b/1", 5.1, 9, true)], ["a/1"]],
    ["not what is not true yet", [prompt("a/1", 0), prompt("b/1", 3)], ["a/1"]],
    [
      "of what comes soon the first of a thread",
      [prompt("a/1", 0), prompt("b/1", 3, 9, true), prompt("b/2", 4, 9, true)],
      ["a/1", "b/1"],
    ],
    ["nothing more of a thread that speaks now", [prompt("a/1", 0), prompt("a/2", 3, 9, true)], ["a/1"]],
    ["what hangs on no clock is due", [message("a/1")], ["a/1"]],
  ] as const)("%s", (_, group, ids) => {
    expect(said(...group)).toEqual(ids);
  });

  test("is one comment that carries the ids of all, in the words of the one that leads", () => {
    const found = speak([level("x/1"), prompt("a/1", -1), prompt("b/1", 3, 9, true)], floor());
    expect(comments(found)).toMatchObject([
      {
        id: "x/1",
        template: "x/1",
        markers: [["x", "x/1", "a/1", "b/1"]],
        values: { ids: ["x/1", "a/1", "b/1"] },
      },
    ]);
    expect(found.unsaid).toEqual([]);
  });

  test("has each id once, where a message counts for several", () => {
    const asks = { joins: joining("q", { as: "ask" }) };
    const messages = [
      message("ask/1", { ...asks, ids: ["ask/1", "ask/2"] }),
      message("ask/3", { joins: joining("r", { as: "ask" }), ids: ["ask/2", "ask/3"] }),
    ];
    expect(comments(speak(messages, floor()))[0]?.markers).toEqual([["ask", "ask/1", "ask/2", "ask/3"]]);
  });
});

describe("what would wait for its turn", () => {
  const wanted = (at: number, names: readonly string[], more: Partial<Message> = {}): Message =>
    message(`b/${at}`, {
      ...{
        at: minute(at),
        asks: asking(names, "b"),
        joins: joining("b", { limit: minute(at), early: true }),
      },
      ...more,
    });
  const first = message("a/1", { at: minute(0), asks: asking(["ana", "ben"], "a"), joins: joining("a") });
  const joined = (one: Message, isFirst = true) =>
    join([first, one], { ...time, isFirst: () => isFirst })?.all.length === 2;

  test.each([
    ["asks only those whom the comment mentions", wanted(14, ["ana"]), true, true],
    ["however their logins are spelled", wanted(14, ["Ana", "BEN"]), true, true],
    ["not once their turn has come by itself", wanted(15, ["ana"]), true, false],
    ["not where it asks somebody else, too", wanted(14, ["ana", "cas"]), true, false],
    ["not where it asks nobody by name", wanted(14, []), true, false],
    ["not a repeat, which does not wait", wanted(14, ["ana"]), false, false],
    [
      "not before it is true",
      wanted(14, ["ana"], { joins: joining("b", { limit: minute(14) }) }),
      true,
      false,
    ],
    ["not where it begins a time", wanted(14, ["ana"], { begins: true }), true, false],
  ] as const)("joins from further off: %s", (_, one, isFirst, expected) => {
    expect(joined(one, isFirst)).toBe(expected);
  });
});

describe("the due time of a comment", () => {
  const since = (group: readonly Message[], quiet?: number) => {
    const found = join(group, { ...time, ...(quiet !== undefined && { quietUntil: minute(quiet) }) });
    return found && (found.since - minute(0)) / MINUTE;
  };

  test.each([
    [
      "the earliest that it stands in for, those included that are not said",
      [prompt("a/1", -50), prompt("a/2", -30)],
      -50,
    ],
    ["the earliest of all threads", [prompt("a/1", -3), prompt("b/1", -8)], -8],
    ["not what joins before its time", [prompt("a/1", -1), prompt("b/1", 3, 9, true)], -1],
    ["of what hangs on no clock now", [message("a/1")], 0],
  ] as const)("is %s", (_, group, expected) => {
    expect(since(group)).toBe(expected);
  });

  const silenced = (one: Message): Message => ({ ...one, silenced: true });

  test("counts a quiet hour out that silenced it", () => {
    expect(since([silenced(prompt("a/1", -50))], -20)).toBe(-20);
    expect(since([silenced(prompt("a/1", -10))], -20)).toBe(-10);
  });

  test("does not hang on a quiet hour that it speaks through: nothing is due later than now", () => {
    expect(since([prompt("a/1", -10)], 20)).toBe(-10);
    expect(since([prompt("a/1", -50)], -20)).toBe(-50);
  });
});

test("what falls due later is looked at then, the earliest first", () => {
  const messages = [prompt("a/1", 30), prompt("b/1", 20), message("c/1", { at: minute(40) })];
  expect(speak(messages, floor())).toEqual({ effects: [], unsaid: [], wakeAt: minute(20) });
});
