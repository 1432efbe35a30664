import { describe, expect, test } from "vitest";
import { VirtualClock } from "../../../src/local-github/clock.ts";
import { createQueue } from "../../../src/run/queue/queue.ts";
import { createTogether, type Observing } from "../../../src/run/queue/together.ts";
import { keptLog, nothing, start } from "./stage.ts";

interface Snapshot {
  readonly issue: { readonly updatedAt: number };
  readonly readAt: number;
}

/** Passes that read together and then take `writing` ms, over a border that writes down what it was asked. */
function stage(writing = 0) {
  const clock = new VirtualClock(start);
  const reads: string[][] = [];
  const looked: [string, number][] = [];
  let broken = false;
  const found = (): Snapshot => ({ issue: { updatedAt: start }, readAt: clock.now() });
  const reader: Observing<Snapshot> = {
    observe: async (key) => {
      reads.push([key]);
      return found();
    },
    observeMany: async (keys) => {
      reads.push([...keys]);
      if (broken) throw new Error("502 Bad Gateway");
      return new Map(keys.map((key) => [key, found()]));
    },
  };
  const together = createTogether({
    clock,
    reader,
    waiting: (repository, most) => queue.next(repository, most),
  });
  // One write a second for the installation, as GitHub asks.
  let slot = start;
  const queue = createQueue({
    clock,
    log: keptLog().log,
    pass: async (key, hint) => {
      const snapshot = await together.observe(key, hint);
      looked.push([key, clock.now() - (snapshot?.readAt ?? 0)]);
      slot = Math.max(slot, clock.now()) + writing;
      await clock.sleep(slot - clock.now());
      return nothing;
    },
  });
  return {
    reads,
    looked,
    queue,
    together,
    breakIt: () => {
      broken = true;
    },
    to: (ms: number) => clock.advanceTo(start + ms),
  };
}

const keys = (count: number, repository = "acme/incidents"): string[] =>
  Array.from({ length: count }, (_none, n) => `${repository}#${n}`);

describe("reading together", () => {
  test.each([0, 1_000])(
    "a hundred keys of a sweep cost ten requests, with %i ms for each write",
    async (writing) => {
      const { queue, reads, looked, to } = stage(writing);
      for (const key of keys(100)) queue.add(key, start, "at once");
      await to(600_000);
      expect(new Set(looked.map(([key]) => key)).size).toBe(100);
      expect(reads).toHaveLength(10);
      expect(Math.max(...looked.map(([, age]) => age))).toBeLessThanOrEqual(15_000);
    },
  );

  test("a key that stands alone is read alone", async () => {
    const { queue, reads, to } = stage();
    queue.add("acme/incidents#7");
    await to(1_000);
    expect(reads).toEqual([["acme/incidents#7"]]);
  });

  test("each repository has requests of its own", async () => {
    const { queue, reads, to } = stage();
    for (const key of [...keys(2, "acme/a"), ...keys(2, "acme/b")]) queue.add(key);
    await to(1_000);
    expect(reads).toEqual([keys(2, "acme/a"), keys(2, "acme/b")]);
  });

  test("what happened after a key was read ahead makes it read again", async () => {
    const { queue, reads, together, to } = stage(1_000);
    for (const key of keys(12)) queue.add(key, undefined, "at once");
    await to(0);
    together.drop("acme/incidents#9");
    queue.add("acme/incidents#9");
    await to(60_000);
    expect(reads.map((some) => some.includes("acme/incidents#9"))).toEqual([true, true]);
  });

  test("a snapshot that is older than the hint is read again by itself", async () => {
    const { queue, reads, to } = stage();
    queue.add("acme/incidents#1", start + 5_000);
    queue.add("acme/incidents#2", start);
    await to(1_000);
    expect(reads).toEqual([["acme/incidents#1", "acme/incidents#2"], ["acme/incidents#1"]]);
  });

  test("a shared read that failed is nobody's answer", async () => {
    const { queue, reads, looked, breakIt, to } = stage();
    breakIt();
    for (const key of keys(3)) queue.add(key);
    await to(1_000);
    expect(reads).toEqual([keys(3), ...keys(3).map((key) => [key])]);
    expect(looked).toHaveLength(3);
  });
});
