// The card: written when something that it shows or must remember has changed, and only then.

import { tickedBoxes } from "../card-boxes.ts";
import { recordClocks } from "../clock.ts";
import { carrierOf } from "../delivery.ts";
import type { Effect } from "../effect.ts";
import { type Instant, MINUTE } from "../instant.ts";
import type { CreatedRecord, Judged, Ledger } from "../ledger.ts";
import { isOurs } from "../own.ts";
import { judgedIn } from "../part-id.ts";
import { recordOf } from "../policy/record.ts";
import { aboutOf } from "../problems/about.ts";
import { atLeast } from "../rights.ts";
import { earlier, type IncidentSituation, type Planned, type PlanRecord } from "../situation.ts";
import type { Child } from "../snapshot/child.ts";
import type { Item } from "../snapshot/timeline.ts";
import { hash } from "../text/hash.ts";
import { dayTime } from "../time.ts";
import { isSaidElsewhere, mentionsIn, rememberedOf, saidAt } from "../voice/record.ts";
import type { Values } from "../wanted.ts";
import { tooMany } from "./answers.ts";
import { CardTimes } from "./card-times.ts";
import { cardValues } from "./card-values.ts";
import { likeOf } from "./refusal-values.ts";

/** What a card says: the words of a template, and until when they are so. */
export interface CardFace {
  readonly template: string;
  readonly until?: Instant | undefined;
  /** `mention`: whoever is mentioned is not notified, as an edit notifies nobody. */
  values(naming: "plain" | "mention"): Values;
}

/** The card of an incident as it should be, if it should be another. */
export function card(here: IncidentSituation, planned: Planned): PlanRecord {
  const times = new CardTimes(here);
  return keptCard(here, planned, {
    template: "card",
    get until() {
      return times.until;
    },
    values: (naming) => cardValues(here, planned, { times, naming }),
  });
}

/**
 * The card with this face, if it should be another, and until when what it says is so. It has the plan's `wakeAt`, for the sweep to
 * read from it.
 */
export function keptCard(here: IncidentSituation, planned: Planned, face: CardFace): PlanRecord {
  const { incident, snapshot, now } = here;
  const existing = incident.card;
  const known = snapshot.ledger;
  const stripped = existing === undefined ? strippedCard(here) : undefined;
  // Written a moment ago and not in sight: a replica may lag, or somebody deleted it. Which of them, time tells.
  if (existing === undefined && stripped === undefined && snapshot.recent.has(cardId(here)))
    return { effects: [], wakeAt: now + 10 * MINUTE };
  const shown = face.values("mention");
  const saying = hash(JSON.stringify(shown));
  const wakeAt = face.until;
  const record = recordNow(here, { ...planned, wakeAt: earlier(planned.wakeAt, wakeAt) });
  const unchanged =
    existing !== undefined &&
    known !== undefined &&
    essence(known) === essence(record) &&
    isIntact(here) &&
    !isUnrecorded(here) &&
    known.card.hash === saying;
  if (unchanged) return { effects: [], wakeAt };
  const ledger: Ledger = { ...record, card: { hash: saying, at: now } };
  const effect: Effect = {
    kind: "card",
    id:
      existing === undefined
        ? cardId(here)
        : `card/${incident.id}/${hash(essence(record) + ledger.card.hash)}`,
    because:
      existing === undefined
        ? "It keeps the state of the incident in one place."
        : "The state of the incident has changed.",
    rule: "card",
    issueId: snapshot.issue.id,
    commentId: existing?.item.id ?? stripped,
    template: face.template,
    values: {
      ...(existing === undefined ? face.values("plain") : shown),
      stateAt: dayTime(now, here.ruling.policy.incidents.zone),
    },
    ledger,
  };
  return { effects: [effect], wakeAt };
}

/** The comment that was our card a moment ago, and in which somebody wrote over all that says so. */
function strippedCard({ snapshot, incident }: IncidentSituation): string | undefined {
  const written = snapshot.recent.get(`card/${incident.id}`);
  return snapshot.issue.timeline.find((item) => item.kind === "comment" && item.id === written)?.id;
}

function cardId(here: IncidentSituation): string {
  return `card/${here.incident.id}`;
}

/** Nobody else edited it last, and no box stands ticked. */
function isIntact(here: IncidentSituation): boolean {
  const item = here.incident.card?.item;
  if (item === undefined) return false;
  const editor = item.editor;
  return (
    (editor === undefined || isOurs(editor, here.ruling.policy, here.snapshot.me)) &&
    tickedBoxes(item.body).length === 0
  );
}

