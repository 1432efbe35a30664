import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backoffFor } from "../../../src/run/queue/backoff.ts";
import { comment, nothing, stage, start, wrote } from "./stage.ts";

const key = "acme/incidents#7";

describe("gathering", () => {
  test("the events of one act, 300 ms together, cost one pass with the newest hint", async () => {
    const { queue, ran, to } = stage();
    queue.add(key, start + 1_000);
    await to(200);
    queue.add(key, start + 3_000);
    queue.add(key, start + 2_000);
    await to(10_000);
    expect(ran).toEqual([{ key, from: 300, hint: start + 3_000 }]);
  });

  test("the time is counted from the first event, so that a stream of them cannot put a pass off", async () => {
    const { queue, ran, to } = stage();
    for (let at = 0; at <= 600; at += 100) {
      await to(at);
      queue.add(key);
    }
    await to(10_000);
    expect(ran.map(({ from }) => from)).toEqual([300, 600, 900]);
  });

  test("what is due goes without gathering", async () => {
    const { queue, ran, to } = stage();
    queue.add(key, undefined, "at once");
    await to(0);
    expect(ran.map(({ from }) => from)).toEqual([0]);
  });
});

test("what falls due goes at once, where the same key waits for a stranger's turn", async () => {
  const { queue, ran, to } = stage(undefined, { left: () => ({ share: 0.1, until: start + 60_000 }) });
  queue.add(key, undefined, { stranger: "mallory" });
  await to(5_000);
  expect(ran).toEqual([]);
  queue.add(key, undefined, "due");
  await to(6_000);
  expect(ran).toEqual([{ key, from: 5_000, hint: undefined }]);
});

