// The sweep's cheap look: fifty incidents a request, enough of each to see that something is new or due.
import { DAY, type Duration, type Instant } from "../engine/instant.ts";
import { repositoryKey } from "../engine/subject.ts";
import { hash } from "../engine/text/hash.ts";
import type { Clock } from "../world.ts";
import { readBeside } from "./beside.ts";
import type { Client } from "./client.ts";
import { type BareHead, bareHead, type Head, type HeadContext, openedHead, readHead } from "./head.ts";
import { aliasOfSubject, headsDocument, type RawHeads } from "./heads-document.ts";
import { placeAfter } from "./pages.ts";
import { completeData } from "./partial.ts";
import type { Proof } from "./proof.ts";
import { type Page, present } from "./shape.ts";

/** Label names, aliases included where they are said to be. */
export interface HeadLabels {
  /** Of incidents, aliases included. */
  readonly incident: readonly string[];
  /** Of closed ones that still owe something, aliases included. */
  readonly followUp: readonly string[];
  /** Of every status but the last: who has one is under management, or was until something that nobody looked at yet. */
  readonly unfinished: readonly string[];
  /** Of the last statuses: a closed one may have lost the incident's label unheard. */
  readonly finished: readonly string[];
  /** Of the repository's own subjects by name: the label of their issues, aliases included. */
  readonly subjects: Readonly<Record<string, readonly string[]>>;
}

/** Which issues without any of those labels are incidents all the same: a form's label that does not exist is dropped by GitHub. */
export interface Unlabelled {
  /** Has the body the headings of a form by which incidents are opened? */
  readonly isIncident: (body: string) => boolean;
  /** What was opened before was looked at by an earlier sweep. */
  readonly since?: Instant | undefined;
}

/** What the cheap look needs. */
export interface HeadsOptions extends HeadContext {
  readonly client: Client;
  readonly clock: Pick<Clock, "now">;
  readonly proof: Proof;
}

/** As long as GitHub keeps deliveries: what nobody heard of a closed incident is found for so long. */
const lateFor: Duration = 3 * DAY;

/**
 * Heads of all incidents of a repository that a sweep looks at, each once: open ones with the label of an incident or of a
 * status, closed ones that still owe something or still have an earlier status, and closed ones that changed in the last three
 * days without our having looked, if they have a card of ours or were opened in that time; what was opened by a form lately,
 * though it has no label; and the subjects of the repository itself. Throws where any page is missing (P-3: one request for each fifty, and one for each
 * hundred issues and pull requests that belong to them and are none of their sub-issues).
 */
export async function readHeads(
  { client, clock, proof, mentioned, can }: HeadsOptions,
  repository: string,
  labels: HeadLabels,
  unlabelled?: Unlabelled,
): Promise<readonly Head[]> {
  const transport = await client.installationOf(repository);
  const { isBlind } = client;
  const around = { repository, me: await client.me(), proof, mentioned, can, isBlind };
  const since = clock.now() - lateFor;
  const heads = new Map<string, Head>();
  const listed = new Map<string, BareHead>();
  const late = new Map<string, BareHead>();
  const opened: Head[] = [];
  const openedSince = Math.max(since, unlabelled?.since ?? 0);
  const nowhere: Place = { wanted: unlabelled !== undefined, after: null };
  let lists: Lists = { open: start, closed: start, lately: start, opened: nowhere };
  while (Object.values(lists).some(({ wanted }) => wanted)) {
    const answer = await transport.graphql<RawHeads>(
      headsDocument(Object.keys(labels.subjects).length),
      variablesOf(repository, labels, lists),
    );
    const { repository: raw } = completeData(`the incidents of ${repository}`, answer);
    for (const head of subjectHeads(repository, raw, labels)) heads.set(head.id, head);
    const there = { ...around, public: raw.visibility === "PUBLIC" };
    for (const one of [...present(raw.open), ...present(raw.closed)])
      listed.set(one.id, bareHead(one, there));
    const recent = present(raw.lately).filter(({ updatedAt }) => Date.parse(updatedAt) >= since);
    for (const one of recent) late.set(one.id, bareHead(one, there));
    const young = present(raw.opened).filter(({ createdAt }) => Date.parse(createdAt) >= openedSince);
    for (const one of young) if (unlabelled?.isIncident(one.body ?? "")) opened.push(openedHead(one, there));
    const [lately, newest] = [placeIn(raw.lately, repository), placeIn(raw.opened, repository)];
    lists = {
      open: placeIn(raw.open, repository),
      closed: placeIn(raw.closed, repository),
      lately: { ...lately, wanted: lately.wanted && recent.length === present(raw.lately).length },
      opened: { ...newest, wanted: newest.wanted && young.length === present(raw.opened).length },
    };
  }
  const ids = [...listed.values(), ...late.values()].flatMap((one) => one.beside);
  const beside = await readBeside(transport, repository, ids);
  for (const [id, one] of listed) heads.set(id, readHead(one, beside));
  for (const [id, one] of late) {
    const head = listed.has(id) ? undefined : readHead(one, beside);
    if (head !== undefined && isUnheard(head, Date.parse(one.raw.createdAt) >= since)) heads.set(id, head);
  }
  // Whatever was found by a label is known better by that.
  for (const one of opened) if (!heads.has(one.id)) heads.set(one.id, one);
  return [...heads.values()];
}

