// The incident at an instant: what each clock will say and when, what is missing, what is still owed.

import { type Blocking, blockingsOf } from "./action-blocks.ts";
import { type Mirroring, mirroringsOf } from "./action-dates.ts";
import { actionsOf } from "./action-record.ts";
import type { Clocks } from "./clock.ts";
import { isOfEarlierEnd } from "./earlier-end.ts";
import { type EscalationStanding, standingOf } from "./escalation/standing.ts";
import type { Incident } from "./incident.ts";
import type { Instant } from "./instant.ts";
import type { ActionRecord } from "./ledger.ts";
import { hasNoEnd, isCalledOff, type Owed, owedOf, type ToOpen } from "./owed.ts";
import type { Field, Policy, Stage } from "./policy/model.ts";
import { labelKind } from "./policy/names.ts";
import { recordOf } from "./policy/record.ts";
import type { Ruling } from "./policy/ruling.ts";
import { forward, limits, type Prompt, prompts, type RunningLimit } from "./prompt.ts";
import { reviewOf } from "./review.ts";
import type { IncidentSnapshot } from "./snapshot.ts";
import { tasksOf, wantedFrom } from "./task.ts";
import { type Uncounted, uncountedIn } from "./uncounted.ts";
import { roomFor } from "./voice/ceiling.ts";
import { mentionsIn, rememberedOf, saidIds } from "./voice/record.ts";

export type { Prompt } from "./prompt.ts";

/** An incident where it stands, as the rules are handed it. */
export interface Standing {
  readonly phase: string;
  /** Since when the present policy rules, where another ruled before it. */
  readonly from: Instant;
  /** What was not said yet and is not moot, by when it speaks. */
  readonly prompts: readonly Prompt[];
  /** The clocks as they hold under the present policy. */
  readonly clocks: Clocks;
  /** The running limits, the next first. */
  readonly limits: readonly RunningLimit[];
  /** Clocks that wait for the time that they start from. */
  readonly uncounted: readonly Uncounted[];
  /** Facts that are needed by now and not known, by stage. */
  readonly missing: readonly Field[];
  readonly missingAtEnd: readonly Field[];
  /** Facts that were given in a way that can't be used. */
  readonly unclear: readonly { readonly field: Field; readonly text: string; readonly problem: string }[];
  /** A review is due by the policy, or a person asked for it. */
  readonly review: "due" | "ask" | "none";
  /** From when on what is known may open something: a change of the policy never acts backwards. */
  readonly opensFrom: Instant;
  /** Kinds of tasks of which there is none yet and one is to be opened, with from when on. */
  readonly toOpen: readonly ToOpen[];
  /** What is still owed after closing: it keeps the follow-up label on. */
  readonly owed: readonly Owed[];
  readonly escalation: EscalationStanding;
  /** The actions of its review, oldest first. */
  readonly actions: readonly ActionRecord[];
  /** What is to be done about the marks of the review as blocked by its actions, by the node ids of their issues. */
  readonly blockings: ReadonlyMap<string, Blocking>;
  /** What is to be written into the organization's issue field *Target date*, by the same. */
  readonly mirrorings: ReadonlyMap<string, Mirroring>;
  /** Ids of what was sent, however that is known. */
  readonly sent: ReadonlySet<string>;
}

/** Where an incident stands. Needs the instant only to know which policy rules since when, and which steps of escalation ran out. */
export function assess(
  snapshot: IncidentSnapshot,
  incident: Incident,
  ruling: Ruling,
  now: Instant,
): Standing {
  const { policy } = ruling;
  const phase = policy.statuses.find((status) => status.key === incident.status.key)?.phase ?? "open";
  const remembered = rememberedOf(snapshot, incident.own);
  const sent = saidIds(remembered, snapshot);
  const missing = (stage: Stage) =>
    Object.values(policy.fields).filter(
      (field) =>
        field.required.includes(stage) &&
        (!isKnown(field, incident) || isOfEarlierEnd(field.id, incident, policy)),
    );
  const ended = phase === "resolved" || phase === "closed";
  const missingAtEnd = ended ? missing("resolve") : [];
  const from = ruledSince(snapshot, incident, ruling, now);
  const opensOn = actsFrom(snapshot, incident, policy, from);
  // Who asks for a review gets one at any time.
  const mayReview = opensOn === Number.NEGATIVE_INFINITY || incident.review?.wanted === true;
  const wanted = mayReview ? reviewOf(incident, policy, phase) : "none";
  const toOpen = tasksToOpen(incident, policy, opensOn);
  const { grace } = policy.attention;
  const clocks = forward(incident.clocks, snapshot.ledger?.clocks ?? new Map(), { from, grace });
  const running = isCalledOff(incident) ? [] : limits(clocks, ruling);
  const escalation = standingOf({ snapshot, incident, ruling, now, from });
  // A policy that asks for it by now asks nothing of what was over before it.
  const verify = opensOn === Number.NEGATIVE_INFINITY && policy.actions.verify !== undefined;
  const blockings = blockingsOf(incident, { snapshot, policy, verify });
  const mirrorings = mirroringsOf(incident, snapshot);
  const uncounted = isCalledOff(incident) ? [] : uncountedIn(incident, { ruling, clocks, phase });
  return {
    phase,
    from,
    sent,
    prompts: incident.management === "managed" ? prompts(incident, ruling, { running, sent, from }) : [],
    clocks,
    limits: running,
    uncounted,
    // Of what is over nobody says when the next update comes.
    missing: missing("identify").filter(
      ({ id }) => !ended || policy.clocks.every(({ agreed }) => agreed !== id),
    ),
    missingAtEnd,
    unclear: unclearIn(incident, policy),
    review: wanted,
    opensFrom: opensOn,
    toOpen,
    escalation,
    actions: actionsOf(incident, { snapshot, ruling, blockings, mirrorings }),
    blockings,
    mirrorings,
    owed: owedOf(snapshot, incident, {
      ...{ wanted, policy, running, toOpen, escalation, clocks, since: opensOn },
      // What was known before a policy that came after the end is not owed by it.
      uncounted: opensOn === Number.NEGATIVE_INFINITY ? uncounted : [],
      // What is asked at the end may wait for room or for somebody's turn, and nobody may lose sight of it until then.
      asks:
        (roomFor({ ...remembered, seen: snapshot, ruling, now, hasLine: true }).kind !== "send" ||
          mayWait(snapshot, incident, { policy, now })) &&
        asks({ wanted, missingAtEnd: hasNoEnd(incident) ? [] : missingAtEnd, sent }),
    }),
  };
}

