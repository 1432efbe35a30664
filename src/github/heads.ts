// The sweep's cheap look: fifty incidents a request, enough of each to see that something is new or due.
import { DAY, type Duration, type Instant } from "../engine/instant.ts";
import type { Ledger } from "../engine/ledger.ts";
import type { Actor, CommentItem, IssueRef } from "../engine/snapshot.ts";
import { repositoryKey } from "../engine/subject.ts";
import { hash } from "../engine/text/hash.ts";
import type { Clock } from "../world.ts";
import { cardAmong, ledgerOn } from "./card.ts";
import type { Client } from "./client.ts";
import { isMe, isSamePrint, printOf } from "./fingerprint.ts";
import { aliasOfSubject, headsDocument, type RawHead, type RawHeads } from "./heads-document.ts";
import { completeData } from "./partial.ts";
import type { Proof } from "./proof.ts";
import { readActor } from "./read-actor.ts";
import { readComment, readEdits, readTimelineComment } from "./read-comment.ts";
import { type Page, present } from "./shape.ts";

/** The cheap look at one incident. */
export interface Head {
  /** Node id of the issue. */
  readonly id: string;
  readonly key: IssueRef;
  readonly state: "open" | "closed";
  readonly updatedAt: Instant;
  /** Of a repository's subject, in place of `updatedAt`: when an issue of it last changed. */
  readonly newsAt?: Instant;
  /** Of what GitHub shows now. */
  readonly fingerprint: string;
  /** Of what was last looked at, as the card's ledger has it: equal to `fingerprint` where nothing is new. Absent where no
   * readable card was among the first comments. */
  readonly cardFingerprint?: string | undefined;
  /** When the card says that something becomes due. */
  readonly wakeAt?: Instant | undefined;
  /** Blob id of the policy that last ruled this incident, as the card has it. */
  readonly policy?: string | undefined;
  /** Something is new, or nothing is known: a whole read is worth it. */
  readonly changed: boolean;
}

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

/**
 * What the cheap look needs.
 */
export interface HeadsOptions {
  readonly client: Client;
  readonly clock: Pick<Clock, "now">;
  readonly proof: Proof;
  /** What this host carries: an incident in which something waits for one of these is looked at. */
  readonly can?: ReadonlySet<string>;
  /** Hears whom each incident mentioned last: one of which nothing is new is not read whole, and others may not mention them soon. */
  readonly mentioned?: (login: string, at: Instant) => void;
}

/** As long as GitHub keeps deliveries: what nobody heard of a closed incident is found for so long. */
const lateFor: Duration = 3 * DAY;

/**
 * Heads of all incidents of a repository that a sweep looks at, each once: open ones with the label of an incident or of a
 * status, closed ones that still owe something or still have an earlier status, and closed ones that changed in the last three
 * days without our having looked, if they have a card of ours or were opened in that time; and the subjects of the repository
 * itself. Throws where any page is missing (P-3: one request for each fifty).
 */
export async function readHeads(
  { client, clock, proof, mentioned, can }: HeadsOptions,
  repository: string,
  labels: HeadLabels,
): Promise<readonly Head[]> {
  const transport = await client.installationOf(repository);
  const around = { repository, me: await client.me(), proof, mentioned, can };
  const since = clock.now() - lateFor;
  const heads = new Map<string, Head>();
  let lists: Lists = { open: start, closed: start, lately: start };
  while (Object.values(lists).some(({ wanted }) => wanted)) {
    const answer = await transport.graphql<RawHeads>(
      headsDocument(Object.keys(labels.subjects).length),
      variablesOf(repository, labels, lists),
    );
    const { repository: raw } = completeData(`the incidents of ${repository}`, answer);
    for (const head of subjectHeads(repository, raw, labels)) heads.set(head.id, head);
    for (const one of [...present(raw.open), ...present(raw.closed)])
      heads.set(one.id, readHead(one, around));
    const recent = present(raw.lately).filter(({ updatedAt }) => Date.parse(updatedAt) >= since);
    for (const one of recent) {
      const head = readHead(one, around);
      if (!heads.has(one.id) && isUnheard(head, Date.parse(one.createdAt) >= since)) heads.set(one.id, head);
    }
    const lately = placeAfter(raw.lately, repository);
    lists = {
      open: placeAfter(raw.open, repository),
      closed: placeAfter(raw.closed, repository),
      lately: { ...lately, wanted: lately.wanted && recent.length === present(raw.lately).length },
    };
  }
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
}

