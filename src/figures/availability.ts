// Availability and downtime, month by month, each against the figure that was promised of it (L-7).
import { hoursBetween } from "../engine/business.ts";
import { holds, settledFacts } from "../engine/condition.ts";
import type { Duration, Instant } from "../engine/instant.ts";
import type { AvailabilityRule, Calendar, Policy } from "../engine/policy/model.ts";
import { calendarOf } from "../engine/policy/names.ts";
import { settledOf } from "../engine/severity/settled.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import type { AvailabilityFigures, AvailabilityMonth, NamedIssue } from "./data.ts";
import { countedEvent, eventsInWords } from "./events.ts";
import { apartKind } from "./membership.ts";
import { nameOf } from "./naming.ts";
import { monthName, type Period, spanOf } from "./period.ts";

/** The period, and the instant of the report. */
interface When {
  readonly period: Period;
  readonly now: Instant;
}

/** Every promise of the policy; `all` are all incidents that may reach into the period, whenever they were declared. */
export function availabilityOf(
  all: readonly IncidentSituation[],
  policy: Policy,
  { period, now }: When,
): readonly AvailabilityFigures[] {
  return policy.figures.availability.map((rule) => {
    const calendar = calendarOf(policy, rule);
    const down = downtimes(all, rule, now);
    const months = period.months.map((month) => ({ month, ...spanOf([month], policy.incidents.zone) }));
    return {
      key: rule.key,
      title: rule.title,
      definition: `Downtime is from ${eventsInWords(rule.from, policy)} to ${eventsInWords(rule.until, policy)}${whenInWords(rule, policy)}. Where two overlap the time counts once.`,
      hoursTitle: calendar?.title ?? "all hours",
      target: rule.target,
      downtime: rule.downtime,
      source: rule.source,
      months: months
        .filter(({ from }) => from < now)
        .map(({ month, from, to }) => {
          const clipped = { from, to: Math.min(to, now), soFar: to > now };
          return { month, name: monthName(month), ...monthOf(down, { rule, calendar, ...clipped }) };
        }),
    };
  });
}

/** A stretch of downtime and whose it is; `end` is now where it goes on. */
interface Down {
  readonly from: Instant;
  readonly to: Instant;
  readonly incident: NamedIssue;
}

/** The downtime of each incident that counts as one. */
function downtimes(all: readonly IncidentSituation[], rule: AvailabilityRule, now: Instant): readonly Down[] {
  return all
    .filter((here) => isDowntime(here, rule))
    .flatMap((here): readonly Down[] => {
      const from = countedEvent(rule.from, here)?.at;
      const to = countedEvent(rule.until, here)?.at ?? here.incident.closed?.at ?? now;
      return from === undefined || to <= from ? [] : [{ from, to, incident: nameOf(here) }];
    });
}

/** Does any downtime that began before an instant go on? */
export function isDown(all: readonly IncidentSituation[], { figures }: Policy, before: Instant): boolean {
  return figures.availability.some((rule) =>
    all.some(
      (here) =>
        here.incident.closed === undefined &&
        isDowntime(here, rule) &&
        (countedEvent(rule.from, here)?.at ?? before) < before &&
        countedEvent(rule.until, here) === undefined,
    ),
  );
}

/** Does an incident count as downtime? */
export function isDowntime({ incident, ruling }: IncidentSituation, rule: AvailabilityRule): boolean {
  if (incident.management !== "managed" || apartKind(incident) !== undefined) return false;
  return holds(rule.when, settledFacts(incident.facts, settledOf({ ...incident, ruling })));
}

interface Month {
  readonly rule: AvailabilityRule;
  readonly calendar: Calendar | undefined;
  readonly from: Instant;
  readonly to: Instant;
  readonly soFar: boolean;
}

function monthOf(
  all: readonly Down[],
  { rule, calendar, from, to, soFar }: Month,
): Omit<AvailabilityMonth, "month" | "name"> {
  const here = all
    .filter((down) => down.from < to && down.to > from)
    .map((down) => ({ ...down, from: Math.max(from, down.from), to: Math.min(to, down.to) }));
  const stretches = union(here);
  const inHours = (begin: Instant, end: Instant): Duration =>
    calendar === undefined ? end - begin : hoursBetween(calendar, begin, end);
  const hours = inHours(from, to);
  const downInHours = sum(stretches.map((one) => inHours(one.from, one.to)));
  const down = sum(stretches.map((one) => one.to - one.from));
  const exact = hours === 0 ? undefined : (100 * (hours - downInHours)) / hours;
  const { target, downtime } = rule;
  return {
    ...{ hours, downInHours, down, soFar },
    percent: exact === undefined ? undefined : cut(exact),
    percentKept: target === undefined || exact === undefined ? undefined : exact + tiny >= target,
    downKept: downtime === undefined ? undefined : down <= downtime,
    incidents: here.map(({ incident }) => incident),
  };
}

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
  const parts = Object.entries(when).map(([field, words]) => {
    const title = fields[field]?.title ?? field;
    return words.includes("*")
      ? `“${title}” is known`
      : `“${title}” is ${words.map((one) => `“${one}”`).join(" or ")}`;
  });
  return parts.length === 0 ? ", of every incident" : `, of incidents where ${parts.join(" and ")}`;
}
