// What is corrected after the text of a document was settled is named; what only came later, or was so before, is not.
import { expect, test } from "vitest";
import { correctedSince } from "../../../src/engine/rules/document-corrected.ts";
import { documentOf } from "../../../src/engine/rules/document-wanted.ts";
import { type History, incident, time } from "../build.ts";

const policy = `extends: sre
documents: { report: { header: [service] } }
`;

/** A report that stands elsewhere, accepted at 10:00. */
const accepted = (): History =>
  incident({ policy, roles: { alice: "write", ana: "write" } })
    .opened("09:00", "alice", { severity: "SEV2 — some can't", impact: "Some can't pay" })
    .comment("09:10", "ana", "The queue is full")
    .looked("09:10")
    .comment("09:20", "ana", "/confirm")
    .comment("09:40", "ana", "/resolve Rolled back")
    .comment("09:50", "ana", "/report submitted")
    .looked("09:50")
    .comment("10:00", "ana", "/report accepted")
    .looked("10:00");

function corrected(history: History): readonly unknown[] {
  const here = history.situation("12:00");
  const kind = here.ruling.policy.documents.report;
  if (kind === undefined) throw new Error("There is no report in this policy.");
  return correctedSince(kind, documentOf("report", here), undefined, here);
}

const edited = (history: History, words: string, body: string, at: string): History => {
  history.reworded(words, body);
  return history.changed((seen) => ({
    ...seen,
    issue: {
      ...seen.issue,
      timeline: seen.issue.timeline.map((item) =>
        item.kind === "comment" && item.body === body ? { ...item, editedAt: time(at) } : item,
      ),
    },
  }));
};

test.each<[string, (history: History) => History, readonly unknown[]]>([
  ["nothing", (history) => history, []],
  ["what came later", (history) => history.comment("10:10", "ana", "/set cause a full disk"), []],
  ["an update", (history) => history.comment("10:10", "ana", "It holds"), []],
  ["its end", (history) => history.closed("10:10", "ana"), []],
  ["the same again", (history) => history.comment("10:10", "ana", "/set impact Some can't pay"), []],
  [
    "an answer",
    (history) => history.comment("10:10", "ana", "/set impact Nobody can pay"),
    [{ what: "answer", title: "impact" }],
  ],
  [
    "an answer of the form",
    (history) =>
      history.rewrote("10:10", "alice", { severity: "SEV2 — some can't", impact: "Nobody can pay" }),
    [{ what: "answer", title: "impact" }],
  ],
  [
    "an answer that the header asked for",
    (history) => history.comment("10:10", "ana", "/set service payments"),
    [{ what: "answer", title: "service" }],
  ],
  [
    "a time",
    (history) => history.comment("10:10", "ana", "/resolve 09:30"),
    [{ what: "moment", moment: "resolved" }],
  ],
  [
    "the severity",
    (history) => history.comment("10:10", "ana", "/severity sev1 because all"),
    [{ what: "severity" }],
  ],
  ["the title", (history) => history.renamed("10:10", "ana", "Cards are refused"), [{ what: "title" }]],
  [
    "the words of a comment",
    (history) => edited(history, "The queue is full", "The queue was never full", "10:10"),
    [{ what: "comments", count: 1 }],
  ],
])("%s after the acceptance", (_, then, said) => {
  expect(corrected(then(accepted()))).toEqual(said);
});

test("what was corrected before the acceptance is in its text", () => {
  const history = accepted().comment("10:05", "ana", "/report changes");
  history.comment("10:10", "ana", "/set impact Nobody can pay").comment("10:20", "ana", "/report submitted");
  expect(corrected(history)).toEqual([]);
  expect(corrected(history.comment("10:30", "ana", "/report accepted"))).toEqual([]);
});

test("what was corrected while it was under review is not in its text, and stays named when it is accepted", () => {
  const submitted = (): History =>
    incident({ policy, roles: { alice: "write", ana: "write" } })
      .opened("09:00", "alice", { severity: "SEV2 — some can't", impact: "Some can't pay" })
      .comment("09:40", "ana", "/resolve Rolled back")
      .comment("09:50", "ana", "/report submitted")
      .comment("09:55", "ana", "/set impact Nobody can pay");
  const impact = [{ what: "answer", title: "impact" }];
  expect(corrected(submitted())).toEqual(impact);
  const accepted = submitted().comment("10:00", "ana", "/report accepted");
  expect(corrected(accepted)).toEqual(impact);
  // Whoever takes that back and hands it in again hands in another text.
  expect(corrected(accepted.comment("10:10", "ana", "/report submitted"))).toEqual([]);
  // What stands elsewhere has it once it is handed in again, and not because changes were asked for.
  const asked = submitted().comment("10:00", "ana", "/report changes");
  expect(corrected(asked)).toEqual(impact);
  expect(corrected(asked.comment("10:10", "ana", "/report submitted"))).toEqual([]);
});
