// History to incident: one pass over what happened, in order, time-free. What a person did becomes an act once.

import { applyAct } from "./apply-act.ts";
import { readingOnce } from "./commands/parse.ts";
import { settleEnd } from "./fold/correct.ts";
import { documentEvents, noteDocument, ownPulls } from "./fold/documents.ts";
import { blank, type Draft } from "./fold/draft.ts";
import { areAllOver } from "./fold/follow-up.ts";
import { followUpEvents } from "./fold/follow-up-events.ts";
import { type HistoryEvent, historyEvents, type TaskEvent } from "./fold/history-event.ts";
import { refuseLabel } from "./fold/lowering.ts";
import { note } from "./fold/note.ts";
import { noteNotice, noticeEvents, settleNotices } from "./fold/notices.ts";
import { phaseOf } from "./fold/phase.ts";
import { takeClass } from "./fold/review.ts";
import { emit } from "./fold/settle.ts";
import type { ActSource } from "./fold/status.ts";
import { eventsOf, mayEnd, taskEvents, tasksIn } from "./fold/tasks.ts";
import { settleTriggers } from "./fold/trigger.ts";
import { mintId, mintSlug } from "./identity.ts";
import type { Incident } from "./incident.ts";
import { judge } from "./judge.ts";
import type { Judged } from "./ledger.ts";
import { ownChildren, ownComments, twinComments, twinsAmong } from "./own.ts";
import { judgedIn } from "./part-id.ts";
import type { Ruling } from "./policy/ruling.ts";
import { reviewOf } from "./review.ts";
import type { Cases, IncidentSnapshot } from "./snapshot.ts";
import { withoutNhsNumbers } from "./text/nhs-number.ts";

/**
 * Reads a history under a policy. Where rights are missing that a judgement needs, `needsRoles` names whose, and the rest
 * of the result must not be used.
 */
export function fold(snapshot: IncidentSnapshot, ruling: Ruling): Incident {
  const known = folded.get(snapshot);
  if (known?.ruling === ruling) return known.incident;
  const incident = read(snapshot, ruling);
  folded.set(snapshot, { ruling, incident });
  return incident;
}

/** A snapshot with what its incident is compared with: its history is the same, and is not read again. */
export function comparedWith(snapshot: IncidentSnapshot, cases: Cases): IncidentSnapshot {
  const compared = { ...snapshot, cases };
  const known = folded.get(snapshot);
  if (known !== undefined) folded.set(compared, known);
  return compared;
}

/** A snapshot never changes, so that its history need not be read twice under one policy. */
const folded = new WeakMap<IncidentSnapshot, { readonly ruling: Ruling; readonly incident: Incident }>();

function read(snapshot: IncidentSnapshot, ruling: Ruling): Incident {
  const own = ownComments(snapshot.issue.timeline);
  const card = own.find((comment) => comment.markers.some((marker) => marker.kind === "card"));
  const { policy } = ruling;
  const names = [snapshot.me.toLowerCase(), "tocsin"];
  const draft = blank(snapshot, ruling, readingOnce(policy, names));
  const recorded = new Map((snapshot.ledger?.acts ?? []).map((judged) => [judged.item, judged]));
  /** A comment by a stranger who may not do the first that it commands: the rest of it is not looked at. */
  let passedOver: string | undefined;
  const tasks = taskEvents(snapshot, ruling.policy, snapshot.ledger?.id ?? idOnCard(card));
  const documents = documentEvents(snapshot, ruling.policy);
  draft.tasks = tasks;
  const others = [
    ...followUpEvents(draft, tasks),
    ...tasks,
    ...noticeEvents(own, snapshot.ledger),
    ...documents,
  ];
  for (const event of historyEvents(draft, card, others)) {
    draft.at = event.at;
    draft.on = event.kind === "item" || event.kind === "instead" ? event.on : undefined;
    if (event.kind === "task") {
      noteTask(draft, event, tasks);
      continue;
    }
    if (event.kind === "notice") {
      noteNotice(draft, event);
      continue;
    }
    if (event.kind === "document") {
      noteDocument(draft, event);
      continue;
    }
    const part = event.kind === "item" ? event.part : undefined;
    if (part !== undefined && event.kind === "item" && event.item.id === passedOver) continue;
    const judged =
      event.kind === "gone"
        ? event.judged
        : (recorded.get(event.id) ??
          (event.kind === "item" && event.isJudged ? undefined : judge(draft, event, recorded)));
    if (part?.command && judged?.verdict === "refused" && judged.refusal === undefined)
      passedOver = judgedIn(judged.item);
    if (draft.on !== undefined) {
      if (judged) conclude(draft, judged, event);
      continue;
    }
    // What a proposal says is not taken.
    if (judged?.acts.every(({ kind }) => kind !== "propose") !== false) note(draft, event);
    if (judged) conclude(draft, judged, event);
    settleEnd(draft);
    settleReview(draft);
    settleTriggers(draft, event);
    settleNotices(draft);
  }
  return finish(draft, own, card);
}

