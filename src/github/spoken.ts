// The newest end of what was said on an issue of ours, with what somebody took away of it: what a repository's subject remembers by.
import type { SaidOn } from "../engine/snapshot.ts";
import { markedComment } from "./marks.ts";
import type { Proof } from "./proof.ts";
import { type IsOurs, readActor } from "./read-actor.ts";
import { readComment } from "./read-comment.ts";
import { type Nodes, present, type RawActor, type RawComment } from "./shape.ts";

/** An issue with the newest end of its comments, by `spoken`. */
export interface RawSpoken {
  readonly id: string;
  readonly timelineItems: Nodes<
    | ({ readonly __typename: "IssueComment" } & RawComment)
    | {
        readonly __typename: "CommentDeletedEvent";
        readonly createdAt: string;
        readonly actor: RawActor | null;
        readonly deletedCommentAuthor: RawActor | null;
      }
  > & { readonly pageInfo: { readonly hasPreviousPage: boolean } };
}

/** The selection of so many entries, in a document that has the fragments `Who` and `Said`. */
export function spoken(most: number): string {
  return `timelineItems(last: ${most}, itemTypes: [ISSUE_COMMENT, COMMENT_DELETED_EVENT]) {
    pageInfo { hasPreviousPage }
    nodes {
      __typename
      ... on IssueComment { ...Said }
      ... on CommentDeletedEvent { createdAt actor { ...Who } deletedCommentAuthor { ...Who } }
    }
  }`;
}

/** Its comments with our marks, oldest first, and those that were taken away. */
export function readSpoken(
  raw: RawSpoken,
  { isOurs, proof }: { readonly isOurs: IsOurs; readonly proof: Proof },
): SaidOn {
  const items = present(raw.timelineItems);
  const comments = items.flatMap((item) =>
    item.__typename === "IssueComment" ? [markedComment(readComment(item), [raw.id], { isOurs, proof })] : [],
  );
  const deleted = items.flatMap((item) =>
    item.__typename === "CommentDeletedEvent"
      ? [
          {
            at: Date.parse(item.createdAt),
            by: readActor(item.actor),
            of: readActor(item.deletedCommentAuthor),
          },
        ]
      : [],
  );
  const [oldest] = items;
  const older = raw.timelineItems.pageInfo.hasPreviousPage && oldest !== undefined;
  return { comments, deleted, readFrom: older ? Date.parse(oldest.createdAt) : undefined };
}
