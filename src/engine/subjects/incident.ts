// The kind of subject that everything else is for: an issue under management, with its review and its actions.
import { assess } from "../assess.ts";
import { decide } from "../decide.ts";
import { fold } from "../fold.ts";
import type { Incident, OwnComment } from "../incident.ts";
import { isRecordOwed } from "../log/kept.ts";
import { asksOfNotice, askTopic } from "../notices/marks.ts";
import type { Owed } from "../owed.ts";
import { withLinesBelow } from "../own-messages/below.ts";
import type { Plan } from "../plan.ts";
import type { Ruling } from "../policy/ruling.ts";
import { problemToLookUp } from "../problems/tie.ts";
import { rules } from "../rules/all.ts";
import { card } from "../rules/card.ts";
import { isAwaited, replacingReminders } from "../rules/remind.ts";
import { type IncidentSituation, together } from "../situation.ts";
import type { IncidentSnapshot } from "../snapshot.ts";
import type { Subject } from "../subject.ts";
import type { Floor } from "../voice/floor.ts";
import { rememberedOf } from "../voice/record.ts";
import { inSight } from "../voice/replace.ts";

/** An incident. */
export const incident: Subject<IncidentSnapshot, Incident, IncidentSituation> = {
  kind: "incident",
  newest: ({ issue, children }) =>
    Math.max(
      issue.createdAt,
      issue.timeline.at(-1)?.at ?? 0,
      // What an edit of a comment says is said at the edit.
      ...issue.timeline.map((item) => (item.kind === "comment" ? (item.editedAt ?? 0) : 0)),
      issue.editedAt ?? 0,
      ...children.map((child) => Math.max(child.createdAt, child.closedAt ?? 0, child.editedAt ?? 0)),
    ),
  fold: read,
  assess: (snapshot, folded, { ruling, now, reach }) => {
    const standing = assess(snapshot, folded, ruling, now);
    return withRecord({ snapshot, ruling, incident: folded, standing, now, reach });
  },
  decide: decideIncident,
};

/** Its history, and with the rights to be looked up the issue that a field names as its problem. */
function read(snapshot: IncidentSnapshot, ruling: Ruling): Incident {
  const found = fold(snapshot, ruling);
  const problem = problemToLookUp(found, ruling.policy, snapshot);
  return problem === undefined ? found : { ...found, needsRoles: [...found.needsRoles, problem] };
}

/**
 * A closed incident stays in sight until its row is in the log: whoever could not write it then does so later. So it does while an action
 * is out of sight that is not over: `/wont-do` ends it.
 */
function withRecord(here: IncidentSituation): IncidentSituation {
  const { snapshot, incident, standing } = here;
  if (snapshot.issue.state !== "closed" || incident.management !== "managed") return here;
  const owed: readonly Owed[] = [
    ...standing.owed,
    ...(isRecordOwed(here) ? ([{ what: "log" }] as const) : []),
    ...(standing.actions.some(({ state }) => state === "lost") ? ([{ what: "lost" }] as const) : []),
  ];
  return owed.length === standing.owed.length ? here : { ...here, standing: { ...standing, owed } };
}

/** What should be done about an incident now. */
export function decideIncident(here: IncidentSituation): Plan {
  const { management } = here.incident;
  const its = rules.filter(({ when }) => when.includes(management));
  const plan = decide({
    wish: together(...its.map(({ wish }) => wish(here))),
    floor: floorOf(here),
    of: here.snapshot.issue.id,
    keep: hasCard(here) ? (planned) => card(here, planned) : undefined,
    reach: here.reach,
    deliveries: here.snapshot.ledger?.deliveries ?? new Map(),
  });
  return { ...plan, effects: withLinesBelow(plan.effects, here.ruling.messages) };
}

/** A card is made for what is managed; one that stands already is kept true whatever became of the incident. */
function hasCard({ incident: { management, card: existing } }: IncidentSituation): boolean {
  return management === "managed" || (management === "withdrawn" && existing !== undefined);
}

/** What the voice has to know of an incident, or of what is read as one. */
export function floorOf(here: IncidentSituation): Floor {
  const { snapshot, incident, ruling, now } = here;
  return {
    ...rememberedOf(snapshot, incident.own),
    seen: snapshot,
    ruling,
    now,
    home: snapshot.issue.id,
    twins: incident.twins.comments,
    mentions: snapshot.ledger?.mentions ?? new Map(),
    quietUntil: incident.quietUntil,
    hasLine: true,
    // What was said stays in the ledger, whoever takes it away.
    isGone: () => false,
    isDone: isDone(here),
  };
}

/**
 * A reminder is folded away when what it asked is answered; of several in sight all but the newest. Who was asked to let a notice go need
 * not be any more once that is over: what it offers would be refused.
 */
function isDone(here: IncidentSituation): Floor["isDone"] {
  const { own, twins, management } = here.incident;
  if (management !== "managed" && management !== "withdrawn") return () => undefined;
  const reminders = inSight({ own, twins: twins.comments }, "reminder");
  const newer = replacingReminders(here);
  return (one) => {
    if (isAskOfPast(one, here.incident)) return "The notice that it asks about waits for nobody any more.";
    if (!reminders.includes(one)) return undefined;
    const ids = one.markers.flatMap(({ kind, words }) => (kind === "reminder" ? words : []));
    if (!isAwaited(ids, here)) return "What it asked for has been done or is no longer due.";
    return one === reminders.at(-1) || newer.only?.(one) === false ? undefined : newer.because;
  };
}

/** Does a comment ask for nothing but notices that were let go, skipped, or are not needed any more? */
function isAskOfPast({ markers }: OwnComment, { notices }: Incident): boolean {
  const ids = markers.flatMap(({ kind, words }) => (kind === askTopic ? words : []));
  const isPast = (id: string): boolean =>
    notices.some(
      (notice) =>
        (notice.skipped ?? notice.moot ?? notice.approved) !== undefined &&
        id.startsWith(asksOfNotice(notice)),
    );
  return ids.length > 0 && ids.every(isPast);
}
