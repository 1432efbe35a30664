// Makes a history that breaks the law smaller: what is not needed for the breach is left out, as long as it stays one.
import type { History } from "./history.ts";
import { judge } from "./law.ts";
import { scenarioText } from "./play.ts";
import type { Weather } from "./weather.ts";

interface Case {
  readonly history: History;
  readonly weather: Weather;
}

/** So many plays at the most; a small counterexample is worth a minute. */
const patience = 150;

/** What to read of a breach: what is wrong, and the smallest history found as a scenario for `tocsin rehearse`. */
export async function explain(history: History, weather: Weather): Promise<string> {
  const small = await shrink({ history, weather });
  const { breaches, disturbed } = await judge(small.history, small.weather);
  const start = disturbed.stage.scenario.start;
  const stops = disturbed.crashes.flatMap((at) => [
    { after: (at - start) / 1000, words: { app: "stop" } as const },
    { after: (at - start) / 1000 + 1, words: { app: "start" } as const },
  ]);
  const crashed =
    stops.length === 0 ? "" : "# A crash was in the middle of a document; here the app stops after it.\n";
  const text = scenarioText(small.history, [...small.weather.steps, ...stops]);
  const { crashes, lag } = small.weather;
  return [...breaches, `weather: ${JSON.stringify({ crashes, lag })}`, crashed + text].join("\n\n");
}

async function shrink(whole: Case): Promise<Case> {
  let best = whole;
  let left = patience;
  for (let again = true; again && left > 0; ) {
    again = false;
    for (const smaller of candidates(best)) {
      if (left-- <= 0) break;
      if (!(await isBreach(smaller))) continue;
      best = smaller;
      again = true;
      break;
    }
  }
  return best;
}

async function isBreach({ history, weather }: Case): Promise<boolean> {
  return (await judge(history, weather)).breaches.length > 0;
}

/** One thing less: first the disturbances, then halves of what people did, then single acts. */
function candidates({ history, weather }: Case): readonly Case[] {
  const { acts } = history;
  const half = Math.ceil(acts.length / 2);
  const lessWeather = [
    ...without(weather.steps).map((steps) => ({ history, weather: { ...weather, steps } })),
    ...without(weather.crashes).map((crashes) => ({ history, weather: { ...weather, crashes } })),
  ];
  const lessActs = [acts.slice(0, half), ...without(acts)].map((fewer) => ({
    history: { ...history, acts: withOpenings(fewer) },
    weather,
  }));
  return [...lessWeather, ...lessActs.filter(({ history: { acts: fewer } }) => fewer.length < acts.length)];
}

const without = <T>(list: readonly T[]): readonly (readonly T[])[] =>
  list.map((_, index) => list.toSpliced(index, 1));

/** Acts on an issue that nobody opens are no scenario. */
function withOpenings(acts: History["acts"]): History["acts"] {
  const known = new Set(acts.flatMap(({ words }) => (words.as === undefined ? [] : [words.as])));
  return acts.filter(
    ({ words }) => words.on === undefined || (typeof words.on === "string" && known.has(words.on)),
  );
}
