// Reads the handover of a repository: its files by one request, its rolling issue and all open incidents by another.
import type { HandoverSight, OpenIncident, RollingIssue } from "../engine/handover/sight.ts";
import { handoverKey } from "../engine/handover/sight.ts";
import { type Duration, type Instant, SECOND } from "../engine/instant.ts";
import type { IssueRef, Role, Sources } from "../engine/snapshot.ts";
import { readMarkers } from "../engine/text/marker.ts";
import { isCard, isLastEditorOurs } from "./card.ts";
import type { Installation } from "./client.ts";
import { observeDocument } from "./document.ts";
import { withFeeds } from "./feeds.ts";
import { handoverDocument, type RawHandover, type RawOpen, type RawRolling } from "./handover-document.ts";
import { decodeLedger } from "./ledger.ts";
import type { Hinted, ObserverOptions } from "./observe.ts";
import { labelsOf } from "./pages.ts";
import { type Answer, whole } from "./partial.ts";
import { type IsOurs, oursBy, readActor } from "./read-actor.ts";
import { readComment } from "./read-comment.ts";
import { readRepository, readSources } from "./read-sources.ts";
import { present, type RawObserved } from "./shape.ts";

/** What the reader asks of the engine; pure functions all. */
export interface HandoverJudgement {
  authorsOf(sources: Sources, repository: string): readonly string[];
  /** Labels of the rolling issue and of incidents, aliases included; `undefined`: no policy hands over here. */
  labelsOf(
    sources: Sources,
    repository: string,
  ): { readonly rolling: readonly string[]; readonly incidents: readonly string[] } | undefined;
  rolesNeeded(sight: HandoverSight): readonly string[];
}

export interface HandoverOptions extends Omit<ObserverOptions, "judgement" | "targets"> {
  readonly judgement: HandoverJudgement;
}

/** The marker of a rolling issue's body; its word is the key of the handover. */
export const rollingMarker = "rolling";

/** Webhooks run ahead of the replicas that reads go to. */
const pauses: readonly Duration[] = [1, 2, 5, 10].map((seconds) => seconds * SECOND);

/**
 * The handover of `owner/repo`. `undefined`: there is no such repository in our sight, or its policy hands nothing over.
 * Throws where a read failed or was partial. Two requests, one more for each further fifty incidents and each right looked up.
 */
export async function observeHandover(
  options: HandoverOptions,
  repository: string,
  { hint }: Hinted = {},
): Promise<HandoverSight | undefined> {
  const { client, clock, memory } = options;
  const key = handoverKey(repository);
  const until = memory.unclearUntil(key);
  if (until !== undefined) await clock.sleep(until - clock.now());
  const transport = await client.installationOf(repository);
  let sight = await look(options, transport, repository);
  for (const pause of pauses) {
    if (sight === undefined || isFresh(sight, hint)) break;
    await clock.sleep(pause);
    sight = await look(options, transport, repository);
  }
  return sight === undefined ? undefined : withRoles(options, transport, sight);
}

/** Where no rolling issue is in sight there is nothing that could be too old: the hint was of another. */
function isFresh({ rolling }: HandoverSight, hint: Instant | undefined): boolean {
  if (hint === undefined || rolling.length === 0) return true;
  const newest = rolling.flatMap(({ updatedAt, comments }) => [updatedAt, comments.at(-1)?.at ?? 0]);
  return Math.max(...newest) >= Math.floor(hint / SECOND) * SECOND;
}

async function look(
  options: HandoverOptions,
  transport: Installation,
  repository: string,
): Promise<HandoverSight | undefined> {
  const { client, memory, judgement } = options;
  const [owner, name] = repository.split("/");
  const files = { owner, name, known: [], withKnown: false };
  const answer = await transport.graphql<RawObserved>(observeDocument(0), files);
  const observed = whole(`the policy of ${repository}`, answer, ["repository", "ownerPolicy"]);
  if (observed.repository === null) return undefined;
  const called = observed.repository.nameWithOwner;
  const written = { ...readSources(observed), lastGood: memory.lastPolicy(called) };
  const sources = await withFeeds(options, written, called);
  const labels = judgement.labelsOf(sources, called);
  if (labels === undefined) return undefined;
  const me = await client.me();
  const isOurs = oursBy(me, judgement.authorsOf(sources, called));
  const key = handoverKey(called);
  const found = await read(transport, { repository: called, labels, isOurs, secret: options.secret });
  for (const { comments } of found.rolling)
    for (const { at, by, body } of comments) {
      if (!isOurs(by)) continue;
      for (const { kind, words } of readMarkers(body))
        if (kind === "mentions") for (const login of words) memory.mentioned(login, at);
    }
  return {
    kind: "handover",
    key,
    me,
    repository: readRepository(observed.repository, await labelsOf(transport, observed.repository)),
    sources,
    ...found,
    roles: {},
    recent: memory.recent(key),
    faults: memory.faults(key),
    mentioned: memory.mentions(),
  };
}

