// Fourth step: how many comments an issue may still get, what waits where it may get none, and the one line that says so.
import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../src/engine/instant.ts";
import { ceilingLine, heldBack, roomFor } from "../../../src/engine/voice/ceiling.ts";
import type { Floor } from "../../../src/engine/voice/floor.ts";
import { speak } from "../../../src/engine/voice/speak.ts";
import { mapOf } from "../map-of.ts";
import {
  comments,
  elsewhere,
  floor,
  joining,
  message,
  minute,
  own,
  ruling,
  says,
  seen,
  spoken,
} from "./floors.ts";

const line = own(-10, ["ceiling", "ceiling/update/IC_0/overdue/1"]);
const named = { noun: "update", at: minute(-5) };
const asks = message("a/1", { named });

/** Twenty comments within a day, none of the last hour. */
const day = Array.from({ length: 20 }, (_none, index) => own(-1400 + index * 60, ["reminder", `a/${index}`]));

describe("the room", () => {
  test.each<[string, Partial<Floor>, unknown]>([
    ["nothing was said", {}, { kind: "send", left: 6 }],
    ["there is place for some more", { own: spoken(3) }, { kind: "send", left: 3 }],
    ["one place is left", { own: spoken(5) }, { kind: "line", until: minute(55) }],
    [
      "one place is left and nobody says lines here",
      { own: spoken(5), hasLine: false },
      { kind: "send", left: 1 },
    ],
    [
      "one place is left and the line was said",
      { own: [...spoken(4, -20), line] },
      { kind: "send", left: 1 },
    ],
    ["no place is left", { own: spoken(6) }, { kind: "wait", until: minute(54) }],
    ["there is too much already", { own: spoken(9) }, { kind: "wait", until: minute(54) }],
    ["the first leaves the hour now", { own: spoken(6, -55) }, { kind: "line", until: minute(1) }],
    ["an hour has gone by", { own: spoken(6, -60) }, { kind: "send", left: 6 }],
    ["no place is left in the day", { own: day }, { kind: "wait", until: minute(40) }],
    ["one place is left in the day", { own: day.slice(1) }, { kind: "line", until: minute(100) }],
    ["few are left in the day", { own: day.slice(4) }, { kind: "send", left: 4 }],
    ["one comment an hour is allowed", { ruling: ruling({ "per-hour": 1 }) }, { kind: "send", left: 1 }],
    [
      "one was said of one an hour",
      { ruling: ruling({ "per-hour": 1 }), own: spoken(1) },
      { kind: "wait", until: minute(59) },
    ],
    ["one comment a day is allowed", { ruling: ruling({ "per-day": 1 }) }, { kind: "send", left: 1 }],
  ])("where %s", (_, given, expected) => {
    expect(roomFor(floor(given))).toEqual(expected);
  });

  test.each([
    [2, { kind: "send", left: 4 }],
    [5, { kind: "line", until: minute(60) }],
    [6, { kind: "wait", until: minute(60) }],
  ])("counts the %i comments that this plan says already", (more, expected) => {
    expect(roomFor(floor(), more)).toEqual(expected);
  });

  test("counts them with what stands there", () => {
    expect(roomFor(floor({ own: spoken(3) }), 2)).toEqual({ kind: "line", until: minute(57) });
  });
});

describe("what counts", () => {
  const left = (given: Partial<Floor>) => {
    const room = roomFor(floor(given));
    return room.kind === "send" ? room.left : room.kind;
  };
  const ids = ["a/1", "b/1"];
  const shown = own(-1, ["reminder", "a/1"]);
  const recent = new Map(ids.map((id) => [id, `IC_new_${id}`]));

  test.each<[string, Partial<Floor>, number]>([
    ["our card", { own: [own(-5, ["card", "x"])] }, 5],
    ["a comment that says several things, once", { own: [own(-5, ["reminder", ...ids])] }, 5],
    ["one in sight that the ledger remembers, once", { own: [shown], sent: mapOf({ "a/1": minute(-1) }) }, 5],
    ["a comment that somebody deleted", { sent: mapOf({ "a/1": minute(-5) }) }, 5],
    ["what can't be read yet", { seen: seen({ recent, said: ids }) }, 4],
    [
      "what is in sight of it, once",
      {
        seen: seen({ recent: mapOf({ "a/1": shown.item.id, "b/1": "IC_9" }), said: ids }),
        own: [shown],
        sent: mapOf({ "b/1": minute(-1) }),
      },
      4,
    ],
    ["not what was written and is no comment", { seen: seen({ recent, said: ["a/1"] }) }, 5],
    ["not an answer to a command", { own: [own(-5, ["answer", "answer/IC_0", "ana", "help"])] }, 6],
    ["not one that somebody deleted", { sent: mapOf({ "answer/IC_0": minute(-5) }) }, 6],
    [
      "not one that can't be read yet",
      { seen: seen({ recent: mapOf({ "answer/IC_0": "IC_9" }), said: ["answer/IC_0"] }) },
      6,
    ],
    [
      "not what this process said on the review a moment ago",
      { seen: seen({ recent: mapOf({ "actions/I_7": "IC_9" }), said: ["actions/I_7"] }) },
      6,
    ],
    [
      "not what it said on the incident that this doubles",
      { seen: seen({ recent: mapOf({ "duplicate/CE_1": "IC_9" }), said: ["duplicate/CE_1"] }) },
      6,
    ],
    ["nor what the ledger remembers of that", { sent: mapOf({ "duplicate/CE_1": minute(-5) }) }, 6],
    ["what a clock of such a name says", { sent: mapOf({ "actions/IC_1/overdue/1": minute(-5) }) }, 5],
    [
      "what another incident told this one",
      { own: [own(-5, ["merged", "duplicate/CE_2", "acme/incidents#3"])] },
      5,
    ],
  ])("%s", (_, given, expected) => {
    expect(left(given)).toBe(expected);
  });
});

