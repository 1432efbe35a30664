// What the border does for the engine, in tests without one: marks on what is ours, told by its author alone.
import type { HandoverSnapshot } from "../../src/engine/handover/snapshot.ts";
import type { Child } from "../../src/engine/snapshot/child.ts";
import type { CommentItem, Item } from "../../src/engine/snapshot/timeline.ts";
import type { IncidentSnapshot } from "../../src/engine/snapshot.ts";
import { markedChild, markedComment, markedIssue, type Proving } from "../../src/github/marks.ts";
import { createProof } from "../../src/github/proof.ts";
import { oursBy } from "../../src/github/read-actor.ts";

/** The snapshot with the marks that stand in its texts now. */
export function proved(snapshot: IncidentSnapshot, authors: readonly string[] = []): IncidentSnapshot {
  const proving: Proving = {
    isOurs: oursBy(snapshot.me, authors),
    proof: createProof({ secret: undefined }),
    ledger: snapshot.ledger,
  };
  const timeline = snapshot.issue.timeline.map((item): Item => (item.kind === "comment" ? bare(item) : item));
  return {
    ...snapshot,
    issue: markedIssue({ ...snapshot.issue, timeline }, proving),
    children: snapshot.children.map((child) => markedChild(bareChild(child), proving, snapshot.unseen)),
  };
}

/** The same for our comments on the rolling issue. */
export function provedRolling(snapshot: HandoverSnapshot): HandoverSnapshot {
  const proving: Proving = { isOurs: oursBy(snapshot.me, []), proof: createProof({ secret: undefined }) };
  const rolling = snapshot.rolling.map((issue) => ({
    ...issue,
    comments: issue.comments.map((item) => markedComment(bare(item), [issue.id], proving)),
  }));
  return { ...snapshot, rolling };
}

function bare({ marks: _marks, ...item }: CommentItem): CommentItem {
  return item;
}

function bareChild({ marks: _marks, formerly: _formerly, ...child }: Child): Child {
  return { ...child, comments: child.comments.map(bare) };
}
