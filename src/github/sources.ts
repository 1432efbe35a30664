// Reads the files that a repository's policy is made from, without any incident: for sweeps, for making labels, and for a repository's subjects.
import type { Sources } from "../engine/snapshot/repository.ts";
import type { Client, Installation } from "./client.ts";
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

/** What GitHub answers about a repository that is in sight. */
export type ObservedFiles = RawObserved & { readonly repository: NonNullable<RawObserved["repository"]> };

/** `undefined`: there is no such repository in our sight. Throws where it could not be read. */
export async function readRuled(client: Client, repository: string): Promise<Ruled | undefined> {
  const observed = await readFiles(await client.installationOf(repository), repository);
  if (observed === undefined) return undefined;
  return {
    name: observed.repository.nameWithOwner,
    archived: observed.repository.isArchived,
    sources: readSources(observed),
  };
}

/**
 * A repository and its files, by one request. `undefined`: there is no such repository in our sight, or it is another account's by now.
 * Throws where the read failed or was partial.
 */
export async function readFiles(
  transport: Pick<Installation, "graphql">,
  asked: string,
): Promise<ObservedFiles | undefined> {
  const [owner, name] = asked.split("/");
  const variables = { owner, name, known: [], withKnown: false };
  const answer = await transport.graphql<RawObserved>(observeDocument(0), variables);
  const observed = completeData(`the policy of ${asked}`, answer, ["repository", "ownerPolicy"]);
  const { repository } = observed;
  if (repository === null || isMovedAway(asked, repository.nameWithOwner)) return undefined;
  return { ...observed, repository };
}
