// The history: one page that names the months, and the pages of each month.
import { monthPath, nthPath, topFrom } from "./addresses.ts";
import type { SiteData } from "./data.ts";
import { dealt, framed, roomForItems } from "./frame.ts";
import { incidentValues, maintenanceValues } from "./notices.ts";
import { monthKey, monthName, type Reading } from "./times.ts";
import { siteWords } from "./words.ts";

/** Something that happened, as it stands in the list of its month. */
interface Entry {
  readonly at: number;
  readonly id: string;
  readonly month: string;
  readonly isIncident: boolean;
  readonly values: object;
}

/** All pages of the history by their paths below the top. */
export function historyPages(data: SiteData): readonly (readonly [string, string])[] {
  const months = Map.groupBy(entriesOf(data), ({ month }) => month);
  const keys = [...months.keys()];
  const overview = keys.map((key) => ({
    name: monthName(key),
    path: monthPath(key),
    incidents: months.get(key)?.filter(({ isIncident }) => isIncident).length ?? 0,
  }));
  const body = siteWords()("history", { months: overview, top: topFrom("history/") });
  return [
    ["history/index.html", framed(data, { path: "history/", body })],
    ...keys.flatMap((key, index) =>
      monthPages(data, months.get(key) ?? [], {
        key,
        newer: keys[index - 1],
        older: keys[index + 1],
      }),
    ),
  ];
}

/** Incidents and maintenance that was done, the newest first. */
function entriesOf(data: SiteData): readonly Entry[] {
  const reading: Reading = { zone: data.zone };
  const incidents = data.incidents.map((one) => ({
    ...{ at: one.startedAt, id: one.id, isIncident: true },
    values: incidentValues(data, one, reading),
  }));
  const works = data.maintenance
    .filter(({ state }) => state === "completed")
    .map((one) => ({
      ...{ at: one.from, id: one.id, isIncident: false },
      values: maintenanceValues(data, one, reading),
    }));
  return [...incidents, ...works]
    .map((entry) => ({ ...entry, month: monthKey(entry.at, data.zone) }))
    .toSorted((one, other) => other.at - one.at || (one.id < other.id ? -1 : 1));
}

interface Month {
  readonly key: string;
  readonly newer: string | undefined;
  readonly older: string | undefined;
}

function monthPages(
  data: SiteData,
  entries: readonly Entry[],
  { key, newer, older }: Month,
): readonly (readonly [string, string])[] {
  const path = monthPath(key);
  const linesBelow = (top: string) =>
    entries.map(({ isIncident, values }) => siteWords()("entry", { ...values, isIncident, top }));
  // From the second page on it is one folder more to the top, so that these lines are the longer ones.
  const further = linesBelow(topFrom(nthPath(path, 2)));
  const parts = dealt(further, roomForItems);
  let from = 0;
  return parts.map((part, index) => {
    const here = nthPath(path, index + 1);
    const lines = index === 0 ? linesBelow(topFrom(here)) : further;
    const shown = lines.slice(from, from + part.length);
    from += part.length;
    const isLast = index === parts.length - 1;
    const body = siteWords()("month", {
      name: monthName(key),
      page: index + 1,
      pages: parts.length,
      entries: shown.join(""),
      top: topFrom(here),
      newer: index > 0 ? nthPath(path, index) : newer === undefined ? "" : monthPath(newer),
      newerMonth: index > 0 || newer === undefined ? "" : monthName(newer),
      older: isLast ? (older === undefined ? "" : monthPath(older)) : nthPath(path, index + 2),
      olderMonth: !isLast || older === undefined ? "" : monthName(older),
    });
    return [`${here}index.html`, framed(data, { path: here, body })];
  });
}
