// An incident as it was known at an instant, as far as documents tell of it: what a document that was written then had to say.
import type { Event, HistoryEntry, Incident, Told } from "../incident.ts";
import type { Instant } from "../instant.ts";
import { legsOf } from "../notice-standing.ts";
import { judgedIn } from "../part-id.ts";
import type { IncidentSituation } from "../situation.ts";
import { reviewIn } from "../task.ts";
import { noticesAt, takenAt } from "./notice-values.ts";

/** When a document's facts were written last, and when who approved it was. */
export interface WrittenAt {
  readonly facts: Instant;
  readonly approvals: Instant;
}

/**
 * The same incident with only what was known by then; what was known then and is another by now is as it is now. What has no time of its
 * own, such as a question without an answer, or a line of a review that was edited since, is left out.
 */
export function asKnownAt(
  here: IncidentSituation,
  { facts: until, approvals }: WrittenAt,
): IncidentSituation {
  const { incident, snapshot, standing } = here;
  const saidAt = itemTimes(here);
  const isKnown = ({ cause, at, saidAt: said = at }: Timed): boolean =>
    (saidAt.get(judgedIn(cause ?? "")) ?? said) <= until;
  const review = reviewIn(incident)?.child;
  const isEdited = (review?.editedAt ?? 0) > until;
  const known: Incident = {
    ...incident,
    history: incident.history.filter(isKnown),
    events: incident.events.filter(isKnown),
    told: incident.told.filter(isKnown),
    notices: incident.notices.filter((one) => {
      const at = takenAt(one, legsOf(one, noticesAt(here)));
      return at !== undefined && at <= until;
    }),
    ended: incident.ended.filter(({ endedBy, endedAt }) => isKnown({ cause: endedBy, at: endedAt })),
    flags: new Map([...incident.flags].filter(([, { since, cause }]) => isKnown({ cause, at: since }))),
    ...answersThen(incident, isKnown),
    tasks: incident.tasks.flatMap((task) => {
      if (task.child.createdAt > until) return [];
      return task.child.id === review?.id && isEdited
        ? [{ ...task, child: { ...task.child, body: "" } }]
        : [task];
    }),
    documents: incident.documents.map((one) => ({
      ...one,
      approvals: one.approvals.filter(({ cause, at }) => (saidAt.get(judgedIn(cause)) ?? at) <= approvals),
    })),
  };
  const limits = standing.limits.filter(({ clock }) => {
    const { cause, startsAt } = incident.clocks.get(clock.name) ?? { cause: "", startsAt: 0 };
    return isKnown({ cause, at: startsAt });
  });
  return {
    ...here,
    snapshot: { ...snapshot, children: snapshot.children.filter(({ createdAt }) => createdAt <= until) },
    incident: known,
    standing: { ...standing, limits, missing: [], missingAtEnd: [] },
  };
}

type Timed = Pick<HistoryEntry | Event | Told, "cause" | "at" | "saidAt">;

/** When each thing on the issue, and each comment on its tasks, was written: what tells of an earlier time was not known before. */
function itemTimes({ snapshot }: IncidentSituation): ReadonlyMap<string, Instant> {
  const all = [...snapshot.issue.timeline, ...snapshot.children.flatMap(({ comments }) => comments)];
  return new Map(all.map(({ id, at }) => [id, at]));
}

/** What people answered by then: who had which role, the severity, the facts; of the form what nobody said another of is as old as it. */
function answersThen(
  { history, facts, roles, severity }: Incident,
  isKnown: (entry: HistoryEntry) => boolean,
): Pick<Incident, "facts" | "roles" | "severity"> {
  const said = history.filter(({ what }) => ["fact-set", "role", "severity-set"].includes(what));
  const isOld = (isMeant: (entry: HistoryEntry) => boolean): boolean => {
    const its = said.filter(isMeant);
    return its.length === 0 || its.some(isKnown);
  };
  return {
    facts: new Map(
      [...facts].filter(([id]) => isOld(({ what, values }) => what === "fact-set" && values.field === id)),
    ),
    roles: new Map(
      [...roles].filter(([key]) => isOld(({ what, values }) => what === "role" && values.role === key)),
    ),
    severity: isOld(({ what }) => what === "severity-set") ? severity : undefined,
  };
}
