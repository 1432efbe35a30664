// Tasks of the policy's own kinds: each is opened on an event of the incident, once in its life.
import type { CreateIssue } from "../effect.ts";
import type { TaskKind } from "../policy/model.ts";
import type { Rule } from "../rule.ts";
import { type IncidentSituation, together, type Wish } from "../situation.ts";
import { openingId, roomUnder, titleOf } from "../task.ts";
import { inline } from "../text/safe.ts";
import { dayTime } from "../time.ts";
import { whoHas } from "../who.ts";

/** Opens what is wanted and not there. What was opened once and is out of sight now is not opened again. */
export const rule: Rule = {
  name: "tasks",
  place: 75,
  when: ["managed"],
  wish: tasks,
};

function tasks(here: IncidentSituation): Wish {
  const missing = here.standing.toOpen.filter(({ kind }) => !isMade(kind, here));
  const room = roomUnder(here.snapshot);
  return together(
    ...missing.map(({ kind, from }, index) =>
      from > here.now ? { wants: [], wakeAt: from } : { wants: [opening(kind, here, index < room)] },
    ),
  );
}

function isMade(kind: TaskKind, { incident, snapshot }: IncidentSituation): boolean {
  const id = openingId(kind, incident.id);
  return snapshot.ledger?.created.has(id) === true || snapshot.recent.has(id);
}

function opening(kind: TaskKind, here: IncidentSituation, hasRoom: boolean): CreateIssue {
  const { incident, snapshot, ruling } = here;
  const { issue } = snapshot;
  const repository = kind.repository ?? snapshot.repository.name;
  const isHere = repository === snapshot.repository.name;
  const owners = kind.owner === undefined ? [] : whoHas([kind.owner], here, true).people;
  const sameOwner = repository.split("/")[0] === snapshot.repository.name.split("/")[0];
  // In another repository a bare `#12` would point to an issue there, and what is private must not show: not the title, nor
  // the incident's short name, which is made of its words.
  const named = isHere || snapshot.repository.public;
  const values = {
    noun: kind.noun,
    incident: issue.ref,
    title: named ? inline(incident.title, 200).replace(/#(?=\d)/g, isHere ? "#" : "#\u2060") : "",
    declared: dayTime(incident.declaredAt, ruling.policy.incidents.zone),
    owner: kind.owner === undefined ? "" : (ruling.policy.roles[kind.owner]?.title ?? kind.owner),
    by: kind.close.by.map((role) => ruling.policy.roles[role]?.title ?? role).join(" or "),
  };
  return {
    kind: "create-issue",
    id: openingId(kind, incident.id),
    because: `The policy opens the ${kind.noun} of such an incident.`,
    rule: `tasks.${kind.key}`,
    repository,
    title: named ? titleOf(kind, incident.title, incident.slug) : titleOf(kind, issue.ref),
    template: kind.document,
    values,
    ...(!named && {
      openly: { title: titleOf(kind, "an incident"), values: { ...values, incident: "" } },
    }),
    markers: [["of", incident.id, issue.ref, kind.mark, openingId(kind, incident.id)]],
    labels: [kind.label.name, ...kind.labels],
    assignees: owners.flatMap((owner) => (owner.kind === "account" ? [owner.login] : [])),
    parentId: sameOwner && hasRoom ? issue.id : undefined,
  };
}