function variablesOf(repository: string, labels: HeadLabels, lists: Lists): Record<string, unknown> {
  const [owner, name] = repository.split("/");
  const { open, closed, lately } = lists;
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

function placeAfter(page: Page<RawHead> | undefined, repository: string): Place {
  const { hasNextPage = false, endCursor = null } = page?.pageInfo ?? {};
  if (hasNextPage && endCursor === null)
    throw new Error(`the incidents of ${repository}: GitHub promised a further page and did not say where`);
  return { wanted: hasNextPage, after: endCursor };
}

interface Around {
  readonly repository: string;
  readonly me: string;
  readonly proof: Proof;
  readonly mentioned: HeadsOptions["mentioned"];
  readonly can: HeadsOptions["can"];
}

function readHead(raw: RawHead, around: Around): Head {
  const { repository, me } = around;
  const key = `${repository}#${raw.number}`;
  const { card, ledger } = cardOf(raw, key, around);
  for (const [login, at] of ledger?.mentions ?? []) around.mentioned?.(login, at);
  const print = printOf({
    item: lastItem(raw, me),
    editedAt: raw.lastEditedAt === null ? undefined : Date.parse(raw.lastEditedAt),
    state: raw.state === "OPEN" ? "open" : "closed",
    children: present(raw.subIssues).map((child) => ({
      id: child.id,
      state: child.state === "OPEN" ? "open" : "closed",
      editedAt: child.lastEditedAt === null ? undefined : Date.parse(child.lastEditedAt),
    })),
    edit: lastEdit(raw, card, me),
    said: lastSaid(raw, card, me),
  });
  const known =
    ledger !== undefined && !asksForLook(ledger, around) && isSamePrint(print, ledger.fingerprint);
  return {
    id: raw.id,
    key,
    state: raw.state === "OPEN" ? "open" : "closed",
    updatedAt: Date.parse(raw.updatedAt),
    fingerprint: print,
    cardFingerprint: known || ledger === undefined ? ledger && print : otherThan(print, ledger.fingerprint),
    wakeAt: ledger?.wakeAt,
    policy: ledger?.policies.at(-1)?.oid,
    changed: !known,
  };
}

/** One of before is written anew, so that its lines are proven; what waits for a carrier of this host goes out by it. */
function asksForLook({ version, awaits = [] }: Ledger, { can }: Around): boolean {
  return version === 1 || awaits.some((carrier) => can?.has(carrier));
}

/** What the card has, where that says no more than what is to be seen: empty, so that it is looked at. */
function otherThan(print: string, kept: string): string {
  return kept === print ? "" : kept;
}

/** A transferred incident's ledger is not read here: it costs a whole read until its card is written again. */
function cardOf(raw: RawHead, ref: IssueRef, { me, proof }: Around) {
  const isOurs = (actor: Actor | undefined): boolean => isMe(actor, me);
  const seat = { id: raw.id, ref, createdAt: Date.parse(raw.createdAt) };
  const comments = present(raw.comments);
  const card = cardAmong(comments.map(readComment), { isOurs, proof, seat });
  const shown = comments.find(({ id }) => id === card?.id);
  if (card === undefined || shown === undefined) return {};
  return { card: readTimelineComment(shown, isOurs), ledger: ledgerOn(card, { isOurs, proof, seat }).ledger };
}

/** The last entry that is not ours; `?` where the few that were listed are all ours and there are more. */
function lastItem(raw: RawHead, me: string): string {
  const items = present(raw.timelineItems);
  const last = items.findLast((item) => !isMe(readActor(item.actor ?? item.author), me));
  if (last !== undefined) return last.id;
  return raw.timelineItems.pageInfo.hasPreviousPage ? "?" : "-";
}

/** Our newest comment besides the card; `?` where the few entries that were listed hold none and there are more. */
function lastSaid(raw: RawHead, card: CommentItem | undefined, me: string): string {
  const said = present(raw.timelineItems).findLast(
    (item) => item.author !== undefined && item.id !== card?.id && isMe(readActor(item.author), me),
  );
  if (said !== undefined) return said.id;
  return raw.timelineItems.pageInfo.hasPreviousPage ? "?" : "-";
}

/** The newest edit of the card by somebody else; `?` where the few that were listed are all ours and there are more. */
function lastEdit(raw: RawHead, card: CommentItem | undefined, me: string): string {
  const mine = card === undefined ? undefined : present(raw.comments).find(({ id }) => id === card.id);
  if (mine === undefined) return card === undefined ? "?" : "-";
  const edits = readEdits(mine, (actor) => isMe(actor, me));
  const theirs = edits.findLast(({ ours }) => !ours);
  if (theirs !== undefined) return theirs.id;
  return (mine.newest?.totalCount ?? 0) > edits.length ? "?" : "-";
}