describe("what finds no room", () => {
  const here = floor();
  const until = minute(30);
  test.each([
    ["is said where there is some", asks, { kind: "send", left: 1 }, undefined],
    [
      "has the line said for it, where it has a name",
      asks,
      { kind: "line", until },
      { until, yields: false, line: true },
    ],
    [
      "has none, where it has no name",
      message("a/1"),
      { kind: "line", until },
      { until, yields: false, line: false },
    ],
    [
      "has none, where the line was said",
      asks,
      { kind: "wait", until },
      { until, yields: false, line: false },
    ],
    [
      "leaves the last places to others, if it asks nobody",
      message("a/1", { yields: true }),
      { kind: "send", left: 2 },
      { until: minute(10), yields: true, line: false },
    ],
    [
      "and speaks where three are left",
      message("a/1", { yields: true }),
      { kind: "send", left: 3 },
      undefined,
    ],
  ] as const)("%s", (_, one, room, expected) => {
    expect(heldBack(one, room, here)).toEqual(expected);
  });

  test("leaves no more places than the policy has", () => {
    const two = { ...here, ruling: ruling({ "per-hour": 2 }) };
    expect(heldBack(message("a/1", { yields: true }), { kind: "send", left: 1 }, two)).toBeUndefined();
  });

  test("waits with what joins it, and is looked at when there is room", () => {
    const messages = [
      message("a/1", { at: minute(-1), joins: joining("a", { limit: minute(-3) }), named }),
      message("b/1", { at: minute(-1), joins: joining("b", { limit: minute(9) }), named }),
    ];
    const found = speak(messages, floor({ own: spoken(6) }));
    const because = "The ceiling of comments is reached until Fri 1 May 10:54 BST.";
    const rest = { step: "ceiling", because, until: minute(54) };
    expect(found).toEqual({
      effects: [],
      unsaid: [
        { id: "a/1", ...rest },
        { id: "b/1", ...rest },
      ],
      wakeAt: minute(54),
    });
  });

  test("says why it waits, where only the last places are left to others", () => {
    const found = speak([message("a/1", { yields: true })], floor({ own: spoken(4) }));
    expect(found.unsaid).toEqual([
      {
        id: "a/1",
        step: "ceiling",
        because:
          "The last places under the ceiling of comments are left to what asks somebody for something.",
        until: minute(10),
      },
    ]);
  });

  test("folds nothing away", () => {
    const older = own(-2, ["reminder", "a/0"]);
    const one = message("a/1", { named, replaces: { topic: "reminder", because: "A newer one." } });
    expect(speak([one], floor({ own: [...spoken(6), older] })).effects).toEqual([]);
  });
});

