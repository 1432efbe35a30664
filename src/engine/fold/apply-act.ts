// What each act changes in an incident.
import type { Act, FieldValues } from "../act.ts";
import { move } from "../clock.ts";
import { fact } from "../facts.ts";
import type { Instant } from "../instant.ts";
import { restartable } from "../judge/command.ts";
import type { Policy } from "../policy/model.ts";
import { type Draft, emit, resettleSeverity } from "./draft.ts";

/** Who did an act, when, and the node id of it. */
export interface Source {
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly cause: string;
}

type Of<K extends Act["kind"]> = Extract<Act, { kind: K }>;

/** Applies an act. What was judged once is applied as it was judged, whatever the text says now. */
export function applyAct(draft: Draft, act: Act, source: Source): void {
  switch (act.kind) {
    case "declare":
    case "adopt":
      return declare(draft, source);
    case "report":
      draft.management = "waiting";
      draft.declaredAt = source.at;
      draft.declaredBy = source.cause;
      return;
    case "accept":
      return accept(draft, source);
    case "withdraw":
      return withdraw(draft, act, source);
    case "drill":
      return drill(draft, act, source);
    case "update":
      return update(draft, act, source);
    case "severity":
      draft.severityAct = { ...source, to: act.to, because: act.because, over: act.over ?? [] };
      return resettleSeverity(draft, source);
    case "severity-withdrawn":
      draft.severityAct = undefined;
      draft.history.push({ at: source.at, by: source.by, what: "severity-withdrawn", values: {} });
      return resettleSeverity(draft, source);
    case "status":
      setFields(draft, act.fields, source);
      return setStatus(draft, act.to, source, act.because);
    case "next":
      draft.clocks = move(draft.clocks, act.clock, { ...source, dueAt: act.dueAt, because: act.because });
      draft.history.push({ at: source.at, by: source.by, what: "next", values: { clock: act.clock, dueAt: String(act.dueAt), because: act.because ?? "" } });
      return;
    case "role":
      return role(draft, act, source);
    case "set":
      setFields(draft, act.fields, source);
      return resettleSeverity(draft, source);
    case "told":
    case "called":
      return told(draft, act, source);
    case "review":
      draft.review = { wanted: act.wanted, by: source.by, because: act.because, cause: source.cause };
      draft.history.push({ at: source.at, by: source.by, what: act.wanted ? "review" : "no-review", values: { because: act.because ?? "" } });
      return;
    case "quiet":
      draft.quietUntil = act.until;
      return;
    case "close":
      return close(draft, act, source);
    case "closed-by-fix":
      draft.fixed = true;
      draft.questions.push({ topic: "closed-by-fix", ...source, values: { closer: act.closer } });
      draft.history.push({ at: source.at, by: source.by, what: "fix-merged", values: { closer: act.closer } });
      return;
    case "reopen":
      return reopen(draft, source);
    case "label-removed":
      draft.removals[act.label] = (draft.removals[act.label] ?? 0) + 1;
      if ((draft.removals[act.label] ?? 0) > 2) draft.questions.push({ topic: "label-removed", ...source, values: { label: act.label } });
      return;
    case "help":
      return;
  }
}

function declare(draft: Draft, source: Source): void {
  if (draft.management === "managed") return;
  draft.declaredAt = source.at;
  begin(draft, source);
}

/** An outsider's report is taken on: its clocks run from the time of the report. */
function accept(draft: Draft, source: Source): void {
  if (draft.management !== "waiting") return;
  begin(draft, { at: draft.declaredAt, by: draft.reporter, cause: draft.declaredBy });
  emit(draft, { name: "accepted", at: source.at, cause: source.cause, by: source.by });
  draft.history.push({ at: source.at, by: source.by, what: "accepted", values: {} });
}

function begin(draft: Draft, source: Source): void {
  draft.management = "managed";
  draft.withdrawn = undefined;
  draft.closed = undefined;
  draft.declaredBy = source.cause;
  draft.titleAtDeclaration = draft.title;
  draft.status = { key: draft.ruling.policy.statuses[0]?.key ?? "open", since: source.at, cause: source.cause };
  // The severity first, so that clocks that start now start with its limit.
  draft.severity = undefined;
  draft.history.push({ at: source.at, by: source.by, what: "declared", values: {} });
  resettleSeverity(draft, source);
  emit(draft, { name: "declared", at: source.at, cause: source.cause, by: source.by });
}

function withdraw(draft: Draft, act: Of<"withdraw">, source: Source): void {
  draft.management = "withdrawn";
  draft.withdrawn = { ...source, because: act.because };
  draft.questions = [];
  draft.clocks = Object.fromEntries(
    Object.entries(draft.clocks).map(([name, state]) => [name, { ...state, running: false, stoppedAt: source.at }]),
  );
  draft.history.push({ at: source.at, by: source.by, what: "withdrawn", values: { because: act.because ?? "" } });
}

function drill(draft: Draft, act: Of<"drill">, source: Source): void {
  if (act.real) {
    draft.drill = undefined;
    draft.history.push({ at: source.at, by: source.by, what: "drill-real", values: {} });
    return;
  }
  draft.drill = { by: source.by ?? "", at: source.at, cause: source.cause };
  if (draft.management !== "managed") {
    draft.declaredAt = source.at;
    begin(draft, source);
  }
  draft.history.push({ at: source.at, by: source.by, what: "drill", values: {} });
}

