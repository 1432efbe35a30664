// Judges labels that people put on or take off: severity, status, flags, the incident itself, a drill.

import type { Act } from "../act.ts";
import type { SettledSeverity } from "../incident.ts";
import { labelKind } from "../policy/names.ts";
import { isLower } from "../severity/hold.ts";
import { opinionsOf } from "../severity/method.ts";
import { compute, isMajor } from "../severity/settle.ts";
import { settledOf } from "../severity/settled.ts";
import type { LabelItem } from "../snapshot/timeline.ts";
import { judgeAccepted, judgeTakenOn } from "./accept.ts";
import { allowed, isOutsider } from "./gate.ts";
import { done, endTakesReason, type JudgingResult, type JudgingSituation, refuse } from "./situation.ts";

/** A label that a person put on. */
export function judgeLabeled(item: LabelItem, login: string, here: JudgingSituation): JudgingResult {
  const means = labelKind(here.ruling.policy, item.label);
  if (means === undefined) return undefined;
  if (means.kind === "incident") return judgeDeclared(login, here);
  if (here.management !== "managed") return undefined;
  if (means.kind === "drill")
    return allowed(login, "drill", here, () =>
      drillTakesReason(login, here)
        ? refuse("because", { text: "/drill" })
        : done({ kind: "drill", real: false }),
    );
  if (means.kind === "severity") {
    if (here.severity?.key === means.key) return undefined;
    return allowed(login, "severity", here, () =>
      takesReason(means.key, here)
        ? refuse("because", { text: `/severity ${means.key}`, label: item.label })
        : done({ kind: "severity", to: means.key, over: [] }),
    );
  }
  if (means.kind === "status") {
    if (here.status.key === means.key) return undefined;
    return allowed(login, "status", here, () =>
      endTakesReason(means.key, here)
        ? refuse("because", { text: `/status ${means.key}` })
        : done({ kind: "status", to: means.key }),
    );
  }
  // The label of a flag that stands was missing: it is back, and nothing is set anew.
  if (means.kind === "flag" && !here.flags.has(means.key))
    return allowed(login, "flag", here, () => done({ kind: "flag", flag: means.key }));
  return undefined;
}

/** Somebody opened an incident, by form or by label: an outsider's report in public waits for `/accept`. */
export function judgeDeclared(login: string, here: JudgingSituation): JudgingResult {
  const { since } = here.ruling.policy.incidents;
  if (here.management === "managed") return undefined;
  if (here.management !== "withdrawn" && since !== undefined && here.snapshot.issue.createdAt < since)
    return undefined;
  const outside = isOutsider(login, here);
  if (outside === "unknown") return { needs: login };
  if (outside) return here.management === "waiting" ? undefined : done({ kind: "report" });
  // Somebody with the right who marks an outsider's report as an incident has taken it on.
  if (here.management === "waiting") return allowed(login, "accept", here, () => judgeAccepted(here));
  return judgeTakenOn("declare", login, here);
}

/** A label that a person took off. An act is withdrawn by it, where that lowers nothing; what was worked out is put back. */
export function judgeUnlabeled(item: LabelItem, login: string, here: JudgingSituation): JudgingResult {
  const means = labelKind(here.ruling.policy, item.label);
  if (means === undefined) return undefined;
  if (means.kind === "incident") {
    if (here.management !== "managed") return undefined;
    return allowed(login, "not-an-incident", here, () => done({ kind: "withdraw" }));
  }
  if (here.management !== "managed") return undefined;
  if (means.kind === "drill") return allowed(login, "drill", here, () => done({ kind: "drill", real: true }));
  if (means.kind === "severity") {
    if (here.severity?.key !== means.key) return undefined;
    const { severity } = here;
    const removed: Act = { kind: "label-removed", label: item.label };
    if (severity.how !== "act" || here.swapping) return done(removed);
    return allowed(login, "severity", here, () =>
      done(isLessWithout(severity, here) ? removed : { kind: "severity-withdrawn" }),
    );
  }
  if (means.kind === "overdue") return done({ kind: "label-removed", label: item.label });
  if (means.kind === "status" && here.status.key === means.key)
    return done({ kind: "label-removed", label: item.label });
  if (means.kind === "flag" && here.flags.has(means.key)) return judgeUnflagged(means.key, item, login, here);
  return undefined;
}

/** The label of a flag that stands was taken off. One that is kept goes only by `/unflag` with a reason (HA-3, HA-4). */
function judgeUnflagged(flag: string, item: LabelItem, login: string, here: JudgingSituation): JudgingResult {
  const kept = here.ruling.policy.flags[flag];
  if (kept === undefined || !kept.kept)
    return allowed(login, "unflag", here, () => done({ kind: "unflag", flag }));
  const refused = refuse("kept-flag", { flag: kept.title, text: kept.key, label: item.label });
  return { ...refused, acts: [{ kind: "label-removed", label: item.label }] };
}

/** Would taking an act back lower the severity, or leave a major one with none? */
function isLessWithout({ key }: SettledSeverity, here: JudgingSituation): boolean {
  const { policy } = here.ruling;
  const left = compute(policy, here.facts, settledOf(here).flags).key;
  return isLower(policy, left, key) && (left !== undefined || isMajor(policy, key));
}

/** Does it take a reason to set a severity: to lower it, and where the policy says so over what a table says (HG-8)? */
export function takesReason(to: string, here: JudgingSituation): boolean {
  const lowers = here.severity !== undefined && isLower(here.ruling.policy, to, here.severity.key);
  return lowers || isOverTable(to, here);
}

/** What somebody else opened as a major incident is made an exercise only with a reason. */
export function drillTakesReason(login: string, here: JudgingSituation): boolean {
  const { management, drill: exercised, ruling, severity, snapshot } = here;
  return (
    management === "managed" &&
    exercised === undefined &&
    isMajor(ruling.policy, severity?.key) &&
    snapshot.issue.author?.login !== login
  );
}

/** What is so already needs no reason. */
function isOverTable(to: string, here: JudgingSituation): boolean {
  const { policy } = here.ruling;
  if (!policy.severity.justify || here.severity?.key === to) return false;
  const opinions = opinionsOf(policy, { facts: here.facts, flags: settledOf(here).flags });
  const said = opinions.find(({ how }) => how !== "form");
  return said !== undefined && said.severity !== to;
}
