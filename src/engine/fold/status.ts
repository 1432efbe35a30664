// Moves an incident's status, and says what that means to clocks and open questions.
import { isPlain } from "../events/read.ts";
import type { Instant } from "../instant.ts";
import { staysOpen } from "../reply.ts";
import { correct, placeReached } from "./correct.ts";
import type { Draft } from "./draft.ts";
import { forgive } from "./lowering.ts";
import { isOver, phaseOf } from "./phase.ts";
import { emit, resettleSeverity } from "./settle.ts";

/** Who did an act, when, and the node id of it. */
export interface ActSource {
  readonly at: Instant;
  /** When it was said, where that is not when it was. */
  readonly saidAt?: Instant | undefined;
  readonly by?: string | undefined;
  readonly cause: string;
}

/** A status that an incident gets: why, and whether whoever set it said more, which its line of the timeline repeats. */
interface NewStatus {
  readonly to: string;
  readonly because?: string | undefined;
  readonly said?: true | undefined;
}

/**
 * Moves the status; the phase that it belongs to is an event of its own. One that was reached already gets the time that is given; what
 * else was said with it became known when it was said.
 */
export function setStatus(draft: Draft, { to, because = "", said }: NewStatus, source: ActSource): void {
  resettleSeverity(draft, { ...source, at: source.saidAt ?? source.at });
  if (draft.status.key === to) {
    if (source.saidAt !== undefined) correct(draft, to, source);
    return;
  }
  if (isUndone(draft, source) && placeReached(draft, to, source.at) !== undefined) {
    correct(draft, to, source);
    return;
  }
  if (isBehind(draft, to, source)) {
    catchUp(draft, { to, because, said }, source);
    return;
  }
  const phase = phaseOf(draft.ruling.policy, to);
  const before = draft.status.key;
  if (!isOver(phaseOf(draft.ruling.policy, before))) draft.statusBefore = before;
  forgive(draft, "status", before);
  draft.status = { key: to, since: source.at, by: source.by, cause: source.cause };
  const { at, saidAt, by, cause } = source;
  const values = { from: before, to, because, ...(said && { item: cause }) };
  draft.history.push({ at, saidAt, by, what: "status", values });
  if (isOver(phaseOf(draft.ruling.policy, before)) && !isOver(phase)) emitAgain(draft, source);
  emitReached(draft, source);
  if (phase === "resolved") answered(draft);
}

/** Is it of before the incident was opened again last? */
function isUndone({ events }: Draft, { at, saidAt }: ActSource): boolean {
  return saidAt !== undefined && events.some((event) => event.name === "reopened" && event.at > at);
}

/** Was it reached before the status that is in force, which comes after it? It is told late, and nothing goes back for that. */
function isBehind({ status, ruling: { policy } }: Draft, to: string, { at, saidAt }: ActSource): boolean {
  const place = (key: string): number => policy.statuses.findIndex((one) => one.key === key);
  return saidAt !== undefined && at < status.since && place(to) < place(status.key);
}

/** The record learns when it was reached, or that it was at another time than was said. */
function catchUp(draft: Draft, { to, because, said }: NewStatus, source: ActSource): void {
  if (draft.events.some(({ name }) => name === `status.${to}`)) {
    correct(draft, to, source);
    return;
  }
  const { at, saidAt, by, cause } = source;
  const values = { from: "", to, because: because ?? "", ...(said && { item: cause }) };
  draft.history.push({ at, saidAt, by, what: "status", values });
  emitOf(draft, to, source);
}

/** It is worked on again: what had been confirmed need not be confirmed a second time. */
export function emitAgain(draft: Draft, source: ActSource): void {
  emit(draft, { name: "reopened", ...source });
  const isToCome = phaseOf(draft.ruling.policy, draft.status.key) === "confirmed";
  if (!isToCome && draft.events.some((event) => event.name === "confirmed"))
    emit(draft, { name: "confirmed", ...source });
}

/** The status that is in force was reached, and with it the phase that it belongs to. */
export function emitReached(draft: Draft, source: ActSource): void {
  emitOf(draft, draft.status.key, source);
}

function emitOf(draft: Draft, key: string, source: ActSource): void {
  const phase = phaseOf(draft.ruling.policy, key);
  emit(draft, { name: `status.${key}`, ...source });
  // Being open and being looked into are no events: nothing was reached by them.
  if (phase !== undefined && isPlain(phase)) emit(draft, { name: phase, ...source });
}

/** Questions about whether the service is back have their answer. */
function answered(draft: Draft): void {
  draft.questions = draft.questions.filter(({ topic }) => staysOpen.has(topic));
}