describe("the line", () => {
  test("stands for what would have been said, mentions nobody and says when words come again", () => {
    const found = speak([asks], floor({ own: spoken(5) }));
    expect(comments(found)).toEqual([
      {
        kind: "comment",
        id: "ceiling/a/1",
        because: "No more than 6 comments an hour and 20 a day are written on one incident.",
        rule: "attention",
        issueId: "I_1",
        template: "ceiling",
        values: {
          ...{ until: "10:55 BST (09:55 UTC)", noun: "update", at: "09:55 BST (08:55 UTC)", passed: true },
          ...{ perHour: 6, perDay: 20 },
        },
        markers: [["ceiling", "ceiling/a/1"]],
        mentions: [],
      },
    ]);
    expect(found.unsaid).toMatchObject([{ id: "a/1", step: "ceiling", until: minute(55) }]);
    expect(found.wakeAt).toBe(minute(55));
  });

  test("names a limit that comes as one that comes", () => {
    const words = ceilingLine({ ...asks, named: { noun: "update", at: minute(5) } }, minute(30), floor());
    const speaking = { ids: [], since: minute(0), address: () => "" };
    expect(words.say(speaking).values).toMatchObject({ passed: false });
  });

  test("is said once in an hour, whatever waits besides", () => {
    const others = [message("b/1", { named }), message("c/1", { named })];
    expect(says([asks, ...others], floor({ own: spoken(5) }))).toEqual([
      "ceiling/a/1",
      "a/1: ceiling",
      "b/1: ceiling",
      "c/1: ceiling",
    ]);
    expect(says([asks], floor({ own: [...spoken(5, -20), line] }))).toEqual(["a/1: ceiling"]);
  });

  test("is said of the first that has a name, though another waits before it", () => {
    expect(says([message("ask/1"), asks], floor({ own: spoken(5) }))).toEqual([
      "ceiling/a/1",
      "ask/1: ceiling",
      "a/1: ceiling",
    ]);
  });

  test("is not said where no subject has one: there the last place is for words", () => {
    expect(says([asks, message("b/1")], floor({ own: spoken(5), hasLine: false }))).toEqual([
      "a/1",
      "b/1: ceiling",
    ]);
  });

  test("counts itself, and leaves the place that it kept free to the first word after it", () => {
    const later = floor({ own: [...spoken(5, -50), line], now: minute(6) });
    expect(roomFor(later)).toEqual({ kind: "send", left: 1 });
  });
});

describe("the plan as a whole keeps the ceilings", () => {
  const messages = Array.from({ length: 9 }, (_none, index) => message(`a/${index}`));

  test.each([
    [0, 5],
    [2, 3],
    [4, 1],
    [5, 0],
    [6, 0],
  ])("after %i comments %i more, and the last place is kept for the line", (before, more) => {
    const found = speak(messages, floor({ own: spoken(before) }));
    expect(comments(found)).toHaveLength(more);
    expect(found.unsaid).toHaveLength(9 - more);
  });

  test.each([
    [0, 5],
    [3, 2],
    [5, 0],
  ])("after %i comments %i more and the line, where what waits has a name", (before, more) => {
    const found = comments(
      speak(
        messages.map((one) => ({ ...one, named })),
        floor({ own: spoken(before) }),
      ),
    );
    expect(found.map(({ template }) => template === "ceiling")).toEqual([
      ...Array.from({ length: more }, () => false),
      true,
    ]);
  });

  test("and of the day", () => {
    const own = [...day.slice(4)];
    expect(comments(speak(messages, floor({ own })))).toHaveLength(3);
  });

  test("but what counts against none is said all the same", () => {
    const answers = messages.map((one) => ({ ...one, counts: false }));
    expect(comments(speak(answers, floor({ own: spoken(6) })))).toHaveLength(9);
    expect(says([...answers.slice(0, 5), asks], floor({ own: spoken(4) }))).toContain("a/1");
  });

  test("and what is said on another issue neither waits for this one's room nor takes any", () => {
    const others = messages.map((one) => ({ ...one, id: `b/${one.id}`, on: elsewhere }));
    expect(comments(speak(others, floor({ own: spoken(6) })))).toHaveLength(9);
    expect(comments(speak([...others, ...messages], floor()))).toHaveLength(9 + 5);
  });

  test("and what is opened by the same plan has no ceilings yet", () => {
    expect(comments(speak(messages, floor({ home: undefined, own: spoken(6) })))).toHaveLength(9);
  });

  test("and edits take no room", () => {
    const edits = messages.map((one) => ({ ...one, id: `e/${one.id}`, edits: "IC_1" }));
    const found = speak([...edits, asks], floor({ own: spoken(4) }));
    expect(found.effects.map(({ kind }) => kind)).toEqual([...edits.map(() => "edit-comment"), "comment"]);
  });

  test("so that no window of time ever holds more, however often it is looked at", () => {
    let own: Floor["own"] = [];
    for (let at = 0; at < 3 * 24 * 60; at += 7) {
      const all = Array.from({ length: 3 }, (_none, index) => message(`a/${at}/${index}`, { named }));
      const found = comments(speak(all, floor({ own, now: minute(at) })));
      own = [...own, ...found.map(({ markers }) => ownAt(at, markers))];
    }
    const written = own.map(({ item }) => item.at);
    const most = (span: number) =>
      Math.max(...written.map((from) => written.filter((one) => one >= from && one < from + span).length));
    expect([most(HOUR), most(DAY)]).toEqual([6, 20]);
  });
});

function ownAt(at: number, markers: readonly (readonly string[])[]): Floor["own"][number] {
  return own(at, ...markers);
}

test("what yields is looked at again ten minutes later", () => {
  const found = speak([message("a/1", { yields: true })], floor({ own: spoken(5, -3) }));
  expect(found.wakeAt).toBe(minute(53));
  expect(speak([message("a/1", { yields: true })], floor({ own: spoken(4, -3) })).wakeAt).toBe(minute(10));
});
