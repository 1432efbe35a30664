// What each act changes in an incident.
import type { Act, FieldValues } from "../act.ts";
import { move } from "../clock-change.ts";
import { fact } from "../facts.ts";
import { restartable } from "../judge/command.ts";
import { labelKind } from "../policy/names.ts";
import type { Draft } from "./draft.ts";
import { ack, call, done, escalate, flag, isFlagged, madeSafe, pause, unflag } from "./duty-act.ts";
import { follow } from "./follow.ts";
import { accept, close, declare, drill, reopen, settleClosed, withdraw } from "./lifecycle.ts";
import { limits, resettleSeverity } from "./settle.ts";
import { type Source, setStatus } from "./status.ts";

export type { Source } from "./status.ts";

type Of<K extends Act["kind"]> = Extract<Act, { kind: K }>;

type Change<K extends Act["kind"]> = (draft: Draft, act: Of<K>, source: Source) => void;

/** How an act is applied: what it changes, and around it what only some acts need. */
type Applier<K extends Act["kind"]> =
  | Change<K>
  | {
      /** Where it is so already, nothing changes and nothing follows; absent: it always is news. */
      readonly isNews?: (draft: Draft, act: Of<K>) => boolean;
      readonly change: Change<K>;
      /** What is to be done once the events that follow have happened. */
      readonly afterwards?: Change<K>;
    };

type Appliers = { readonly [K in Act["kind"]]: Applier<K> };

const appliers: Appliers = {
  declare: (draft, _, source) => declare(draft, source),
  adopt: (draft, _, source) => declare(draft, source),
  report,
  accept: (draft, _, source) => accept(draft, source),
  withdraw,
  drill,
  update: { change: update, afterwards: moveCadence },
  severity,
  "severity-withdrawn": severityWithdrawn,
  status,
  next,
  role,
  set: (draft, act, source) => {
    setFields(draft, act.fields, source);
    resettleSeverity(draft, source);
  },
  told,
  called: told,
  review,
  quiet: (draft, act) => {
    draft.quietUntil = act.until;
  },
  close,
  "closed-by-fix": closedByFix,
  reopen: (draft, _, source) => reopen(draft, source),
  "label-removed": labelRemoved,
  call,
  ack,
  escalate,
  flag: { isNews: (draft, act) => !isFlagged(draft, act.flag), change: flag },
  unflag: { isNews: (draft, act) => draft.flags[act.flag] !== undefined, change: unflag },
  "made-safe": { isNews: (draft, act) => draft.flags[act.flag] !== undefined, change: madeSafe },
  done,
  pause,
  resume: pause,
  help: () => undefined,
};

/** Applies an act. What was judged once is applied as it was judged, whatever the text says now. */
export function applyAct<K extends Act["kind"]>(draft: Draft, act: Of<K>, source: Source): void {
  const applier = appliers[act.kind] as Applier<K>;
  const { isNews, change, afterwards } = typeof applier === "function" ? { change: applier } : applier;
  if (isNews?.(draft, act) === false) return;
  change(draft, act, source);
  follow(draft, act, source);
  afterwards?.(draft, act, source);
}

/** An outsider's report: nothing follows until it is accepted. */
function report(draft: Draft, _: Of<"report">, source: Source): void {
  draft.management = "waiting";
  draft.declaredAt = source.at;
  draft.declaredBy = source.cause;
}

function severity(draft: Draft, act: Of<"severity">, source: Source): void {
  draft.severityAct = { ...source, to: act.to, because: act.because, over: act.over ?? [] };
  resettleSeverity(draft, source);
}

function severityWithdrawn(draft: Draft, _: Of<"severity-withdrawn">, source: Source): void {
  draft.severityAct = undefined;
  draft.history.push({ at: source.at, by: source.by, what: "severity-withdrawn", values: {} });
  resettleSeverity(draft, source);
}

function status(draft: Draft, act: Of<"status">, source: Source): void {
  setFields(draft, act.fields, source);
  const when = act.at === undefined ? source : { ...source, at: act.at, saidAt: source.at };
  setStatus(draft, act.to, when, act.because);
  settleClosed(draft, source);
}

