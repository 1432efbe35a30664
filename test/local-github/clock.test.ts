// The virtual clock: its order, its patience, and when it says that it is stuck.
import { describe, expect, test } from "vitest";
import { realClock, VirtualClock } from "../../src/local-github/clock.ts";

describe("the virtual clock", () => {
  test("timers run by time, and at one instant in the order of being set", async () => {
    const clock = new VirtualClock(0);
    const ran: string[] = [];
    clock.after(20, () => void ran.push("b"));
    clock.after(10, () => void ran.push("a"));
    clock.after(20, () => void ran.push("c"));
    clock.after(30, () => void ran.push("later"));
    await clock.advanceTo(20);
    expect([ran, clock.now()]).toEqual([["a", "b", "c"], 20]);
  });

  test("work that waits for something real holds time still until it is done", async () => {
    const clock = new VirtualClock(0);
    const seen: number[] = [];
    clock.after(10, async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      seen.push(clock.now());
    });
    clock.after(11, () => void seen.push(clock.now()));
    await clock.advanceTo(50);
    expect(seen).toEqual([10, 11]);
  });

  test("work that sleeps lets time pass, even where a tracked promise waits for it", async () => {
    const clock = new VirtualClock(0);
    const seen: string[] = [];
    clock.after(10, async () => {
      const inner = clock.sleep(100).then(() => void seen.push(`inner at ${clock.now()}`));
      clock.track(inner);
      await inner;
      seen.push(`outer at ${clock.now()}`);
    });
    clock.after(50, () => void seen.push(`other at ${clock.now()}`));
    await clock.advanceTo(200);
    expect(seen).toEqual(["other at 50", "inner at 110", "outer at 110"]);
  });

  test("a timer that was cancelled does not run", async () => {
    const clock = new VirtualClock(0);
    const ran: string[] = [];
    const cancel = clock.after(10, () => void ran.push("cancelled"));
    clock.after(10, () => void ran.push("kept"));
    cancel();
    await clock.advanceTo(10);
    expect(ran).toEqual(["kept"]);
  });

  test("what is set for now is done by settling, with all that follows from it", async () => {
    const clock = new VirtualClock(5);
    const ran: string[] = [];
    clock.after(0, () => {
      ran.push("first");
      clock.after(0, () => void ran.push("second"));
    });
    await clock.settle();
    expect([ran, clock.now()]).toEqual([["first", "second"], 5]);
  });

  test("work that fails makes the call that moved the clock fail", async () => {
    const clock = new VirtualClock(0);
    clock.after(1, async () => {
      throw new Error("out of paper");
    });
    await expect(clock.advanceTo(2)).rejects.toThrow("out of paper");
    clock.track(Promise.reject(new Error("out of ink")));
    await expect(clock.settle()).rejects.toThrow("out of ink");
  });

  test("work that never ends is named when patience is over", async () => {
    const clock = new VirtualClock(0, 50);
    clock.track(new Promise(() => undefined));
    await expect(clock.advanceTo(1)).rejects.toThrow("the virtual clock is stuck");
  });
});

describe("the demo's clock", () => {
  test("moving it forward fires what became due, in order", async () => {
    const clock = realClock();
    const ran: string[] = [];
    clock.after(7_200_000, () => void ran.push("two hours"));
    clock.after(3_600_000, () => void ran.push("one hour"));
    clock.after(86_400_000, () => void ran.push("a day"));
    clock.advance(7_200_000);
    clock.stop();
    expect(ran).toEqual(["one hour", "two hours"]);
  });
});
