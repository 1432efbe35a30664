import { describe, expect, test } from "vitest";
import { createMemory } from "../../src/github/memory.ts";
import { mapOf } from "../engine/map-of.ts";

const start = Date.parse("2025-04-01T08:00:00Z");
const key = "acme/incidents#7";

function setUp() {
  let now = start;
  const memory = createMemory({ now: () => now });
  return { memory, pass: (ms: number) => (now += ms), now: () => now };
}

describe("what failed", () => {
  test("is tried again after half a minute, then twice as long each time, at most half an hour", () => {
    const { memory, pass, now } = setUp();
    const waits: number[] = [];
    for (let n = 0; n < 9; n++) {
      const wait = memory.failed(key, "card", "no") - now();
      waits.push(wait / 1_000);
      pass(wait);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1_800, 1_800, 1_800]);
  });

  test("is over once it succeeds", () => {
    const { memory } = setUp();
    memory.failed(key, "card", "no");
    expect(memory.faults(key)).toEqual([{ effect: "card", message: "no", until: start + 30_000 }]);
    memory.wrote(key, "card", { node: "IC_1" });
    expect(memory.faults(key)).toEqual([]);
    expect(memory.failed(key, "card", "no") - start).toBe(30_000);
  });

  test("on one incident says nothing of another", () => {
    const { memory } = setUp();
    memory.failed(key, "card", "no");
    expect(memory.faults("acme/incidents#8")).toEqual([]);
  });
});

describe("what was written", () => {
  test("is recent for ten minutes", () => {
    const { memory, pass } = setUp();
    memory.wrote(key, "said/1", { node: "IC_1" });
    pass(9 * 60_000);
    memory.wrote(key, "said/2", { node: "IC_2" });
    expect(memory.recent(key)).toEqual(mapOf({ "said/1": "IC_1", "said/2": "IC_2" }));
    pass(2 * 60_000);
    expect(memory.recent(key)).toEqual(mapOf({ "said/2": "IC_2" }));
  });

  test("is known to be said, where it is a new comment, for as long", () => {
    const { memory, pass } = setUp();
    memory.wrote(key, "said/1", { node: "IC_1", said: true });
    memory.wrote(key, "minimize/IC_0", { node: "IC_0" });
    memory.wrote("acme/incidents#8", "said/3", { node: "IC_3", said: true });
    pass(9 * 60_000);
    memory.wrote(key, "said/2", { node: "IC_2", said: true });
    expect(memory.said(key)).toEqual(["said/1", "said/2"]);
    pass(2 * 60_000);
    expect(memory.said(key)).toEqual(["said/2"]);
  });
});

describe("a mention", () => {
  test("is remembered by its newest instant, whatever order ledgers are read in", () => {
    const { memory } = setUp();
    memory.mentioned(key, "ana", start);
    memory.mentioned("Acme/other#1", "ana", start - 5_000);
    expect(memory.mentions(key)).toEqual(mapOf({ ana: start }));
  });
});

describe("what is of one account", () => {
  test("matters to no other: neither who was mentioned, nor a policy that was good", () => {
    const { memory } = setUp();
    memory.mentioned("other/incidents#7", "ana", start);
    expect(memory.mentions(key)).toEqual(new Map());
    const file = { path: ".github/tocsin.yml", oid: "a".repeat(40), text: "extends: sre\n" };
    memory.keepPolicy({ id: "R_2", nameWithOwner: "other/incidents" }, file);
    expect(memory.policy("acme/incidents", file.oid)).toBeUndefined();
    expect(memory.policy("other/tools", file.oid)).toBe(file);
    expect(memory.lastPolicy("R_1")).toBeUndefined();
    expect(memory.lastPolicy("R_2")).toBe(file);
  });
});

describe("an address that is another issue's now", () => {
  test("has nothing of the one before, but who was mentioned", () => {
    const { memory, now } = setUp();
    memory.meet(key, "I_1");
    memory.wrote(key, "card", { node: "IC_1", said: true });
    memory.failed(key, "label", "no");
    memory.keepLedger(key, { number: 9, editedAt: start });
    memory.keepStrays(key, ["I_5"]);
    memory.unclear(key, now() + 30_000);
    memory.mentioned(key, "ana", start);
    memory.meet(key, "I_1");
    expect(memory.ledger(key)?.number).toBe(9);
    memory.meet(key, "I_2");
    const { recent, said, faults, ledger, strays, unclearUntil } = memory;
    expect([recent(key), said(key), faults(key), strays(key)]).toEqual([new Map(), [], [], []]);
    expect([ledger(key), unclearUntil(key)]).toEqual([undefined, undefined]);
    expect(memory.mentions(key)).toEqual(mapOf({ ana: start }));
  });
});

describe("an unclear answer", () => {
  test("holds its key until its time has come", () => {
    const { memory, pass } = setUp();
    memory.unclear(key, start + 30_000);
    expect(memory.unclearUntil(key)).toBe(start + 30_000);
    pass(30_000);
    expect(memory.unclearUntil(key)).toBeUndefined();
  });

  test("takes back what it may have done once its key is read, the newest first, and once", () => {
    const { memory } = setUp();
    const back: string[] = [];
    memory.unclear(key, start + 30_000, () => back.push("first"));
    memory.unclear(key, start + 60_000, () => back.push("second"));
    memory.cleared("acme/other#1");
    expect(back).toEqual([]);
    memory.cleared(key);
    memory.cleared(key);
    expect(back).toEqual(["second", "first"]);
  });
});

describe("somebody's turn", () => {
  const turn = { who: "ana", rank: 0, thread: "a/1", until: start + 600_000 };

  test("is kept with the instant since when it waits, until its key waits no more", () => {
    const { memory, pass } = setUp();
    memory.waits(key, [turn]);
    pass(60_000);
    memory.waits(key, [
      { ...turn, until: start + 700_000 },
      { ...turn, who: "bob" },
    ]);
    const kept = [
      { ...turn, key, since: start, until: start + 700_000 },
      { ...turn, key, who: "bob", since: start },
    ];
    expect(memory.turns("acme/other#1")).toEqual(kept);
    expect(memory.turns("other/incidents#7")).toEqual([]);
    memory.waits(key, []);
    expect(memory.turns(key)).toEqual([]);
  });

  test("of another ask begins to wait by itself", () => {
    const { memory, pass } = setUp();
    memory.waits(key, [turn]);
    pass(60_000);
    memory.waits(key, [turn, { ...turn, thread: "b/1" }]);
    expect(memory.turns(key)).toMatchObject([{ since: start }, { since: start + 60_000, thread: "b/1" }]);
  });

  test("is nobody's a minute after it came, where nobody looked", () => {
    const { memory, pass } = setUp();
    memory.waits(key, [turn]);
    pass(659_999);
    expect(memory.turns(key)).toHaveLength(1);
    pass(1);
    expect(memory.turns(key)).toEqual([]);
  });
});
