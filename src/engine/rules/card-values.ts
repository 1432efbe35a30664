// What the card says: the values that its template is filled with, from the incident and its standing at one instant.
import { isOwed } from "../assess.ts";
import { nextCadence } from "../cadence.ts";
import { rotaProblemsAt } from "../duty/text.ts";
import type { Value, Values } from "../effect.ts";
import type { Instant } from "../instant.ts";
import type { RunningLimit } from "../prompt.ts";
import type { IncidentSituation, Planned } from "../situation.ts";
import { lostTasks, reviewIn, tasksOf } from "../task.ts";
import { nounOf } from "../text/noun.ts";
import { inline, plainName } from "../text/safe.ts";
import { clockTime, dayTime, shortTime } from "../time.ts";
import { type Asked, atName, plain, whoHas } from "../who.ts";
import { clockValues } from "./card-clocks.ts";
import { contacted, type Naming, reach, roles } from "./card-people.ts";
import { escalationValues } from "./escalate-values.ts";
import { flagValues } from "./flag-values.ts";
import { historyLines } from "./history.ts";
import { leavingValues } from "./leaving-values.ts";
import { missingValues } from "./missing-values.ts";
import { serviceValues } from "./service-values.ts";
import { taskValues } from "./task-values.ts";

/** The values, as they are true at `reading`: times name the day where it is another one. */
export function cardValues(
  here: IncidentSituation,
  { out, faults }: Planned,
  { reading, naming }: { readonly reading: Instant; readonly naming: Naming },
): Values {
  const { incident, ruling, snapshot, standing } = here;
  const { policy } = ruling;
  const zone = policy.incidents.zone;
  const severity = policy.severities.find((one) => one.key === incident.severity?.key);
  const status = policy.statuses.find((one) => one.key === incident.status.key);
  return {
    kind: incident.management,
    drill: incident.drill !== undefined,
    drillBy: plainName(incident.drill?.by ?? ""),
    next: next(here, reading, naming),
    severity: severity?.title ?? "",
    status: status?.title ?? incident.status.key,
    phase: standing.phase,
    stages: stages(here),
    since: dayTime(incident.declaredAt, zone),
    statusSince: clockTime(incident.status.since, zone, reading),
    impact: impact(here),
    boxes: boxes(here, reading),
    roles: roles(here, reading, naming),
    told: contacted(here, reading, true),
    unreached: contacted(here, reading, false),
    flags: flagValues(here, reading),
    services: serviceValues(here),
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
    ...proposalValue(here, reading),
    escalation: escalationValues(here, reading),
    reach: reach(here, reading),
    quietUntil:
      incident.quietUntil !== undefined && incident.quietUntil > reading
        ? shortTime(incident.quietUntil, zone, reading)
        : "",
    why: why(here),
    facts: facts(here),
    timeline: historyLines(here, 30),
    retro: retroValue(here),
    actions: tasksOf(incident, "action").map(({ child, state }) => ({
      ref: child.ref,
      state,
      title: child.private && snapshot.repository.public ? "" : inline(child.title, 120),
    })),
    ...taskValues(here),
    ...clockValues(here, reading),
    closed: closedValue(here, reading),
    review: standing.review,
    withdrawn: incident.withdrawn && {
      by: plainName(incident.withdrawn.by ?? ""),
      at: clockTime(incident.withdrawn.at, zone, reading),
      because: inline(incident.withdrawn.because ?? "", 200),
    },
    removed: [...incident.removals].flatMap(([label, times]) => (times > 2 ? [inline(label)] : [])),
    lost: snapshot.trust === "lost" || snapshot.ledger?.rebuiltAt !== undefined,
    broken: ruling.problems
      .slice(0, 3)
      .map((problem) => `${problem.file}:${problem.line}:${problem.column} ${inline(problem.message, 200)}`),
    // What an entry is called may be for the inside only: a public card has its place alone.
    rotas: rotaProblemsAt(ruling, reading)
      .slice(0, 3)
      .map(
        ({ file, line, message }) =>
          `${inline(file, 80)}:${line}${snapshot.repository.public ? "" : ` ${inline(message, 300)}`}`,
      ),
    faults: faults.map((fault) => ({
      what: fault.effect.split("/")[0] ?? "",
      message: inline(fault.message, 200),
    })),
    ...leavingValues(out, reading, here),
    moved: incident.from === snapshot.issue.ref ? "" : incident.from,
    id: incident.id,
    plainUpdates: policy.incidents.plainUpdates,
    severities: policy.severities.map((one) => ({
      title: one.title,
      key: one.key,
      definition: one.definition,
    })),
  };
}

/** The stages of the process in their order, and which of them the incident is in (HC-1). */
function stages({ incident, ruling }: IncidentSituation): readonly Value[] {
  const { statuses } = ruling.policy;
  const now = statuses.find(({ key }) => key === incident.status.key)?.stage;
  const names = [...new Set(statuses.flatMap(({ stage }) => stage ?? []))];
  return names.map((name) => ({ name: inline(name, 40), now: name === now }));
}

