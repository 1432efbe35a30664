// What the sweep's cheap look tells of one incident: whether something is new, what falls due, and whose it is.
import { type Duration, type Instant, SECOND } from "../engine/instant.ts";
import type { Ledger } from "../engine/ledger.ts";
import type { Actor, CommentItem } from "../engine/snapshot/timeline.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import { cardAmong, ledgerOn } from "./card.ts";
import { isMe, isSamePrint, printOf } from "./fingerprint.ts";
import type { RawHead, RawOpened, RawTouched } from "./heads-document.ts";
import { isOutside } from "./keys.ts";
import { privateActions } from "./kin.ts";
import type { Proof } from "./proof.ts";
import { readActor } from "./read-actor.ts";
import { readComment, readEdits, readTimelineComment } from "./read-comment.ts";
import { present } from "./shape.ts";

/** The cheap look at one incident. */
export interface Head {
  /** Node id of the issue. */
  readonly id: string;
  readonly key: IssueRef;
  readonly state: "open" | "closed";
  readonly updatedAt: Instant;
  /** When anything that belongs to it last changed; of a repository's subject, an issue of it. */
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
  /** What the incident is about, as the card has it for others to compare themselves with. */
  readonly about?: string | undefined;
  /** Something is new, or nothing is known: a whole read is worth it. */
  readonly changed: boolean;
  /** Something waits for a carrier that this host has by now. */
  readonly awaited?: boolean;
  /** Who opened it, where that is somebody from outside in public, nobody accepted it, and nobody from inside did anything since. */
  readonly stranger?: string | undefined;
}

/** What a head is read with. */
export interface Around extends HeadContext {
  readonly repository: string;
  /** Everybody may see the repository. */
  readonly public: boolean;
  /** The login that we act as, without `[bot]`. */
  readonly me: string;
  readonly proof: Proof;
  /** It can look into no other private repository, whatever is there. */
  readonly isBlind: boolean;
}

/** What the cheap look at an incident is told, and tells. */
export interface HeadContext {
  /** What this host carries: an incident in which something waits for one of these is looked at. */
  readonly can?: ReadonlySet<string> | undefined;
  /** Hears whom each incident mentioned last: one of which nothing is new is not read whole, and others may not mention them soon. */
  readonly mentioned?: ((key: IssueRef, login: string, at: Instant) => void) | undefined;
}

/** One incident of a list with its card, before it is told what stands beside it. */
export interface BareHead {
  readonly raw: RawHead;
  readonly around: Around;
  readonly key: IssueRef;
  readonly card?: CommentItem | undefined;
  readonly ledger?: Ledger | undefined;
  /** Node ids of what the card says that was opened for it, and that is none of its sub-issues. */
  readonly beside: readonly string[];
}

/** Reads the card of one incident of a list. */
export function bareHead(raw: RawHead, around: Around): BareHead {
  const key = `${around.repository}#${raw.number}`;
  const { card, ledger } = cardOf(raw, key, around);
  for (const [login, at] of ledger?.mentions ?? []) around.mentioned?.(key, login, at);
  const linked = new Set(present(raw.subIssues).map(({ id }) => id));
  const named = new Set([...(ledger?.created ?? [])].map(([, { id }]) => id));
  return { raw, around, key, card, ledger, beside: [...named].filter((id) => !linked.has(id)) };
}

/** The head of one incident of a list; `beside` is what was found by the ids that heads name. */
export function readHead(opened: BareHead, beside: ReadonlyMap<string, RawTouched>): Head {
  const { raw, around, key, card, ledger } = opened;
  const { me } = around;
  const others = opened.beside.flatMap((id) => beside.get(id) ?? []);
  const kin = [...present(raw.subIssues), ...others];
  // What stands out of the sight of whoever looks can't be held against what others saw.
  const seen = new Set(kin.map(({ id }) => id));
  const isVeiled = around.isBlind && [...privateActions(ledger)].some((id) => !seen.has(id));
  // In public anybody can move it: a mention elsewhere is enough.
  const inPrivate = kin.filter(({ repository }) => repository.isPrivate);
  const kinAt = Math.max(0, ...inPrivate.map((one) => Date.parse(one.updatedAt)));
  const updatedAt = Date.parse(raw.updatedAt);
  const print = printOf({
    item: lastItem(raw, me),
    editedAt: raw.lastEditedAt === null ? undefined : Date.parse(raw.lastEditedAt),
    state: stateOf(raw.state),
    kin: isVeiled
      ? "?"
      : [
          ...present(raw.subIssues).map(({ id, state }) => ({ id, state: stateOf(state) })),
          ...others.map(({ id }) => ({ id })),
        ],
    kinAt: kinAt <= writtenAt(opened) ? "?" : kinAt,
    rewrittenAt: rewrittenAt(opened),
    edit: lastEdit(raw, card, me),
    said: lastSaid(raw, card, me),
    touchedAt: around.public || isExplained(opened) ? "?" : updatedAt,
  });
  const known =
    ledger !== undefined && !asksForLook(ledger, around) && isSamePrint(print, ledger.fingerprint);
  return {
    id: raw.id,
    key,
    state: stateOf(raw.state),
    updatedAt,
    newsAt: Math.max(updatedAt, kinAt),
    fingerprint: print,
    cardFingerprint: known || ledger === undefined ? ledger && print : otherThan(print, ledger.fingerprint),
    wakeAt: ledger?.wakeAt,
    policy: ledger?.policies.at(-1)?.oid,
    ...(ledger?.about !== undefined && { about: JSON.stringify(ledger.about) }),
    changed: !known,
    awaited: ledger !== undefined && isAwaited(ledger, around),
    stranger: card === undefined && around.public ? strangerOf(raw, me) : undefined,
  };
}

