import { expect, test } from "vitest";
import { wordsOf } from "./policies.ts";

const log = (words: string): string => `extends: sre\nlog: ${words}\n`;

test.each([
  [
    "extends: sre\n",
    log("{}"),
    "Incidents get a row in “compliance/incident-log.csv” in the incident's own repository, once they are closed.",
  ],
  [log("{}"), "extends: sre\n", "Incidents get no row in an incident log any more."],
  [
    log("{}"),
    log("{ path: a.csv }"),
    "The incident log is kept in “a.csv” instead of “compliance/incident-log.csv”.",
  ],
  [
    log("{}"),
    log("{ repository: acme/log }"),
    "The incident log is kept in acme/log instead of the incident's own repository.",
  ],
  [
    log("{ columns: [id, title] }"),
    log("{ columns: [id, { column: title, title: What }] }"),
    "A row of the log says “id” and “What” instead of “id” and “title”.",
  ],
])("an edit of the incident log is told as what it changes", (before, after, words) => {
  expect(wordsOf(before, after)).toEqual([words]);
});

test("on a branch of their own rows are written from the beginning, and of fewer incidents by facts", () => {
  const told = wordsOf(log("{}"), log("{ branch: rows, when: { severity: sev1 } }"));
  expect(told).toHaveLength(2);
  expect(told[0]).toContain(
    "the branch “rows”, while an incident goes on too, instead of the default branch",
  );
  expect(told[1]).toContain("An incident has a row in the log where");
});
