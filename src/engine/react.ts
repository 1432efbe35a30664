// Answers a comment by a reaction, on the issue of any subject: understood and done, or not.
import type { Effect } from "./effect.ts";
import type { CommentItem } from "./snapshot/timeline.ts";
import type { Snapshot } from "./snapshot.ts";

/** The reaction to a comment that was judged; none where it has one. */
export function reaction(
  comment: CommentItem,
  judged: { readonly done: boolean; readonly because: string; readonly item?: string },
  { recent }: Pick<Snapshot, "recent">,
): readonly Effect[] {
  // What is judged of a comment after an edit is answered anew.
  const id = `react/${judged.item ?? comment.id}`;
  if (comment.reacted.includes(judged.done ? "+1" : "confused") || recent.has(id)) return [];
  return [
    {
      kind: "react",
      id,
      because: judged.because,
      rule: "commands",
      commentId: comment.id,
      content: judged.done ? "THUMBS_UP" : "CONFUSED",
    },
  ];
}
