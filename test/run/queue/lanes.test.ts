// Who goes first: what fell due, then what happened, and strangers last, who may cost an installation so much an hour.
import { describe, expect, test } from "vitest";
import { HOUR } from "../../../src/engine/instant.ts";
import type { Spare } from "../../../src/github/limit.ts";
import { Lanes, type Urgency } from "../../../src/run/queue/lanes.ts";

/** A key by its number in one repository: `"4"`, or of a stranger `"4 mallory"`. */
function stage({ each = 8, cost = 4 } = {}) {
  let now = 0;
  let left: Spare | undefined;
  const lanes = new Lanes({ each, total: 64, now: () => now, left: () => left });
  const enter = (...keys: readonly (readonly [string, Urgency])[]): void => {
    for (const [text, urgency] of keys) {
      const [name, who] = text.split(" ");
      lanes.enter(`acme/a#${name}`, { urgency, who });
    }
  };
  const take = (most = Number.POSITIVE_INFINITY): readonly string[] => {
    const taken: string[] = [];
    for (let key = lanes.take(); key !== undefined; key = taken.length < most ? lanes.take() : undefined)
      taken.push(key.slice("acme/a#".length));
    return taken;
  };
  const leave = (names: readonly string[]): void => {
    for (const name of names) lanes.leave(`acme/a#${name}`, cost);
  };
  /** Runs all that may run now, and tells how many that were. */
  const serve = (): number => {
    let served = 0;
    for (let some = take(); some.length > 0; some = take()) {
      served += some.length;
      leave(some);
    }
    return served;
  };
  return {
    ...{ lanes, enter, take, leave, serve },
    pass: (wait: number): void => {
      now += wait;
    },
    isLeft: (share: number, until: number): void => {
      left = { share, until };
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

  const many = (count: number, who: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => [`s${n} ${who(n)}`, "stranger"] as const);

  test("cost six hundred requests an hour at most, all together, and then wait; others go on", () => {
    const { lanes, enter, take, serve, pass } = stage();
    enter(...many(320, (n) => `person-${n}`));
    expect(serve()).toBe(150);
    expect(lanes.opensAt()).toBe(HOUR);
    enter(["1", "news"]);
    expect(take()).toEqual(["1"]);
    pass(HOUR);
    expect(take()).toHaveLength(2);
    expect(lanes.opensAt()).toBeUndefined();
  });

  test("cost sixty requests each, and whoever spent his keeps nobody behind him waiting", () => {
    const { lanes, enter, serve, pass } = stage();
    enter(...many(60, () => "mallory"), ["t1 ana", "stranger"], ["t2 Mallory", "stranger"]);
    // Two of his run at once, so that the last one is known too late.
    expect(serve()).toBe(17);
    expect(lanes.opensAt()).toBe(HOUR);
    pass(HOUR - 1);
    expect(serve()).toBe(0);
    pass(1);
    expect(serve()).toBe(16);
  });

  test("pay at least one for a pass that asked for nothing", () => {
    const { enter, serve } = stage({ cost: 0 });
    enter(...many(150, () => "mallory"));
    expect(serve()).toBe(60);
  });

  test("wait where half of GitHub's limit is gone, until it starts again; others have the rest", () => {
    const { lanes, enter, serve, isLeft, pass } = stage();
    enter(["s1 ana", "stranger"], ["1", "news"], ["2", "due"]);
    isLeft(0.49, 20_000);
    expect(serve()).toBe(2);
    expect(lanes.opensAt()).toBe(20_000);
    pass(20_000);
    isLeft(1, HOUR);
    expect(serve()).toBe(1);
  });

  test("are not read along with others", () => {
    const { lanes, enter } = stage({ each: 0 });
    enter(["1", "stranger"], ["2", "news"], ["3", "due"]);
    expect(lanes.next("acme/a", 10)).toEqual(["acme/a#3", "acme/a#2"]);
  });
});
