// What the card says: the values that its template is filled with, from the incident and its standing at one instant.
import { nextCadence } from "../cadence.ts";
import { rotaProblemsAt } from "../duty/text.ts";
import { isOfEarlierEnd } from "../earlier-end.ts";
import { isOwed } from "../owed.ts";
import type { Problem } from "../policy/model.ts";
import type { Ruling } from "../policy/ruling.ts";
import { titleOf } from "../severity/title.ts";
import type { IncidentSituation, Planned } from "../situation.ts";
import { formatSpan } from "../span.ts";
import { inline, plainName } from "../text/safe.ts";
import { dayTime } from "../time.ts";
import type { Value, Values } from "../wanted.ts";
import { clockValues } from "./card-clocks.ts";
import { documentsOnCard } from "./card-documents.ts";
import { latestValue } from "./card-latest.ts";
import { nextValue, otherValues, retroValue, unexplainedIn } from "./card-next.ts";
import { noticesOnCard, sendBoxes } from "./card-notices.ts";
import { contacted, type Naming, reach, roles } from "./card-people.ts";
import type { CardTimes } from "./card-times.ts";
import { escalationValues } from "./escalate-card.ts";
import { flagValues } from "./flag-values.ts";
import { historyLines } from "./history.ts";
import { leavingValues } from "./leaving-values.ts";
import { missingValues } from "./missing-values.ts";
import { knownValues } from "./problem-values.ts";
import { serviceValues } from "./service-values.ts";
import { taskValues } from "./task-values.ts";

/** The values, as they are true now: `times` knows afterwards until when. */
export function cardValues(
  here: IncidentSituation,
  { out, faults }: Planned,
  { times, naming }: { readonly times: CardTimes; readonly naming: Naming },
): Values {
  const { incident, ruling, snapshot, standing } = here;
  const { policy } = ruling;
  const zone = policy.incidents.zone;
  const severity = policy.severities.find((one) => one.key === incident.severity?.key);
  const status = policy.statuses.find((one) => one.key === incident.status.key);
  const unexplained = unexplainedIn(here);
  return {
    kind: incident.management,
    drill: incident.drill !== undefined,
    drillBy: plainName(incident.drill?.by ?? ""),
    next: nextValue(here, times, naming),
    ...otherValues(here, times),
    severity: severity?.title ?? "",
    status: status?.title ?? incident.status.key,
    phase: standing.phase,
    stages: stages(here),
    since: dayTime(incident.declaredAt, zone),
    statusSince: dayTime(incident.status.since, zone),
    impact: impact(here),
    latest: latestValue(here, times),
    boxes: boxes(here, times),
    roles: roles(here, times, naming),
    told: contacted(here, times, true),
    ...noticesOnCard(here, times),
    unreached: contacted(here, times, false),
    flags: flagValues(here, times),
    services: serviceValues(here),
    ...knownValues(here),
    missing: missingValues(standing.missing),
    missingAtEnd:
      incident.closed?.reason === "not_planned" || incident.closed?.reason === "duplicate"
        ? []
        : standing.missingAtEnd.map((field) => ({ id: field.id, title: field.title })),
    unclear: standing.unclear.map(({ field, text, problem }) => ({
      id: field.id,
      title: field.title,
      text: inline(text, 80),
      problem: inline(problem, 120),
    })),
    ...proposalValue(here, times),
    ...lostValue(here, times),
    escalation: escalationValues(here, times, out.deliveries),
    reach: reach(here, times, naming),
    // Where nobody looks again by the clock nothing is reminded of either.
    quietUntil: incident.quietUntil === undefined || !times.isKept ? "" : times.coming(incident.quietUntil),
    quieted: {
      by: plainName(incident.quieted?.by ?? ""),
      because: inline(incident.quieted?.because ?? "", 200),
    },
    why: why(here),
    ...heldValue(here),
    facts: facts(here, times),
    timeline: historyLines(here, 30),
    retro: retroValue(here),
    actions: standing.actions.flatMap(({ ref, state, title }) =>
      state === "lost"
        ? []
        : [{ ref, state: state === "verified" ? "done" : state, title: inline(title, 120) }],
    ),
    lostActions: standing.actions.flatMap(({ state, ref }) => (state === "lost" ? [ref] : [])),
    ...taskValues(here),
    ...clockValues(here, times),
    closed: closedValue(here, times),
    review: standing.review,
    withdrawn: incident.withdrawn && {
      by: plainName(incident.withdrawn.by ?? ""),
      at: times.wasAlso(incident.withdrawn.at),
      because: inline(incident.withdrawn.because ?? "", 200),
    },
    removed: [...incident.removals].flatMap(([label, times]) => (times > 2 ? [inline(label)] : [])),
    lost: snapshot.trust === "lost" || snapshot.ledger?.rebuiltAt !== undefined,
    broken: placed(ruling.problems),
    ...(ruling.messages?.problems.length && { ownWords: placed(ruling.messages.problems) }),
    // What an entry is called may be for the inside only: a public card has its place alone.
    rotas: rotaProblems(here, times).map(
      ({ file, line, message }) =>
        `${inline(file, 80)}:${line}${snapshot.repository.public ? "" : ` ${inline(message, 300)}`}`,
    ),
    faults: faults.map((fault) => ({
      what: fault.effect.split("/")[0] ?? "",
      message: inline(fault.message, 200),
    })),
    ...documentsOnCard(here, out, times),
    ...leavingValues(out, times, here),
    moved: incident.from === snapshot.issue.ref ? "" : incident.from,
    id: incident.id,
    slug: incident.slug,
    plainUpdates: policy.incidents.plainUpdates,
    unexplained: unexplained && { by: plainName(unexplained.by ?? "") },
    isItOver: isOwed(standing.owed, "answer"),
  };
}

