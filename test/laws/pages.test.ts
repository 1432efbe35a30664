// The law of pages: in whatever weather each level that is asked is rung, once for each time, and hears when it is over.
import { describe, expect, test } from "vitest";
import { type Instant, SECOND } from "../../src/engine/instant.ts";
import { isPage, pagesOf, pagesOver, resolutionOf } from "../../src/engine/paging.ts";
import { chanceOf } from "./chance.ts";
import { type History, historyOf, type Timed } from "./history.ts";
import { isOutOfSight } from "./moot.ts";
import { type HandedOver, type Look, type Played, play } from "./play.ts";
import { seedsIn } from "./seeds.ts";
import { type Weather, weatherOf } from "./weather.ts";

/** Until the last try of what failed at the end of a channel's faults, and a sweep after it. */
const tries = 45 * 60;
/** What a process that ended might have known stands in the ledger by then. */
const unknown = 15 * 60 * SECOND;

const levels = [
  { role: "manager", within: "20m", page: "pager" },
  { role: "lead", page: "pager" },
];

/** A history in which people ask for help, and levels are paged; of processes whose rules name no levels of their own. */
function pagedHistory(seed: number): History | undefined {
  const history = historyOf(seed);
  const { policy } = history.head;
  if (policy.extends !== "sre" && policy.extends !== "dspt") return undefined;
  const chance = chanceOf(seed * 11 + 5);
  const asks = Array.from({ length: chance.whole(1, 3) }, (): Timed => {
    const after = chance.whole(60, history.until);
    return { after, words: { by: "ana", on: "inc1", comment: `/escalate because it goes on (${after})` } };
  });
  const acks = chance.is(0.5) ? [{ after: chance.whole(60, history.until), words: ack }] : [];
  return {
    head: { ...history.head, channels: ["pager"], policy: { ...policy, escalation: { levels } } },
    acts: [...history.acts, ...asks, ...acks].toSorted((one, other) => one.after - other.after),
    until: history.until + tries,
  };
}

const ack = { by: "mo", on: "inc1", comment: "/ack" };

/** The weather of a seed, and a channel that refuses, hangs or gives no answer for some minutes. */
function channelWeather(seed: number, until: number): Weather {
  const weather = weatherOf(seed, until - tries);
  const chance = chanceOf(seed * 13 + 7);
  const from = chance.whole(0, until - tries);
  const pager = {
    fail: chance.of([0, 0.5, true]),
    unclear: chance.of([0, 0.5, true]),
    hang: chance.of(["0s", "5s", "90s", "5m"]),
  };
  const faults: readonly Timed[] = [
    { after: from, words: { channels: { pager } } },
    { after: Math.min(from + chance.whole(10, 20 * 60), until - tries), words: { channels: {} } },
  ];
  const steps = [...weather.steps, ...faults].toSorted((one, other) => one.after - other.after);
  return { ...weather, steps };
}

/** What was handed over again although a living process had heard that it was taken. */
function doubled(handed: readonly HandedOver[], ends: readonly Instant[]): readonly string[] {
  return handed.flatMap((again, index) =>
    handed.slice(0, index).flatMap(({ id, at, said }) => {
      if (id !== again.id || said?.state !== "sent" || said.at > again.at) return [];
      const wasForgotten = ends.some((end) => end >= at && end <= at + unknown && end <= again.at);
      return wasForgotten ? [] : [`${id} was taken and handed over again`];
    }),
  );
}

/** Pages that nobody got though somebody is wanted, and ends that were not told; none of what no sweep can see. */
function lost(alias: string, { thought }: Look, played: Played): readonly string[] {
  if (thought?.kind !== "incident" || isOutOfSight(played, alias)) return [];
  const { here } = thought;
  const arrived = new Set(played.stage.channels.arrived.map(({ effect }) => effect.id));
  const wanted = [
    ...pagesOf(here).map(({ id }) => id),
    ...pagesOver(here).over.map(({ id }) => resolutionOf(id)),
  ];
  const { deliveries } = here.snapshot.ledger ?? {};
  return wanted.flatMap((id) => [
    ...(arrived.has(id) ? [] : [`${alias}: ${id} never arrived`]),
    ...(deliveries?.get(id)?.state === "sent" ? [] : [`${alias}: of ${id} the ledger says it is not sent`]),
  ]);
}

/** Every way in which a world breaks the law, and how many pages rang in it. */
async function breachesOf(history: History, weather: Weather) {
  const played = await play(history, weather);
  const { stage, handed, crashes } = played;
  const stops = weather.steps.flatMap(({ after, words }) =>
    words.app === "stop" ? [stage.scenario.start + after * SECOND] : [],
  );
  const ids = stage.channels.arrived.map(({ effect }) => effect.id);
  return {
    rang: ids.filter(isPage).length,
    breaches: [
      ...doubled(handed, [...crashes, ...stops]),
      ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} arrived twice`),
      ...Object.entries(played.looks).flatMap(([alias, look]) => lost(alias, look, played)),
    ],
  };
}

describe("each level that is asked is paged once for each time, and hears when it is over", () => {
  const calmly = { steps: [], crashes: [], lag: 0 };

  test.each(seedsIn(0, 150).filter((seed) => pagedHistory(seed) !== undefined))(
    "history %i",
    async (seed) => {
      const history = pagedHistory(seed);
      if (history === undefined) throw new Error(`There is no history ${seed}.`);
      for (const weather of [calmly, channelWeather(seed, history.until)])
        expect((await breachesOf(history, weather)).breaches).toEqual([]);
    },
  );

  test("in these histories people are paged, and more than once", async () => {
    let rang = 0;
    // Whichever of them are a sample.
    for (let seed = 0; seed < 60 && rang <= 3; seed++) {
      const history = pagedHistory(seed);
      if (history !== undefined) rang += (await breachesOf(history, calmly)).rang;
    }
    expect(rang).toBeGreaterThan(3);
  });

  test("what was taken and is handed over again breaks it, unless whoever knew is gone", () => {
    const taken: HandedOver = { id: "page/a", at: 0, said: { state: "sent", at: 1 } };
    const again: HandedOver = { id: "page/a", at: 60_000 };
    expect(doubled([taken, again], [])).toEqual(["page/a was taken and handed over again"]);
    expect(doubled([taken, again], [30_000])).toEqual([]);
    expect(doubled([{ ...taken, said: { state: "unclear", at: 1 } }, again], [])).toEqual([]);
  });
});
