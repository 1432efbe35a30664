// Availability and downtime, month by month, each against the figure that was promised of it (L-7).
import { hoursBetween } from "../engine/business.ts";
import { wantedInWords } from "../engine/condition.ts";
import type { Duration, Instant } from "../engine/instant.ts";
import type { AvailabilityRule, Calendar, Policy } from "../engine/policy/model.ts";
import { calendarOf } from "../engine/policy/names.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import type { AvailabilityFigures, AvailabilityMonth, NamedIssue } from "./data.ts";
import { declaredBefore, isDowntime, stretchesOf } from "./downtime.ts";
import { eventsInWords } from "./events.ts";
import { nameOf, once } from "./naming.ts";
import { monthName, type Period, spanOf } from "./period.ts";

/** The period, and the instant of the report. */
interface When {
  readonly period: Period;
  readonly now: Instant;
}

/**
 * Every promise of the policy; `all` are all incidents that may reach into the period, whenever they were declared. What was before the
 * policy's `since` is on no record.
 */
export function availabilityOf(
  all: readonly IncidentSituation[],
  policy: Policy,
  { period, now }: When,
): readonly AvailabilityFigures[] {
  const { zone, since = Number.NEGATIVE_INFINITY } = policy.incidents;
  const months = period.months
    .map((month) => ({ month, ...spanOf([month], zone) }))
    .filter(({ from }) => from < now);
  return policy.figures.availability.map((rule) => {
    const calendar = calendarOf(policy, rule);
    const down = downtimes(all, rule, now);
    return {
      key: rule.key,
      title: rule.title,
      definition: definitionOf(rule, policy),
      hoursTitle: calendar?.title ?? "all hours",
      target: rule.target,
      downtime: rule.downtime,
      source: rule.source,
      months: months.map(({ month, from, to }) => {
        const clipped = { from, to: Math.min(to, now), soFar: to > now };
        const its = down.filter(({ declaredAt }) => declaredAt < declaredBefore([rule], to));
        return { month, name: monthName(month), ...monthOf(its, { rule, calendar, since, ...clipped }) };
      }),
    };
  });
}

function definitionOf(rule: AvailabilityRule, policy: Policy): string {
  const { from, until } = rule;
  const words = `from ${eventsInWords(from, policy)} to ${eventsInWords(until, policy)}`;
  return `Downtime is ${words}${whenInWords(rule, policy)}; of what was opened again from then to its next end, without the time between. Where two overlap the time counts once.`;
}

/** A stretch of downtime and whose it is; `to` is now where it goes on. */
interface Down {
  readonly from: Instant;
  readonly to: Instant;
  readonly declaredAt: Instant;
  readonly incident: NamedIssue;
}

/** The downtime of each incident that counts as one. */
function downtimes(all: readonly IncidentSituation[], rule: AvailabilityRule, now: Instant): readonly Down[] {
  return all
    .filter((here) => isDowntime(here, rule))
    .flatMap((here): readonly Down[] => {
      const { declaredAt } = here.incident;
      return stretchesOf(here, rule)
        .map(({ from, to = now }) => ({ from, to, declaredAt, incident: nameOf(here) }))
        .filter(({ from, to }) => to > from);
    });
}

/** Does any downtime that began before an instant go on? */
export function isDown(all: readonly IncidentSituation[], { figures }: Policy, before: Instant): boolean {
  return figures.availability.some((rule) =>
    all.some(
      (here) =>
        isDowntime(here, rule) &&
        stretchesOf(here, rule).some(({ from, to }) => from < before && to === undefined),
    ),
  );
}

interface Month {
  readonly rule: AvailabilityRule;
  readonly calendar: Calendar | undefined;
  readonly from: Instant;
  readonly to: Instant;
  readonly soFar: boolean;
  /** What was before it is on no record. */
  readonly since: Instant;
}

function monthOf(all: readonly Down[], month: Month): Omit<AvailabilityMonth, "month" | "name"> {
  const { calendar, to, soFar, since } = month;
  const from = Math.max(month.from, since);
  const here = all
    .filter((down) => down.from < to && down.to > month.from)
    .map((down) => ({ ...down, from: Math.max(from, down.from), to: Math.min(to, down.to) }));
  const stretches = union(here.filter((down) => down.from < down.to));
  const inHours = (begin: Instant, end: Instant): Duration =>
    calendar === undefined ? Math.max(0, end - begin) : hoursBetween(calendar, begin, end);
  const isNone = since >= to;
  const hours = inHours(isNone ? month.from : from, to);
  const downInHours = sum(stretches.map((one) => inHours(one.from, one.to)));
  const down = sum(stretches.map((one) => one.to - one.from));
  const incidents = once(here.map(({ incident }) => incident));
  if (isNone) return { hours, downInHours: 0, down: 0, soFar, incidents, record: "none" };
  const exact = percentOf(hours, downInHours);
  const isPart = since > month.from;
  return {
    ...{ hours, downInHours, down, soFar, incidents },
    record: isPart ? "part" : "whole",
    recordedFrom: isPart ? since : undefined,
    percent: exact === undefined ? undefined : cut(exact),
    ...keptIn(month, { down, downInHours, isPart, hours: inHours(month.from, to) }),
  };
}

/** Whether the promises were kept. Of a month that is on record in part only that they were not is known. */
function keptIn(
  { rule: { target, downtime } }: Month,
  its: {
    readonly down: Duration;
    readonly downInHours: Duration;
    readonly hours: Duration;
    readonly isPart: boolean;
  },
): Pick<AvailabilityMonth, "percentKept" | "downKept"> {
  const exact = percentOf(its.hours, its.downInHours);
  const known = (kept: boolean): boolean | undefined => (kept && its.isPart ? undefined : kept);
  return {
    percentKept: target === undefined || exact === undefined ? undefined : known(exact + tiny >= target),
    downKept: downtime === undefined ? undefined : known(its.down <= downtime),
  };
}

/** In percent; `undefined` where there were no hours. */
const percentOf = (hours: Duration, down: Duration): number | undefined =>
  hours === 0 ? undefined : (100 * (hours - down)) / hours;

/** Stretches that don't touch, which together are the same times. */
function union(all: readonly Pick<Down, "from" | "to">[]): readonly Pick<Down, "from" | "to">[] {
  const found: { from: Instant; to: Instant }[] = [];
  for (const { from, to } of all.toSorted((one, other) => one.from - other.from)) {
    const last = found.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}

const sum = (all: readonly Duration[]): Duration => all.reduce((total, one) => total + one, 0);

/** Cut and not rounded, so that 99.4996 is never shown as the 99.5 that it missed. */
const cut = (percent: number): number => Math.floor((percent + tiny) * 1000) / 1000;

/** What a division may be wrong by. */
const tiny = 1e-10;

function whenInWords({ when }: AvailabilityRule, { fields }: Policy): string {
  const parts = Object.entries(when).map(
    ([field, words]) => `“${fields[field]?.title ?? field}” ${wantedInWords(words, (one) => `“${one}”`)}`,
  );
  return parts.length === 0 ? ", of every incident" : `, of incidents where ${parts.join(" and ")}`;
}
