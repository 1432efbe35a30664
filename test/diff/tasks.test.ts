// What an edit of the kinds of tasks makes different, in words.
import { expect, test } from "vitest";
import { wordsOf } from "./policies.ts";

const of = (tasks: string): string => `extends: sre\ntasks: { ${tasks} }\n`;
const base = "problem: { noun: problem record, opens: resolved }";

test.each([
  ["", base, "The problem record is opened at resolution, which is new."],
  [base, "", "The problem record is opened no longer."],
  [
    base,
    base.replace("resolved", "[closed, resolved]"),
    "is opened at closing or resolution instead of at resolution.",
  ],
  [
    base,
    base.replace(" }", ", repo: acme/problems }"),
    "is opened in acme/problems instead of in the incident's repository.",
  ],
  [
    base,
    base.replace(" }", ", owner: lead }"),
    "The problem record is assigned to the lead instead of to nobody.",
  ],
  [
    base,
    base.replace(" }", ", close: { by: lead } }"),
    "is ended by the lead closing it as completed, duplicate or as not planned",
  ],
  [
    base,
    base.replace(" }", ", close: { by: [lead, comms] } }"),
    "is ended by the lead or the comms closing it as completed",
  ],
  [
    base,
    base.replace(" }", ", lives-on: false }"),
    "The problem record no longer keeps a closed incident in sight.",
  ],
  ["", "review: { document: report }", "The review begins as the document report instead of retro."],
])("%s → %s", (before, after, expected) => {
  const words = wordsOf(of(before), of(after)).join("\n");
  expect(words).toContain(expected);
});