/** The first line: what is next, by when, whose. */
function next(here: IncidentSituation, reading: Instant, naming: Naming): Values {
  const { incident, standing, snapshot } = here;
  const words = (asked: Asked): string => (naming === "mention" ? atName(asked) : plain(asked));
  const lead = whoHas(["lead"], here);
  if (incident.management === "withdrawn") return { kind: "withdrawn" };
  if (incident.closed && snapshot.issue.state === "closed") {
    const review = reviewIn(incident);
    if (review?.state === "open") return { kind: "retro", ref: review.child.ref };
    if (standing.review === "due" && retroValue(here) === undefined) return { kind: "review" };
    // A review that is owed and not there was lost: nobody can go to it.
    const kinds = standing.owed.flatMap((one) =>
      one.what === "task" && one.kind !== "review" ? [one.kind] : [],
    );
    if (kinds[0] !== undefined) return taskNext(kinds[0], here);
    const due = isOwed(standing.owed, "limits") ? standing.limits[0] : undefined;
    if (due !== undefined) return limitNext(due, { here, reading, words });
    return { kind: isOwed(standing.owed, "level") ? "level" : "nothing" };
  }
  if (isOwed(standing.owed, "answer")) return { kind: "answer", whose: words(lead) };
  if (standing.phase === "resolved" || standing.phase === "closed")
    return { kind: "close", whose: words(lead) };
  if (incident.severity === undefined) return { kind: "severity", whose: words(lead) };
  const first = standing.limits[0];
  if (first === undefined) return { kind: "free", whose: words(lead) };
  return limitNext(first, { here, reading, words });
}

/** Tasks of a kind as what is next: how many of them are open. */
function taskNext(kind: string, { incident, ruling }: IncidentSituation): Values {
  const open = tasksOf(incident, kind).filter(({ state }) => state === "open");
  if (kind === "action")
    return { kind: "actions", open: open.length, ref: reviewIn(incident)?.child.ref ?? "" };
  const noun = ruling.policy.tasks[kind]?.noun ?? kind;
  return { kind: "task", noun: inline(noun), ref: open[0]?.child.ref ?? "" };
}

/** A limit as what is next: what, by when, whose. */
function limitNext(
  { clock, dueAt }: RunningLimit,
  said: {
    readonly here: IncidentSituation;
    readonly reading: Instant;
    readonly words: (asked: Asked) => string;
  },
): Values {
  const { here, reading, words } = said;
  return {
    kind: "clock",
    noun: nounOf(clock.title),
    at: clockTime(dueAt, here.ruling.policy.incidents.zone, reading),
    whose: words(whoHas(clock.remind, here, clock.remindOnly)),
  };
}

function impact(here: IncidentSituation): string {
  const field = Object.values(here.ruling.policy.fields).find((one) => one.impact);
  const fact = field && here.incident.facts.get(field.id);
  return fact ? inline(fact.text.split("\n").find((line) => line.trim() !== "") ?? "", 240) : "";
}

/** The one-tap acts: only those that do something now. */
function boxes(here: IncidentSituation, reading: Instant): Values {
  const { incident, ruling, standing } = here;
  const zone = ruling.policy.incidents.zone;
  if (incident.management !== "managed") return {};
  const running = standing.phase !== "resolved" && standing.phase !== "closed";
  const cadence = nextCadence({ clocks: standing.clocks, ruling, severity: incident.severity }, reading);
  const held = (incident.roles.get("lead")?.holders.length ?? 0) > 0;
  return {
    nothingNew: running && cadence !== undefined ? shortTime(cadence, zone, reading) : "",
    back: running,
    takeLead: ruling.policy.roles.lead !== undefined && !held && running,
    passLead: held && running,
  };
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

function facts(here: IncidentSituation): readonly Value[] {
  return Object.values(here.ruling.policy.fields).flatMap((field): readonly Value[] => {
    const fact = here.incident.facts.get(field.id);
    return fact && !field.impact && field.type !== "severity"
      ? [{ title: field.title, text: inline(fact.text, 200), follows: fact.follows ?? "" }]
      : [];
  });
}

function retroValue(here: IncidentSituation): Values | undefined {
  const { incident, snapshot, ruling } = here;
  const review = reviewIn(incident);
  if (review) return { ref: review.child.ref, state: review.state === "open" ? "open" : "closed" };
  const lost = lostTasks(ruling.policy.tasks, snapshot, incident.id).find(({ kind }) => kind === "review");
  return lost && { ref: lost.ref, state: "lost" };
}

/** What the report would say since somebody from outside changed it. */
function proposalValue({ incident, ruling }: IncidentSituation, reading: Instant): Values {
  const { proposal } = incident;
  if (proposal === undefined) return {};
  const { fields, incidents } = ruling.policy;
  return {
    proposal: {
      by: plainName(proposal.by ?? "somebody"),
      at: clockTime(proposal.at, incidents.zone, reading),
      fields: proposal.fields.map(({ field, text }) => ({
        title: fields[field]?.title ?? field,
        text: inline(text, 80),
      })),
    },
  };
}

function closedValue(here: IncidentSituation, reading: Instant): Values | undefined {
  const { closed } = here.incident;
  if (closed === undefined) return undefined;
  return {
    reason: closed.reason,
    by: plainName(closed.by ?? ""),
    at: clockTime(closed.at, here.ruling.policy.incidents.zone, reading),
    of: closed.of ?? "",
    ...(closed.apart && { apart: closed.apart }),
  };
}
