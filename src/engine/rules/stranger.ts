// A report by an outsider in public: one neutral answer, the same for every report, and nothing else.
import type { Rule } from "../rule.ts";
import type { IncidentSituation } from "../situation.ts";
import type { Message } from "../voice/message.ts";

/** The one answer. */
export const rule: Rule = {
  name: "stranger",
  place: 30,
  when: ["waiting"],
  // There is no card yet that would remember it, so a deleted comment may have been the answer: it stays deleted.
  wish: (here) => ({
    wants: here.snapshot.issue.timeline.some(({ kind }) => kind === "comment-deleted") ? [] : [answer(here)],
  }),
};

function answer({ snapshot: { issue } }: IncidentSituation): Message {
  return {
    id: `stranger/${issue.id}`,
    topic: "stranger",
    on: issue.id,
    asks: [],
    silenced: false,
    counts: true,
    say: () => ({
      because: "Somebody from outside reported it in a public repository; it waits until it is accepted.",
      rule: "strangers",
      template: "stranger",
      values: {},
    }),
  };
}