describe("one pass at a time", () => {
  test("an event during a pass makes it run once more, gathered again, with the newest hint", async () => {
    const { queue, ran, to } = stage();
    queue.add(key);
    await to(320);
    queue.add(key, start + 5_000);
    queue.add(key, start + 4_000);
    await to(10_000);
    expect(ran).toEqual([
      { key, from: 300, hint: undefined },
      { key, from: 620, hint: start + 5_000 },
    ]);
  });

  test("a pass that asks for the next one gets it at once", async () => {
    let phases = 3;
    const { queue, ran, to } = stage(async () => ({ ...wrote, again: --phases > 0 }));
    queue.add(key);
    await to(300);
    expect(ran.map(({ from }) => from)).toEqual([300, 300, 300]);
    await to(60_000);
    expect(ran).toHaveLength(3);
  });

  test("passes that never come to rest are slowed down, and an event starts afresh", async () => {
    const { queue, ran, lines, to } = stage(async () => ({ ...wrote, again: true }));
    queue.add(key);
    await to(300);
    expect(ran).toHaveLength(12);
    await to(300 + 5_000);
    expect(ran).toHaveLength(13);
    await to(300 + 14_999);
    expect(ran).toHaveLength(13);
    expect(lines.filter(({ level }) => level === "warn")).toHaveLength(2);
  });

  test("holds under random arrivals and durations, and no event is without a later look", async () => {
    const arrivals = fc.array(
      fc.record({
        at: fc.nat(3_000),
        key: fc.constantFrom("acme/a#1", "acme/a#2", "acme/b#1", "other/c#1"),
        when: fc.constantFrom("gathered" as const, "at once" as const),
      }),
      { maxLength: 60 },
    );
    const durations = fc.array(fc.nat(900), { minLength: 1, maxLength: 20 });
    const failures = fc.array(fc.boolean(), { minLength: 1, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(arrivals, durations, failures, async (events, lasts, fails) => {
        const running = new Set<string>();
        const looks: { key: string; from: number }[] = [];
        const world = stage(async (name) => {
          expect(running.has(name)).toBe(false);
          running.add(name);
          const from = world.clock.now() - start;
          const turn = looks.length;
          looks.push({ key: name, from });
          await world.clock.sleep(lasts[turn % lasts.length] ?? 0);
          running.delete(name);
          if (fails[turn % fails.length] && turn < 40) throw new Error("the read failed");
          return nothing;
        });
        for (const event of events)
          world.clock.after(event.at, () => world.queue.add(event.key, undefined, event.when));
        await world.to(3_600_000);
        for (const event of events)
          expect(looks.some((look) => look.key === event.key && look.from >= event.at)).toBe(true);
        expect(world.queue.depth()).toEqual({ waiting: 0, running: 0, held: 0 });
      }),
      { numRuns: 150 },
    );
  });

  test("a burst of 1,000 events on 100 keys costs at most three passes a key", async () => {
    const { queue, ran, clock, to } = stage();
    for (let n = 0; n < 1_000; n++) clock.after(n, () => queue.add(`acme/incidents#${n % 100}`));
    await to(60_000);
    const perKey = Map.groupBy(ran, ({ key: name }) => name);
    expect(perKey.size).toBe(100);
    for (const passes of perKey.values()) {
      expect(passes.length).toBeLessThanOrEqual(3);
    }
  });
});

describe("between installations", () => {
  test("at most eight passes run at once for one of them, and another does not wait for it", async () => {
    let most = 0;
    let busy = 0;
    const world = stage(async (name) => {
      if (name.startsWith("acme/")) most = Math.max(most, ++busy);
      await world.clock.sleep(1_000);
      if (name.startsWith("acme/")) busy--;
      return nothing;
    });
    for (let n = 0; n < 30; n++) world.queue.add(`acme/incidents#${n}`);
    world.queue.add("other/incidents#1");
    await world.to(60_000);
    expect(most).toBe(8);
    expect(world.ran.find(({ key: name }) => name === "other/incidents#1")?.from).toBe(300);
    expect(world.ran).toHaveLength(31);
  });

  test("places are given in turn where the whole process is full", async () => {
    const { queue, ran, to } = stage(undefined, { total: 2 });
    for (let n = 0; n < 6; n++) queue.add(`acme/a#${n}`);
    for (let n = 0; n < 3; n++) queue.add(`other/b#${n}`);
    await to(60_000);
    const second = ran.filter(({ from }) => from === 350).map(({ key: name }) => name);
    expect(second.toSorted()).toEqual(["acme/a#2", "other/b#0"]);
  });
});

describe("when something went wrong", () => {
  test("after an unclear answer the key is not read before the instant given, whatever arrives", async () => {
    let first = true;
    const world = stage(async () => {
      if (!first) return nothing;
      first = false;
      return { ...nothing, unclearUntil: world.clock.now() + 30_000, again: true };
    });
    world.queue.add(key);
    await world.to(5_000);
    world.queue.add(key, start + 4_000);
    await world.to(120_000);
    expect(world.ran).toEqual([
      { key, from: 300, hint: undefined },
      { key, from: 30_300, hint: start + 4_000 },
    ]);
  });

  test("a pass that throws is tried after 5 s, doubling to 5 min, then left to the sweep", async () => {
    const { queue, ran, ended, to } = stage(async () => {
      throw new Error("502 from the API");
    });
    queue.add(key, start + 1_000);
    await to(3_600_000);
    const waits = ran.slice(1).map(({ from }, index) => from - (ran[index]?.from ?? 0));
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000]);
    expect(ran.every(({ hint }) => hint === start + 1_000)).toBe(true);
    expect(ended.map((ending) => ending.kind === "failed" && ending.givenUp)).toEqual([
      ...Array(7).fill(false),
      true,
    ]);
    expect(queue.depth().waiting).toBe(0);
  });

  test("news shortens a long backoff to five seconds", async () => {
    let broken = true;
    const { queue, ran, to } = stage(async () => {
      if (broken) throw new Error("502 from the API");
      return nothing;
    });
    queue.add(key);
    await to(200_000);
    const before = ran.length;
    broken = false;
    queue.add(key);
    await to(205_000);
    expect(ran.slice(before).map(({ from }) => from)).toEqual([205_000]);
  });

  test("a rate limit is waited out to its end, however long, and is no failure", async () => {
    class Limited extends Error {
      readonly until = start + 1_800_000;
    }
    let limited = true;
    const { queue, ran, to } = stage(async () => {
      if (limited) throw new Limited("acme has used up its requests");
      return nothing;
    });
    queue.add(key);
    await to(60_000);
    queue.add(key);
    limited = false;
    await to(3_600_000);
    expect(ran.map(({ from }) => from)).toEqual([300, 1_800_000]);
  });

  test("an effect that is to be retried later leaves the key open for events", async () => {
    const world = stage(async () => ({ ...wrote, retryAt: world.clock.now() + 600_000 }));
    world.queue.add(key);
    await world.to(1_000);
    world.queue.add(key);
    await world.to(2_000);
    expect(world.ran.map(({ from }) => from)).toEqual([300, 1_300]);
  });

  test("a round in which all was refused waits for the instant given instead of coming back at once", async () => {
    let first = true;
    const world = stage(async () => {
      const retryAt = first ? world.clock.now() + 60_000 : undefined;
      const again = first;
      first = false;
      return { ...nothing, again, retryAt };
    });
    world.queue.add(key);
    await world.to(120_000);
    expect(world.ran.map(({ from }) => from)).toEqual([300, 60_300]);
  });

  test("the wait after a failure is never longer than five minutes", () => {
    expect([1, 2, 7, 8, 50].map(backoffFor)).toEqual([5_000, 10_000, 300_000, 300_000, 300_000]);
  });
});