function next(draft: Draft, act: Of<"next">, source: Source): void {
  draft.clocks = move(
    draft.clocks,
    act.clock,
    { ...source, dueAt: act.dueAt, because: act.because },
    limits(draft),
  );
  const values = { clock: act.clock, dueAt: String(act.dueAt), because: act.because ?? "" };
  draft.history.push({ at: source.at, by: source.by, what: "next", values });
}

function review(draft: Draft, act: Of<"review">, source: Source): void {
  draft.review = { wanted: act.wanted, by: source.by, because: act.because, cause: source.cause };
  const what = act.wanted ? "review" : "no-review";
  draft.history.push({ at: source.at, by: source.by, what, values: { because: act.because ?? "" } });
}

/** "Fixes #7" was merged: the issue is closed, but nobody said that the service is back. */
function closedByFix(draft: Draft, act: Of<"closed-by-fix">, source: Source): void {
  draft.fixed = true;
  const values = { closer: act.closer };
  draft.questions.push({ topic: "closed-by-fix", ...source, values });
  draft.history.push({ at: source.at, by: source.by, what: "fix-merged", values });
}

/** It is put back twice at most; then it is asked about. */
function labelRemoved(draft: Draft, act: Of<"label-removed">, source: Source): void {
  const times = (draft.removals[act.label] ?? 0) + 1;
  draft.removals[act.label] = times;
  const means = labelKind(draft.ruling.policy, act.label);
  if (means?.kind === "flag") {
    const values = { flag: means.key };
    draft.history.push({ at: source.at, by: source.by, what: "flag-label-removed", values });
  }
  if (times > 2) draft.questions.push({ topic: "label-removed", ...source, values: { label: act.label } });
}

function update(draft: Draft, act: Of<"update">, source: Source): void {
  setFields(draft, act.fields, source);
  resettleSeverity(draft, source);
  draft.lastUpdate = source;
  draft.history.push({
    at: source.at,
    by: source.by,
    what: act.nothingNew ? "nothing-new" : "update",
    values: { item: source.cause },
  });
}

/** The time that an update gives for the next moves the clock that the update restarted. */
function moveCadence(draft: Draft, act: Of<"update">, source: Source): void {
  const rule = draft.ruling.policy.clocks.find(restartable);
  if (act.next === undefined || rule === undefined) return;
  draft.clocks = move(draft.clocks, rule.name, { ...source, dueAt: act.next }, limits(draft));
}

function setFields(draft: Draft, fields: FieldValues | undefined, source: Source): void {
  for (const [id, value] of Object.entries(fields ?? {})) {
    const field = draft.ruling.policy.fields[id];
    if (field === undefined) continue;
    if (value === "") delete draft.said[id];
    else draft.said[id] = fact(field, [value], draft.ruling.policy, source.at);
    draft.history.push({
      at: source.at,
      by: source.by,
      what: value === "" ? "fact-unset" : "fact-set",
      values: { field: id, value },
    });
  }
}

function role(draft: Draft, act: Of<"role">, source: Source): void {
  draft.roles[act.role] = { holders: act.holders, since: source.at, by: source.by };
  draft.history.push({
    at: source.at,
    by: source.by,
    what: act.holders.length === 0 ? "role-left" : "role",
    values: { role: act.role, holders: act.holders.join(", ") },
  });
}

function told(draft: Draft, act: Of<"told"> | Of<"called">, source: Source): void {
  const called = act.kind === "called";
  const answered = act.kind === "called" ? act.answered : true;
  const how = act.kind === "told" ? act.how : undefined;
  const busy = act.kind === "called" ? act.busy : undefined;
  const { by, cause } = source;
  const saidAt = source.at;
  draft.told.push({ who: act.who, at: act.when, saidAt, by, how, called, answered, busy, cause });
  const what = called ? (answered ? "called" : busy ? "busy" : "no-answer") : "told";
  draft.history.push({ at: act.when, by: source.by, what, values: { who: act.who, how: how ?? "" } });
}
