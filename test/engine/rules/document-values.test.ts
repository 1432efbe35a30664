// What a document says stays as it is until somebody does something: as time goes on alone, it is not written anew.
import { expect, test } from "vitest";
import type { DocumentKind } from "../../../src/engine/policy/model.ts";
import { documentValues } from "../../../src/engine/rules/document-values.ts";
import { at } from "../answers.ts";
import { incident } from "../build.ts";

const policy = `extends: sre
documents: { report: { opens: [resolved], path: "incidents/{slug}.md" } }
`;

test("a limit that runs is told by its time, and not by how late it is", () => {
  const history = incident({ policy }).opened("09:00", "alice", at.sev1).looked("09:00");
  const [before, after] = ["09:30", "23:00"].map((when) => {
    const here = history.situation(when);
    return documentValues(theKind(Object.values(here.ruling.policy.documents)), here, false);
  });
  expect(before?.clocks).toMatchObject([
    { title: "Update", runs: { due: expect.stringContaining("10:00") } },
  ]);
  expect(after).toEqual(before);
});

function theKind([kind]: readonly DocumentKind[]): DocumentKind {
  if (kind === undefined) throw new Error("the policy has no document");
  return kind;
}