describe("at the end", () => {
  test("closing waits for what runs and starts nothing new", async () => {
    const world = stage(async () => {
      await world.clock.sleep(2_000);
      return { ...wrote, again: true };
    });
    world.queue.add(key);
    world.queue.add("acme/incidents#8");
    await world.to(301);
    world.queue.add("acme/incidents#9");
    let closedAt = 0;
    world.clock.after(0, async () => {
      await world.queue.close();
      closedAt = world.clock.now() - start;
    });
    await world.to(60_000);
    expect(world.ran).toHaveLength(2);
    expect(closedAt).toBeGreaterThanOrEqual(2_300);
    expect(closedAt).toBeLessThan(2_700);
    world.queue.add(key);
    expect(world.queue.depth()).toEqual({ waiting: 0, running: 0, held: 0 });
  });

  test("idle waits for keys that are held, but only as long as it is asked to, and names the rest", async () => {
    const world = stage(async () => {
      throw new Error("502 from the API");
    });
    world.queue.add(key, undefined, "at once");
    const left: (readonly string[])[] = [];
    world.clock.after(1, async () => void left.push(await world.queue.idle()));
    world.clock.after(1, async () => void left.push(await world.queue.idle(20_000)));
    await world.to(14_000);
    expect(left).toEqual([[key]]);
    await world.to(60_000);
    expect(left).toEqual([[key], [key]]);
    expect(world.ran.map(({ from }) => from)).toEqual([0, 5_000, 15_000, 35_000]);
  });
});

test("a pass leaves one line in the log: key, effects by kind, what it wakes for, how long it took", async () => {
  const world = stage(async () => {
    await world.clock.sleep(120);
    return {
      again: false,
      wakeAt: start + 3_600_000,
      applied: { written: [comment(), comment()], failed: [] },
      requests: { graphql: 2, rest: 0 },
    };
  });
  world.queue.add(key, undefined, "at once");
  await world.to(1_000);
  expect(world.lines).toEqual([
    {
      level: "info",
      msg: "looked",
      key,
      step: "pass",
      effects: { comment: 2 },
      failed: 0,
      wakeAt: "2025-04-01T10:00:00.000Z",
      requests: { graphql: 2, rest: 0 },
      took: 120,
    },
  ]);
});
