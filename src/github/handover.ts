// Reads the handover of a repository: its files by one request, its rolling issue and all open incidents by another.
import type { HandoverSnapshot, ListedIncident, RollingIssue } from "../engine/handover/snapshot.ts";
import type { Instant } from "../engine/instant.ts";
import { repositoryOf } from "../engine/issue-ref.ts";
import type { IssueRef, Sources } from "../engine/snapshot.ts";
import { repositoryKey } from "../engine/subject.ts";
import { cardAmong, ledgerOn } from "./card.ts";
import type { Installation } from "./client.ts";
import { observeDocument } from "./document.ts";
import { withFeeds } from "./feeds.ts";
import { handoverDocument, type RawHandover, type RawOpen, type RawRolling } from "./handover-document.ts";
import { isMovedAway } from "./names.ts";
import { labelsOf } from "./pages.ts";
import { completeData, type GraphqlAnswer } from "./partial.ts";
import type { Proof } from "./proof.ts";
import { type IsOurs, oursBy, readActor } from "./read-actor.ts";
import { readComment } from "./read-comment.ts";
import { readRepository, readSources } from "./read-sources.ts";
import { type Hinted, type ReadingOptions, readFresh, remembered, withRoles } from "./reading.ts";
import { present, type RawObserved } from "./shape.ts";
import { readSpoken } from "./spoken.ts";

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

/** The marker of a rolling issue's body; its word is the key of the handover. */
const rollingMarker = "rolling";

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
    isAsNew,
  });
  return seen === undefined ? undefined : withRoles(options, transport, seen);
}

/** Where no rolling issue is in sight there is nothing that could be too old: the hint was of another. */
function isAsNew(seen: HandoverSnapshot | undefined, since: Instant): boolean {
  if (seen === undefined || seen.rolling.length === 0) return true;
  const newest = seen.rolling.flatMap(({ updatedAt, comments }) => [updatedAt, comments.at(-1)?.at ?? 0]);
  return Math.max(...newest) >= since;
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
  const found = await read(transport, { repository: called, labels, isOurs, proof: options.proof });
  memory.cleared(key);
  for (const { comments } of found.rolling)
    for (const { at, marks = [] } of comments)
      for (const { kind, words } of marks)
        if (kind === "mentions") for (const login of words) memory.mentioned(key, login, at);
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

interface Reading {
  readonly repository: string;
  readonly labels: HandoverLabels;
  readonly isOurs: IsOurs;
  readonly proof: Proof;
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
      owing: present(page.owing).map((raw) => readOpen(raw, reading)),
    };
    open.push(...present(page.open).map((raw) => readOpen(raw, reading)));
    const { hasNextPage, endCursor } = page.open.pageInfo;
    if (hasNextPage && endCursor === null)
      throw new Error(`the handover of ${repository}: GitHub promised a further page and did not say where`);
    after = hasNextPage ? endCursor : null;
  } while (after !== null);
  return { ...found, open };
}

type RawPage = NonNullable<RawHandover["repository"]>;

/** What the label says of a rolling issue somebody may have put on another: ours carries the marker, too. */
function readRolling(page: RawPage, reading: Reading): Pick<HandoverSnapshot, "rolling" | "former"> {
  const { repository, isOurs, proof } = reading;
  const isRolling = (raw: Pick<RawRolling, "author" | "body">): boolean =>
    isOurs(readActor(raw.author)) &&
    proof.marksOfIssue(raw.body ?? "").some(({ kind }) => kind === rollingMarker);
  const rolling = present(page.rolling)
    .filter(isRolling)
    .map((raw) => readIssue(raw, reading))
    .toSorted((one, other) => one.createdAt - other.createdAt || one.ref.localeCompare(other.ref));
  const [last] = present(page.former).filter(isRolling);
  const former =
    last === undefined || last.closedAt === null
      ? undefined
      : { ref: `${repository}#${last.number}`, closedAt: Date.parse(last.closedAt) };
  return { rolling, former };
}

function readIssue(raw: RawRolling, reading: Reading): RollingIssue {
  return {
    id: raw.id,
    ref: `${reading.repository}#${raw.number}`,
    createdAt: Date.parse(raw.createdAt),
    updatedAt: Date.parse(raw.updatedAt),
    ...readSpoken(raw, reading),
  };
}

function readOpen(raw: RawOpen, { repository, isOurs, proof }: Reading): ListedIncident {
  const ref: IssueRef = `${repository}#${raw.number}`;
  const createdAt = Date.parse(raw.createdAt);
  const signs = { isOurs, proof, seat: { id: raw.id, ref, createdAt } };
  const card = cardAmong(present(raw.comments).map(readComment), signs);
  return {
    id: raw.id,
    ref,
    title: raw.title,
    createdAt,
    labels: present(raw.labels).map(({ name }) => name),
    card: card !== undefined,
    ledger: card && ledgerOn(card, signs).ledger,
  };
}
