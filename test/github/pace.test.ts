import { describe, expect, test } from "vitest";
import { createPacer, type Turn } from "../../src/github/pace.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";

const start = Date.parse("2025-04-01T08:00:00Z");

async function run(
  turns: readonly { readonly name: string; readonly turn: Turn; readonly after?: number }[],
  hours = 1,
) {
  const clock = new VirtualClock(start);
  const pacer = createPacer(clock);
  const served: [string, number][] = [];
  for (const { name, turn, after = 0 } of turns)
    clock.after(after, async () => {
      await pacer.turn(turn);
      served.push([name, clock.now() - start]);
    });
  await clock.advanceTo(start + hours * 3_600_000);
  return served;
}

const words: Turn = { priority: "urgent", creates: 1 };
const edit: Turn = { priority: "cosmetic", creates: 0 };

describe("writes", () => {
  test("go out at once when none went before, then a second apart", async () => {
    const turns = ["a", "b", "c"].map((name) => ({ name, turn: edit }));
    expect(await run(turns)).toEqual([
      ["a", 0],
      ["b", 1_000],
      ["c", 2_000],
    ]);
  });

  test("that press overtake cosmetic ones that still wait", async () => {
    const cosmetic = ["a", "b", "c"].map((name) => ({ name, turn: edit }));
    const served = await run([...cosmetic, { name: "reminder", turn: words, after: 500 }]);
    expect(served.map(([name]) => name)).toEqual(["a", "reminder", "b", "c"]);
    expect(served[1]).toEqual(["reminder", 1_000]);
  });

  test("for strangers wait for all others, however many stand in the row", async () => {
    const strangers = ["a", "b", "c"].map((name) => ({
      ...{ name, turn: { priority: "stranger", creates: 1 } as const },
    }));
    const later = [
      { name: "card", turn: edit, after: 500 },
      { name: "reminder", turn: words, after: 600 },
    ];
    const served = await run([...strangers, ...later]);
    expect(served.map(([name]) => name)).toEqual(["a", "reminder", "card", "b", "c"]);
  });

  test("never make more than eighty new contents in a minute", async () => {
    const turns = Array.from({ length: 60 }, (_, n) => ({
      name: `${n}`,
      turn: { priority: "urgent", creates: 4 } as const,
    }));
    const served = await run(turns);
    expect(served).toHaveLength(60);
    for (const [, at] of served) {
      const made = served.filter(([, other]) => other > at - 60_000 && other <= at).length * 4;
      expect(made).toBeLessThanOrEqual(80);
    }
  });

  test("never make more than five hundred new contents in an hour", async () => {
    const turns = Array.from({ length: 300 }, (_, n) => ({
      name: `${n}`,
      turn: { priority: "urgent", creates: 2 } as const,
    }));
    const served = await run(turns, 3);
    expect(served).toHaveLength(300);
    expect(served.filter(([, at]) => at < 3_600_000).length * 2).toBeLessThanOrEqual(500);
  });
});