/** A replica may show what is younger out of its order; it is remembered one by one. */
const settledAfter = MINUTE;
const mostSent = 300;
const mostEnded = 200;

/** What there is to write down, without what the card says: that is worked out where the card is written. */
type Entries = Omit<Ledger, "card">;

function recordNow(here: IncidentSituation, { wakeAt, out, faults }: Planned): Entries {
  const { incident, snapshot, ruling, now } = here;
  const policies = recordOf(snapshot.ledger, ruling, incident.declaredAt, now);
  return {
    version: 2,
    id: incident.id,
    slug: incident.slug,
    declaredAt: incident.declaredAt,
    from: incident.from,
    policies,
    ...seenUntil(here),
    clocks: recordClocks(here.standing.clocks),
    ended: incident.ended.slice(-mostEnded).map(({ clock, cause, dueAt }) => ({ clock, cause, dueAt })),
    sent: sent(here),
    created: created(here),
    ...(here.standing.actions.length > 0 && { actions: here.standing.actions }),
    ...(out.deliveries.size > 0 && { deliveries: out.deliveries }),
    ...(out.waiting.length > 0 && { awaits: [...new Set(out.waiting.map(carrierOf))].toSorted() }),
    ...(faults.length > 0 && { faults: faults.map(({ effect, message }) => ({ effect, message })) }),
    mentions: mentionsIn(incident.own, snapshot.ledger?.mentions),
    wakeAt,
    rebuiltAt: snapshot.trust === "lost" ? now : snapshot.ledger?.rebuiltAt,
    ...(snapshot.proven && { provenSince: provenSince(here) }),
    ...(snapshot.formerIds.length > 0 && { formerIds: snapshot.formerIds }),
    ...aboutNow(here),
    fingerprint: "",
  };
}

/** What it is about is on record at once: others are compared with it by that alone. */
function aboutNow({ incident, snapshot, ruling }: IncidentSituation): Pick<Ledger, "about"> {
  const about = aboutOf(incident, snapshot, ruling.policy);
  return about === undefined ? {} : { about };
}

/** A ledger of before says that what was said till now counts without proof; where there is none, nothing does. */
function provenSince({ snapshot: { ledger }, now }: IncidentSituation): Instant {
  return ledger === undefined ? 0 : (ledger.provenSince ?? now);
}

/** All that had an effect, and of what had none only what is above the watermark, which stands for the rest. */
function seenUntil({ incident, snapshot, now }: IncidentSituation): Pick<Ledger, "acts" | "seenUntil"> {
  const last = incident.acts.findLast(
    ({ verdict, acts, command = true, at, item }) =>
      item === judgedIn(item) &&
      (verdict === "seen" || (verdict === "refused" && acts.length === 0 && command)) &&
      at <= now - settledAfter,
  );
  const { timeline } = snapshot.issue;
  const placeOf = (id: string | undefined): number => timeline.findIndex((item) => item.id === id);
  const known = snapshot.ledger?.seenUntil;
  // What was below it is no act any more, so that the newest that is left may be an older one.
  const rises =
    last !== undefined && placeOf(last.item) > placeOf(known?.item) && last.at >= (known?.at ?? 0);
  const until = rises ? { item: last.item, at: last.at } : known;
  if (until === undefined) return { acts: incident.acts };
  const at = placeOf(until.item);
  const below = new Set(timeline.slice(0, at + 1).map(({ id }) => id));
  const answered = new Set([
    ...timeline.flatMap((item) => (isAnswered(item) ? [item.id] : [])),
    ...tooMany(incident),
  ]);
  const firstTold = new Map(
    incident.acts
      .toReversed()
      .flatMap(({ refusal, by = "", item }) =>
        refusal ? [[`${by} ${likeOf(refusal)}`, item] as const] : [],
      ),
  );
  // By the last that was judged of it an edit is known, where something else of the comment is kept.
  const ofDone = new Set(
    incident.acts.flatMap(({ item, line }) => (line === undefined ? [] : [judgedIn(item)])),
  );
  const lastOf = new Map(incident.acts.map(({ item }) => [judgedIn(item), item]));
  const isLast = (item: string): boolean => ofDone.has(judgedIn(item)) && lastOf.get(judgedIn(item)) === item;
  // Of a person's refusals the first of each kind of problem is kept: words are said once.
  const isFirstTold = ({ item, by = "", refusal }: Judged): boolean =>
    refusal !== undefined && firstTold.get(`${by} ${likeOf(refusal)}`) === item;
  const leavesNothing = (judged: Judged): boolean =>
    !isLast(judged.item) &&
    !isFirstTold(judged) &&
    (judged.verdict === "seen" ||
      (judged.verdict === "refused" &&
        judged.acts.length === 0 &&
        (answered.has(judgedIn(judged.item)) || answered.has(judged.item))));
  const acts = incident.acts.filter((judged) => !below.has(judgedIn(judged.item)) || !leavesNothing(judged));
  return { acts, seenUntil: until };
}

