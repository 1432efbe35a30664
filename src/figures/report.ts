// The figures as Markdown: what the templates of `templates/figures/` print, and the drawings beside it.
import { formatDuration } from "../engine/duration.ts";
import { type Duration, type Instant, MINUTE, SECOND } from "../engine/instant.ts";
import { inline } from "../engine/text/safe.ts";
import { local, zoneName } from "../engine/time.ts";
import type { Value, Values } from "../engine/wanted.ts";
import type { Renderer } from "../render/render.ts";
import { barsOf } from "./bars.ts";
import type {
  AvailabilityFigures,
  Figures,
  FollowUp,
  IntervalFigures,
  KeptPromise,
  Late,
  NamedIssue,
} from "./data.ts";
import { apartKinds, workStates } from "./data.ts";
import { once } from "./naming.ts";
import type { Period } from "./period.ts";
import { enough } from "./spread.ts";
import { stripPlot } from "./strip-plot.ts";

/** So many links stand in one line; the tables have all of them. */
const mostLinks = 25;
/** So many lines of one review are named by their words. */
const mostTitles = 10;
/** So many incidents are listed on the page. */
const mostListed = 200;

/** A report as a whole. */
export interface Report {
  readonly period: Period;
  /** The repository whose readers it is for. */
  readonly home: string;
  readonly all: readonly Figures[];
}

/** Drawings by the name of their file: for each repository two, for light pages and for dark ones. */
export function drawingsOf({ period, all }: Report): ReadonlyMap<string, string> {
  return new Map(
    all.flatMap((figures) =>
      (["light", "dark"] as const).flatMap((scheme) => {
        const name = `Intervals, ${period.name}, ${figures.repository}`;
        const drawn = stripPlot(figures.intervals, name, scheme);
        return drawn === undefined ? [] : [[drawingName(figures, scheme), drawn] as const];
      }),
    ),
  );
}

const drawingName = ({ repository }: Figures, scheme: string): string =>
  `intervals-${repository.replace("/", "-")}-${scheme}.svg`;

/** The page; `drawings` are those that lie beside it. */
export function markdownOf(report: Report, render: Renderer, drawings: ReadonlyMap<string, string>): string {
  const { period, home, all } = report;
  const sections = all.map((figures) => render("repository", valuesOf(figures, drawings)));
  return `${render("report", { period: period.name, home, several: all.length > 1, sections })}\n`;
}

function valuesOf(figures: Figures, drawings: ReadonlyMap<string, string>): Values {
  const { repository, period, zone, asOf, to } = figures;
  const when = (at: Instant): string => `${local(at, zone, "d MMM yyyy HH:mm")} ${zoneName(at, zone)}`;
  const counted = figures.incidents.length;
  const drawing = drawings.has(drawingName(figures, "light"));
  return {
    ...{ repository, period: period.name, zone, counted, from: when(figures.from), to: when(to) },
    until: asOf !== undefined && asOf < to ? when(asOf) : "",
    asOf: asOf === undefined ? "" : when(asOf),
    since: figures.since === undefined ? "" : when(figures.since),
    toldUntil: figures.toldUntil === undefined ? "" : when(figures.toldUntil),
    ...{ public: figures.isPublic, titles: figures.hasTitles },
    open: linksOf(figures.open),
    promises: figures.promises.map(promiseValues),
    moot: figures.promises.filter(({ moot }) => moot.length > 0).map(promiseValues),
    notKept: figures.promises.reduce((sum, one) => sum + one.missed.length + one.overdue.length, 0),
    ended: figures.promises.reduce((sum, one) => sum + one.kept + one.missed.length, 0),
    reviews: workValues(figures.reviews),
    actions: workValues(figures.actions),
    unfiled: unfiledValues(figures.unfiled),
    tasks: figures.tasks.map((task) => ({ ...task, open: linksOf(task.open) })),
    repeats: figures.repeats.map(({ cause, service, incidents }) => ({
      cause: cause ?? "",
      service,
      count: incidents.length,
      incidents: linksOf(incidents),
    })),
    severities: figures.bySeverity.map(shareValues),
    services: figures.byService.map(shareValues),
    months: figures.byMonth.map(shareValues),
    severityBars: barsOf(`Incidents by severity, ${period.name}`, figures.bySeverity),
    serviceBars: barsOf(`Incidents by service, ${period.name}`, figures.byService),
    monthBars: barsOf(
      `Incidents by month, ${period.name}`,
      figures.byMonth.map((one) => ({ ...one, title: one.title.slice(0, 3) })),
    ),
    incidents: figures.incidents.slice(0, mostListed).map((one) => ({
      ...linkOf(one),
      title: one.title ?? "",
      severity: one.severity,
      services: one.services.join(", "),
      status: one.status,
      declared: when(one.declaredAt),
    })),
    unlisted: Math.max(0, counted - mostListed),
    intervals: figures.intervals.map(intervalValues),
    ...{ enough, light: drawing ? drawingName(figures, "light") : "", dark: drawingName(figures, "dark") },
    availability: figures.availability.map((one) => availabilityValues(one, when)),
    lacks: figures.lacks.map(({ what, of, incidents }) => ({
      what,
      of,
      count: incidents.length,
      incidents: linksOf(incidents),
    })),
    apart: apartKinds.flatMap((kind) => {
      const all = figures.apart.filter((one) => one.apart === kind);
      return all.length === 0 ? [] : [{ kind, count: all.length, incidents: linksOf(all) }];
    }),
  };
}

