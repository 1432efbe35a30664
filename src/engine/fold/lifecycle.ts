// How an incident begins and ends: declared, accepted, withdrawn, drilled, closed, opened again.
import type { ActOf } from "../act.ts";
import { stopAll } from "../clock.ts";
import { giveGrace } from "../clock-change.ts";
import type { Instant } from "../instant.ts";
import { labelKind } from "../policy/names.ts";
import { type Question, staysOpen } from "../reply.ts";
import { saysFalseAlarm } from "../text/false-alarm.ts";
import { correctAgain } from "./correct.ts";
import type { Draft } from "./draft.ts";
import { isOver, phaseOf } from "./phase.ts";
import { becameKnown, clockContext, emit, resettleSeverity, setClocks } from "./settle.ts";
import { type ActSource, emitAgain, emitReached, setStatus } from "./status.ts";

/** It is an incident from now on. */
export function declare(draft: Draft, source: ActSource): void {
  if (draft.management === "managed") return;
  draft.declaredAt = source.at;
  begin(draft, source);
}

/**
 * An outsider's report is taken on: its clocks run from the time of the report. What would have been due before anybody
 * took it on is due the policy's `grace` after that.
 */
export function accept(draft: Draft, source: ActSource): void {
  if (draft.management !== "waiting") return;
  begin(draft, { at: draft.declaredAt, by: draft.reporter, cause: draft.declaredBy });
  draft.acceptedBy = source.by;
  draft.clocks = giveGrace(draft.clocks, source, draft.ruling.policy.attention.grace);
  emit(draft, { name: "accepted", at: source.at, cause: source.cause, by: source.by });
  draft.history.push({ at: source.at, by: source.by, what: "accepted", values: {} });
}

function begin(draft: Draft, source: ActSource): void {
  draft.management = "managed";
  draft.withdrawn = undefined;
  draft.closed = undefined;
  draft.declaredBy = source.cause;
  draft.titleAtDeclaration = draft.title;
  draft.status = {
    key: draft.ruling.policy.statuses[0]?.key ?? "open",
    since: source.at,
    cause: source.cause,
  };
  // The severity first, so that clocks that start now start with its limit.
  draft.severity = undefined;
  const flagged = takeLabels(draft, source);
  draft.history.push({ at: source.at, by: source.by, what: "declared", values: {} });
  resettleSeverity(draft, source);
  emit(draft, { name: "declared", at: source.at, cause: source.cause, by: source.by });
  for (const { flag, by, cause } of flagged) {
    draft.history.push({ at: source.at, by, what: "flag", values: { flag, because: "" } });
    emit(draft, { name: `flag.${flag}`, at: source.at, by, cause });
  }
  becameKnown(draft, new Map(), source);
}

/** A flag that stands from the beginning, by its label. */
interface FlaggedBefore {
  readonly flag: string;
  readonly by: string | undefined;
  readonly cause: string;
}

/**
 * What people had labelled before it became an incident counts as set by them; an outsider's own labels and those of bots do
 * not, nor does the label of a flag that is only somebody's to set. Gives back the flags that were set by it: what follows from
 * them begins with the incident (HA-1).
 */
function takeLabels(draft: Draft, source: ActSource): readonly FlaggedBefore[] {
  const flagged: FlaggedBefore[] = [];
  const outsider = draft.acts.some((judged) => judged.acts.some((act) => act.kind === "report"))
    ? draft.reporter
    : undefined;
  for (const label of draft.labels.values()) {
    if (!label.byPerson || (outsider !== undefined && label.by === outsider)) continue;
    const means = labelKind(draft.ruling.policy, label.name);
    if (means?.kind === "severity") {
      draft.severityAct = { to: means.key, at: source.at, by: label.by, cause: label.cause, over: [] };
    }
    if (means?.kind === "status" && phaseOf(draft.ruling.policy, means.key) !== "closed") {
      draft.status = { key: means.key, since: source.at, by: label.by, cause: label.cause };
    }
    if (means?.kind !== "flag" || draft.flags.has(means.key)) continue;
    if (draft.ruling.policy.flags[means.key]?.by !== undefined) {
      // Whether whoever put it on then may set it now was never judged.
      const values = { flag: means.key };
      draft.history.push({ at: source.at, by: label.by, what: "flag-not-taken", values });
    } else {
      draft.flags.set(means.key, { since: source.at, by: label.by, cause: label.cause });
      flagged.push({ flag: means.key, by: label.by, cause: label.cause });
    }
  }
  return flagged;
}

/** A person says that it is none: everything stops at once. */
export function withdraw(draft: Draft, act: ActOf<"withdraw">, source: ActSource): void {
  draft.management = "withdrawn";
  draft.withdrawn = { ...source, because: act.because };
  draft.questions = [];
  // They come off with it: if it is one after all, only what people put on after this counts.
  draft.labels.clear();
  draft.clocks = new Map(
    Array.from(draft.clocks, ([name, state]) => [name, { ...state, running: false, stoppedAt: source.at }]),
  );
  draft.history.push({
    at: source.at,
    by: source.by,
    what: "withdrawn",
    values: { because: act.because ?? "" },
  });
}