/** Facts that can't be used, and times that were given in the place of what is known and wait for another word. */
function unclearIn({ facts, questions }: Incident, policy: Policy): Standing["unclear"] {
  return Object.values(policy.fields).flatMap((field) => {
    const given = facts.get(field.id);
    const asked = questions.find(({ topic, values }) => topic === "fact-time" && values.field === field.id);
    const { text = given?.text ?? "", why = given?.problem } = asked?.values ?? {};
    return why === undefined ? [] : [{ field, text, problem: why }];
  });
}

/** Was anybody mentioned just now, on whatever incident, so that an ask of theirs waits? Whom a question asks is worked out later. */
function mayWait(
  { mentioned, ledger }: IncidentSnapshot,
  { own }: Incident,
  { policy, now }: { readonly policy: Policy; readonly now: Instant },
): boolean {
  const all = [...mentioned.values(), ...mentionsIn(own, ledger?.mentions).values()];
  return all.some((at) => now - at < policy.attention.mentionEvery);
}

/** Since when the present policy rules, where another ruled before it; else it always has. */
function ruledSince(snapshot: IncidentSnapshot, incident: Incident, ruling: Ruling, now: Instant): Instant {
  const policies = recordOf(snapshot.ledger, ruling, incident.declaredAt, now);
  const rules = policies.at(-1);
  return policies.length > 1 && rules ? rules.since : Number.NEGATIVE_INFINITY;
}

/**
 * From when on what is known may open a task or a review. A change of the policy never acts backwards: of an incident that was over
 * when it came (closed, looked at since, and not kept in sight for what is owed), nothing known before it opens anything.
 */
export function actsFrom(
  { ledger, issue }: IncidentSnapshot,
  { closed }: Incident,
  policy: Policy,
  from: Instant,
): Instant {
  const isOwing = issue.labels.some((name) => labelKind(policy, name)?.kind === "follow-up");
  const isSeen = closed !== undefined && (ledger?.card.at ?? Number.NEGATIVE_INFINITY) >= closed.at;
  return isSeen && closed.at < from && !isOwing ? from : Number.NEGATIVE_INFINITY;
}

/** A severity that was settled, by a person, a rule or a table of the process, is known without its field. */
function isKnown(field: Field, { facts, severity }: Incident): boolean {
  const how = severity?.how ?? "default";
  const settled = field.type === "severity" && how !== "default" && how !== "form";
  return settled || facts.has(field.id);
}

/** Is there a question of the end that was never asked? */
function asks({
  wanted,
  missingAtEnd,
  sent,
}: Pick<Standing, "missingAtEnd" | "sent"> & { readonly wanted: Standing["review"] }): boolean {
  const isAsked = (topic: string): boolean => [...sent].some((id) => id.startsWith(`ask/${topic}/`));
  return (missingAtEnd.length > 0 && !isAsked("closure-data")) || (wanted === "ask" && !isAsked("review"));
}

/** The kinds that the policy opens on what was known from `since` on, and that have no task yet. */
function tasksToOpen(incident: Incident, { tasks }: Policy, since: Instant): readonly ToOpen[] {
  return Object.values(tasks).flatMap((kind) => {
    const from = wantedFrom(kind, incident, since);
    return from === undefined || tasksOf(incident, kind.key).length > 0 ? [] : [{ kind, from }];
  });
}
