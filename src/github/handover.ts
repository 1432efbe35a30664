// Reads the handover of a repository: its files by one request, its rolling issue and all open incidents by another.
import type { HandoverSnapshot } from "../engine/handover/snapshot.ts";
import { repositoryOf } from "../engine/issue-ref.ts";
import type { ListedIncident } from "../engine/rolling.ts";
import type { IssueRef, Sources } from "../engine/snapshot.ts";
import { repositoryKey } from "../engine/subject.ts";
import type { Installation } from "./client.ts";
import { observeDocument } from "./document.ts";
import { withFeeds } from "./feeds.ts";
import { handoverDocument, type RawHandover } from "./handover-document.ts";
import { isMovedAway } from "./names.ts";
import { labelsOf } from "./pages.ts";
import { completeData, type GraphqlAnswer } from "./partial.ts";
import { oursBy } from "./read-actor.ts";
import { readRepository, readSources } from "./read-sources.ts";
import { type Hinted, type ReadingOptions, readFresh, remembered, withRoles } from "./reading.ts";
import {
  isRollingAsNew,
  noteRollingMentions,
  type RollingReading,
  readListed,
  readRolling,
} from "./rolling.ts";
import { present, type RawObserved } from "./shape.ts";

/** What the reader of handovers is made with. */
export interface HandoverOptions extends ReadingOptions {
  /** `undefined`: no policy hands over here. */
  readonly labelsOf: (sources: Sources, repository: string) => HandoverLabels | undefined;
}

/** Names of labels, aliases included: of the rolling issue, of incidents, and of those that are closed and owe something. */
interface HandoverLabels {
  readonly rolling: readonly string[];
  readonly incidents: readonly string[];
  readonly owing: readonly string[];
}

/**
 * The handover of `owner/repo`. `undefined`: there is no such repository in our sight, or its policy hands nothing over.
 * Throws where a read failed or was partial. Two requests, one more for each further fifty incidents and each right looked up.
 */
export async function observeHandover(
  options: HandoverOptions,
  key: IssueRef,
  { hint }: Hinted = {},
): Promise<HandoverSnapshot | undefined> {
  const repository = repositoryOf(key);
  const transport = await options.client.installationOf(repository);
  const seen = await readFresh(options, key, {
    hint,
    look: () => look(options, transport, repository),
    isAsNew: isRollingAsNew,
  });
  return seen === undefined ? undefined : withRoles(options, transport, seen);
}

async function look(
  options: HandoverOptions,
  transport: Installation,
  repository: string,
): Promise<HandoverSnapshot | undefined> {
  const { client, memory, questions, labelsOf: wanted } = options;
  const [owner, name] = repository.split("/");
  const files = { owner, name, known: [], withKnown: false };
  const answer = await transport.graphql<RawObserved>(observeDocument(0), files);
  const observed = completeData(`the policy of ${repository}`, answer, ["repository", "ownerPolicy"]);
  if (observed.repository === null || isMovedAway(repository, observed.repository.nameWithOwner))
    return undefined;
  const called = observed.repository.nameWithOwner;
  const written = { ...readSources(observed), lastGood: memory.lastPolicy(observed.repository.id) };
  const sources = await withFeeds(options, written, called);
  const labels = wanted(sources, called);
  if (labels === undefined) return undefined;
  const me = await client.me();
  const isOurs = oursBy(me, questions.authorsOf(sources, called));
  const key = repositoryKey(called, "handover");
  const found = await read(transport, { key, repository: called, labels, isOurs, proof: options.proof });
  noteRollingMentions(memory, key, found);
  return {
    kind: "handover",
    key,
    me,
    repository: readRepository(observed.repository, await labelsOf(transport, observed.repository)),
    sources,
    ...found,
    ...remembered(memory, key),
  };
}

interface Reading extends RollingReading {
  readonly labels: HandoverLabels;
}

async function read(
  transport: Installation,
  reading: Reading,
): Promise<Pick<HandoverSnapshot, "rolling" | "former" | "open" | "owing">> {
  const { repository, labels } = reading;
  const [owner, name] = repository.split("/");
  const open: ListedIncident[] = [];
  let found: Pick<HandoverSnapshot, "rolling" | "former" | "owing"> | undefined;
  let after: string | null = null;
  do {
    const variables: Record<string, unknown> = {
      owner,
      name,
      ...labels,
      after,
      withRolling: found === undefined,
    };
    const answer: GraphqlAnswer<RawHandover> = await transport.graphql<RawHandover>(
      handoverDocument,
      variables,
    );
    const page = completeData(`the handover of ${repository}`, answer).repository;
    if (page === null) throw new Error(`the handover of ${repository}: the repository went out of sight`);
    found ??= {
      ...readRolling(page, reading),
      owing: present(page.owing).map((raw) => readListed(raw, reading)),
    };
    open.push(...present(page.open).map((raw) => readListed(raw, reading)));
    const { hasNextPage, endCursor } = page.open.pageInfo;
    if (hasNextPage && endCursor === null)
      throw new Error(`the handover of ${repository}: GitHub promised a further page and did not say where`);
    after = hasNextPage ? endCursor : null;
  } while (after !== null);
  return { ...found, open };
}
