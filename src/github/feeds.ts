// Adds to a policy's files what its rotas have outside of GitHub; where nothing reads feeds, or none is named, nothing is added.
import type { Feed, Sources } from "../engine/snapshot/repository.ts";

/** Reads the feeds that the policy in these files names; `undefined` where it names none. */
export type FeedsOf = (sources: Sources, repository: string) => Promise<readonly Feed[]> | undefined;

/** The files with the feeds. Never throws: a feed that can't be read says so itself. */
export async function withFeeds(
  { feeds }: { readonly feeds?: FeedsOf | undefined },
  sources: Sources,
  repository: string,
): Promise<Sources> {
  const read = feeds?.(sources, repository);
  return read === undefined ? sources : { ...sources, feeds: await read };
}