/** A task was opened or closed: nobody's act here, and judged by nobody. Whether it ends goes by who had the right then. */
function noteTask(draft: Draft, event: TaskEvent, all: readonly TaskEvent[]): void {
  const may = mayEnd(event.task, event.child, draft);
  if (event.became === "closed" && may) draft.endedTasks.add(event.id);
  if (draft.management !== "managed") return;
  if (event.became === "classed") takeClass(draft, event);
  for (const name of eventsOf(event, all, draft.endedTasks))
    emit(draft, { name, at: event.at, cause: event.id });
  if (event.became === "closed" && event.task.key === "action" && areAllOver(draft))
    emit(draft, { name: "tasks.verified", at: event.at, cause: event.id });
}

/** The id of the incident, as the marker of its card has it. */
function idOnCard(card: Incident["card"]): string | undefined {
  return card?.markers.find((marker) => marker.kind === "card")?.words[0];
}

/** A review that is due is owed from then on: an incident closed and opened again in one outage has had its close. */
function settleReview(draft: Draft): void {
  if (draft.reviewDue || draft.management !== "managed") return;
  const phase = phaseOf(draft.ruling.policy, draft.status.key) ?? "open";
  draft.reviewDue = reviewOf(draft, draft.ruling.policy, phase) === "due";
}

/** Applies what was judged, now or once before. */
function conclude(draft: Draft, judged: Judged, event: HistoryEvent): void {
  draft.acts.push(judged);
  const source: ActSource = { at: judged.at, by: judged.by, cause: judged.item };
  const told = draft.history.length;
  // A refusal may count something too: how often a label that stays was taken off.
  for (const act of judged.acts) applyAct(draft, act, source);
  for (const [place, entry] of draft.history.entries())
    if (place >= told) draft.history[place] = { cause: judged.item, ...entry };
  // Only the refusal of the label of a severity names it.
  if (judged.refusal?.kind === "because" && judged.refusal.values.label !== undefined) refuseLabel(draft);
  if (judged.refusal?.kind === "outsider-close") {
    draft.issueClosed = source;
    draft.history.push({ at: source.at, by: source.by, what: "issue-closed", values: {} });
    draft.questions.push({ topic: "outsider-close", ...source, values: {} });
  }
  if (judged.refusal?.kind === "outsider-reopen")
    draft.questions.push({ topic: "outsider-reopen", ...source, values: {} });
  const plain = judged.verdict === "seen" && judged.refusal !== undefined;
  if (judged.by === undefined || !(plain || (judged.command && judged.verdict !== "seen"))) return;
  if (event.kind === "gone" && !isInSight(judged, draft.snapshot)) return;
  const comment = event.kind === "item" && event.item.kind === "comment" ? event.item : undefined;
  draft.answers.push({
    item: judged.item,
    at: judged.at,
    by: judged.by,
    verdict: judged.verdict === "done" ? "done" : "refused",
    plain,
    refusal: judged.refusal,
    help: judged.acts.some((act) => act.kind === "help"),
    preview: judged.acts.some((act) => act.kind === "notice-preview"),
    unclear:
      judged.acts.some((act) => "unclear" in act && act.unclear !== undefined) || asksFor(draft, judged),
    comment,
    on: draft.on?.id ?? judged.on,
  });
}

