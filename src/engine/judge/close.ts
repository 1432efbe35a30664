// Judges the closing and reopening of the incident's issue.
import { repositoryOf } from "../issue-ref.ts";
import { atLeast } from "../rights.ts";
import type { ClosedItem, DuplicateItem, ReopenedItem } from "../snapshot/timeline.ts";
import { may } from "./gate.ts";
import { closedAsNotPlanned } from "./not-planned.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "./situation.ts";

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
  if (item.reason === "not_planned") return closedAsNotPlanned(item, login, here);
  if (item.reason !== "duplicate") return done({ kind: "close", reason: item.reason });
  return closedAsDuplicate(item, login, here);
}

/**
 * What is known here goes over to the other incident where whoever closed this one may write there too, as far as our access
 * reaches, and never out of a private repository into a public one.
 */
function closedAsDuplicate(item: ClosedItem, login: string, here: JudgingSituation): JudgingResult {
  const mark = duplicateOf(here);
  const close = { kind: "close", reason: item.reason, of: mark?.of } as const;
  if (mark?.of === undefined) return done(close);
  const { name, public: isPublic } = here.snapshot.repository;
  const target = repositoryOf(mark.of);
  if (target.toLowerCase() === name.toLowerCase()) return done(close);
  if (!isPublic && mark.isPrivate !== true) return done({ ...close, apart: "public" });
  const there = `${login}@${target}`;
  const role = here.snapshot.roles.get(there);
  if (role === undefined) return { needs: there };
  if (atLeast(role, "write")) return done(close);
  const isTheirs = target.split("/")[0]?.toLowerCase() !== name.split("/")[0]?.toLowerCase();
  return done({ ...close, apart: isTheirs ? "account" : "right" });
}

/** Somebody opened the issue again. Only a person with the right to the status lets the incident go on by it. */
export function judgeReopened(_item: ReopenedItem, login: string, here: JudgingSituation): JudgingResult {
  if (here.management !== "managed") return undefined;
  const allowed = may(login, "status", here);
  if (allowed === "unknown") return { needs: login };
  // What was not ended goes on whoever opens its issue again.
  if (allowed === "no" && isEnded(here)) return refuse("outsider-reopen");
  return done({ kind: "reopen" });
}

function isEnded({ ruling, status }: JudgingSituation): boolean {
  const phase = ruling.policy.statuses.find(({ key }) => key === status.key)?.phase;
  return phase === "resolved" || phase === "closed";
}

function duplicateOf(here: JudgingSituation): DuplicateItem | undefined {
  const marks = here.snapshot.issue.timeline.filter(
    (other) => other.kind === "marked-duplicate" || other.kind === "unmarked-duplicate",
  );
  const last = marks.at(-1);
  return last?.kind === "marked-duplicate" ? last : undefined;
}