/** The first problems of files, each with its place. */
function placed(problems: readonly Problem[]): readonly string[] {
  return problems
    .slice(0, 3)
    .map(({ file, line, column, message }) => `${file}:${line}:${column} ${inline(message, 200)}`);
}

/** The stages of the process in their order, and which of them the incident is in (HC-1). */
function stages({ incident, ruling }: IncidentSituation): readonly Value[] {
  const { statuses } = ruling.policy;
  const now = statuses.find(({ key }) => key === incident.status.key)?.stage;
  const names = [...new Set(statuses.flatMap(({ stage }) => stage ?? []))];
  return names.map((name) => ({ name: inline(name, 40), now: name === now }));
}

function impact(here: IncidentSituation): string {
  const field = Object.values(here.ruling.policy.fields).find((one) => one.impact);
  const fact = field && here.incident.facts.get(field.id);
  return fact ? inline(fact.text.split("\n").find((line) => line.trim() !== "") ?? "", 240) : "";
}

/** The one-tap acts: only those that do something now. */
function boxes(here: IncidentSituation, times: CardTimes): Values {
  const { incident, ruling, standing } = here;
  if (incident.management !== "managed") return {};
  const running = standing.phase !== "resolved" && standing.phase !== "closed";
  const { clocks } = standing;
  const cadence = running
    ? nextCadence({ clocks, ruling, severity: incident.severity }, times.now)
    : undefined;
  times.holdsUntil(cadence?.until);
  const held = (incident.roles.get("lead")?.holders.length ?? 0) > 0;
  return {
    severities: running && incident.severity === undefined ? severityBoxes(ruling) : [],
    nothingNew: cadence?.until === undefined ? "" : times.coming(cadence.at),
    nothingNewAfter: cadence && cadence.until === undefined ? formatSpan(cadence.limit) : "",
    back: running,
    ...sendBoxes(here),
    takeLead: ruling.policy.roles.lead !== undefined && !held && running,
    passLead: held && running,
  };
}

/** Where there is no severity, each of the policy's is one tap away. */
function severityBoxes({ policy }: Ruling): readonly Value[] {
  return policy.severities.map(({ key, title, definition }) => ({ key, title, definition }));
}

/** What can't be read of who is on duty; for an hour at which somebody may still be asked. */
function rotaProblems({ ruling }: IncidentSituation, times: CardTimes): readonly Problem[] {
  if (!times.isKept) return [];
  for (const { until } of ruling.rotaProblems) times.holdsUntil(until);
  return rotaProblemsAt(ruling, times.now).slice(0, 3);
}

function why(here: IncidentSituation): Values {
  const { severity } = here.incident;
  return {
    how: severity?.how ?? "",
    because: inline(severity?.because ?? "", 500),
    by: plainName(severity?.by ?? ""),
    disagree: (severity?.disagree ?? []).map((reason) => inline(reason, 200)),
    others: (severity?.others ?? []).map((reason) => inline(reason, 400)),
  };
}

/** What would lower the severity, which stands until somebody lowers it with a reason (H-5). */
function heldValue({ incident, ruling }: IncidentSituation): Values {
  const held = incident.severity?.held;
  if (held === undefined) return {};
  const { to, because } = held;
  const title = to === undefined ? "" : inline(titleOf(ruling.policy, to));
  return { held: { to: title, key: to ?? "…", because: inline(because, 400) } };
}

/** A time as it was read, and not by its words, which would be another tomorrow: the timeline has those. */
function facts({ incident, ruling }: IncidentSituation, times: CardTimes): readonly Value[] {
  return Object.values(ruling.policy.fields).flatMap((field): readonly Value[] => {
    const fact = incident.facts.get(field.id);
    if (fact === undefined || field.impact || field.type === "severity") return [];
    const text = fact.at === undefined ? inline(fact.text, 200) : times.was(fact.at);
    const before = isOfEarlierEnd(field.id, incident, ruling.policy);
    return [{ title: field.title, text, before, follows: fact.follows ?? "" }];
  });
}

/** What the report would say since somebody from outside changed it. */
function proposalValue({ incident, ruling }: IncidentSituation, times: CardTimes): Values {
  const { proposal } = incident;
  if (proposal === undefined) return {};
  const { fields } = ruling.policy;
  return {
    proposal: {
      by: plainName(proposal.by ?? "somebody"),
      at: times.wasAlso(proposal.at),
      fields: proposal.fields.map(({ field, text }) => ({
        title: fields[field]?.title ?? field,
        text: inline(text, 80),
      })),
    },
  };
}

/** What stands though the report has lost the headings that said it. */
function lostValue({ incident: { lost }, ruling }: IncidentSituation, times: CardTimes): Values {
  if (lost === undefined) return {};
  const fields = lost.fields.map((id) => inline(ruling.policy.fields[id]?.title ?? id));
  const { at, by } = lost;
  return {
    headless: { by: plainName(by ?? "somebody"), at: times.wasAlso(at), fields: lost.all ? [] : fields },
  };
}

function closedValue(here: IncidentSituation, times: CardTimes): Values | undefined {
  const { closed } = here.incident;
  if (closed === undefined) return undefined;
  return {
    reason: closed.reason,
    by: plainName(closed.by ?? ""),
    at: times.wasAlso(closed.at),
    of: closed.of ?? "",
    because: inline(closed.because ?? "", 200),
    falseAlarm: closed.falseAlarm,
    ...(closed.apart && { apart: closed.apart }),
    ...(closed.issue && {
      issue: { by: plainName(closed.issue.by ?? ""), at: times.wasAlso(closed.issue.at) },
    }),
  };
}