/** A link by the number alone; `more` is how many are left out of a long list. */
function linksOf(all: readonly NamedIssue[]): Values {
  return { all: all.slice(0, mostLinks).map(linkOf), more: Math.max(0, all.length - mostLinks) };
}

function linkOf({ ref, url }: NamedIssue): { readonly n: string; readonly url: string } {
  return { n: ref.split("#")[1] ?? ref, url };
}

function shareValues({ title, incidents }: Figures["bySeverity"][number]): Values {
  return { title, count: incidents.length, incidents: linksOf(incidents) };
}

function promiseValues({ title, kind, kept, missed, overdue, running, moot }: KeptPromise): Values {
  return {
    ...{ title, kind, kept, ended: kept + missed.length, running: running.length },
    missed: latesOf(missed),
    overdue: latesOf(overdue),
    moot: moot.length,
    mootOf: linksOf(once(moot)),
  };
}

function latesOf(all: readonly Late[]): Values {
  return {
    all: all.slice(0, mostLinks).map((one) => ({ ...linkOf(one), late: lengthOf(one.late) })),
    more: Math.max(0, all.length - mostLinks),
  };
}

function workValues(all: readonly FollowUp[]): Values {
  const inState = (state: string): readonly FollowUp[] => all.filter((one) => one.state === state);
  const links = (some: readonly FollowUp[]): Values => ({
    all: some.slice(0, mostLinks).map((one) => ({
      ...linkOf(one),
      name: one.state === "missing" ? `#${linkOf(one).n}` : one.ref,
      title: one.title ?? "",
      due: one.due ?? "",
    })),
    more: Math.max(0, some.length - mostLinks),
    count: some.length,
  });
  const states = workStates.map((state): readonly [string, Value] => [state, links(inState(state))]);
  return { ...Object.fromEntries(states), all: all.length, late: links(all.filter(({ isLate }) => isLate)) };
}

/** How many lines no issue follows, and each review that has some, with their words. */
export function unfiledValues(all: Figures["unfiled"]): Values {
  return {
    count: all.reduce((sum, { count }) => sum + count, 0),
    all: all.slice(0, mostLinks).map(({ review, count, titles }) => ({
      ...{ ...linkOf(review), count },
      titles: titles.slice(0, mostTitles).map((title) => inline(title, 120)),
      more: titles.length === 0 ? 0 : count - Math.min(titles.length, mostTitles),
    })),
    more: Math.max(0, all.length - mostLinks),
  };
}

function intervalValues({ title, definition, values, spread, lag }: IntervalFigures): Values {
  return {
    ...{ title, definition, n: values.length },
    shortest: lengthOf(spread?.shortest),
    median: lengthOf(spread?.median),
    longest: lengthOf(spread?.longest),
    p90: spread?.p90 === undefined ? "" : lengthOf(spread.p90),
    lag: lag === undefined ? "" : lengthOf(lag.median),
    longestLag: lag === undefined ? "" : lengthOf(lag.longest),
    openedAgain: linksOf(values.filter(({ openedAgain }) => openedAgain)),
    values:
      values.length < enough ? values.map((one) => ({ ...linkOf(one), length: lengthOf(one.length) })) : [],
  };
}

function availabilityValues(one: AvailabilityFigures, when: (at: Instant) => string): Values {
  return {
    ...{ title: one.title, definition: one.definition, hours: one.hoursTitle, source: one.source },
    target: one.target === undefined ? "" : `${one.target} %`,
    limit: one.downtime === undefined ? "" : hoursOf(one.downtime),
    months: one.months.map((month) => ({
      name: month.name,
      soFar: month.soFar,
      recordedFrom: month.recordedFrom === undefined ? "" : when(month.recordedFrom),
      hours: hoursOf(month.hours),
      ...{ known: month.record !== "none", whole: month.record === "whole" },
      downInHours: hoursOf(month.downInHours),
      percent: month.percent === undefined ? "" : `${month.percent.toFixed(3)} %`,
      percentKept: saidOf(month.percentKept),
      down: hoursOf(month.down),
      downKept: saidOf(month.downKept),
      incidents: linksOf(month.incidents),
    })),
  };
}

function saidOf(kept: boolean | undefined): string {
  if (kept === undefined) return "";
  return kept ? "kept" : "not kept";
}

/** A length in hours and minutes, without days: a day of business hours has not 24 of them. */
function hoursOf(length: Duration): string {
  const minutes = Math.floor(length / MINUTE);
  const [hours, left] = [Math.floor(minutes / 60), minutes % 60];
  const words = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;
  if (hours === 0) return words(left, "minute");
  return left === 0 ? words(hours, "hour") : `${words(hours, "hour")} ${words(left, "minute")}`;
}

/** A length for people: of an hour or more to the minute, as nobody reads the seconds of days. */
function lengthOf(length: Duration | undefined): string {
  if (length === undefined) return "";
  const unit = length >= 60 * MINUTE ? MINUTE : SECOND;
  return formatDuration(Math.floor(length / unit) * unit);
}
