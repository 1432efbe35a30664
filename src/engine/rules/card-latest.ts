// The latest update as the card shows it before the fold: who, when and the first words of it.
import type { Values } from "../effect.ts";
import type { IncidentSituation } from "../situation.ts";
import { plainName } from "../text/safe.ts";
import type { CardTimes } from "./card-times.ts";
import { wordsIn } from "./history-words.ts";

/** The latest update; undefined where nobody gave one yet. Words that somebody took out of sight are not repeated here. */
export function latestValue(here: IncidentSituation, times: CardTimes): Values | undefined {
  const { lastUpdate, history } = here.incident;
  if (lastUpdate === undefined) return undefined;
  const isIt = (what: string): boolean => what === "update" || what === "nothing-new";
  const entry = history.findLast((one) => one.values.item === lastUpdate.cause && isIt(one.what));
  return {
    at: times.was(lastUpdate.at),
    by: plainName(lastUpdate.by ?? ""),
    nothingNew: entry?.what === "nothing-new",
    ...(entry && wordsIn(entry, here)),
  };
}
