// The lines of reviews that have no issue, as `tocsin actions` names them below those that have one: where each stands, and why.
import { unfiledOf } from "../engine/action-ties.ts";
import { guarded } from "../engine/guarded.ts";
import type { IssueRef } from "../engine/issue-ref.ts";
import { rowOf } from "../engine/rules/action-values.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import { reviewIn, tasksOf } from "../engine/task.ts";
import type { Renderer } from "../render/render.ts";

/** A line without an issue. */
export interface Unfiled {
  readonly review: IssueRef;
  readonly incident: IssueRef;
  /** What our list on the review says of it. */
  readonly why: string;
}

/** Those of an incident's review, in the order in which they stand there. */
export function unfiledFor(here: IncidentSituation, render: Renderer): readonly Unfiled[] {
  const { incident, snapshot, ruling } = here;
  const retro = reviewIn(incident)?.child;
  if (retro === undefined || ruling.policy.tasks.action === undefined) return [];
  const children = tasksOf(incident, "action").map(({ child }) => child);
  const { lines, promises, more } = unfiledOf(retro, children, {
    ...{ policy: ruling.policy, home: snapshot.repository.name },
    isMade: (effect) => snapshot.ledger?.created.has(effect) === true,
  });
  const values = [
    // What is printed here is read as it stands, and needs no signs that keep GitHub from reading more into it.
    ...lines.map((one) => ({ ...rowOf(one, retro, here), title: guarded(one.line.title) })),
    ...promises.map((words) => ({ fault: "", problem: "plain", title: guarded(words) })),
    ...(more > 0 ? [{ fault: "", problem: "more", more }] : []),
  ];
  return values.map((line) => ({
    ...{ review: retro.ref, incident: snapshot.issue.ref },
    why: render("action-unfiled", { line }, "plain").replaceAll(/\*\*|`/g, ""),
  }));
}
