// Who ticked what in a comment of ours on a child: its edits are read while a box of it stands ticked, and only then.
import { tickedActions } from "../engine/card-boxes.ts";
import type { Child } from "../engine/snapshot/child.ts";
import type { CommentItem } from "../engine/snapshot/timeline.ts";
import { isLastEditorOurs } from "./card.ts";
import type { FirstLook } from "./kin.ts";
import { readMore } from "./more.ts";
import type { IsOurs } from "./read-actor.ts";
import { withEdits } from "./read-comment.ts";

/** The children with the edits of their comments that somebody ticked a box of; one more request where there is any. */
export async function withTicks(
  { transport, key }: Pick<FirstLook, "transport" | "key">,
  children: readonly Child[],
  isOurs: IsOurs,
): Promise<readonly Child[]> {
  const isTicked = (comment: CommentItem): boolean =>
    comment.marks !== undefined &&
    !isLastEditorOurs(comment, isOurs) &&
    tickedActions(comment.body).length > 0;
  const edited = children.flatMap(({ comments }) => comments.filter(isTicked).map(({ id }) => id));
  if (edited.length === 0) return children;
  const { edits } = await readMore(transport, { key, isOurs, edited, children: [] });
  return children.map((child) => ({
    ...child,
    comments: child.comments.map((comment) => {
      const read = edits.get(comment.id);
      return read === undefined ? comment : withEdits(comment, read);
    }),
  }));
}
