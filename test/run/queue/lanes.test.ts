// Who goes first: what fell due, then what happened, and strangers last, of whom an installation takes so many an hour.
import { describe, expect, test } from "vitest";
import { HOUR } from "../../../src/engine/instant.ts";
import { Lanes, type Urgency } from "../../../src/run/queue/lanes.ts";

function stage(each = 8) {
  let now = 0;
  const lanes = new Lanes({ each, total: 64, now: () => now });
  const enter = (...keys: readonly (readonly [string, Urgency])[]): void => {
    for (const [name, urgency] of keys) lanes.enter(`acme/a#${name}`, urgency);
  };
  const take = (most = Number.POSITIVE_INFINITY): readonly string[] => {
    const taken: string[] = [];
    for (let key = lanes.take(); key !== undefined; key = taken.length < most ? lanes.take() : undefined)
      taken.push(key.slice("acme/a#".length));
    return taken;
  };
  const leave = (names: readonly string[]): void => {
    for (const name of names) lanes.leave(`acme/a#${name}`);
  };
  return {
    lanes,
    enter,
    take,
    leave,
    pass: (wait: number): void => {
      now += wait;
    },
  };
}

test("what fell due goes first, then what happened, then strangers, each in the order of its coming", () => {
  const { enter, take } = stage();
  enter(["1", "stranger"], ["2", "news"], ["3", "due"], ["4", "news"], ["5", "due"]);
  expect(take()).toEqual(["3", "5", "2", "4", "1"]);
});

test("a key that becomes more urgent moves up, and never down", () => {
  const { enter, take } = stage();
  enter(["1", "stranger"], ["2", "news"], ["1", "due"], ["2", "stranger"]);
  expect(take()).toEqual(["1", "2"]);
});

describe("strangers", () => {
  test("have two places at once, whatever is free, and keep nobody else from one", () => {
    const { enter, take, leave } = stage();
    enter(...Array.from({ length: 20 }, (_, n) => [`s${n}`, "stranger"] as const));
    expect(take()).toEqual(["s0", "s1"]);
    enter(["1", "news"], ["2", "due"]);
    expect(take()).toEqual(["2", "1"]);
    leave(["s0"]);
    expect(take()).toEqual(["s2"]);
  });

  test("have three hundred passes an hour, and wait for the next; others go on", () => {
    const { lanes, enter, take, leave, pass } = stage();
    enter(...Array.from({ length: 320 }, (_, n) => [`s${n}`, "stranger"] as const));
    let served = 0;
    for (let some = take(); some.length > 0; some = take()) {
      served += some.length;
      leave(some);
    }
    expect(served).toBe(300);
    expect(lanes.opensAt()).toBe(HOUR);
    enter(["1", "news"]);
    expect(take()).toEqual(["1"]);
    pass(HOUR);
    expect(take()).toHaveLength(2);
    expect(lanes.opensAt()).toBeUndefined();
  });

  test("are not read along with others", () => {
    const { lanes, enter } = stage(0);
    enter(["1", "stranger"], ["2", "news"], ["3", "due"]);
    expect(lanes.next("acme/a", 10)).toEqual(["acme/a#3", "acme/a#2"]);
  });
});
