// Our card among an issue's comments, and the ledger at its end.
import type { Ledger } from "../engine/ledger.ts";
import type { CommentItem } from "../engine/snapshot/timeline.ts";
import type { Issue, LedgerTrust } from "../engine/snapshot.ts";
import { decodeLedger, type Seat, type Unsealed } from "./ledger.ts";
import type { SeenLedger } from "./memory.ts";
import type { Proof } from "./proof.ts";
import type { IsOurs } from "./read-actor.ts";
import { type Edit, leavesOutEdits } from "./read-comment.ts";
import type { RawItem } from "./shape.ts";

/** How many edits of a comment the first request lists at each end. */
const listedEdits = 3;

/** The marker of a card; its word is the incident's id. */
export const cardMarker = "card";

/** What tells a card from another comment. */
export interface CardSigns {
  readonly isOurs: IsOurs;
  readonly proof: Proof;
  readonly seat: Seat;
  /** Repositories that the issue was transferred from. */
  readonly formerly?: readonly string[];
}

/** The oldest comment that is our card, by its proven mark or by the ledger that is sealed to this issue. */
export function cardAmong(comments: readonly CommentItem[], signs: CardSigns): CommentItem | undefined {
  return comments.find((item) => isCard(item, signs));
}

function isCard(item: CommentItem, signs: CardSigns): boolean {
  if (!signs.isOurs(item.by)) return false;
  const marks = signs.proof.marksIn(item.body, [signs.seat.id]);
  return marks.some(({ kind }) => kind === cardMarker) || ledgerOn(item, signs).trust !== "lost";
}

/** The ledger of a comment, if it is sealed to this issue. */
export function ledgerOn(card: CommentItem, { isOurs, proof, seat, formerly = [] }: CardSigns): Unsealed {
  return decodeLedger(card.body, { seat, proof, formerly, editorIsOurs: isLastEditorOurs(card, isOurs) });
}

/** What the search for a ledger came to: `ledger` is absent where it is lost or there never was one. */
export interface FoundLedger extends Pick<Unsealed, "number" | "of"> {
  readonly card?: CommentItem;
  readonly trust: LedgerTrust;
  readonly ledger?: Ledger | undefined;
}

interface Looking {
  readonly issue: Issue;
  readonly isOurs: IsOurs;
  readonly proof: Proof;
  /** The newest ledger that this process has seen here. */
  readonly seen?: SeenLedger | undefined;
  /** The card's edits with their texts, where they were read: oldest first. */
  readonly edits?: readonly Edit[] | undefined;
}

/**
 * The ledger of an issue. Where nothing is signed and a person was the last to edit the card (a tick is an edit), our own
 * last version of it is believed instead, once the texts of its edits were read. One that somebody fetched from the card's
 * past is lost.
 */
export function findLedger({ issue, isOurs, proof, seen, edits = [] }: Looking): FoundLedger {
  const formerly = issue.timeline.flatMap((item) => (item.kind === "transferred" ? [item.from] : []));
  const signs = { isOurs, proof, seat: issue, formerly };
  const card = cardAmong(
    issue.timeline.filter((item) => item.kind === "comment"),
    signs,
  );
  if (card === undefined) return { trust: "none" };
  const now = ledgerOn(card, signs);
  if (now.trust !== "lost")
    return isFromThePast(now, card, { isOurs, seen }) ? { card, trust: "lost" } : { card, ...now };
  const ours = proof.isStrict ? undefined : edits.findLast((edit) => edit.ours)?.body;
  if (ours === undefined) return { card, ...now };
  return { card, ...decodeLedger(ours, { seat: issue, proof, formerly, editorIsOurs: true }) };
}

/** Did somebody put an older one of our ledgers in the place of the newest? A replica that lags shows an older edit, too. */
function isFromThePast(
  { number }: Unsealed,
  card: CommentItem,
  { isOurs, seen }: Pick<Looking, "isOurs" | "seen">,
): boolean {
  if (seen === undefined || isLastEditorOurs(card, isOurs)) return false;
  return (number ?? 0) < seen.number && writtenAt(card) >= seen.editedAt;
}

/** When the text that a comment has was written. */
export function writtenAt({ editedAt, at }: CommentItem): number {
  return editedAt ?? at;
}

/** A comment that was never edited was last written by its author. */
export function isLastEditorOurs(card: CommentItem, isOurs: IsOurs): boolean {
  return isOurs(card.editedAt === undefined ? card.by : card.editor);
}

interface Present extends FoundLedger {
  readonly proof: Proof;
  readonly raw: readonly RawItem[];
}

/**
 * The card's node id where the texts of its edits have to be read: an edit by somebody else is hidden below a later one and
 * not judged yet, there may be more of them than were listed, or the ledger is to be taken from our own last version.
 */
export function wantsEditTexts({ card, ledger, trust, proof, raw: items }: Present): readonly string[] {
  if (card === undefined) return [];
  const judged = new Set((ledger?.acts ?? []).map(({ item }) => item));
  const open = card.edits.filter(({ id }) => !judged.has(id));
  const hidden = open.some(({ body }) => body === undefined);
  const raw = items.find(({ id }) => id === card.id);
  const outnumbered = open.length >= listedEdits && raw?.__typename === "IssueComment" && leavesOutEdits(raw);
  const unsigned = trust === "lost" && !proof.isStrict;
  return hidden || outnumbered || unsigned ? [card.id] : [];
}