interface Reading {
  readonly repository: string;
  readonly labels: { readonly rolling: readonly string[]; readonly incidents: readonly string[] };
  readonly isOurs: IsOurs;
  readonly secret: string | undefined;
}

async function read(
  transport: Installation,
  reading: Reading,
): Promise<Pick<HandoverSight, "rolling" | "former" | "open">> {
  const { repository, labels } = reading;
  const [owner, name] = repository.split("/");
  const open: OpenIncident[] = [];
  let found: Pick<HandoverSight, "rolling" | "former"> | undefined;
  let after: string | null = null;
  do {
    const variables: Record<string, unknown> = {
      owner,
      name,
      ...labels,
      after,
      withRolling: found === undefined,
    };
    const answer: Answer<RawHandover> = await transport.graphql<RawHandover>(handoverDocument, variables);
    const page = whole(`the handover of ${repository}`, answer).repository;
    if (page === null) throw new Error(`the handover of ${repository}: the repository went out of sight`);
    found ??= readRolling(page, reading);
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
function readRolling(page: RawPage, reading: Reading): Pick<HandoverSight, "rolling" | "former"> {
  const { repository, isOurs } = reading;
  const isRolling = (raw: Pick<RawRolling, "author" | "body">): boolean =>
    isOurs(readActor(raw.author)) && readMarkers(raw.body ?? "").some(({ kind }) => kind === rollingMarker);
  const rolling = present(page.rolling)
    .filter(isRolling)
    .map((raw) => readIssue(raw, repository))
    .toSorted((one, other) => one.createdAt - other.createdAt || one.ref.localeCompare(other.ref));
  const [last] = present(page.former).filter(isRolling);
  const former =
    last === undefined || last.closedAt === null
      ? undefined
      : { ref: `${repository}#${last.number}`, closedAt: Date.parse(last.closedAt) };
  return { rolling, former };
}

function readIssue(raw: RawRolling, repository: string): RollingIssue {
  const items = present(raw.timelineItems);
  const comments = items.flatMap((item) => (item.__typename === "IssueComment" ? [readComment(item)] : []));
  const deleted = items.flatMap((item) =>
    item.__typename === "CommentDeletedEvent"
      ? [
          {
            at: Date.parse(item.createdAt),
            by: readActor(item.actor),
            of: readActor(item.deletedCommentAuthor),
          },
        ]
      : [],
  );
  const [oldest] = items;
  const older = raw.timelineItems.pageInfo.hasPreviousPage && oldest !== undefined;
  return {
    id: raw.id,
    ref: `${repository}#${raw.number}`,
    createdAt: Date.parse(raw.createdAt),
    updatedAt: Date.parse(raw.updatedAt),
    comments,
    deleted,
    readFrom: older ? Date.parse(oldest.createdAt) : undefined,
  };
}

function readOpen(raw: RawOpen, { repository, isOurs, secret }: Reading): OpenIncident {
  const ref: IssueRef = `${repository}#${raw.number}`;
  const card = present(raw.comments)
    .map(readComment)
    .find(({ by, body }) => isOurs(by) && isCard(body));
  const unsealing = {
    address: ref,
    secret,
    editorIsOurs: card !== undefined && isLastEditorOurs(card, isOurs),
  };
  return {
    id: raw.id,
    ref,
    title: raw.title,
    createdAt: Date.parse(raw.createdAt),
    labels: present(raw.labels).map(({ name }) => name),
    card: card !== undefined,
    ledger: card && decodeLedger(card.body, unsealing).ledger,
  };
}

/** Looks up the roles that the engine needs. */
async function withRoles(
  { judgement, roles }: HandoverOptions,
  transport: Installation,
  sight: HandoverSight,
): Promise<HandoverSight> {
  const wanted = judgement.rolesNeeded(sight);
  if (wanted.length === 0) return sight;
  const ask = async (login: string): Promise<readonly [string, Role]> => {
    const { role } = await roles.of(transport, sight.repository.name, login);
    return [login, role];
  };
  return { ...sight, roles: Object.fromEntries((await Promise.all(wanted.map(ask))).toSorted()) };
}
