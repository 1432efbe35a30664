// Judges the closing and reopening of the incident's issue.
import type { ClosedItem, ReopenedItem } from "../snapshot.ts";
import { done, type JudgingResult, type JudgingSituation, may, refuse } from "./situation.ts";

/** Somebody closed the issue, or a merged fix did. Only a person with the right resolves and closes the incident by it. */
export function judgeClosed(item: ClosedItem, login: string, here: JudgingSituation): JudgingResult {
  if (here.management !== "managed") return undefined;
  const phase = here.ruling.policy.statuses.find((status) => status.key === here.status.key)?.phase;
  if (item.closer !== undefined && phase !== "resolved" && phase !== "closed") {
    return done({ kind: "closed-by-fix", closer: item.closer });
  }
  const allowed = may(login, "resolve", here);
  if (allowed === "unknown") return { needs: login };
  if (allowed === "no") return refuse("outsider-close");
  return done({ kind: "close", reason: item.reason, of: duplicateOf(item, here) });
}

/** Somebody opened the issue again. */
export function judgeReopened(_item: ReopenedItem, _login: string, here: JudgingSituation): JudgingResult {
  return here.management === "managed" ? done({ kind: "reopen" }) : undefined;
}

function duplicateOf(item: ClosedItem, here: JudgingSituation): string | undefined {
  if (item.reason !== "duplicate") return undefined;
  const marks = here.snapshot.issue.timeline.filter(
    (other) => other.kind === "marked-duplicate" || other.kind === "unmarked-duplicate",
  );
  const last = marks.at(-1);
  return last?.kind === "marked-duplicate" ? last.of : undefined;
}
