// The figures as one JSON document: instants in ISO UTC, lengths in whole seconds.
import { type Duration, type Instant, isoSeconds, SECOND } from "../engine/instant.ts";
import type {
  AvailabilityMonth,
  Figures,
  FollowUp,
  KeptPromise,
  Late,
  NamedIssue,
  PeriodIncident,
  Share,
  Spread,
} from "./data.ts";
import type { Period } from "./period.ts";
import type { ReportDocument } from "./schema.ts";

type OfRepository = ReportDocument["repositories"][number];

/** The whole document; `home` is the repository whose readers it is for. */
export function documentOf(period: Period, home: string, all: readonly Figures[]): ReportDocument {
  const { kind, key, name } = period;
  return { period: { kind, key, name }, home, repositories: all.map(repositoryOf) };
}

const time = (at: Instant | undefined): string | null => (at === undefined ? null : isoSeconds(at));
const inSeconds = (length: Duration): number => Math.floor(length / SECOND);
const refsOf = (all: readonly NamedIssue[]): string[] => all.map(({ ref }) => ref);

function repositoryOf(figures: Figures): OfRepository {
  const { repository, zone, from, to, asOf, isPublic } = figures;
  return {
    ...{ repository, zone, from: isoSeconds(from), to: isoSeconds(to), asOf: time(asOf), public: isPublic },
    recordedSince: time(figures.since),
    incidents: figures.incidents.map(incidentOf),
    apart: figures.apart.map(incidentOf),
    open: refsOf(figures.open),
    bySeverity: figures.bySeverity.map(shareOf),
    byService: figures.byService.map(shareOf),
    byMonth: figures.byMonth.map(shareOf),
    promises: figures.promises.map(promiseOf),
    reviews: figures.reviews.map(workOf),
    actions: figures.actions.map(workOf),
    unfiled: figures.unfiled.map(({ review, incident, count, titles }) => ({
      ...{ review: review.ref, incident: incident.ref, count },
      titles: [...titles],
    })),
    tasks: figures.tasks.map((task) => ({ ...task, open: refsOf(task.open) })),
    repeats: figures.repeats.map(({ cause, service, incidents }) => ({
      cause: cause ?? null,
      service,
      incidents: refsOf(incidents),
    })),
    intervals: figures.intervals.map(({ key, title, definition, spread, lag, values }) => ({
      ...{ key, title, definition, spread: spreadOf(spread), recordedAfter: spreadOf(lag) },
      values: values.map((one) => ({
        ref: one.ref,
        from: isoSeconds(one.from),
        to: isoSeconds(one.to),
        seconds: inSeconds(one.length),
        recordedAfterSeconds: inSeconds(one.recordedAfter),
        openedAgain: one.openedAgain,
      })),
    })),
    availability: figures.availability.map(({ key, title, definition, hoursTitle, ...one }) => ({
      ...{ key, title, definition, hours: hoursTitle },
      target: one.target ?? null,
      downtimeSeconds: one.downtime === undefined ? null : inSeconds(one.downtime),
      months: one.months.map(monthOf),
    })),
    lacks: figures.lacks.map(({ what, of, incidents }) => ({ what, of, incidents: refsOf(incidents) })),
  };
}

function incidentOf(one: PeriodIncident): OfRepository["incidents"][number] {
  const { ref, url, title, declaredAt, severity, services, status, resolvedAt, closedAt, apart } = one;
  return {
    ...{ ref, url, title: title ?? null, declaredAt: isoSeconds(declaredAt), severity, status },
    services: [...services],
    resolvedAt: time(resolvedAt),
    closedAt: time(closedAt),
    apart: apart ?? null,
  };
}

function shareOf({ key, title, incidents }: Share): OfRepository["bySeverity"][number] {
  return { key, title, incidents: refsOf(incidents) };
}

function promiseOf({ clock, title, kind, kept, missed, overdue, running, moot }: KeptPromise) {
  return {
    ...{ clock, title, kind, kept },
    missed: missed.map(lateOf),
    overdue: overdue.map(lateOf),
    running: refsOf(running),
    moot: refsOf(moot),
  };
}

function lateOf({ ref, dueAt, late }: Late) {
  return { ref, dueAt: isoSeconds(dueAt), lateSeconds: inSeconds(late) };
}

function workOf({ ref, url, incident, title, state, due, closedAt, isLate }: FollowUp) {
  return {
    ...{ ref, url, incident: incident.ref, title: title ?? null, state, due: due ?? null },
    closedAt: time(closedAt),
    late: isLate,
  };
}

function spreadOf(spread: Spread | undefined) {
  if (spread === undefined) return null;
  const { shortest, median, longest, p90 } = spread;
  return {
    shortest: inSeconds(shortest),
    median: inSeconds(median),
    longest: inSeconds(longest),
    p90: p90 === undefined ? null : inSeconds(p90),
  };
}

function monthOf(one: AvailabilityMonth) {
  const known = (length: Duration): number | null => (one.record === "none" ? null : inSeconds(length));
  return {
    month: one.month,
    record: one.record,
    recordedFrom: time(one.recordedFrom),
    hoursSeconds: inSeconds(one.hours),
    downInHoursSeconds: known(one.downInHours),
    percent: one.percent ?? null,
    percentKept: one.percentKept ?? null,
    downSeconds: known(one.down),
    downKept: one.downKept ?? null,
    incidents: refsOf(one.incidents),
    soFar: one.soFar,
  };
}
