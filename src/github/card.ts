// Our card among an issue's comments, and the ledger at its end.
import type { Ledger } from "../engine/ledger.ts";
import type { CommentItem, Issue, LedgerTrust } from "../engine/snapshot.ts";
import { readMarkers } from "../engine/text/marker.ts";
import { decodeLedger } from "./ledger.ts";
import type { IsOurs } from "./read-actor.ts";
import { type Edit, leavesOutEdits } from "./read-comment.ts";
import type { RawItem } from "./shape.ts";

/** How many edits of a comment the first request lists at each end. */
const listedEdits = 3;

/** The marker of a card; its word is the incident's id. */
export const cardMarker = "card";

/** The oldest comment that is ours and carries the card's marker. In anybody else's text the marker means nothing. */
export function cardOf(issue: Issue, isOurs: IsOurs): CommentItem | undefined {
  for (const item of issue.timeline)
    if (item.kind === "comment" && isOurs(item.by) && isCard(item.body)) return item;
  return undefined;
}

/** Does this text carry the card's marker? */
export function isCard(body: string): boolean {
  return readMarkers(body).some(({ kind }) => kind === cardMarker);
}

/** What the search for a ledger came to: `ledger` is absent where it is lost or there never was one. */
export interface FoundLedger {
  readonly trust: LedgerTrust;
  readonly ledger?: Ledger | undefined;
}

interface Looking {
  readonly issue: Issue;
  readonly isOurs: IsOurs;
  readonly secret: string | undefined;
  /** The card's edits with their texts, where they were read: oldest first. */
  readonly edits?: readonly Edit[] | undefined;
}

/**
 * The ledger of an issue. Where nothing is signed and a person was the last to edit the card (a tick is an edit), our own
 * last version of it is believed instead, once the texts of its edits were read.
 */
export function findLedger({ issue, isOurs, secret, edits = [] }: Looking): FoundLedger {
  const card = cardOf(issue, isOurs);
  if (card === undefined) return { trust: "none" };
  const formerly = issue.timeline.flatMap((item) => (item.kind === "transferred" ? [item.from] : []));
  const where = { address: issue.ref, secret, formerly };
  const now = decodeLedger(card.body, { ...where, editorIsOurs: isLastEditorOurs(card, isOurs) });
  if (now.trust !== "lost" || secret !== undefined) return now;
  const ours = edits.findLast((edit) => edit.ours)?.body;
  return ours === undefined ? now : decodeLedger(ours, { ...where, editorIsOurs: true });
}

/** A comment that was never edited was last written by its author. */
export function isLastEditorOurs(card: CommentItem, isOurs: IsOurs): boolean {
  return isOurs(card.editedAt === undefined ? card.by : card.editor);
}

interface Present extends FoundLedger {
  readonly isOurs: IsOurs;
  readonly secret: string | undefined;
  readonly raw: readonly RawItem[];
}

/**
 * The card's node id where the texts of its edits have to be read: an edit by somebody else is hidden below a later one and
 * not judged yet, there may be more of them than were listed, or the ledger is to be taken from our own last version.
 */
export function wantsEditTexts(issue: Issue, present: Present): string | undefined {
  const card = cardOf(issue, present.isOurs);
  if (card === undefined) return undefined;
  const judged = new Set((present.ledger?.acts ?? []).map(({ item }) => item));
  const open = card.edits.filter(({ id }) => !judged.has(id));
  const hidden = open.some(({ body }) => body === undefined);
  const raw = present.raw.find(({ id }) => id === card.id);
  const outnumbered = open.length >= listedEdits && raw?.__typename === "IssueComment" && leavesOutEdits(raw);
  const unsigned = present.trust === "lost" && present.secret === undefined;
  return hidden || outnumbered || unsigned ? card.id : undefined;
}
