// The laws of what is asked, shown and said, over nights past midnight: also where clocks change, and where nobody does anything for hours.
import { describe, expect, test } from "vitest";
import { breachesIn } from "./law.ts";
import { nightOf } from "./nights.ts";
import { owedIn } from "./owed.ts";
import { type Played, play } from "./play.ts";
import { saidIn } from "./said.ts";
import { playsAll, playsMany } from "./seeds.ts";
import { goingUpIn, silencesIn } from "./silence.ts";
import { stretchesIn } from "./stretch.ts";
import { calm, weatherOf } from "./weather.ts";

/** Any five in a row have all that there is. */
const few = [0, 1, 2, 3, 4];
const seeds = playsMany ? Array.from({ length: playsAll ? 30 : 15 }, (_, seed) => seed) : few.slice(0, 2);

const calmly = new Map<number, Promise<Played>>();

/** An undisturbed night, which is played once. */
function calmNight(seed: number): Promise<Played> {
  const played = calmly.get(seed) ?? play(nightOf(seed), calm);
  calmly.set(seed, played);
  return played;
}

describe("in a night whoever is to be asked is asked, and the card is true at every instant", () => {
  test.each(seeds)("night %i, undisturbed", async (seed) => {
    expect(breachesIn(await calmNight(seed), "undisturbed", calm)).toEqual([]);
  });

  test.each(seeds)("night %i, disturbed", async (seed) => {
    const night = nightOf(seed);
    const weather = weatherOf(seed, night.until);
    expect(breachesIn(await play(night, weather), "disturbed", weather)).toEqual([]);
  });

  test.runIf(playsMany)("everything that a process owes comes up in them", async () => {
    const kinds = new Set<string>();
    for (const seed of few) {
      const played = await calmNight(seed);
      for (const { id } of stretchesIn(played, "inc1", saidIn(played)).flatMap((stretch) => [
        ...owedIn(stretch),
        ...silencesIn(stretch),
        ...goingUpIn(stretch),
      ]))
        kinds.add(id.split("/", id.startsWith("ask/") || id.startsWith("page/") ? 2 : 1).join("/"));
    }
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        ...["declare", "escalate", "ring", "shift", "silence", "stranger", "assign", "notice", "notice-ask"],
        ...["page/escalate", "page/silence", "ask/made-safe", "ask/review", "ask/closure-data"],
      ]),
    );
  });
});
