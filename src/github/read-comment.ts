// A comment as the engine sees it, with the edits that other people made in what is ours.
import type { CommentEdit, CommentItem } from "../engine/snapshot/timeline.ts";
import { type IsOurs, readActor } from "./read-actor.ts";
import { present, type RawComment, type RawEdit, type RawEdits } from "./shape.ts";

/** GitHub's names of the reactions as REST and people have them. */
const reactions: ReadonlyMap<string, string> = new Map([
  ["THUMBS_UP", "+1"],
  ["THUMBS_DOWN", "-1"],
  ["LAUGH", "laugh"],
  ["HOORAY", "hooray"],
  ["CONFUSED", "confused"],
  ["HEART", "heart"],
  ["ROCKET", "rocket"],
  ["EYES", "eyes"],
]);

/** An edit of a comment by anybody, ours included; `diff` is the whole text after it. */
export interface Edit extends CommentEdit {
  readonly ours: boolean;
}

/** All edits that were read, oldest first, whichever way GitHub lists them. */
export function readEdits(raw: RawEdits, isOurs: IsOurs): readonly Edit[] {
  const newest = present(raw.newest);
  const oldest = present(raw.oldest);
  const listed = [...newest, ...oldest.filter(({ id }) => newest.every((edit) => edit.id !== id))];
  const newestFirst = ageOf(listed[0]) > ageOf(listed.at(-1));
  const inOrder = newestFirst ? listed.toReversed() : listed;
  return inOrder.toSorted((a, b) => ageOf(a) - ageOf(b)).map((edit) => readEdit(edit, isOurs));
}

function ageOf(edit: RawEdit | undefined): number {
  return edit === undefined ? 0 : Date.parse(edit.editedAt);
}

function readEdit(raw: RawEdit, isOurs: IsOurs): Edit {
  const by = readActor(raw.editor);
  const body = raw.diff ?? undefined;
  return { id: raw.id, at: Date.parse(raw.editedAt), by, body, ours: isOurs(by) };
}

/** Do the edits that came with a comment leave any out between their two ends? */
export function leavesOutEdits(raw: RawEdits): boolean {
  const came = new Set([...present(raw.newest), ...present(raw.oldest)].map(({ id }) => id));
  return came.size < (raw.newest?.totalCount ?? 0);
}

/** A comment of a child: what others edited in it is read where a box of it is ticked alone. */
export function readComment(raw: RawComment): CommentItem {
  return {
    kind: "comment",
    id: raw.id,
    at: Date.parse(raw.createdAt),
    by: readActor(raw.author),
    body: raw.body,
    url: raw.url,
    editedAt: raw.lastEditedAt === null ? undefined : Date.parse(raw.lastEditedAt),
    editor: readActor(raw.editor),
    minimized: raw.isMinimized,
    reacted: (raw.reactionGroups ?? [])
      .filter(({ viewerHasReacted }) => viewerHasReacted)
      .map(({ content }) => reactions.get(content) ?? content.toLowerCase()),
    edits: [],
  };
}

/**
 * A comment of the incident. Where it is ours, the edits by others that were read come with it; the body of the last edit
 * of all is the comment's own, of those before it the text is absent until it is read.
 */
export function readTimelineComment(raw: RawComment, isOurs: IsOurs): CommentItem {
  const comment = readComment(raw);
  if (!isOurs(comment.by)) return comment;
  return withEdits(comment, readEdits(raw, isOurs));
}

/** The comment with its edits by others, the last one's text filled in from the comment itself. */
export function withEdits(comment: CommentItem, edits: readonly Edit[]): CommentItem {
  const last = lastOf(comment, edits);
  const theirs = edits.flatMap(({ id, at, by, body, ours }, index): readonly CommentEdit[] => {
    const before = edits[index - 1]?.body;
    return ours ? [] : [{ id, at, by, body: id === last?.id ? comment.body : body, before }];
  });
  return { ...comment, edits: theirs };
}

/** The edit that made the present text. Within one second the comment's own `editor` tells which of two was last. */
function lastOf(comment: CommentItem, edits: readonly Edit[]): Edit | undefined {
  const last = edits.at(-1);
  if (last === undefined || comment.editedAt === undefined) return undefined;
  if (last.by?.login === comment.editor?.login) return last.at === comment.editedAt ? last : undefined;
  return edits.findLast(({ at, by }) => at === comment.editedAt && by?.login === comment.editor?.login);
}
