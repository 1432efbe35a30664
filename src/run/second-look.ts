// A look at what no cheap look of a sweep shows: something that was made beside the incident may be there twice, by whoever else made it.
import type { Effect } from "../engine/effect.ts";
import { type Duration, type Instant, MINUTE } from "../engine/instant.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import type { Clock } from "../world.ts";

/** By then every replica shows what was made. */
const settledAfter: Duration = 2 * MINUTE;

/** What a pass left behind. */
export interface Left {
  readonly key: IssueRef;
  /** Node id of the incident's own issue; absent for other subjects, whose issues a sweep sees whole. */
  readonly issueId: string | undefined;
  readonly written: readonly Effect[];
}

/**
 * When to look once more after a pass, `undefined` where nothing asks for it. Strangers can move everything on a review or an issue that
 * only names the incident, so that a sweep does not go by it: what this process made there it looks at again by itself.
 */
export function secondLook(clock: Pick<Clock, "now">): (left: Left) => Instant | undefined {
  const until = new Map<IssueRef, Instant>();
  return ({ key, issueId, written }) => {
    const now = clock.now();
    if (issueId !== undefined && written.some((effect) => isBeside(effect, issueId)))
      until.set(key, now + settledAfter);
    if ((until.get(key) ?? 0) <= now) until.delete(key);
    return until.get(key);
  };
}

/** A comment on another issue, or an issue that hangs under none. */
function isBeside(effect: Effect, issueId: string): boolean {
  if (effect.kind === "comment") return effect.issueId !== issueId;
  return effect.kind === "create-issue" && effect.parentId === undefined;
}
