// Labels: exactly one severity and one status, the flags that stand, the incident's own, the drill's, what says something is owed.
import type { Effect } from "../effect.ts";
import type { Label } from "../policy/model.ts";
import { labelKind } from "../policy/names.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { nounOf } from "../text/noun.ts";
import { isOverdue } from "./remind-values.ts";

/** What the labels should be, as a difference to what they are. */
export const rule: Rule = { name: "labels", place: 10, when: ["withdrawn", "managed"], wish: labels };

function labels(here: IncidentSituation): Wish {
  const wanted = here.incident.management === "managed" ? wantedLabels(here) : [];
  const present = here.snapshot.issue.labels;
  const effects: Effect[] = [...missingLabels(wanted, here)];
  for (const name of present) {
    if (!ours(name, here) || wanted.some(({ label }) => means(label, name))) continue;
    const id = `label/${name}/off/${causeOf(name, here, here.incident.status.cause)}`;
    effects.push({
      kind: "remove-label",
      id,
      because: removalReason(name, here),
      rule: "labels",
      issueId: here.snapshot.issue.id,
      label: name,
      labelId: idOf(name, here) ?? "",
      last: keepsInSight(name, here) || undefined,
    });
  }
  return { wants: effects };
}

/** A label that should be on an issue, and why. */
export interface StandingLabel {
  readonly label: Label;
  /** Id of what happened that asks for it. */
  readonly cause: string;
  readonly because: string;
}

/** Puts on what is not there by any of its names, unless people took it off too often. */
export function missingLabels(wanted: readonly StandingLabel[], here: IncidentSituation): readonly Effect[] {
  const present = here.snapshot.issue.labels;
  return wanted
    .filter(({ label }) => !present.some((name) => means(label, name)) && !tooOften(label, here))
    .flatMap(({ label, cause, because }) => put(label, cause, because, here));
}

function wantedLabels(here: IncidentSituation): readonly StandingLabel[] {
  const { incident, ruling, standing } = here;
  const { policy } = ruling;
  const severity = policy.severities.find((one) => one.key === incident.severity?.key);
  const status = policy.statuses.find((one) => one.key === incident.status.key);
  const found: (StandingLabel | undefined)[] = [
    { label: policy.labels.incident, cause: incident.declaredBy, because: "The issue is an incident." },
    severity && {
      label: severity.label,
      cause: incident.severity?.cause ?? incident.declaredBy,
      because: severityReason(here, severity.title),
    },
    status && {
      label: status.label,
      cause: incident.status.cause,
      because: `The status is ${status.title}.`,
    },
    ...flagLabels(here),
    incident.drill && {
      label: policy.labels.drill,
      cause: incident.drill.cause,
      because: "This is a drill.",
    },
    overdueLabel(here),
    standing.owed.length > 0
      ? {
          label: policy.labels.followUp,
          cause: incident.closed?.cause ?? incident.status.cause,
          because: owedReason(here),
        }
      : undefined,
  ];
  return found.filter((one) => one !== undefined);
}

/** An exercise is not to be seen among what is overdue. */
function overdueLabel(here: IncidentSituation): StandingLabel | undefined {
  const { overdue } = here.ruling.policy.labels;
  const late = here.incident.drill ? undefined : here.standing.limits.find((one) => isOverdue(one, here));
  if (overdue === undefined || late === undefined) return undefined;
  const { clock, state } = late;
  return { label: overdue, cause: state.cause, because: `The ${nounOf(clock.title)} is overdue.` };
}

/** A flag stays when it was made safe (HA-3): its label does too. */
function flagLabels({ incident, ruling }: IncidentSituation): readonly StandingLabel[] {
  return [...incident.flags].flatMap(([key, { cause, by }]): readonly StandingLabel[] => {
    const flag = ruling.policy.flags[key];
    if (flag === undefined) return [];
    const removed = [...incident.removals.keys()].some((name) => means(flag.label, name));
    const goes = removed
      ? ` Its label was taken off; only \`/unflag ${key} because …\` takes the flag off.`
      : "";
    const because = `${by ?? "Somebody"} set the flag ${flag.title}.${goes}`;
    return [{ label: flag.label, cause, because }];
  });
}

function severityReason(here: IncidentSituation, title: string): string {
  const { severity } = here.incident;
  if (severity?.how === "act") return `${severity.by ?? "Somebody"} set the severity to ${title}.`;
  return `The severity is ${title}: ${severity?.because ?? ""}.`;
}