const stateOf = (state: "OPEN" | "CLOSED"): "open" | "closed" => (state === "OPEN" ? "open" : "closed");

/** When we last wrote the card; 0 where somebody else wrote in it since. */
function writtenAt({ card, around: { me } }: BareHead): Instant {
  const isOurs = card?.editor === undefined || isMe(card.editor, me);
  return isOurs ? (card?.editedAt ?? card?.at ?? 0) : 0;
}

/** Times of GitHub have no more than seconds: what was edited in the second in which we wrote the card may have been edited after it. */
function rewrittenAt(opened: BareHead): Instant | "?" {
  const edited = present(opened.raw.subIssues).flatMap(({ lastEditedAt, editor }) =>
    lastEditedAt === null
      ? []
      : [{ at: Date.parse(lastEditedAt), ours: isMe(readActor(editor), opened.around.me) }],
  );
  const last = Math.max(0, ...edited.map(({ at, ours }) => (ours ? 0 : at)));
  const written = Math.floor(writtenAt(opened) / SECOND) * SECOND;
  return edited.some(({ ours }) => ours) && last < written ? "?" : last;
}

/** GitHub may give an issue its new time a moment after what was done to it. */
const slack: Duration = SECOND;

/**
 * Is the last change of the issue one that is to be seen here: an entry of its timeline, an edit of its text, something that we wrote
 * ourselves? Else it was a comment of somebody's that was changed, say, which no list shows.
 */
function isExplained(opened: BareHead): boolean {
  const { raw, around } = opened;
  const { me } = around;
  const ours = present(raw.timelineItems).flatMap(({ lastEditedAt, editor }) =>
    lastEditedAt && isMe(readActor(editor), me) ? [lastEditedAt] : [],
  );
  const entries = present(raw.timelineItems).map(({ createdAt }) => createdAt);
  const known = [raw.createdAt, raw.lastEditedAt ?? raw.createdAt, ...entries, ...ours].map((at) =>
    Date.parse(at),
  );
  return Date.parse(raw.updatedAt) <= Math.max(...known, writtenAt(opened)) + slack;
}

/** Of an issue without any label of ours: that it is there, and whose it is. Whatever changes on it makes it new. */
export function openedHead(raw: RawOpened, { repository, public: isPublic }: Around): Head {
  const isTheirs = raw.author?.__typename === "User" && isOutside(raw.authorAssociation);
  return {
    id: raw.id,
    key: `${repository}#${raw.number}`,
    state: raw.state === "OPEN" ? "open" : "closed",
    updatedAt: Date.parse(raw.updatedAt),
    fingerprint: `opened ${raw.updatedAt}`,
    changed: true,
    stranger: isPublic && isTheirs ? raw.author?.login : undefined,
  };
}

/** The author of an issue that only people from outside had to do with, as far as the last entry of its timeline tells. */
function strangerOf(raw: RawHead, me: string): string | undefined {
  const { author, authorAssociation } = raw;
  if (author?.__typename !== "User" || !isOutside(authorAssociation)) return undefined;
  const last = lastOfOthers(raw, me);
  const isTheirs =
    last === undefined ||
    (last.actor ?? last.author)?.login === author.login ||
    isOutside(last.authorAssociation);
  return isTheirs ? author.login : undefined;
}

/** One of before is written anew, so that its lines are proven; what waits for a carrier of this host goes out by it. */
function asksForLook(ledger: Ledger, around: Around): boolean {
  return ledger.version === 1 || isAwaited(ledger, around);
}

function isAwaited({ awaits = [] }: Ledger, { can }: Around): boolean {
  return awaits.some((carrier) => can?.has(carrier));
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

function lastOfOthers({ timelineItems }: RawHead, me: string) {
  return present(timelineItems).findLast((item) => !isMe(readActor(item.actor ?? item.author), me));
}

/** The last entry that is not ours; `?` where the few that were listed are all ours and there are more. */
function lastItem(raw: RawHead, me: string): string {
  const last = lastOfOthers(raw, me);
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
