// What tells from a cheap look whether anything is new since the last whole one. The same words are made of both.
import type { Instant } from "../engine/instant.ts";
import type { Actor, CommentItem, Item } from "../engine/snapshot/timeline.ts";
import type { IncidentSnapshot, Issue } from "../engine/snapshot.ts";
import { hash } from "../engine/text/hash.ts";
import { cardMarker } from "./card.ts";

/** What a fingerprint is made of. `?` stands for what a cheap look could not see: it differs from nothing. */
export interface Prints {
  /** Node id of the last entry of the timeline that is not ours; `-`: there is none. */
  readonly item: string;
  readonly editedAt: number | undefined;
  readonly state: Issue["state"];
  /** Its sub-issues and all else that belongs to it. */
  readonly kin: readonly Relative[] | "?";
  /** When the newest of those in private repositories last changed: in public a stranger could have everything read with every sweep; `?` where that was before our card was written, which is written last. */
  readonly kinAt: Instant | "?";
  /** When somebody else last edited the text of a sub-issue; `?` where an edit of ours hides it, and none came since the card. */
  readonly rewrittenAt: Instant | "?";
  /** Id of the newest edit of our card by somebody else; `-`: there is none. */
  readonly edit: string;
  /** Id of our newest comment that is not the card: what we said is looked at once more, so that a double is healed. */
  readonly said: string;
  /** When the issue last changed; `?` in public, and where what is listed explains that, and nothing else is to be seen behind it. */
  readonly touchedAt: Instant | "?";
}

/** Something that belongs to an incident; of a sub-issue whether it is open. */
export interface Relative {
  readonly id: string;
  readonly state?: "open" | "closed";
}

/** Entries that a head does not list: of these a snapshot keeps only some. */
const uncounted: ReadonlySet<Item["kind"]> = new Set([
  "referenced",
  "marked-duplicate",
  "unmarked-duplicate",
]);

/** The words of a fingerprint, one a part. */
export function printOf({
  item,
  editedAt,
  state,
  kin,
  kinAt,
  rewrittenAt,
  edit,
  said,
  touchedAt,
}: Prints): string {
  const relatives = kin === "?" ? kin : kinPrint(kin);
  return [item, editedAt ?? "-", state, relatives, kinAt, rewrittenAt, edit, said, touchedAt].join("|");
}

function kinPrint(kin: readonly Relative[]): string {
  const all = kin.map(({ id, state = "" }) => `${id}:${state}`).toSorted();
  return all.length === 0 ? "-" : hash(all.join(" "));
}

/** The fingerprint of a whole read, as the ledger keeps it: a sweep's head that has the same shows nothing new. */
export function fingerprintOf(snapshot: IncidentSnapshot): string {
  const { issue, children, pulls = [], me } = snapshot;
  const ours = (actor: Actor | undefined): boolean => isMe(actor, me);
  const kin = [...children, ...pulls];
  const last = issue.timeline.findLast((item) => !uncounted.has(item.kind) && !ours(item.by));
  const card = issue.timeline.find(
    (item): item is CommentItem => item.kind === "comment" && ours(item.by) && isCard(item),
  );
  const said = issue.timeline.findLast(
    (item) => item.kind === "comment" && ours(item.by) && item.id !== card?.id,
  );
  return printOf({
    item: last?.id ?? "-",
    editedAt: issue.editedAt,
    state: issue.state,
    kin: [
      ...children.map(({ id, linked, state: now }) => (linked ? { id, state: now } : { id })),
      ...pulls.map(({ id }) => ({ id })),
    ],
    kinAt: Math.max(0, ...kin.map((one) => (one.private ? one.updatedAt : 0))),
    rewrittenAt: Math.max(
      0,
      ...children.map(({ linked, editor, editedAt = 0 }) => (linked && !ours(editor) ? editedAt : 0)),
    ),
    edit: card?.edits.findLast(({ by }) => !ours(by))?.id ?? "-",
    said: said?.id ?? "-",
    touchedAt: snapshot.repository.public ? "?" : issue.updatedAt,
  });
}

function isCard({ marks = [] }: CommentItem): boolean {
  return marks.some(({ kind }) => kind === cardMarker);
}

/** Us, as a head can tell it: it does not know the policy's further authors. */
export function isMe(actor: Actor | undefined, me: string): boolean {
  return actor?.kind === "bot" && actor.login.toLowerCase() === me.toLowerCase();
}

/** Do a head's fingerprint and one that was kept say the same, as far as the head could see? */
export function isSamePrint(head: string, kept: string): boolean {
  const [seen, known] = [head.split("|"), kept.split("|")];
  return seen.length === known.length && seen.every((part, index) => part === "?" || part === known[index]);
}