/**
 * Can be seen where it was said? What was said on another issue that is out of sight by now, or in a comment that is gone, was answered
 * there; said anywhere else it would tell others of it.
 */
function isInSight({ item, on }: Judged, { children, issue }: IncidentSnapshot): boolean {
  if (on !== undefined) return children.some(({ id }) => id === on);
  const id = judgedIn(item);
  return issue.timeline.some((one) => one.id === id);
}

/** Does a time that was given by this wait for another? */
function asksFor({ questions }: Draft, { item }: Judged): boolean {
  return questions.some(({ topic, cause }) => topic === "fact-time" && cause.startsWith(`${item}/`));
}

/** What we opened: on record, by this process a moment ago, or by the mark that it carries. */
function openedIn(
  { made = new Map(), ledger }: IncidentSnapshot,
  firsts: Incident["made"],
): Incident["opened"] {
  const recorded = [...made, ...(ledger?.created ?? [])];
  return new Map([
    ...firsts.map(({ effect, child }) => [effect, child.ref] as const),
    ...recorded.map(([effect, { ref }]) => [effect, ref] as const),
  ]);
}

function finish(draft: Draft, own: Incident["own"], card: Incident["card"]): Incident {
  const { snapshot, ruling } = draft;
  const { issue, ledger } = snapshot;
  const { zone, slug: prefix, since } = ruling.policy.incidents;
  const minted = { at: draft.declaredAt, zone, title: draft.titleAtDeclaration, issueId: issue.id, prefix };
  const id = ledger?.id ?? idOnCard(card) ?? mintId(minted);
  const children = ownChildren(snapshot, ruling.policy, [id, ...draft.merged]);
  const doubles = twinsAmong(children, ({ effect }) => effect);
  const firsts = children.filter((one) => !doubles.includes(one));
  const leftAlone = draft.management === "none" && since !== undefined && issue.createdAt < since;
  return {
    management: leftAlone ? "left-alone" : draft.management,
    id,
    slug: ledger?.slug ?? mintSlug(minted),
    // Whatever is said of it elsewhere, by mail and by a pager too, begins with its title.
    title: withoutNhsNumbers(draft.title, "…"),
    declaredAt: draft.declaredAt,
    declaredBy: draft.declaredBy,
    reporter: draft.reporter,
    acceptedBy: draft.acceptedBy,
    from: ledger?.from ?? issue.ref,
    drill: draft.drill,
    facts: draft.facts,
    severity: draft.severity,
    status: draft.status,
    roles: draft.roles,
    events: draft.events,
    clocks: draft.clocks,
    lastUpdate: draft.lastUpdate,
    leftOut: draft.leftOut,
    told: draft.told,
    notices: [...draft.notices.values()],
    noticesAsked: draft.asked,
    flags: draft.flags,
    ended: draft.ended,
    requests: draft.requests,
    acks: draft.acks,
    holding: draft.holding,
    quietUntil: draft.quietUntil,
    quieted: draft.quieted,
    review: draft.review,
    reviewDue: draft.reviewDue,
    problem: draft.problem,
    opened: openedIn(snapshot, firsts),
    closed: draft.closed,
    withdrawn: draft.withdrawn,
    proposal: draft.proposal,
    lost: draft.lost,
    documents: [...draft.documents.values()],
    pulls: ownPulls(snapshot),
    acts: draft.acts,
    partsOf: draft.partsOf,
    answers: draft.answers,
    questions: draft.questions,
    removals: draft.removals,
    history: draft.history,
    card,
    own,
    tasks: tasksIn(firsts, draft),
    followUps: draft.followUps,
    made: firsts.map(({ effect, child }) => ({ effect, child })),
    twins: {
      // What we say on a review is on no other issue's timeline.
      comments: [own, ...firsts.map(({ child }) => ownComments(child.comments))].flatMap(twinComments),
      children: doubles.map(({ child }) => child),
    },
    needsRoles: [...draft.needs],
  };
}
