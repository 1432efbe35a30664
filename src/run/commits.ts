// Commits as a carrier: what it may do is known here; how a file is changed stands apart, since most hosts and runs change none.
import { ownerOf } from "../github/names.ts";
import type { Carrier } from "../world.ts";
import { type CommitMeans, carryCommit } from "./carry-commit.ts";

/** The carrier of commits, by the client's own rights. */
export function commitCarrier(means: Omit<CommitMeans, "branches">): Carrier {
  const all: CommitMeans = { ...means, branches: new Map() };
  return {
    name: "commit",
    serves: (repository) => means.client.mayCommit(ownerOf(repository)),
    // It reads the file before it commits: what is there already is not written again.
    looksUp: true,
    carry: (effect, text) => carryCommit(effect, text, all),
  };
}
