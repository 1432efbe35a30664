// Later words give what was reached another time: it is one event, at the time that was given last, and the record keeps what was said first.
import { corrected } from "../clock-corrected.ts";
import { isPlain } from "../events/read.ts";
import type { Event } from "../incident.ts";
import { endFieldOf } from "../policy/names.ts";
import type { Draft } from "./draft.ts";
import { phaseOf } from "./phase.ts";
import { clockContext, keepEnded } from "./settle.ts";
import type { ActSource } from "./status.ts";

/** Where among the events a status was reached last; undefined where it was not, or the incident was opened again after it. */
export function placeReached({ events }: Pick<Draft, "events">, key: string): number | undefined {
  const place = events.findLastIndex(({ name }) => name === `status.${key}`);
  const isUndone = events.slice(place + 1).some(({ name }) => name === "reopened");
  return place < 0 || isUndone ? undefined : place;
}

/** Gives a status that was reached the time that is said now, and with it the phase that it belongs to. */
export function correct(draft: Draft, key: string, source: ActSource): void {
  const place = placeReached(draft, key);
  const before = place === undefined ? undefined : draft.events[place];
  if (before === undefined || before.at === source.at) return;
  const phase = phaseOf(draft.ruling.policy, key);
  const names: ReadonlySet<string> = new Set([before.name, ...(phase && isPlain(phase) ? [phase] : [])]);
  for (const [index, event] of draft.events.entries())
    if (names.has(event.name) && event.at === before.at && event.cause === before.cause)
      correctEvent(draft, index, source);
  if (draft.status.key === key) draft.status = { ...draft.status, since: source.at };
  if (phase === "closed" && draft.closed?.cause === before.cause)
    draft.closed = { ...draft.closed, at: source.at };
  correctLine(draft, { key, before }, source);
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
  { key, before }: { readonly key: string; readonly before: Event },
  { at, saidAt, by, cause }: ActSource,
): void {
  const place = draft.history.findLastIndex(
    ({ what, at: then, values }) => what === "status" && values.to === key && then === before.at,
  );
  const line = draft.history[place];
  if (line === undefined) return;
  const first = { firstAt: line.values.firstAt ?? `${before.at}`, correctedBy: by ?? "" };
  draft.history[place] = { ...line, at, saidAt, cause, values: { ...line.values, ...first } };
}

/** The field that says when it was over gives its time to the end that was reached before it was answered, or answered otherwise. */
export function settleEnd(draft: Draft): void {
  const { policy } = draft.ruling;
  const field = endFieldOf(policy);
  if (field === undefined || !draft.emitted.has(`field.${field.id}`)) return;
  const said = draft.events.findLastIndex(({ name }) => name === `field.${field.id}`);
  const event = draft.events[said];
  const status = policy.statuses.find(
    ({ key, phase }) => phase === "resolved" && placeReached(draft, key) !== undefined,
  );
  const reached = status && placeReached(draft, status.key);
  if (status === undefined || reached === undefined || event === undefined || said < reached) return;
  if (event.at === draft.facts.get(field.id)?.at) correct(draft, status.key, asSaid(event));
}

function asSaid({ at, saidAt = at, by, cause }: Event): ActSource {
  return { at, saidAt, by, cause };
}
