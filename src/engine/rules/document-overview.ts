// What heads a document: severity, times, how long it lasted, who had which role, flags, and what the policy puts there (D-8, HF-1, H-32).
import { eventOfMoment, moments } from "../document-known.ts";
import { isOfEarlierEnd } from "../earlier-end.ts";
import type { HistoryEntry } from "../incident.ts";
import { type Instant, MINUTE } from "../instant.ts";
import { isIssueAddress } from "../issue-ref.ts";
import type { Field, Stage } from "../policy/model.ts";
import { problemOf } from "../problems/tie.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline } from "../text/safe.ts";
import { dateTime, dayTime } from "../time.ts";
import { inWords } from "../voice/mention.ts";
import type { Value, Values } from "../wanted.ts";
import { urlOf, urlOfEntry, urlOfFact, urlOfIssue } from "./document-links.ts";

/** Severity, times, length, roles, flags and the problem, each with where it was said. */
export function overviewValues(here: IncidentSituation): Values {
  return {
    severity: severityOf(here),
    times: timesOf(here),
    lasted: lengthOf(here),
    roles: rolesOf(here),
    flags: flagsOf(here),
    problem: problemValues(here),
  };
}

function severityOf(here: IncidentSituation): Values | undefined {
  const { incident, ruling } = here;
  const { severity } = incident;
  if (severity === undefined) return undefined;
  return {
    title: ruling.policy.severities.find(({ key }) => key === severity.key)?.title ?? "",
    since: dateTime(severity.since, ruling.policy.incidents.zone),
    because: inline(severity.because, 200),
    url: urlOf(severity.cause, here),
  };
}

function timesOf(here: IncidentSituation): readonly Value[] {
  const { incident, ruling } = here;
  const { zone } = ruling.policy.incidents;
  return moments.flatMap((what): readonly Value[] => {
    const event = eventOfMoment(incident.events, what);
    if (what === "declared" && event === undefined)
      return [{ what, at: dayTime(incident.declaredAt, zone), url: here.snapshot.issue.url }];
    if (event === undefined) return [];
    return [{ what, at: dateTime(event.at, zone), url: urlOf(event.cause, here) }];
  });
}

/** A moment with where it was said; `title`: what the field that has it is called. */
interface Said {
  readonly at: Instant;
  readonly url: string;
  readonly title?: string;
}

/**
 * From the earliest that the record knows to when the service was back; in minutes, nothing while it lasts or goes on again. What the earliest is, its
 * field says: when it was found is not when it began.
 */
function lengthOf(here: IncidentSituation): Values | undefined {
  const { incident, snapshot } = here;
  const place = incident.events.findLastIndex(({ name }) => name === "resolved");
  const resolved = incident.events[place];
  // What was opened again is not over, however long it had lasted by then.
  if (resolved === undefined || incident.events.slice(place).some(({ name }) => name === "reopened"))
    return undefined;
  const declared = { at: incident.declaredAt, url: snapshot.issue.url };
  const from = earliest([declared, ...saidAt("identify", here)]);
  const end = earliest([{ at: resolved.at, url: urlOf(resolved.cause, here) }, ...saidAt("resolve", here)]);
  if (end.at < from.at) return undefined;
  return {
    minutes: Math.max(1, Math.round((end.at - from.at) / MINUTE)),
    from: from.title === undefined ? "" : inline(from.title),
    reopened: incident.events.some(({ name, at }) => name === "reopened" && at <= resolved.at),
    fromUrl: from.url,
    toUrl: end.url,
  };
}

/** The times that people gave where a stage asks for one. */
function saidAt(stage: Stage, here: IncidentSituation): readonly Said[] {
  const isOfStage = ({ type, required }: Field): boolean => type === "time" && required.includes(stage);
  return Object.values(here.ruling.policy.fields)
    .filter(isOfStage)
    .filter(({ id }) => !isOfEarlierEnd(id, here.incident, here.ruling.policy))
    .flatMap(({ id, title }): readonly Said[] => {
      const at = here.incident.facts.get(id)?.at;
      return at === undefined ? [] : [{ at, url: urlOfFact(id, here), title }];
    });
}

function earliest([first, ...others]: readonly [Said, ...Said[]]): Said {
  return others.reduce((one, other) => (other.at < one.at ? other : one), first);
}

/** The last line of the history that tells of this. */
function lastOf(
  { incident }: IncidentSituation,
  isMeant: (entry: HistoryEntry) => boolean,
): HistoryEntry | undefined {
  return incident.history.findLast(isMeant);
}

function rolesOf(here: IncidentSituation): readonly Value[] {
  const { incident, ruling, snapshot } = here;
  return [...incident.roles].flatMap(([key, { holders }]): readonly Value[] => {
    if (holders.length === 0) return [];
    const taken = lastOf(here, ({ what, values }) => what === "role" && values.role === key);
    return [
      {
        title: inline(ruling.policy.roles[key]?.title ?? key),
        holders: inWords(holders),
        url: taken === undefined ? snapshot.issue.url : urlOfEntry(taken, here),
      },
    ];
  });
}

function flagsOf(here: IncidentSituation): readonly Value[] {
  const { incident, ruling } = here;
  const { zone } = ruling.policy.incidents;
  return [...incident.flags].map(([key, { since, cause, safe }]): Value => {
    const made = lastOf(here, ({ what, values }) => what === "made-safe" && values.flag === key);
    return {
      title: inline(ruling.policy.flags[key]?.title ?? key),
      since: dayTime(since, zone),
      safe: safe === undefined ? "" : dayTime(safe.at, zone),
      url: urlOf(cause, here),
      safeUrl: made === undefined ? "" : urlOfEntry(made, here),
    };
  });
}

/** To which problem it is tied, or that this is not said yet; nothing where the policy knows no problems (HF-1, H-27). */
function problemValues(here: IncidentSituation): Values | undefined {
  const { incident, ruling, snapshot } = here;
  const { problems } = ruling.policy;
  if (problems === undefined) return undefined;
  const tie = problemOf(incident, ruling.policy, snapshot);
  const { problem } = incident;
  const answered = [problems.field, problems.record].find((id) => id !== undefined && incident.facts.has(id));
  const saidUrl = problem === undefined ? urlOfFact(answered ?? "", here) : urlOf(problem.cause, here);
  const ref = tie.kind === "tied" ? tie.ref : "";
  return {
    kind: tie.kind,
    ref: inline(ref, 140),
    refUrl: isIssueAddress(ref) ? urlOfIssue(ref, here) : "",
    title: tie.kind === "opening" ? inline(tie.title, 120) : "",
    because: inline(problem?.because ?? "", 200),
    url: saidUrl,
  };
}