/** A command that was refused has had its answer, and nothing hangs on it any more: it leaves no trace that grows. */
function isAnswered(item: Item): boolean {
  return item.kind === "comment" && item.reacted.length > 0;
}

/** Something came to nothing that no ledger knows yet: its author could write anything into it, and have it judged. */
function isUnrecorded({ incident, snapshot }: IncidentSituation): boolean {
  const known = new Set(snapshot.ledger?.acts.map(({ item }) => item));
  return incident.acts.some(
    ({ item, verdict, acts, by = "" }) =>
      acts.length === 0 && !known.has(item) && (verdict !== "seen" || mayLater(by, snapshot)),
  );
}

/** From outside nobody may do anything later either: what he says costs no write. */
function mayLater(by: string, { roles, repository }: IncidentSituation["snapshot"]): boolean {
  return !repository.public || atLeast(roles.get(by) ?? "none", "triage");
}

/** What was seen to be said, so that a comment that somebody deletes stays deleted. */
function sent(here: IncidentSituation): Ledger["sent"] {
  const said = saidAt(rememberedOf(here.snapshot, here.incident.own));
  // Said on another issue, where this one's history does not show it: only this record keeps it from being said again.
  const elsewhere = [...here.snapshot.recent.keys()]
    .filter(isSaidElsewhere)
    .map((id) => [id, here.snapshot.ledger?.sent.get(id) ?? here.now] as const);
  const all = [...new Map<string, Instant>([...said, ...elsewhere])].toSorted(
    ([, one], [, other]) => one - other,
  );
  return new Map(all.slice(-mostSent));
}

/** What was opened is on record at once: where it stands it may never be seen from here, and whoever starts anew must not open it again. */
function created(here: IncidentSituation): Ledger["created"] {
  const carried = [...here.reach.reports].flatMap(([id, { made }]) =>
    made === undefined ? [] : [[id, made] as const],
  );
  const found = new Map([
    ...(here.snapshot.made ?? []),
    ...carried,
    ...(here.snapshot.ledger?.created ?? []),
  ]);
  const { incident } = here;
  for (const { kind, effect, child } of incident.tasks)
    found.set(kind === "review" ? `retro/${incident.id}` : effect, placeOf(child));
  for (const { effect, child } of incident.made) found.set(effect, placeOf(child));
  return found;
}

function placeOf({ id, ref, formerly }: Child): CreatedRecord {
  return { id, ref, ...(formerly && { formerly }) };
}

/** What must be written down for the next pass to decide alike; all else in the ledger may wait for the next write. */
function essence(ledger: Entries): string {
  const acts = ledger.acts.flatMap((judged) => (judged.acts.length === 0 ? [] : [judged.item]));
  const policies = ledger.policies.map((policy) => policy.oid);
  // By name and part by part: the order of keys in what was read says nothing.
  const clocks = [...ledger.clocks]
    .map(([name, { cause, startsAt, dueAt, severity }]) => [name, cause, startsAt, dueAt, severity])
    .toSorted();
  return JSON.stringify([
    ledger.id,
    ledger.from,
    acts,
    clocks,
    policies,
    [...ledger.created.keys()].toSorted(),
    [...ledger.sent.keys()].filter(isSaidElsewhere).toSorted(),
    ...deliveriesIn(ledger),
    ...(ledger.awaits ?? []),
    // One of before is written anew.
    ...(ledger.version === 1 || ledger.provenSince === undefined ? ["unproven"] : []),
    ...(ledger.formerIds ?? []),
    ...(ledger.actions ?? []),
    ...(ledger.about === undefined ? [] : [canonical(ledger.about)]),
  ]);
}

/** What it is about, whatever the order of its keys in what was read. */
function canonical(about: NonNullable<Entries["about"]>): string {
  return JSON.stringify(Object.entries(about).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function deliveriesIn({ deliveries = new Map() }: Entries): readonly unknown[] {
  const all = Array.from(deliveries, ([id, { state, attempts }]) => [id, state, attempts]);
  return all.length === 0 ? [] : [all.toSorted()];
}
