// An action line as an issue: where it is filed, what stands in it, and what its hidden mark remembers of the line.

import { dueByPolicy } from "../action-day.ts";
import { dueDay } from "../action-due.ts";
import { filingId, isToBeFiled, sameRef, type Tied } from "../action-ties.ts";
import type { CreateIssue, Effect } from "../effect.ts";
import { guarded } from "../guarded.ts";
import type { TaskKind } from "../policy/model.ts";
import type { IncidentSituation } from "../situation.ts";
import type { Child } from "../snapshot/child.ts";
import { reviewIn, roomUnder, titleOf } from "../task.ts";
import type { ActionLine } from "../text/action-line.ts";
import { inline } from "../text/safe.ts";
import { dayTime } from "../time.ts";

/** The issues that are to be made for these lines; those of the incident's owner hang under it while there is room. */
export function filings(
  tied: readonly Tied[],
  of: { readonly retro: Child; readonly kind: TaskKind },
  here: IncidentSituation,
): readonly Effect[] {
  const ownerOf = (repository: string): string | undefined => repository.split("/")[0];
  const home = ownerOf(here.snapshot.repository.name);
  let room = roomUnder(here.snapshot);
  return tied
    .flatMap((one) => filing(one, of, here))
    .map((one): Effect => {
      if (ownerOf(one.repository) !== home || room === 0) return one;
      room -= 1;
      return { ...one, parentId: here.snapshot.issue.id };
    });
}

/** A line that was filed and whose issue can't be seen: reported, never filed again. */
export function filedBefore({ line }: Tied, retro: Child, here: IncidentSituation): string | undefined {
  const created = here.snapshot.ledger?.created;
  const { link } = line;
  const linked = [...(created?.values() ?? [])].find(
    ({ ref }) => link !== undefined && sameRef(ref, link, here.snapshot.repository.name),
  );
  return created?.get(filingId(retro, line))?.ref ?? linked?.ref;
}

function filing(
  one: Tied,
  { retro, kind }: { readonly retro: Child; readonly kind: TaskKind },
  here: IncidentSituation,
): readonly CreateIssue[] {
  const { line, place } = one;
  const id = filingId(retro, line);
  const { snapshot, incident } = here;
  if (!isToBeFiled(one) || place.kind === "missing") return [];
  if (filedBefore(one, retro, here) !== undefined || snapshot.recent.has(id)) return [];
  const isNamed = snapshot.repository.public || place.repository === snapshot.repository.name;
  const title = titleOf(kind, line.title);
  const [type, priority] = kindMarks(line);
  const { severities, incidents } = here.ruling.policy;
  const values = {
    incident: isNamed ? elsewhere(inline(incident.title, 200)) : "",
    severity: severities.find(({ key }) => key === incident.severity?.key)?.title ?? "",
    declared: dayTime(incident.declaredAt, incidents.zone),
    ref: snapshot.issue.ref,
    retro: retro.ref,
    people: line.assignees.map((login) => `@${login}`).join(", "),
    due: dayOf(line, retro, here),
    verify: here.ruling.policy.actions.verify !== undefined,
    type: inline(type),
    priority: inline(priority),
  };
  // Where anybody may look: neither the address of a private incident nor that of a review which was moved out of sight.
  const openly = !isNamed
    ? { ref: "", retro: "", severity: "", declared: "" }
    : retro.private
      ? { retro: "" }
      : undefined;
  return [
    {
      kind: "create-issue",
      id,
      because: `The review of ${snapshot.issue.ref} asks for it.`,
      rule: "actions D-12",
      repository: place.repository,
      title,
      template: kind.document,
      values,
      ...(openly !== undefined && { openly: { title, values: { ...values, ...openly } } }),
      markers: [
        [
          ...["of", incident.id, snapshot.issue.ref, kind.mark, id, line.hash],
          ...[dueMark(line), peopleMark(line), type, priority],
          ...[dayOf(line, retro, here) || "-", place.team ?? "-"],
        ],
      ],
      labels: [kind.label.name, ...kind.labels, ...place.labels],
      assignees: line.assignees,
    },
  ];
}

/** In another repository a bare `#12` would point to an issue there. */
function elsewhere(text: string): string {
  return text.replace(/#(?=\d)/g, "#\u2060");
}

/** The day that a line is due: `30d` counts from the closing of the incident, "Friday" from the last edit of the review. */
export function dueOf({ due }: ActionLine, retro: Child, { incident, ruling }: IncidentSituation): string {
  return dueDay(due, {
    start: incident.closed?.at ?? reviewIn(incident)?.child.createdAt ?? incident.declaredAt,
    writtenAt: retro.editedAt ?? retro.createdAt,
    zone: ruling.policy.incidents.zone,
  });
}

/** The same, and where its line says no day the one by the policy's limit for its kind or severity. */
export function dayOf(line: ActionLine, retro: Child, here: IncidentSituation): string {
  const { incident, ruling } = here;
  if (line.due !== undefined) return dueOf(line, retro, here);
  const from = incident.closed?.at ?? retro.createdAt;
  return dueByPolicy({ type: line.type, severity: incident.severity?.key, from }, ruling);
}

/** What the hidden mark remembers of a line's date, to see whether it was changed. */
export function dueMark({ due }: ActionLine): string {
  return due === undefined ? "-" : Object.values(due).join("");
}

/** The same of its kind and its priority: a hidden word is read by whoever looks for it, too. */
export function kindMarks({
  type = "",
  priority = "",
}: ActionLine): readonly [type: string, priority: string] {
  return [guarded(type), guarded(priority)];
}

/** The same of its people. */
export function peopleMark({ assignees }: ActionLine): string {
  return assignees.length === 0 ? "-" : assignees.join(",").toLowerCase();
}
