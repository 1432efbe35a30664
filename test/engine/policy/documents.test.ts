// What a policy may say of its documents, and what is said of one that can't be meant.
import { expect, test } from "vitest";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { presets } from "../../../src/shipped/presets.ts";

const load = (report: string) =>
  loadPolicy({
    file: "tocsin.yml",
    text: `extends: sre\ndocuments: { report: ${report} }\n`,
    presets: presets(),
  });

test("what heads a document are fields, each by its own title or by the document's, and its questions name rules", () => {
  const given = "{ header: [service, { field: impact, title: what users saw }], rules: { cause: X-1 } }";
  expect(load(given).policy?.documents.report).toMatchObject({
    header: [
      { field: "service", title: undefined },
      { field: "impact", title: "what users saw" },
    ],
    rules: { cause: "X-1", impact: "" },
  });
  expect(load("{}").policy?.documents.report).toMatchObject({ header: [], rules: { cause: "" } });
});

test.each([
  ["{ header: [servise] }", "documents.report.header.0", /no field servise; did you mean service/],
  ["{ header: [{ field: nosuch }] }", "documents.report.header.0.field", /no field nosuch/],
  ["{ header: [{ title: Service }] }", "documents.report.header.0.field", /Expected text, found nothing/],
  ["{ rules: { couse: X-1 } }", "documents.report.rules", /couse/],
])("%s is refused with its place", (given, path, why) => {
  expect(load(given).problems).toContainEqual(
    expect.objectContaining({
      path: expect.stringContaining(path),
      message: expect.stringMatching(why),
    }),
  );
});
