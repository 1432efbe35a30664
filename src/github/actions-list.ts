// Reads the actions of a repository's incidents: its files by one request, the issue that lists them and what each card records by another.
import type { ActionsSnapshot } from "../engine/actions-list/snapshot.ts";
import { repositoryOf } from "../engine/issue-ref.ts";
import type { ListedIncident } from "../engine/rolling.ts";
import type { IssueRef, Sources } from "../engine/snapshot.ts";
import { repositoryKey } from "../engine/subject.ts";
import type { Installation } from "./client.ts";
import { observeDocument } from "./document.ts";
import { withFeeds } from "./feeds.ts";
import { isMovedAway } from "./names.ts";
import { labelsOf } from "./pages.ts";
import { completeData, type GraphqlAnswer } from "./partial.ts";
import { oursBy } from "./read-actor.ts";
import { readRepository, readSources } from "./read-sources.ts";
import { type Hinted, type ReadingOptions, readFresh, remembered } from "./reading.ts";
import {
  type FoundRolling,
  isRollingAsNew,
  noteRollingMentions,
  type RawFormer,
  type RawListed,
  type RawRolling,
  type RollingReading,
  readListed,
  readRolling,
  rollingFields,
  rollingFragments,
} from "./rolling.ts";
import { type Nodes, type Page, present, type RawObserved } from "./shape.ts";

/** Names of labels, aliases included: of the list's own issue, of incidents that are open, and of closed ones that are read. */
export interface ActionLabels {
  readonly rolling: readonly string[];
  readonly incidents: readonly string[];
  readonly closed: readonly string[];
}

/** What the reader of actions is made with. */
export interface ActionsOptions extends ReadingOptions {
  /** `undefined`: no policy lists them here. */
  readonly labelsOf: (sources: Sources, repository: string) => ActionLabels | undefined;
}

/**
 * The actions of `owner/repo`. `undefined`: there is no such repository in our sight, or its policy lists none. Throws where a read failed
 * or was partial. Two requests, one more for each further fifty incidents.
 */
export async function observeActions(
  options: ActionsOptions,
  key: IssueRef,
  { hint }: Hinted = {},
): Promise<ActionsSnapshot | undefined> {
  const repository = repositoryOf(key);
  const transport = await options.client.installationOf(repository);
  return readFresh(options, key, {
    hint,
    look: () => look(options, transport, repository),
    isAsNew: isRollingAsNew,
  });
}

async function look(
  options: ActionsOptions,
  transport: Installation,
  repository: string,
): Promise<ActionsSnapshot | undefined> {
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
  const key = repositoryKey(called, "actions");
  const isOurs = oursBy(me, questions.authorsOf(sources, called));
  const found = await readActions(
    transport,
    { key, repository: called, isOurs, proof: options.proof },
    labels,
  );
  noteRollingMentions(memory, key, found);
  return {
    kind: "actions",
    key,
    me,
    repository: readRepository(observed.repository, await labelsOf(transport, observed.repository)),
    sources,
    ...found,
    ...remembered(memory, key),
    roles: new Map(),
  };
}

interface RawActions {
  readonly repository: {
    readonly rolling?: Nodes<RawRolling>;
    readonly former?: Nodes<RawFormer>;
    readonly open?: Page<RawListed>;
    readonly closed?: Page<RawListed>;
  } | null;
}

/** Fifty open incidents and fifty closed ones (variables: owner, name; rolling, withRolling; incidents, open, withOpen; shut, closed, withClosed). */
const actionsDocument = `query Actions($owner: String!, $name: String!, $rolling: [String!], $withRolling: Boolean!,
  $incidents: [String!], $open: String, $withOpen: Boolean!, $shut: [String!], $closed: String, $withClosed: Boolean!) {
  repository(owner: $owner, name: $name) {
    ${rollingFields}
    open: issues(first: 50, after: $open, states: [OPEN], labels: $incidents, orderBy: {field: CREATED_AT, direction: ASC})
      @include(if: $withOpen) { pageInfo { hasNextPage endCursor } nodes { ...Incident } }
    closed: issues(first: 50, after: $closed, states: [CLOSED], labels: $shut, orderBy: {field: CREATED_AT, direction: ASC})
      @include(if: $withClosed) { pageInfo { hasNextPage endCursor } nodes { ...Incident } }
  }
}
${rollingFragments}`;

/** The list's own issue and every incident that is asked for, each with what its card records. */
export async function readActions(
  transport: Pick<Installation, "graphql">,
  reading: RollingReading,
  { rolling, incidents, closed }: ActionLabels,
): Promise<FoundRolling & Pick<ActionsSnapshot, "incidents">> {
  const { repository } = reading;
  const [owner, name] = repository.split("/");
  const listed = new Map<string, ListedIncident>();
  let found: FoundRolling | undefined;
  let open: Place = { wanted: true, after: null };
  let shut: Place = { wanted: true, after: null };
  while (open.wanted || shut.wanted) {
    const variables: Record<string, unknown> = {
      ...{ owner, name, rolling, withRolling: found === undefined, incidents, shut: closed },
      ...{ open: open.after, withOpen: open.wanted, closed: shut.after, withClosed: shut.wanted },
    };
    const answer: GraphqlAnswer<RawActions> = await transport.graphql<RawActions>(actionsDocument, variables);
    const page = completeData(`the actions of ${repository}`, answer).repository;
    if (page === null) throw new Error(`the actions of ${repository}: the repository went out of sight`);
    found ??= readRolling(page, reading);
    for (const raw of [...present(page.open), ...present(page.closed)])
      if (!listed.has(raw.id)) listed.set(raw.id, readListed(raw, reading));
    open = placeAfter(page.open, repository);
    shut = placeAfter(page.closed, repository);
  }
  return { rolling: [], ...found, incidents: [...listed.values()] };
}

interface Place {
  readonly wanted: boolean;
  readonly after: string | null;
}

function placeAfter(page: Page<unknown> | undefined, repository: string): Place {
  const { hasNextPage = false, endCursor = null } = page?.pageInfo ?? {};
  if (hasNextPage && endCursor === null)
    throw new Error(`the actions of ${repository}: GitHub promised a further page and did not say where`);
  return { wanted: hasNextPage, after: endCursor };
}
