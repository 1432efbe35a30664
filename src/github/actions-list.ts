// Reads the actions of a repository's incidents: the issue that lists them and what each card records, by one request.
import type { ActionsSnapshot } from "../engine/actions-list/snapshot.ts";
import type { ListedIncident } from "../engine/rolling.ts";
import type { Sources } from "../engine/snapshot/repository.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import type { Installation } from "./client.ts";
import { observeSubject, type SubjectReading } from "./of-repository.ts";
import { placeAfter } from "./pages.ts";
import { completeData, type GraphqlAnswer } from "./partial.ts";
import type { Hinted, ReadingOptions } from "./reading.ts";
import {
  type FoundRolling,
  type RawFormer,
  type RawListed,
  type RawRolling,
  readListed,
  readRolling,
  rollingFields,
  rollingFragments,
} from "./rolling.ts";
import { type Nodes, type Page, present } from "./shape.ts";

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
export function observeActions(
  options: ActionsOptions,
  key: IssueRef,
  hinted: Hinted = {},
): Promise<ActionsSnapshot | undefined> {
  return observeSubject(options, key, hinted, {
    ...{ kind: "actions", labelsOf: options.labelsOf, read: readActions },
    issuesOf: ({ rolling }) => rolling,
  });
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
async function readActions(
  transport: Installation,
  reading: SubjectReading,
  { rolling, incidents, closed }: ActionLabels,
): Promise<FoundRolling & Pick<ActionsSnapshot, "incidents">> {
  const { repository } = reading;
  const [owner, name] = repository.split("/");
  const what = `the actions of ${repository}`;
  const listed = new Map<string, ListedIncident>();
  let found: FoundRolling | undefined;
  // After what the next page of each state begins: null is its first, undefined that all of it is read.
  let open: string | null | undefined = null;
  let shut: string | null | undefined = null;
  while (open !== undefined || shut !== undefined) {
    const variables: Record<string, unknown> = {
      ...{ owner, name, rolling, withRolling: found === undefined, incidents, shut: closed },
      ...{ open, withOpen: open !== undefined, closed: shut, withClosed: shut !== undefined },
    };
    const answer: GraphqlAnswer<RawActions> = await transport.graphql<RawActions>(actionsDocument, variables);
    const page = completeData(what, answer).repository;
    if (page === null) throw new Error(`${what}: the repository went out of sight`);
    found ??= readRolling(page, reading);
    for (const raw of [...present(page.open), ...present(page.closed)])
      if (!listed.has(raw.id)) listed.set(raw.id, readListed(raw, reading));
    open = page.open && placeAfter(page.open, what);
    shut = page.closed && placeAfter(page.closed, what);
  }
  return { rolling: [], ...found, incidents: [...listed.values()] };
}
