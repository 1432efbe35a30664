// The latest update as the card shows it before the fold: who, when and the first words of it.

import type { HistoryEntry, Incident } from "../incident.ts";
import type { Instant } from "../instant.ts";
import type { IncidentSituation } from "../situation.ts";
import { plainName } from "../text/safe.ts";
import type { Values } from "../wanted.ts";
import type { CardTimes } from "./card-times.ts";
import { wordsIn } from "./history-words.ts";

/**
 * The latest update, or what was said since with a status; undefined where nobody said anything yet. Words that somebody took out of
 * sight are not repeated here.
 */
export function latestValue(here: IncidentSituation, times: CardTimes): Values | undefined {
  const entry = latest(here.incident);
  if (entry === undefined) return undefined;
  return {
    at: times.was(saidAt(entry)),
    by: plainName(entry.by ?? ""),
    type: entry.values.type ?? "",
    // Its words stay as they were said.
    now: entry.values.firstAt === undefined ? "" : times.was(entry.at),
    nothingNew: entry.what === "nothing-new",
    ...wordsIn(entry, here),
  };
}

/** Of an update that is nothing but entries of the timeline the last of them. */
function latest({ lastUpdate, history }: Incident): HistoryEntry | undefined {
  const last = history.findLast(({ what, values }) =>
    what === "status" || what === "reopened"
      ? values.item !== undefined
      : what === "update" || what === "nothing-new",
  );
  if (lastUpdate === undefined || last?.values.item === lastUpdate.cause) return last;
  if (last !== undefined && saidAt(last) > lastUpdate.at) return last;
  return history.findLast(({ what, values }) => what === "note" && values.item === lastUpdate.cause) ?? last;
}

function saidAt({ at, saidAt = at }: HistoryEntry): Instant {
  return saidAt;
}