function update(draft: Draft, act: Of<"update">, source: Source): void {
  setFields(draft, act.fields, source);
  resettleSeverity(draft, source);
  draft.lastUpdate = source;
  emit(draft, { name: "update", ...source });
  draft.history.push({ at: source.at, by: source.by, what: act.nothingNew ? "nothing-new" : "update", values: { item: source.cause } });
  const rule = draft.ruling.policy.clocks.find(restartable);
  if (act.next === undefined || rule === undefined) return;
  draft.clocks = move(draft.clocks, rule.name, { ...source, dueAt: act.next });
}

function setFields(draft: Draft, fields: FieldValues | undefined, source: Source): void {
  for (const [id, value] of Object.entries(fields ?? {})) {
    const field = draft.ruling.policy.fields[id];
    if (field === undefined) continue;
    if (value === "") delete draft.said[id];
    else draft.said[id] = fact(field, [value], draft.ruling.policy, source.at);
    draft.history.push({ at: source.at, by: source.by, what: value === "" ? "fact-unset" : "fact-set", values: { field: id, value } });
    emit(draft, { name: `field.${id}`, at: source.at, cause: source.cause, by: source.by });
  }
}

function setStatus(draft: Draft, to: string, source: Source, because: string | undefined): void {
  resettleSeverity(draft, source);
  if (draft.status.key === to) return;
  const phase = phaseOf(draft.ruling.policy, to);
  const before = draft.status.key;
  if (phaseOf(draft.ruling.policy, before) !== "closed" && phaseOf(draft.ruling.policy, before) !== "resolved") draft.statusBefore = before;
  draft.status = { key: to, since: source.at, by: source.by, cause: source.cause };
  draft.history.push({ at: source.at, by: source.by, what: "status", values: { from: before, to, because: because ?? "" } });
  emit(draft, { name: `status.${to}`, ...source });
  if (phase !== undefined) emit(draft, { name: phase, ...source });
  if (phase === "resolved") answered(draft);
}

/** Questions about whether the service is back have their answer. */
function answered(draft: Draft): void {
  draft.questions = draft.questions.filter((question) => question.topic === "label-removed");
}

function phaseOf(policy: Policy, key: string): string | undefined {
  return policy.statuses.find((status) => status.key === key)?.phase;
}

function role(draft: Draft, act: Of<"role">, source: Source): void {
  draft.roles[act.role] = { holders: act.holders, since: source.at, by: source.by };
  draft.history.push({ at: source.at, by: source.by, what: act.holders.length === 0 ? "role-left" : "role", values: { role: act.role, holders: act.holders.join(", ") } });
  if (act.holders.length > 0) emit(draft, { name: `role.${act.role}`, at: source.at, cause: source.cause, by: source.by });
}

function told(draft: Draft, act: Of<"told"> | Of<"called">, source: Source): void {
  const called = act.kind === "called";
  const answered = act.kind === "called" ? act.answered : true;
  const how = act.kind === "told" ? act.how : undefined;
  draft.told.push({ who: act.who, at: act.when, by: source.by, how, called, answered });
  const what = called ? (answered ? "called" : "no-answer") : "told";
  draft.history.push({ at: act.when, by: source.by, what, values: { who: act.who, how: how ?? "" } });
  if (answered) emit(draft, { name: `told.${act.who}`, at: act.when, cause: source.cause, by: source.by });
  if (called) emit(draft, { name: `called.${act.who}`, at: act.when, cause: source.cause, by: source.by });
}

function close(draft: Draft, act: Of<"close">, source: Source): void {
  const { policy } = draft.ruling;
  const phase = phaseOf(policy, draft.status.key);
  const key = (wanted: string) => policy.statuses.find((status) => status.phase === wanted)?.key;
  draft.closed = { reason: act.reason, at: source.at, by: source.by, cause: source.cause, of: act.of };
  if (act.reason === "completed" && phase !== "resolved" && phase !== "closed") {
    const resolved = key("resolved");
    if (resolved !== undefined) setStatus(draft, resolved, source, undefined);
  }
  if (phase !== "closed") setStatus(draft, key("closed") ?? draft.status.key, source, undefined);
  draft.fixed = false;
  draft.questions = draft.questions.filter((question) => question.topic !== "closed-by-fix" && question.topic !== "outsider-close");
  // Whatever the process calls its last status, nothing runs on that a closed incident would not restart.
  for (const name of ["resolved", "closed"]) draft.clocks = stopAll(draft, name, source);
}

function stopAll(draft: Draft, name: string, source: Source): Draft["clocks"] {
  const stopping = draft.ruling.policy.clocks.filter((rule) => rule.stops.includes(name)).map((rule) => rule.name);
  return Object.fromEntries(
    Object.entries(draft.clocks).map(([clock, state]) => [
      clock,
      state.running && stopping.includes(clock) ? { ...state, running: false, stoppedAt: source.at } : state,
    ]),
  );
}

function reopen(draft: Draft, source: Source): void {
  const { policy } = draft.ruling;
  draft.fixed = false;
  draft.questions = draft.questions.filter((question) => question.topic === "label-removed");
  const phase = phaseOf(policy, draft.status.key);
  if (draft.closed === undefined && phase !== "closed") return;
  draft.closed = undefined;
  const back = draft.statusBefore ?? policy.statuses.find((status) => status.phase === "investigating")?.key ?? policy.statuses[0]?.key;
  draft.history.push({ at: source.at, by: source.by, what: "reopened", values: {} });
  if (back !== undefined) draft.status = { key: back, since: source.at, by: source.by, cause: source.cause };
  emit(draft, { name: "reopened", ...source });
}