/** A closed one was ours and changed since we looked, or it was opened and closed before anybody looked. */
function isUnheard({ changed, cardFingerprint }: Head, isYoung: boolean): boolean {
  return changed && (cardFingerprint !== undefined || isYoung);
}

interface Lists {
  readonly open: Place;
  readonly closed: Place;
  readonly lately: Place;
  readonly opened: Place;
}

function variablesOf(repository: string, labels: HeadLabels, lists: Lists): Record<string, unknown> {
  const [owner, name] = repository.split("/");
  const { open, closed, lately, opened } = lists;
  return {
    owner,
    name,
    opened: [...labels.incident, ...labels.unfinished],
    open: open.after,
    withOpen: open.wanted,
    owing: [...labels.followUp, ...labels.unfinished],
    closed: closed.after,
    withClosed: closed.wanted,
    incident: [...labels.incident, ...labels.finished],
    // Few change after they closed; where many did, the further pages are whole ones.
    few: lately.after === null ? 10 : 50,
    lately: lately.after,
    withLately: lately.wanted,
    some: opened.after === null ? 10 : 50,
    newest: opened.after,
    withOpened: opened.wanted,
    ...subjectVariables(labels, open === start),
  };
}

function subjectVariables({ subjects }: HeadLabels, first: boolean): Record<string, unknown> {
  const all = Object.values(subjects);
  const labels = all.map((names, index) => [aliasOfSubject(index), names] as const);
  return { ...Object.fromEntries(labels), ...(all.length > 0 && { withSubjects: first }) };
}

/**
 * The subjects of a repository: new where an issue of one changed. Each stands there without an issue, so that the first is
 * opened, and no instant of it is a hint: people may have the label on issues of their own.
 */
function subjectHeads(
  repository: string,
  raw: RawHeads["repository"],
  { subjects }: HeadLabels,
): readonly Head[] {
  return Object.keys(subjects).flatMap((name, index): readonly Head[] => {
    const page = raw[aliasOfSubject(index)];
    if (page === undefined) return [];
    const key = repositoryKey(repository, name);
    const issues = present(page);
    const print = issues.map(({ id, updatedAt }) => `${id}:${updatedAt}`);
    const fingerprint = hash(print.toSorted().join(" "));
    const newsAt = Math.max(0, ...issues.map(({ updatedAt }) => Date.parse(updatedAt)));
    return [{ id: key, key, state: "open", updatedAt: 0, newsAt, fingerprint, changed: true }];
  });
}

/** How far a list has been read. */
interface Place {
  readonly wanted: boolean;
  readonly after: string | null;
}

const start: Place = { wanted: true, after: null };

function placeIn(page: Page<unknown> | undefined, repository: string): Place {
  const after = page && placeAfter(page, `the incidents of ${repository}`);
  return { wanted: after !== undefined, after: after ?? null };
}
