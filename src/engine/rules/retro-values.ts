// What stands in a review when it is opened: people go on from there, so that all of it has to be right then (D-10, D-11, H-28, S-8).
import { isOfEarlierEnd } from "../earlier-end.ts";
import type { Instant } from "../instant.ts";
import type { ClockRule } from "../policy/model.ts";
import { headings } from "../review-body.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline, plainName } from "../text/safe.ts";
import { dayTime, local } from "../time.ts";
import { inWords } from "../voice/mention.ts";
import type { Value, Values } from "../wanted.ts";
import { clockValues } from "./retro-clocks.ts";
import { diagramValues, timelineValues } from "./retro-timeline.ts";
import { toldValues } from "./retro-told.ts";

/** All answers together are given this many characters; who wants more finds it in the record. */
const mostOfFacts = 8_000;

/** The values of the review's document; `people`: whose it is. */
export function reviewValues(here: IncidentSituation, people: readonly string[]): Values {
  const { incident, ruling, snapshot, now } = here;
  const { policy } = ruling;
  const { zone } = policy.incidents;
  const { severity } = incident;
  const { told, more: untold } = toldValues(here);
  return {
    title: inline(incident.title, 200),
    incident: snapshot.issue.ref,
    slug: incident.slug,
    severity: policy.severities.find(({ key }) => key === severity?.key)?.title ?? "",
    severitySince: severity === undefined ? "" : dayTime(severity.since, zone),
    declarer: plainName(incident.history.findLast(({ what }) => what === "declared")?.by ?? ""),
    declared: dayTime(incident.declaredAt, zone),
    resolved: resolvedAt(here, zone),
    at: dayTime(now, zone),
    ...factValues(here),
    people: people.map(plainName).join(", "),
    due: dueDay(here),
    held: heldOn(here),
    roles: roleValues(here),
    ...clockValues(here),
    told,
    untold,
    ...timelineValues(here),
    days: diagramValues(here),
    ...askedValues(here),
    types: policy.actions.types.join(", "),
    teams: Object.keys(policy.teams),
    heading: policy.retro.heading,
    zone,
  };
}

/** What is known, without what stands in a place of its own. */
function factValues({ incident, ruling }: IncidentSituation): Values {
  const { policy } = ruling;
  const { cause, date } = policy.retro;
  const shown = Object.values(policy.fields).flatMap((field) => {
    const fact = field.id === cause || field.id === date ? undefined : incident.facts.get(field.id);
    if (fact === undefined || field.type === "severity") return [];
    const text = fact.at === undefined ? inline(fact.text, 500) : dayTime(fact.at, policy.incidents.zone);
    return [{ title: field.title, text, before: isOfEarlierEnd(field.id, incident, policy) }];
  });
  let left = mostOfFacts;
  const facts = shown.filter(({ title, text }) => {
    left -= title.length + text.length;
    return left >= 0;
  });
  return {
    facts,
    moreFacts: shown.length - facts.length,
    cause: inline(incident.facts.get(cause ?? "")?.text ?? "", 1_000),
  };
}

function roleValues({ incident, ruling }: IncidentSituation): readonly Value[] {
  return [...incident.roles].flatMap(([key, { holders }]) =>
    holders.length === 0
      ? []
      : [{ title: ruling.policy.roles[key]?.title ?? key, holders: inWords(holders) }],
  );
}

/** What the policy asks, with the headings by which the answers are found again. */
function askedValues({ ruling }: IncidentSituation): Values {
  const { retro, fields } = ruling.policy;
  return {
    whys: retro.whys === 0 ? undefined : { heading: headings.whys, numbers: numbersTo(retro.whys) },
    class:
      retro.class === undefined
        ? undefined
        : { heading: headings.class, options: fields[retro.class]?.options ?? [] },
    questions: retro.questions.map(({ ask, required }) => ({ ask: inline(ask), required })),
  };
}

const numbersTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

/** The day by which it is to be done, in the policy's zone; "" where it has none. */
function dueDay(here: IncidentSituation): string {
  const { incidents } = here.ruling.policy;
  const at = dueAt(here);
  return at === undefined ? "" : local(at, incidents.zone, "EEE d MMM yyyy");
}

/**
 * By a clock that its date moves, or that its end alone stops, else by its date, else by what the policy allows it. Before the incident is
 * closed such a clock may still begin: until then there is none.
 */
function dueAt({ incident, ruling, standing, now }: IncidentSituation): Instant | undefined {
  const { retro, clocks } = ruling.policy;
  const isDated = ({ agreed }: ClockRule) => retro.date !== undefined && agreed === retro.date;
  const isEnded = ({ stops }: ClockRule) => stops.includes("ended.review") && !stops.includes("owned.review");
  const limitOf = (is: (clock: ClockRule) => boolean) => standing.limits.find(({ clock }) => is(clock));
  const limit = limitOf(isDated) ?? limitOf(isEnded);
  if (limit !== undefined) return limit.dueAt;
  const date = incident.facts.get(retro.date ?? "")?.at;
  if (date !== undefined) return date;
  const isToCome = incident.closed === undefined && clocks.some((one) => isDated(one) || isEnded(one));
  return retro.within === undefined || isToCome ? undefined : (incident.closed?.at ?? now) + retro.within;
}

/** When it is held, where somebody said so. */
function heldOn({ incident, ruling }: IncidentSituation): string {
  const at = incident.facts.get(ruling.policy.retro.date ?? "")?.at;
  return at === undefined ? "" : dayTime(at, ruling.policy.incidents.zone);
}

function resolvedAt({ incident }: IncidentSituation, zone: string): string {
  const last = incident.events.findLast(({ name }) => name === "resolved");
  return last ? dayTime(last.at, zone) : "";
}