function owedReason({ standing, ruling }: IncidentSituation): string {
  const words = standing.owed.map((one) => {
    if (one.what === "safe") return `the answer to the ${ruling.policy.flags[one.flag]?.title} risk`;
    if (one.what === "limits" && standing.limits.length > 0) return limitWords(standing.limits);
    if (one.what !== "task") return owedWords[one.what];
    const noun = ruling.policy.tasks[one.kind]?.noun ?? one.kind;
    return one.kind === "action" ? `${noun}s` : `the ${noun}`;
  });
  return `The issue is closed, but something is still owed: ${[...new Set(words)].join(", ")}.`;
}

function limitWords(limits: IncidentSituation["standing"]["limits"]): string {
  return [...new Set(limits.map(({ clock }) => `the ${nounOf(clock.title)}`))].join(", ");
}

const owedWords = {
  limits: "what rests and no end stops",
  gaps: "what its review lacks",
  uncounted: "what can't be counted yet",
  answer: "an answer whether it is over",
  questions: "questions about the end",
  level: "the answer of a level that was asked",
  log: "the row in the incident log",
  lost: "an action that is out of sight",
};

/** Of what is no incident any more the labels that a sweep goes by come off last, or a crash on the way would be its end. */
function keepsInSight(name: string, here: IncidentSituation): boolean {
  const kind = labelKind(here.ruling.policy, name)?.kind;
  return here.incident.management === "withdrawn" && (kind === "incident" || kind === "status");
}

function removalReason(name: string, here: IncidentSituation): string {
  if (here.incident.management === "withdrawn") return "A person said that this is not an incident.";
  const kind = labelKind(here.ruling.policy, name)?.kind;
  if (kind === "severity") return "The severity is another one now.";
  if (kind === "status") return "The status is another one now.";
  if (kind === "flag")
    return "The flag does not stand: nobody set it who may, or it was taken off with a reason.";
  if (kind === "overdue") return "Nothing is overdue.";
  return kind === "drill" ? "This is no drill." : "Nothing is owed any more.";
}

/** Labels that are kept in order here: those of tasks are other issues' business. */
function ours(name: string, here: IncidentSituation): boolean {
  const kind = labelKind(here.ruling.policy, name)?.kind;
  return kind !== undefined && kind !== "task";
}

function means(label: Label, name: string): boolean {
  const given = name.toLowerCase();
  return label.name.toLowerCase() === given || label.aliases.some((alias) => alias.toLowerCase() === given);
}

/** A person took it off a third time: it is not put back, but asked about. */
function tooOften(label: Label, here: IncidentSituation): boolean {
  return [...here.incident.removals].some(([name, times]) => times > 2 && means(label, name));
}

/** Puts a label on: the name that the repository has, an alias if that is what it has, else a new label. */
function put(label: Label, cause: string, because: string, here: IncidentSituation): readonly Effect[] {
  const { repository, issue } = here.snapshot;
  const known = [label.name, ...label.aliases]
    .map((name) => repository.labels.find((one) => one.name.toLowerCase() === name.toLowerCase()))
    .find((one) => one !== undefined);
  const name = known?.name ?? label.name;
  const wanted: Effect = {
    kind: "add-label",
    id: `label/${name}/on/${causeOf(name, here, cause)}`,
    because,
    rule: "labels",
    issueId: issue.id,
    label: name,
    labelId: known?.id ?? "",
  };
  if (known) return [wanted];
  const create: Effect = {
    kind: "create-label",
    id: `create-label/${repository.name}/${name}`,
    because: `The policy names the label, and ${repository.name} does not have it.`,
    rule: "labels",
    repositoryId: repository.id,
    name: label.name,
    color: label.color,
    description: label.description,
  };
  return [create, wanted];
}

/** The last thing that happened to this label, if anything did: a label put back has another cause than the first time. */
function causeOf(name: string, here: IncidentSituation, otherwise: string): string {
  const last = here.snapshot.issue.timeline.findLast(
    (item) =>
      (item.kind === "labeled" || item.kind === "unlabeled") &&
      item.label.toLowerCase() === name.toLowerCase(),
  );
  return last === undefined ? otherwise : `${otherwise}/${last.id}`;
}

function idOf(name: string, here: IncidentSituation): string | undefined {
  return here.snapshot.repository.labels.find((label) => label.name.toLowerCase() === name.toLowerCase())?.id;
}
