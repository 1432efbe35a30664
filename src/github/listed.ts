// Reads incidents as a list, whole: page by page what a span of time may hold, instead of one key after another.
import { type Instant, isoSeconds } from "../engine/instant.ts";
import type { Repository, Sources } from "../engine/snapshot/repository.ts";
import type { IncidentSnapshot } from "../engine/snapshot.ts";
import { assemble } from "./assemble.ts";
import type { Installation } from "./client.ts";
import { listDocument } from "./document.ts";
import { completeLook, type ObserverOptions } from "./observe.ts";
import { labelsOf, placeAfter } from "./pages.ts";
import { completeData } from "./partial.ts";
import { readRepository, readSources } from "./read-sources.ts";
import { RequestFailed } from "./send.ts";
import { type Page, present, type RawIncident } from "./shape.ts";
import { readFiles } from "./sources.ts";

/** Which issues of a repository are read. */
export interface Listing {
  /** Names of labels of which an issue has any. */
  readonly labels: readonly string[];
  /** Of closed ones those that changed since then; open ones all. */
  readonly changedSince: Instant;
  /** None that was opened at or after this. */
  readonly createdBefore: Instant;
}

/** What a list brought. */
export interface ListedIncidents {
  readonly repository: Repository;
  /** Each once and whole, the oldest first. */
  readonly snapshots: readonly IncidentSnapshot[];
}

/** By the files of a repository which of its issues are wanted; `undefined`: none, since nothing rules it. */
export type ListingOf = (repository: string, sources: Sources) => Listing | undefined;

/** So many to a request; fewer where GitHub does not manage a page in its time. */
const sizes = [25, 10, 4] as const;

/**
 * The issues of a list. `undefined`: there is no such repository in our sight, or nothing of it is wanted.
 * One request for the files, and one for each 25 issues, open and closed apart; more only for those with a longer history. Throws where anything could
 * not be read: figures of a part would be wrong.
 */
export async function readListed(
  options: ObserverOptions,
  repository: string,
  listingOf: ListingOf,
): Promise<ListedIncidents | undefined> {
  const transport = await options.client.installationOf(repository);
  const observed = await readFiles(transport, repository);
  if (observed === undefined) return undefined;
  const there = observed.repository;
  const listing = listingOf(there.nameWithOwner, readSources(observed));
  if (listing === undefined) return undefined;
  const labels = await labelsOf(transport, there);
  const { isBlind } = options.client;
  const whole = new Map<string, IncidentSnapshot>();
  let roles: IncidentSnapshot["roles"] = new Map();
  for (const state of ["CLOSED", "OPEN"] as const)
    for await (const page of pagesOf(transport, { repository: there.nameWithOwner, state, listing })) {
      const looks = page.map((raw) => {
        const key = `${there.nameWithOwner}#${raw.number}`;
        return completeLook(
          {
            ...{ transport, isBlind, key, observed, repository: there, labels },
            ...{ asked: [], pulls: { seen: [], hidden: [] } },
          },
          raw,
        );
      });
      // One that was closed or opened while the lists were read stands in both.
      for (const look of await Promise.all(looks)) {
        // The same people act in most of them: what one needed is there for the next, so that its history is folded once.
        const snapshot = await assemble(options, look, roles);
        if (snapshot.roles.size > roles.size) roles = snapshot.roles;
        whole.set(snapshot.issue.id, snapshot);
      }
    }
  const snapshots = [...whole.values()].toSorted((one, other) => one.issue.createdAt - other.issue.createdAt);
  return { repository: readRepository(there, labels), snapshots };
}

interface Listed {
  readonly repository: { readonly issues: Page<RawIncident> } | null;
}

interface Place {
  readonly repository: string;
  readonly state: "OPEN" | "CLOSED";
  readonly listing: Listing;
}

/** The pages of one state, the oldest first, until one holds nothing that was opened in time. */
async function* pagesOf(
  transport: Installation,
  { repository, state, listing }: Place,
): AsyncGenerator<readonly RawIncident[]> {
  const [owner, name] = repository.split("/");
  const { labels, changedSince, createdBefore } = listing;
  const since = state === "OPEN" ? null : isoSeconds(changedSince);
  for (let after: string | null = null; ; ) {
    const variables = { owner, name, labels, states: [state], since, after };
    const issues = await askInParts(transport, repository, variables);
    const found = present(issues);
    const early = found.filter(({ createdAt }) => Date.parse(createdAt) < createdBefore);
    yield early;
    const next = placeAfter(issues, `the incidents of ${repository}`);
    if (next === undefined || early.length < found.length) return;
    after = next;
  }
}

/** One page: a long one takes GitHub too long now and then, which a shorter one does not. */
async function askInParts(
  transport: Installation,
  repository: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Page<RawIncident>> {
  for (const [tries, size] of sizes.entries()) {
    try {
      const answer = await transport.graphql<Listed>(listDocument, { ...variables, size });
      const { repository: raw } = completeData(`the incidents of ${repository}`, answer);
      if (raw === null) throw new Error(`${repository} went out of sight while its incidents were read`);
      return raw.issues;
    } catch (error) {
      const isTooMuch = error instanceof RequestFailed && error.unclear;
      if (!isTooMuch || tries === sizes.length - 1) throw error;
    }
  }
  throw new Error(`the incidents of ${repository} could not be read`);
}