/** It becomes an exercise, or stops being one: what fell due in the exercise is due the policy's `grace` after that. */
export function drill(draft: Draft, act: ActOf<"drill">, source: ActSource): void {
  const values = { because: act.because ?? "" };
  if (act.real) {
    draft.drill = undefined;
    draft.clocks = giveGrace(draft.clocks, source, draft.ruling.policy.attention.grace);
    draft.history.push({ at: source.at, by: source.by, what: "drill-real", values });
    return;
  }
  draft.drill = { by: source.by ?? "", at: source.at, cause: source.cause };
  if (draft.management !== "managed") {
    draft.declaredAt = source.at;
    begin(draft, source);
  }
  draft.history.push({ at: source.at, by: source.by, what: "drill", values });
}

/** What is asked about a close that ended nothing. */
const closings: ReadonlySet<Question["topic"]> = new Set(["closed-by-fix", "outsider-close", "not-planned"]);

/** A person with the right closed it. */
export function close(draft: Draft, act: ActOf<"close">, source: ActSource): void {
  const { policy } = draft.ruling;
  const phase = phaseOf(policy, draft.status.key);
  const key = (wanted: string) => policy.statuses.find((status) => status.phase === wanted)?.key;
  const ended = draft.ended.length;
  draft.closed = {
    reason: act.reason,
    at: source.at,
    by: source.by,
    cause: source.cause,
    of: act.of,
    because: act.because,
    falseAlarm: act.falseAlarm ?? act.reason === "not_planned",
    apart: act.apart,
    issue: act.reason === "completed" ? draft.issueClosed : undefined,
  };
  if (act.reason === "completed" && phase !== "resolved" && phase !== "closed") {
    const resolved = key("resolved");
    if (resolved !== undefined) setStatus(draft, { to: resolved }, source);
  }
  if (phase !== "closed") setStatus(draft, { to: key("closed") ?? draft.status.key }, source);
  if (act.reason === "not_planned") {
    const values = { because: act.because ?? "", alarm: draft.closed.falseAlarm ? "yes" : "" };
    draft.history.push({ at: source.at, by: source.by, what: "not-planned", values });
  }
  draft.issueClosed = undefined;
  draft.questions = draft.questions.filter(({ topic }) => !closings.has(topic));
  // Whatever the process calls its last status, nothing runs on that a closed incident would not restart.
  for (const name of ["resolved", "closed"] as const)
    setClocks(draft, stopAll(draft.clocks, { name, ...source }, clockContext(draft)));
  // What not planned or a duplicate ends in time was not met: nothing was owed any more.
  if (act.reason === "completed") return;
  const missed = draft.ended.slice(ended).filter((one) => one.endedAt > one.dueAt);
  draft.ended.splice(ended, draft.ended.length, ...missed);
}

/**
 * It is worked on again. Opening the issue of what was not closed opens nothing; who says that it goes on again means what was resolved,
 * too; where it goes on already, a time corrects since when, and what else they say is news.
 */
export function reopen(draft: Draft, act: ActOf<"reopen">, given: ActSource): void {
  const { policy } = draft.ruling;
  const phase = phaseOf(policy, draft.status.key);
  const { cause, by } = given;
  const said = act.said && { item: cause };
  if (act.asked !== true) draft.issueClosed = undefined;
  draft.questions = draft.questions.filter(({ topic }) => staysOpen.has(topic));
  if (draft.closed === undefined && phase !== "closed" && !(act.asked && isOver(phase))) {
    if (act.at !== undefined) correctAgain(draft, { ...given, at: act.at, saidAt: given.at });
    if (said) draft.history.push({ at: given.at, by, what: "update", values: said });
    return;
  }
  const source = act.at === undefined ? given : { ...given, at: act.at, saidAt: given.at };
  goOn(draft, given.at);
  const back =
    draft.statusBefore ??
    policy.statuses.find((status) => status.phase === "investigating")?.key ??
    policy.statuses[0]?.key;
  const values = { because: act.because ?? "", ...said };
  draft.history.push({ at: source.at, saidAt: source.saidAt, by, what: "reopened", values });
  if (back !== undefined) draft.status = { key: back, since: source.at, by: source.by, cause: source.cause };
  emitAgain(draft, source);
  emitReached(draft, source);
}

/** What was closed goes on by words: its issue is as closed on GitHub as it was, so that saying that it is over ends it again. */
function goOn(draft: Draft, said: Instant): void {
  draft.closed = undefined;
  const last = draft.snapshot.issue.timeline.findLast(
    ({ kind, at }) => (kind === "closed" || kind === "reopened") && at <= said,
  );
  draft.issueClosed =
    last?.kind === "closed" ? { at: last.at, by: last.by?.login, cause: last.id } : undefined;
}

/**
 * A status of the closed phase closes the incident. So does the service being back where the issue had been closed before,
 * by a fix, by an outsider, or before it went on again by words. Where it had been closed as not planned without a reason, that is given now. One that is worked on again
 * is not closed any more.
 */
export function settleClosed(draft: Draft, source: ActSource, because: string | undefined): void {
  const phase = phaseOf(draft.ruling.policy, draft.status.key);
  const isUnexplained = draft.questions.some(({ topic }) => topic === "not-planned");
  const falseAlarm = phase === "closed" && because !== undefined && saysFalseAlarm(because);
  if (phase === "closed" && isUnexplained && because !== undefined) {
    close(draft, { kind: "close", reason: "not_planned", because, falseAlarm }, source);
  } else if (phase === "closed" || (draft.issueClosed !== undefined && phase === "resolved")) {
    if (draft.closed === undefined) close(draft, { kind: "close", reason: "completed", falseAlarm }, source);
  } else if (phase !== "resolved" && draft.closed !== undefined) goOn(draft, source.saidAt ?? source.at);
}
