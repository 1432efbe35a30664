// The kind of subject that everything else is for: an issue under management, with its review and its actions.
import { assess } from "../assess.ts";
import { decide } from "../decide.ts";
import { fold } from "../fold.ts";
import type { Incident } from "../incident.ts";
import type { Situation } from "../situation.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Subject } from "../subject.ts";

/** An incident. */
export const incident: Subject<Snapshot, Incident, Situation> = {
  kind: "incident",
  newest: ({ issue, children }) =>
    Math.max(
      issue.createdAt,
      issue.timeline.at(-1)?.at ?? 0,
      issue.editedAt ?? 0,
      ...children.map((child) => Math.max(child.createdAt, child.closedAt ?? 0, child.editedAt ?? 0)),
    ),
  fold,
  assess: (snapshot, folded, { ruling, now }) => ({
    snapshot,
    ruling,
    incident: folded,
    standing: assess(snapshot, folded, ruling, now),
    now,
  }),
  decide,
};
