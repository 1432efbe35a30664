// What a report does not know of downtime: ends that nobody said, time that is not counted, and what was told too late to count.
import { DAY, type Instant } from "../engine/instant.ts";
import type { AvailabilityRule, Policy } from "../engine/policy/model.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import { local, zoneName } from "../engine/time.ts";
import type { Lack } from "./data.ts";
import { betweenOf, type Downtime, isDowntime, stretchesOf, toldWithin } from "./downtime.ts";
import { countedEvent } from "./events.ts";
import { isOver } from "./membership.ts";
import { nameOf } from "./naming.ts";
import { monthOf, type PeriodSpan, spanOf } from "./period.ts";

/** An incident that counts as downtime, in the period or beside it. */
interface Down {
  readonly here: IncidentSituation;
  readonly stretches: readonly Downtime[];
}

/** What is lacking of the downtime of one promise: of incidents that were declared in the period, or reach into it. */
export function downtimeLacks(
  all: readonly IncidentSituation[],
  rule: AvailabilityRule,
  { policy, span }: { readonly policy: Policy; readonly span: PeriodSpan },
): readonly Lack[] {
  const { zone } = policy.incidents;
  const isIn = (from: Instant, to: Instant = Number.POSITIVE_INFINITY): boolean =>
    from < span.to && to > span.from;
  const down = all
    .filter((here) => isDowntime(here, rule))
    .map((here): Down => ({ here, stretches: stretchesOf(here, rule) }))
    .filter(({ here: { incident }, stretches }) => {
      const times: readonly Downtime[] = [...stretches, ...betweenOf(stretches)];
      return (
        isIn(incident.declaredAt, incident.declaredAt + 1) || times.some(({ from, to }) => isIn(from, to))
      );
    });
  const ended = down.filter(({ here }) => isOver(here));
  return [
    {
      what: `that are over do not say when the downtime of “${rule.title}” ended; it counts until they were closed`,
      of: ended.length,
      incidents: ended
        .filter(({ here }) => countedEvent(rule.until, here) === undefined)
        .map(({ here }) => nameOf(here)),
    },
    ...down.flatMap(({ here, stretches }) =>
      betweenOf(stretches)
        .filter(({ from, to }) => isIn(from, to))
        .map(({ to }) => ({
          what: `counted for “${rule.title}” was opened again on ${dated(to, zone)}; the time between is not counted as down`,
          of: down.length,
          incidents: [nameOf(here)],
        })),
    ),
    {
      what: `were declared too late for the month in which their downtime of “${rule.title}” began, more than ${toldWithin / DAY} days after its end; what lies in that month is not counted`,
      of: down.length,
      incidents: down.filter((one) => isTooLate(one, zone)).map(({ here }) => nameOf(here)),
    },
  ];
}

function isTooLate({ here, stretches: [first] }: Down, zone: string): boolean {
  if (first === undefined) return false;
  const { to } = spanOf(monthOf(local(first.from, zone, "yyyy-MM")).months, zone);
  return here.incident.declaredAt >= to + toldWithin;
}

const dated = (at: Instant, zone: string): string =>
  `${local(at, zone, "d MMM yyyy HH:mm")} ${zoneName(at, zone)}`;
