// The law of the whole for one history: what is different, late, early, doubled or too much in its disturbed world.
import { deepStrictEqual } from "node:assert";
import { type Instant, SECOND } from "../../src/engine/instant.ts";
import { askBreaches } from "./asks.ts";
import { budgetBreaches, crashTwins, isForgotten, mentionedAgain } from "./budget.ts";
import { untrueCards, type Written } from "./card-truth.ts";
import { endingsOf } from "./ending.ts";
import { handoverEnd } from "./handover.ts";
import type { History } from "./history.ts";
import { isOutOfSight, withoutMoot } from "./moot.ts";
import { type Played, play } from "./play.ts";
import { reminderBreaches } from "./reminders.ts";
import { saidIn } from "./said.ts";
import { aPass, sightIn } from "./sight.ts";
import { calm, type Weather } from "./weather.ts";

/** Both worlds of a history, and every way in which they break the law; none where it holds. */
export interface Judgement {
  readonly breaches: readonly string[];
  /** What was moot when Tocsin next looked, and twice said because a crash fell into the lag of a read. */
  readonly excused: readonly string[];
  readonly calm: Played;
  readonly disturbed: Played;
}

/** Plays a history in both worlds and holds them against each other. */
export async function judge(history: History, weather: Weather): Promise<Judgement> {
  const undisturbed = await play(history, calm);
  const disturbed = await play(history, weather);
  const unseen = lostIn(disturbed);
  const starts = startsIn(disturbed, weather);
  const { breaches, excused } = differences(undisturbed, disturbed, { weather, unseen });
  const handover = handoverEnd(undisturbed, disturbed, weather.lag);
  const all = [
    ...breaches,
    ...reminderBreaches(undisturbed, disturbed, { weather, unseen }),
    ...handover.breaches,
    ...breachesIn(undisturbed, "undisturbed", calm),
    ...breachesIn(disturbed, "disturbed", weather),
  ];
  const doubled = crashTwins(disturbed, weather.lag).map(() => "said twice by a crash within the lag");
  const lost = unseen.map(() => "unheard on an incident that was set aside");
  const forgotten = mentionedAgain(saidIn(disturbed))
    .filter((pair) => isForgotten(pair, starts))
    .map(() => "mentioned again by the handover after a start");
  return {
    breaches: all,
    excused: [...excused, ...doubled, ...lost, ...forgotten, ...handover.late.map(() => "handed over late")],
    calm: undisturbed,
    disturbed,
  };
}

/** Where one world, for itself, leaves somebody unasked, shows what is not so or says too much. */
export function breachesIn(played: Played, which: string, weather: Weather): readonly string[] {
  const unseen = lostIn(played);
  const reading = { lag: weather.lag, unseen, starts: startsIn(played, weather) };
  return [
    ...askBreaches(played, which, unseen),
    ...cardBreaches(played, which),
    ...budgetBreaches(played, which, reading),
  ];
}

/** What was not true on a card, as soon as somebody saw it. */
function cardBreaches(played: Played, which: string): readonly string[] {
  const { github, clock } = played.stage;
  const untrue = untrueCards(github.log.map(cardText), clock.now(), sightIn(played, aPass).by);
  return untrue.map((breach) => `${which}: ${breach}`);
}

/** What an entry of the log put where, for the law of the card. */
function cardText({ at, on, text, mutationId: id }: Played["stage"]["github"]["log"][number]): Written {
  return { at, on, id, text };
}

/** When a process was gone or the next one began, which knew only what it read. */
function startsIn({ crashes, restarts, stage }: Played, { steps }: Weather): readonly Instant[] {
  const changes = steps.filter(({ words }) => words.app !== undefined);
  return [...crashes, ...restarts, ...changes.map(({ after }) => stage.scenario.start + after * SECOND)];
}

interface Differences {
  readonly breaches: readonly string[];
  readonly excused: readonly string[];
}

/** Incidents that were set aside, out of sight, and have something new on them all the same. */
function lostIn(played: Played): readonly string[] {
  const isWanting = (alias: string): boolean => (played.looks[alias]?.plan?.effects.length ?? 0) > 0;
  return [...played.stage.aliases.keys()].filter((alias) => isWanting(alias) && isOutOfSight(played, alias));
}

function differences(
  one: Played,
  other: Played,
  { weather, unseen }: { readonly weather: Weather; readonly unseen: readonly string[] },
): Differences {
  const [calmly, stormily] = [endingsOf(one), endingsOf(other)];
  const found = Object.entries(calmly).map(([alias, ending]): Differences => {
    const there = stormily[alias];
    if (unseen.includes(alias)) return { breaches: [], excused: [] };
    if (there === undefined) return { breaches: [`${alias} is missing`], excused: [] };
    const settled = withoutMoot({
      alias,
      calm: ending,
      disturbed: there,
      calmly: one,
      played: other,
      weather,
    });
    const parts = Object.keys(ending) as (keyof typeof ending)[];
    const breaches = parts.flatMap((part) =>
      same(settled.disturbed[part], settled.calm[part]).map((why) => `${alias} ${part}: ${why}`),
    );
    return { breaches, excused: settled.what.map((what) => `moot ${what}`) };
  });
  return {
    breaches: found.flatMap(({ breaches }) => breaches),
    excused: found.flatMap(({ excused }) => excused),
  };
}

function same(disturbed: unknown, undisturbed: unknown): readonly string[] {
  try {
    deepStrictEqual(disturbed, undisturbed);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
