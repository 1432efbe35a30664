// Later words give what was reached another time: it is one event, at the time that was given last, and the record keeps what was said first.
import { corrected } from "../clock-corrected.ts";
import { isOfEarlierEnd } from "../earlier-end.ts";
import { isPlain } from "../events/read.ts";
import type { Event, HistoryEntry } from "../incident.ts";
import type { Instant } from "../instant.ts";
import { endFieldOf } from "../policy/names.ts";
import type { Draft } from "./draft.ts";
import { isOver, phaseOf } from "./phase.ts";
import { clockContext, keepEnded } from "./settle.ts";
import type { ActSource } from "./status.ts";

/**
 * Where among the events a status was reached last; undefined where it was not, or the incident was opened again after it. By a time it
 * is asked of then: an incident that was opened again later does not have it undone.
 */
export function placeReached(
  { events }: { readonly events: readonly Event[] },
  key: string,
  by = Number.POSITIVE_INFINITY,
): number | undefined {
  const later = events.findIndex(({ name, at }) => name === "reopened" && at > by);
  const until = later < 0 ? events : events.slice(0, later);
  const place = until.findLastIndex(({ name }) => name === `status.${key}`);
  const isUndone = until.slice(place + 1).some(({ name }) => name === "reopened");
  return place < 0 || isUndone ? undefined : place;
}

/** Gives a status that was reached the time that is said now, and with it the phase that it belongs to. */
export function correct(draft: Draft, key: string, source: ActSource): void {
  const place = placeReached(draft, key, source.at);
  const before = place === undefined ? undefined : draft.events[place];
  if (before === undefined || before.at === source.at) return;
  const phase = phaseOf(draft.ruling.policy, key);
  const isNow = placeReached(draft, key) === place;
  const names = new Set([before.name, ...(phase && isPlain(phase) ? [phase] : [])]);
  // Of an end that was undone the time that its field had given goes along: the field may have that of the last end by now.
  if (!isNow && isOver(phase)) names.add(`field.${endFieldOf(draft.ruling.policy)?.id}`);
  correctEvents(draft, before, names, source);
  if (isNow && draft.status.key === key) draft.status = { ...draft.status, since: source.at };
  if (phase === "closed" && draft.closed?.cause === before.cause)
    draft.closed = { ...draft.closed, at: source.at };
  correctLine(draft, ({ what, values }) => what === "status" && values.to === key, before, source);
}

/** Does it go on again, and has not come to another end since? */
export function goesOnAgain(events: readonly Event[]): boolean {
  return events.findLast(({ name }) => bounds.has(name))?.name === "reopened";
}

const bounds: ReadonlySet<string> = new Set(["reopened", "resolved", "closed"]);

/** Gives the time that is said now to its going on again, and to all that came of that. */
export function correctAgain(draft: Draft, source: ActSource): void {
  const before = draft.events.findLast(({ name }) => name === "reopened");
  if (before === undefined || !goesOnAgain(draft.events) || before.at === source.at) return;
  correctEvents(draft, before, undefined, source);
  if (draft.status.since === before.at && draft.status.cause === before.cause)
    draft.status = { ...draft.status, since: source.at, cause: source.cause };
  correctLine(draft, ({ what }) => what === "reopened", before, source);
}

/** What one act had brought at its time, or what of that has one of these names, has another time. */
function correctEvents(
  draft: Draft,
  before: Event,
  names: ReadonlySet<string> | undefined,
  source: ActSource,
): void {
  for (const [index, event] of draft.events.entries())
    if (names?.has(event.name) !== false && event.at === before.at && event.cause === before.cause)
      correctEvent(draft, index, source);
}

function correctEvent(draft: Draft, index: number, { at, saidAt, by, cause }: ActSource): void {
  const before = draft.events[index];
  if (before === undefined) return;
  const knownAt = before.knownAt ?? before.saidAt ?? before.at;
  const now: Event = { ...before, at, saidAt, knownAt, by, cause };
  draft.events[index] = now;
  const after = corrected(draft, { before, now }, clockContext(draft));
  draft.clocks = after.clocks;
  keepEnded(draft, after.ended);
}

/** The line of the timeline stands at the new time, with what was said first; its words stay those of whoever said them. */
function correctLine(
  draft: Draft,
  isMeant: (line: HistoryEntry) => boolean,
  before: Event,
  { at, saidAt, by, cause }: ActSource,
): void {
  const place = draft.history.findLastIndex((line) => isMeant(line) && line.at === before.at);
  const line = draft.history[place];
  if (line === undefined) return;
  const first = { firstAt: line.values.firstAt ?? `${before.at}`, correctedBy: by ?? "" };
  draft.history[place] = { ...line, at, saidAt, cause, values: { ...line.values, ...first } };
}

/**
 * The field that says when it was over gives its time to the end that was reached before it was answered, or answered otherwise; a time of
 * before the incident was opened again, to the end before that.
 */
export function settleEnd(draft: Draft): void {
  const { policy } = draft.ruling;
  const field = endFieldOf(policy);
  if (field === undefined || !draft.emitted.has(`field.${field.id}`)) return;
  const said = draft.events.findLastIndex(({ name }) => name === `field.${field.id}`);
  const event = draft.events[said];
  const isEarlier = isOfEarlierEnd(field.id, draft, policy);
  if (event === undefined || event.at !== draft.facts.get(field.id)?.at) return;
  const reached = endReached(draft, isEarlier ? event.at : undefined);
  if (reached !== undefined && said >= reached.place) correct(draft, reached.key, asSaid(event));
}

/** Gives the end that had been reached by a time, and was undone since, that time; false where there was none. */
export function correctEnd(draft: Draft, at: Instant, { at: saidAt, by, cause }: ActSource): boolean {
  const reached = endReached(draft, at);
  if (reached !== undefined) correct(draft, reached.key, { at, saidAt, by, cause });
  return reached !== undefined;
}

/** The status by which the service was back, and where among the events it was reached; `by` a time: as of then, or by which it was closed. */
function endReached(
  draft: Draft,
  by: Instant | undefined,
): { readonly key: string; readonly place: number } | undefined {
  const { statuses } = draft.ruling.policy;
  return ["resolved", ...(by === undefined ? [] : ["closed"])]
    .flatMap((wanted) => statuses.filter(({ phase }) => phase === wanted))
    .flatMap(({ key }) => {
      const place = placeReached(draft, key, by);
      return place === undefined ? [] : [{ key, place }];
    })[0];
}

function asSaid({ at, saidAt = at, by, cause }: Event): ActSource {
  return { at, saidAt, by, cause };
}
