// The figures as tables for spreadsheets: RFC 4180, in UTF-8 with the mark that Excel asks for, and no cell that it would run.
import { isoSeconds, SECOND } from "../engine/instant.ts";
import { repositoryOf } from "../engine/issue-ref.ts";
import { cellOf } from "../engine/text/csv.ts";
import type { Figures, LimitRun } from "./data.ts";

type Cell = string | number | undefined;

/** Every table by the name of its file. */
export function tablesOf(all: readonly Figures[]): ReadonlyMap<string, string> {
  return new Map([
    ["incidents.csv", incidentTable(all)],
    ["clocks.csv", clockTable(all)],
    ["actions.csv", actionTable(all)],
    ["availability.csv", availabilityTable(all)],
  ]);
}

const time = (at: number | undefined): string => (at === undefined ? "" : isoSeconds(at));
const seconds = (length: number | undefined): Cell => length && Math.floor(length / SECOND);

/** Each incident, those apart too, with its intervals in seconds. */
function incidentTable(all: readonly Figures[]): string {
  const keys = [...new Set(all.flatMap(({ intervals }) => intervals.map(({ key }) => key)))];
  const head = ["incident", "url", "title", "severity", "services", "status", "apart"];
  const times = ["declared_at", "resolved_at", "closed_at"];
  const measured = keys.flatMap((key) => [`${key}_seconds`, `${key}_recorded_after_seconds`]);
  const rows = all.flatMap((figures) => {
    const values = new Map(
      figures.intervals.flatMap(({ key, values: each }) => each.map((one) => [`${key} ${one.ref}`, one])),
    );
    return [...figures.incidents, ...figures.apart].map((one): readonly Cell[] => [
      ...[one.ref, one.url, one.title, one.severity, one.services.join("; "), one.status, one.apart],
      ...[time(one.declaredAt), time(one.resolvedAt), time(one.closedAt)],
      ...keys.flatMap((key) => {
        const value = values.get(`${key} ${one.ref}`);
        return value === undefined
          ? [undefined, undefined]
          : [value.length / SECOND, value.recordedAfter / SECOND];
      }),
    ]);
  });
  return csv([[...head, ...times, ...measured], ...rows]);
}

/** Each limit that a clock had, once for each time that it ran. */
function clockTable(all: readonly Figures[]): string {
  const head = ["incident", "clock", "title", "starts_at", "due_at", "ended_at", "state", "late_seconds"];
  const rows = all.flatMap((figures) =>
    figures.promises.flatMap(({ clock, title, runs }) =>
      runs.map((run): readonly Cell[] => [
        ...[run.ref, clock, title, time(run.startsAt), time(run.dueAt), time(run.endedAt)],
        ...stateOf(run, figures),
      ]),
    ),
  );
  return csv([head, ...rows]);
}

function stateOf({ dueAt, endedAt, moot }: LimitRun, { asOf = dueAt }: Figures): readonly Cell[] {
  if (moot) return ["opened again", undefined];
  const at = endedAt ?? asOf;
  if (at > dueAt) return [endedAt === undefined ? "overdue" : "missed", seconds(at - dueAt)];
  return [endedAt === undefined ? "running" : "kept", undefined];
}

/** Each action. */
function actionTable(all: readonly Figures[]): string {
  const head = ["action", "url", "title", "repository", "incident", "state", "due", "closed_at", "late"];
  const rows = all.flatMap(({ actions }) =>
    actions.map((one): readonly Cell[] => [
      ...[one.ref, one.url, one.title, repositoryOf(one.ref), one.incident.ref, one.state],
      ...[one.due, time(one.closedAt), one.isLate ? "yes" : "no"],
    ]),
  );
  return csv([head, ...rows]);
}

/** Each month of what is to be available; empty is not known, or not promised. */
function availabilityTable(all: readonly Figures[]): string {
  const head = ["repository", "availability", "title", "month", "so_far", "record", "recorded_from"];
  const measured = ["hours_seconds", "down_in_hours_seconds", "percent", "target", "percent_kept"];
  const downtime = ["down_seconds", "downtime_seconds", "down_kept", "incidents"];
  const yes = (is: boolean | undefined): Cell => (is === undefined ? undefined : is ? "yes" : "no");
  const rows = all.flatMap(({ repository, availability }) =>
    availability.flatMap(({ key, title, target, downtime: most, months }) =>
      months.map((one): readonly Cell[] => {
        const known = (length: number): Cell => (one.record === "none" ? undefined : seconds(length));
        return [
          ...[repository, key, title, one.month, yes(one.soFar), one.record, time(one.recordedFrom)],
          ...[seconds(one.hours), known(one.downInHours), one.percent, target, yes(one.percentKept)],
          ...[known(one.down), seconds(most), yes(one.downKept)],
          one.incidents.map(({ ref }) => ref).join("; "),
        ];
      }),
    ),
  );
  return csv([[...head, ...measured, ...downtime], ...rows]);
}

function csv(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** What begins like a formula gets an apostrophe before it; what holds a comma, a quote or a line end stands in quotes. */
function cell(value: Cell): string {
  if (typeof value === "number") return String(value);
  return value === undefined ? "" : cellOf(value);
}
