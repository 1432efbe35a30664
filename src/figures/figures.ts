// From incidents where they stand to the figures of a period: plain data, of which tables, texts and drawings are made.

import type { Instant } from "../engine/instant.ts";
import { SECOND } from "../engine/instant.ts";
import type { Policy } from "../engine/policy/model.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import { local } from "../engine/time.ts";
import { availabilityOf, isDown } from "./availability.ts";
import type { Figures, PeriodIncident, Share } from "./data.ts";
import { declaredBefore } from "./downtime.ts";
import { countedEvent } from "./events.ts";
import { intervalsOf } from "./intervals.ts";
import { lacksOf } from "./lacks.ts";
import { apartKind, membersOf } from "./membership.ts";
import { mayRead, nameOf, once, type Readership } from "./naming.ts";
import { monthName, type Period, spanOf } from "./period.ts";
import { promisesOf } from "./promises.ts";
import { repeatsOf, serviceTitles } from "./repeats.ts";
import { actionsOf, otherTasks, reviewsOf, unfiledOf } from "./work.ts";

/** What figures are made from. */
export interface FiguresOf {
  /** `owner/name` */
  readonly repository: string;
  readonly policy: Policy;
  readonly period: Period;
  /** Incidents of the repository that may be of the period, or reach into it. */
  readonly incidents: readonly IncidentSituation[];
  readonly isPublic: boolean;
  readonly readers: Readership;
  readonly now: Instant;
}

/**
 * The figures. Of a period in which everything has ended they hang on nothing but its incidents, whenever they are made: the instant
 * stands in them (`asOf`) only where something may still change.
 */
export function figuresOf(of: FiguresOf): Figures {
  const { policy, period, readers, repository, isPublic } = of;
  const now = Math.floor(of.now / SECOND) * SECOND;
  const { zone, since } = policy.incidents;
  const span = spanOf(period.months, zone);
  const { counted, apart } = membersOf(of.incidents, span);
  const promises = promisesOf(counted, policy, now);
  const reviews = reviewsOf(counted, { now, readers });
  const actions = actionsOf(counted, { now, readers });
  const unfiled = unfiledOf(counted, { readers });
  const tasks = otherTasks(counted, policy);
  const availability = availabilityOf(of.incidents, policy, { period, now });
  const open = counted.filter(({ incident }) => incident.closed === undefined).map(nameOf);
  const work = [...reviews, ...actions];
  const until = declaredBefore(policy.figures.availability, span.to);
  const mayChange =
    now < until ||
    open.length > 0 ||
    promises.some(({ overdue, running }) => overdue.length + running.length > 0) ||
    work.some(({ state }) => state === "open" || state === "overdue" || state === "missing") ||
    unfiled.length > 0 ||
    tasks.some((task) => task.open.length > 0) ||
    isDown(of.incidents, policy, span.to);
  return {
    ...{ repository, period, zone, ...span, asOf: mayChange ? now : undefined },
    since: since !== undefined && since > span.from ? since : undefined,
    toldUntil: now < until && now >= span.to ? until : undefined,
    ...{ isPublic, hasTitles: mayRead({ name: repository, public: isPublic }, readers) },
    incidents: counted.map((here) => incidentOf(here, of)),
    apart: apart.map(({ here }) => incidentOf(here, of)),
    open,
    bySeverity: bySeverity(counted, policy),
    byService: byService(counted, policy, readers),
    byMonth: byMonth(counted, policy, period),
    ...{ promises, reviews, actions, unfiled, tasks },
    repeats: repeatsOf(counted, policy, readers),
    intervals: intervalsOf(counted, policy),
    availability,
    lacks: lacksOf({
      counted,
      all: of.incidents,
      policy,
      span: { from: span.from, to: Math.min(span.to, now) },
    }),
  };
}

function incidentOf(here: IncidentSituation, { policy, readers }: FiguresOf): PeriodIncident {
  const { incident, snapshot } = here;
  return {
    ...nameOf(here),
    title: mayRead(snapshot.repository, readers) ? incident.title : undefined,
    declaredAt: incident.declaredAt,
    severity: policy.severities.find(({ key }) => key === incident.severity?.key)?.title ?? "",
    services: serviceTitles(here, policy, { readers }),
    status: policy.statuses.find(({ key }) => key === incident.status.key)?.title ?? incident.status.key,
    resolvedAt: countedEvent(["resolved"], here)?.at,
    closedAt: incident.closed?.at,
    apart: apartKind(incident),
  };
}

/** In the policy's order, the worst first; those without one last. */
function bySeverity(counted: readonly IncidentSituation[], { severities }: Policy): readonly Share[] {
  const groups = Map.groupBy(counted, ({ incident }) => incident.severity?.key ?? "");
  const all = [...severities, { key: "", title: "not settled" }];
  return all.flatMap(({ key, title }) => share(key, title, groups.get(key)));
}

/** Those with most incidents first; an incident of two services counts under both. */
function byService(
  counted: readonly IncidentSituation[],
  policy: Policy,
  readers: Readership,
): readonly Share[] {
  const pairs = counted.flatMap((here) =>
    serviceTitles(here, policy, { readers, orNone: true }).map((title) => ({ here, title })),
  );
  return [...Map.groupBy(pairs, ({ title }) => title)]
    .flatMap(([title, group]) =>
      share(
        title,
        title || "none named",
        group.map(({ here }) => here),
      ),
    )
    .toSorted(
      (one, other) => other.incidents.length - one.incidents.length || (one.title < other.title ? -1 : 1),
    );
}

/** Every month of a longer period, those without an incident too; of a month nothing. */
function byMonth(
  counted: readonly IncidentSituation[],
  { incidents }: Policy,
  { months }: Period,
): readonly Share[] {
  if (months.length < 2) return [];
  const groups = Map.groupBy(counted, ({ incident }) =>
    local(incident.declaredAt, incidents.zone, "yyyy-MM"),
  );
  return months.map((month) => ({
    key: month,
    title: monthName(month),
    incidents: (groups.get(month) ?? []).map(nameOf),
  }));
}

function share(
  key: string,
  title: string,
  group: readonly IncidentSituation[] | undefined,
): readonly Share[] {
  return group === undefined ? [] : [{ key, title, incidents: once(group.map(nameOf)) }];
}
