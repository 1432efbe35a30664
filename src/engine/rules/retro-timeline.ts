// The timeline of a review: in words, as many lines as fit, and the most telling of it as a diagram, by days (D-11).

import type { HistoryEntry } from "../incident.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline } from "../text/safe.ts";
import { local } from "../time.ts";
import type { Value, Values } from "../wanted.ts";
import { entriesOf, lineOf } from "./history.ts";

/** So many lines of the timeline, and so many characters, fit into an issue with all else that the review says. */
const mostLines = 200;
const mostCharacters = 24_000;

/** So much stands in a line besides what was said: time, name, signs. */
const besides = 80;

/** The last lines that fit, or all (`whole`), oldest first, and how many of those before them do not. */
export function timelineValues(
  here: IncidentSituation,
  whole = false,
): {
  readonly timeline: readonly Value[];
  readonly earlier: number;
} {
  const entries = entriesOf(here);
  if (whole) return { timeline: entries.map((entry) => lineOf(entry, here)), earlier: 0 };
  const timeline: Values[] = [];
  let left = mostCharacters;
  for (const entry of entries.slice(-mostLines).toReversed()) {
    const line = lineOf(entry, here);
    left -= lengthOf(line);
    if (left < 0) break;
    timeline.push(line);
  }
  return { timeline: timeline.toReversed(), earlier: entries.length - timeline.length };
}

/** As long as it is when its words are made harmless. */
function lengthOf(line: Values): number {
  const texts = Object.values(line).filter((value): value is string => typeof value === "string");
  return texts.reduce((sum, text) => sum + inline(text).length, besides);
}

/** A diagram of more can't be read, and Mermaid takes 50,000 characters. */
const mostDrawn = 40;

/** What tells most of how an incident went; of all else one counts as much as another. */
const telling: Readonly<Record<string, number>> = {
  ...{ declared: 9, status: 8, reopened: 8, "severity-set": 8, "severity-changed": 8 },
  ...{ flag: 7, unflag: 7, "made-safe": 7, escalate: 7, "notice-sent": 7 },
  ...{ told: 6, called: 6, "no-answer": 5, busy: 5, "call-started": 5, "call-ended": 5, note: 5 },
  ...{ accepted: 4, "fix-merged": 4, "issue-closed": 4, update: 4, role: 3, done: 3, next: 2 },
};

/** The days of the diagram, each with its entries, or with every one (`whole`); a time has no colon, which would end it there. */
export function diagramValues(here: IncidentSituation, whole = false): readonly Value[] {
  const { zone } = here.ruling.policy.incidents;
  const drawn = whole ? entriesOf(here) : mostTelling(entriesOf(here));
  const days = Map.groupBy(drawn, ({ at }) => local(at, zone, "EEE d MMM yyyy"));
  return [...days].map(
    ([day, entries]): Value => ({
      day,
      entries: entries.map((entry) => ({ ...lineOf(entry, here), hour: local(entry.at, zone, "HH.mm") })),
    }),
  );
}

function mostTelling(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const weight = ({ what }: HistoryEntry): number => telling[what] ?? 1;
  const chosen = new Set(entries.toSorted((one, other) => weight(other) - weight(one)).slice(0, mostDrawn));
  return entries.filter((entry) => chosen.has(entry));
}
