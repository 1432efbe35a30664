// A report by an outsider in public: one neutral answer, the same for every report, and nothing else.
import type { Situation, Wish } from "../situation.ts";

/** The one answer. */
export function stranger(here: Situation): Wish {
  const id = `stranger/${here.snapshot.issue.id}`;
  // There is no card yet that would remember it, so a deleted comment may have been the answer: it stays deleted.
  const deleted = here.snapshot.issue.timeline.some((item) => item.kind === "comment-deleted");
  if (deleted || here.standing.sent.has(id)) return { effects: [] };
  return {
    effects: [
      {
        kind: "comment",
        id,
        because: "Somebody from outside reported it in a public repository; it waits until it is accepted.",
        rule: "strangers",
        issueId: here.snapshot.issue.id,
        template: "stranger",
        values: {},
        markers: [["stranger", id]],
        mentions: [],
      },
    ],
  };
}
