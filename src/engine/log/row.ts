// What the incident log says of an incident: its cells, by the columns of the policy; plain texts, which whoever writes them makes safe.

import { opaqueId } from "../identity.ts";
import type { Incident } from "../incident.ts";
import type { Instant } from "../instant.ts";
import { isLogColumn, type LogColumn } from "../policy/log/columns.ts";
import type { LogRule } from "../policy/model.ts";
import { earlier, type IncidentSituation } from "../situation.ts";
import { reviewIn } from "../task.ts";
import { nhsNumbersIn } from "../text/nhs-number.ts";
import { cut, seen } from "../text/safe.ts";
import { local } from "../time.ts";

/** A row with the names of its columns, the one that it is known by first. */
export interface LogRow {
  readonly header: readonly string[];
  readonly cells: readonly string[];
}

/** As long as a cell gets. */
const longest = 500;

/** The row as it is, and as it is where it may say little. */
export function rowOf(here: IncidentSituation, { columns }: LogRule): LogRow {
  return rowBy(here, columns, (column) => cellOf(column, here));
}

/** Id without words, day and severity: what may be told of an incident that not everybody may read of. */
export function maskedRowOf(here: IncidentSituation, { columns }: LogRule): LogRow {
  return rowBy(here, columns, (column) => maskedCellOf(column, here));
}

type Columns = LogRule["columns"];

function rowBy(here: IncidentSituation, all: Columns, say: (column: string) => string): LogRow {
  const { fields } = here.ruling.policy;
  const there = all.filter(({ column }) => isLogColumn(column) || Object.hasOwn(fields, column));
  const known = [...there.filter(isKey), ...there.filter((one) => !isKey(one))];
  return { header: known.map(({ title }) => title), cells: known.map(({ column }) => say(column)) };
}

const isKey = ({ column }: Columns[number]): boolean => column === "id";

function cellOf(column: string, here: IncidentSituation): string {
  if (isLogColumn(column)) return made[column](here);
  const fact = here.incident.facts.get(column);
  if (fact?.at !== undefined) return time(fact.at, here);
  return words(fact?.text ?? "");
}

type Making = (here: IncidentSituation) => string;

const made: Readonly<Record<LogColumn, Making>> = {
  id: ({ incident }) => incident.id,
  slug: ({ incident }) => incident.slug,
  reference: ({ snapshot }) => snapshot.issue.ref,
  title: ({ incident }) => words(incident.title),
  declared: (here) => time(here.incident.declaredAt, here),
  severity: ({ incident, ruling }) =>
    words(ruling.policy.severities.find(({ key }) => key === incident.severity?.key)?.title ?? ""),
  status: ({ incident, ruling }) =>
    words(ruling.policy.statuses.find(({ key }) => key === incident.status.key)?.title ?? ""),
  flags: ({ incident, ruling }) =>
    [...incident.flags.keys()].map((key) => words(ruling.policy.flags[key]?.title ?? key)).join(", "),
  resolved: (here) => time(resolvedAt(here), here),
  closed: (here) => time(endedAt(here.incident), here),
  outcome: ({ incident }) => outcomeOf(incident),
  review: ({ incident, snapshot }) => {
    const review = reviewIn(incident)?.child;
    // Where it is private and the incident is not, not even its address is told.
    return review === undefined || (review.private && snapshot.repository.public) ? "" : review.ref;
  },
  link: ({ snapshot }) => snapshot.issue.url,
  reporter: ({ incident }) => words(incident.reporter ?? ""),
};

/** In place of words that may tell too much. */
const hidden = "restricted";

function maskedCellOf(column: string, here: IncidentSituation): string {
  const { incident, ruling } = here;
  switch (column) {
    case "id":
      return opaqueId(incident.id);
    case "declared":
      return local(incident.declaredAt, ruling.policy.incidents.zone, "yyyy-MM-dd");
    case "severity":
      return made.severity(here);
    case "title":
    case "service":
    case "cause":
    case "link":
      return hidden;
    default:
      return "";
  }
}

/** How it ended, or what it was instead of an incident; nothing while it goes on. */
function outcomeOf({ closed, management, drill }: Incident): string {
  if (management === "withdrawn") return "not an incident";
  if (drill !== undefined) return "drill";
  if (closed === undefined) return "";
  if (closed.falseAlarm) return "false alarm";
  return { completed: "completed", not_planned: "not planned", duplicate: "duplicate" }[closed.reason];
}

/** What was closed before somebody said that it is none was closed then. */
function endedAt({ closed, withdrawn, management }: Incident): Instant | undefined {
  return management === "withdrawn" ? earlier(closed?.at, withdrawn?.at) : closed?.at;
}

/** When service was back, where it still is. */
function resolvedAt({ incident, standing }: IncidentSituation): Instant | undefined {
  if (standing.phase !== "resolved" && standing.phase !== "closed") return undefined;
  return incident.events.findLast(({ name }) => name === "resolved")?.at;
}

/** By the clock of the policy's zone, with its offset: it can be read beside other records of the house, and is one instant for all. */
function time(at: Instant | undefined, { ruling }: IncidentSituation): string {
  const { zone } = ruling.policy.incidents;
  return at === undefined ? "" : local(at, zone, "yyyy-MM-dd'T'HH:mm:ss") + local(at, zone, "xxx");
}

/** What people wrote, on one line. What may be an NHS number would stay in git for good. */
function words(text: string): string {
  const line = cut(seen(text), longest);
  return nhsNumbersIn(text) + nhsNumbersIn(line) > 0 ? "left out: it may have an NHS number in it" : line;
}
