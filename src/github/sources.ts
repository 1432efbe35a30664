// Reads the files that a repository's policy is made from, without any incident: for sweeps and for making labels.
import type { Sources } from "../engine/snapshot.ts";
import type { Client } from "./client.ts";
import { observeDocument } from "./document.ts";
import { isMovedAway } from "./names.ts";
import { completeData } from "./partial.ts";
import { readSources } from "./read-sources.ts";
import type { RawObserved } from "./shape.ts";

/** What a repository's files say now. One request. */
export interface Ruled {
  /** `owner/name` as GitHub spells it. */
  readonly name: string;
  readonly archived: boolean;
  readonly sources: Sources;
}

/** `undefined`: there is no such repository in our sight. Throws where it could not be read. */
export async function readRuled(client: Client, repository: string): Promise<Ruled | undefined> {
  const transport = await client.installationOf(repository);
  const [owner, name] = repository.split("/");
  const answer = await transport.graphql<RawObserved>(observeDocument(0), {
    owner,
    name,
    known: [],
    withKnown: false,
  });
  const observed = completeData(`the policy of ${repository}`, answer, ["repository", "ownerPolicy"]);
  if (observed.repository === null || isMovedAway(repository, observed.repository.nameWithOwner))
    return undefined;
  return {
    name: observed.repository.nameWithOwner,
    archived: observed.repository.isArchived,
    sources: readSources(observed),
  };
}
