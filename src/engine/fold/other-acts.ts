// What acts change that no command makes: an incident declared or reported, labels taken off, closing, a merged fix, opening again.
import type { ActOf } from "../act.ts";
import { asFirstSaid, factsOf } from "../facts.ts";
import { labelKind } from "../policy/names.ts";
import type { Appliers } from "./applier.ts";
import type { Draft } from "./draft.ts";
import { close, declare, reopen } from "./lifecycle.ts";
import { takeLabelOff } from "./lowering.ts";
import { noteLost } from "./note.ts";
import { resettleSeverity } from "./settle.ts";
import type { ActSource } from "./status.ts";

/** Their appliers; with those of the commands they are all there are. */
export const otherActs = {
  declare: (draft, _, source) => declare(draft, source),
  report,
  "severity-withdrawn": severityWithdrawn,
  close,
  "closed-by-fix": closedByFix,
  "closed-unexplained": closedUnexplained,
  reopen,
  "label-removed": labelRemoved,
  propose,
  overwritten: (draft, { editor }, { at, by }) => {
    draft.history.push({ at, by, what: "overwritten", values: { editor } });
  },
} satisfies Partial<Appliers>;

/** An outsider's report: nothing follows until it is accepted. */
function report(draft: Draft, _: ActOf<"report">, source: ActSource): void {
  draft.management = "waiting";
  draft.declaredAt = source.at;
  draft.declaredBy = source.cause;
}

function severityWithdrawn(draft: Draft, _: ActOf<"severity-withdrawn">, source: ActSource): void {
  draft.severityAct = undefined;
  draft.history.push({ at: source.at, by: source.by, what: "severity-withdrawn", values: {} });
  resettleSeverity(draft, source, true);
}

/** "Fixes #7" was merged: the issue is closed, but nobody said that the service is back. */
function closedByFix(draft: Draft, act: ActOf<"closed-by-fix">, source: ActSource): void {
  draft.issueClosed = source;
  const values = { closer: act.closer };
  draft.questions.push({ topic: "closed-by-fix", ...source, values });
  draft.history.push({ at: source.at, by: source.by, what: "fix-merged", values });
}

/** Closed as not planned: until somebody says why it is as if it had been closed by what does not close the incident. */
function closedUnexplained(draft: Draft, _: ActOf<"closed-unexplained">, source: ActSource): void {
  draft.issueClosed = source;
  const others = draft.questions.filter(({ topic }) => topic !== "not-planned");
  draft.questions = [...others, { topic: "not-planned", ...source, values: {} }];
  draft.history.push({ at: source.at, by: source.by, what: "closed-unexplained", values: {} });
}

/** The report stays as it was taken on; what it would say now is shown, for those who may to take. */
function propose(draft: Draft, act: ActOf<"propose">, source: ActSource): void {
  const version = draft.snapshot.issue.versions.find(({ id }) => id === act.version);
  if (version === undefined) return;
  const said = factsOf(version.body, draft.ruling, source.at);
  noteLost(draft, asFirstSaid(draft.form, said).lost, version);
  const fields = [...said.facts.values()].filter(({ field, text }) => draft.facts.get(field)?.text !== text);
  draft.proposal = { ...source, fields: fields.map(({ field, text }) => ({ field, text })) };
  draft.history.push({ at: source.at, by: source.by, what: "proposed", values: {} });
}

/** It is put back twice at most; then it is asked about. */
function labelRemoved(draft: Draft, act: ActOf<"label-removed">, source: ActSource): void {
  if (takeLabelOff(draft, act.label, source)) return;
  const times = (draft.removals.get(act.label) ?? 0) + 1;
  draft.removals.set(act.label, times);
  const means = labelKind(draft.ruling.policy, act.label);
  if (means?.kind === "flag") {
    const values = { flag: means.key };
    draft.history.push({ at: source.at, by: source.by, what: "flag-label-removed", values });
  }
  if (times > 2) draft.questions.push({ topic: "label-removed", ...source, values: { label: act.label } });
}
