// What a report does not know: times and facts that nobody gave, so that a figure leaves incidents out.
import type { IntervalRule, Policy } from "../engine/policy/model.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import type { Lack, NamedIssue } from "./data.ts";
import { downtimeLacks } from "./downtime-lacks.ts";
import { countedEvent, eventsInWords, fieldsAmong } from "./events.ts";
import { backwards } from "./intervals.ts";
import { isOver } from "./membership.ts";
import { nameOf } from "./naming.ts";
import type { PeriodSpan } from "./period.ts";
import { servicesNamed } from "./repeats.ts";

/** What is looked at: the incidents of a period, all that may reach into it, and from when to when it goes, not beyond now. */
export interface LacksOf {
  readonly counted: readonly IncidentSituation[];
  readonly all: readonly IncidentSituation[];
  readonly policy: Policy;
  readonly span: PeriodSpan;
}

/** Everything that is lacking of the incidents of a period, with those that lack it. */
export function lacksOf({ counted, all: reaching, policy, span }: LacksOf): readonly Lack[] {
  const ended = counted.filter(isOver);
  const all = [
    lack("have no severity", counted, ({ incident }) => incident.severity === undefined),
    ...(Object.values(policy.fields).some(({ type }) => type === "service")
      ? [lack("name no service", counted, ({ incident }) => servicesNamed(policy, incident.facts) === 0)]
      : []),
    ...timeFields(policy).map((id) =>
      lack(`have no “${policy.fields[id]?.title ?? id}”`, counted, (here) => !isGiven(id, here)),
    ),
    ...policy.figures.intervals.map((rule) => ({
      what: `have the end of “${rule.title}” before its beginning`,
      of: counted.length,
      incidents: backwards(rule, counted),
    })),
    ...policy.figures.intervals.flatMap((rule) => substituted(rule, ended, policy)),
    ...(policy.retro.cause === undefined
      ? []
      : [lack("that are over have no cause", ended, (here) => !isGiven(policy.retro.cause ?? "", here))]),
    ...policy.figures.availability.flatMap((rule) => downtimeLacks(reaching, rule, { policy, span })),
  ];
  return all.filter(({ incidents }) => incidents.length > 0);
}

/** Of an interval with several ends those that lack the first, which it is about: another stands for it. A field has a line of its own. */
function substituted(
  { title, to: [first = "", ...others] }: IntervalRule,
  ended: readonly IncidentSituation[],
  policy: Policy,
): readonly Lack[] {
  if (others.length === 0 || fieldsAmong([first]).length > 0) return [];
  const what = `that are over have no ${eventsInWords([first], policy)} on record; “${title}” counts them to ${eventsInWords(others, policy)}`;
  const lacks = (here: IncidentSituation): boolean =>
    countedEvent([first], here) === undefined && countedEvent(others, here) !== undefined;
  return [lack(what, ended, lacks)];
}

/** The fields of times that figures count from or to, each once. */
function timeFields({ figures }: Policy): readonly string[] {
  const events = [
    ...figures.intervals.flatMap(({ from, to }) => [...from, ...to]),
    ...figures.availability.flatMap(({ from, until }) => [...from, ...until]),
  ];
  return [...new Set(fieldsAmong(events))];
}

function lack(
  what: string,
  among: readonly IncidentSituation[],
  lacks: (here: IncidentSituation) => boolean,
): Lack {
  const incidents: readonly NamedIssue[] = among.filter(lacks).map(nameOf);
  return { what, of: among.length, incidents };
}

function isGiven(id: string, { incident, ruling }: IncidentSituation): boolean {
  const fact = incident.facts.get(id);
  const isTime = ruling.policy.fields[id]?.type === "time";
  return fact !== undefined && (!isTime || fact.at !== undefined);
}
