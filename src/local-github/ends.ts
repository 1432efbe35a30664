// The two ends of a pull request, and whether one goes into the other.
import { merged } from "./history.ts";
import type { Commit, PullRequest } from "./records.ts";
import { headOf } from "./records.ts";
import type { View } from "./view.ts";

/** GraphQL's `mergeable`: whether the head goes into the base as both are now. */
export function mergeableOf(view: View, pull: PullRequest): "MERGEABLE" | "CONFLICTING" | "UNKNOWN" {
  const ends = endsOf(view, pull);
  if (pull.state !== "OPEN" || ends === undefined) return "UNKNOWN";
  return merged(view, ends.base, ends.head) === undefined ? "CONFLICTING" : "MERGEABLE";
}

/** The commits at both ends of a pull request; `undefined` where its base is gone. */
export function endsOf(
  view: View,
  pull: PullRequest,
): { readonly base: Commit; readonly head: Commit } | undefined {
  const repository = view.theRepository(pull.repositoryId);
  const head = view.commit(repository.id, pull.headOid);
  const base =
    pull.state === "OPEN" ? headOf(repository, pull.baseRef) : view.commit(repository.id, pull.baseOid);
  return base === undefined || head === undefined ? undefined : { base, head };
}
