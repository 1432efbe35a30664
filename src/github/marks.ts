// Whose marks are proven: puts them on the comments and children that are ours, so that the engine need not ask again.
import { keyOfAction } from "../engine/follow-up.ts";
import type { FormerPlace, Ledger } from "../engine/ledger.ts";
import type { Child } from "../engine/snapshot/child.ts";
import type { CommentItem } from "../engine/snapshot/timeline.ts";
import type { Issue } from "../engine/snapshot.ts";
import type { Marker } from "../engine/text/marker.ts";
import { isLastEditorOurs } from "./card.ts";
import type { Proof } from "./proof.ts";
import type { IsOurs } from "./read-actor.ts";

/** What proving takes. */
export interface Proving {
  readonly isOurs: IsOurs;
  readonly proof: Proof;
  /** The incident's ledger: it knows since when its lines are proven, and what was made before. */
  readonly ledger?: Ledger | undefined;
  /** Node ids that the issue had before transfers: what was said then was proven for those. */
  readonly formerIds?: readonly string[];
}

/** The issue with our marks on its comments. */
export function markedIssue(issue: Issue, proving: Proving): Issue {
  const standsIn = [issue.id, ...(proving.formerIds ?? [])];
  const timeline = issue.timeline.map((item) =>
    item.kind === "comment" ? markedComment(item, standsIn, proving) : item,
  );
  return { ...issue, timeline };
}

/** A comment with our marks, where it is ours. */
export function markedComment(item: CommentItem, standsIn: readonly string[], proving: Proving): CommentItem {
  const { isOurs, proof } = proving;
  if (!isOurs(item.by)) return item;
  const old = isFromBefore(item.at, proving) && isLastEditorOurs(item, isOurs);
  const marks = proof.marksIn(item.body, standsIn, old || proof.takesUnsigned());
  return marks.length === 0 ? item : { ...item, marks };
}

/** A child with our marks, where it is ours, and where it was before; `unseen` are node ids that the ledger names and nobody shows us. */
export function markedChild(child: Child, proving: Proving, unseen: readonly string[]): Child {
  const { isOurs, proof, ledger } = proving;
  if (!isOurs(child.author)) return child;
  const made = [...(ledger?.created.values() ?? [])].some(({ id }) => id === child.id);
  const old = made && isFromBefore(child.createdAt, proving);
  const marks = proof.marksOfIssue(child.body, old || proof.takesUnsigned());
  const formerly = placesBefore({ id: child.id, marks }, unseen, ledger);
  const standsIn = [child.id, ...formerly.map(({ id }) => id)];
  const comments = child.comments.map((comment) => markedComment(comment, standsIn, proving));
  return {
    ...{ ...child, comments },
    ...(marks.length > 0 && { marks }),
    ...(formerly.length > 0 && { formerly }),
  };
}

/** Where an issue was before: what its mark says was made is on record elsewhere, and is there no more. */
function placesBefore(
  { id, marks }: { readonly id: string; readonly marks: readonly Marker[] },
  unseen: readonly string[],
  ledger: Ledger | undefined,
): readonly FormerPlace[] {
  const record = ledger?.created.get(keyOfAction({ id, marks }));
  if (record === undefined) return [];
  const { formerly = [], ref } = record;
  if (record.id === id) return formerly;
  return unseen.includes(record.id) ? [...formerly, { id: record.id, ref }] : [];
}

/** Was it written before lines were proven here? The ledger that says so is proven itself. */
function isFromBefore(at: number, { ledger }: Proving): boolean {
  return ledger !== undefined && (ledger.provenSince === undefined || at < ledger.provenSince);
}
