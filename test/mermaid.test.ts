// The oracle for diagrams knows a right one from a wrong one, without a browser.
import { expect, test } from "vitest";
import { diagramsIn, parses } from "./mermaid.ts";

test.each([
  'xychart-beta\n  accTitle: Incidents\n  x-axis ["SEV 1", SEV2]\n  y-axis "incidents" 0 --> 5\n  bar [1, 2]\n',
  "timeline\n  title A night\n  02.10 : declared\n  02.40 : resolved\n",
])("a diagram as GitHub draws it parses: %j", async (text) => {
  await expect(parses(text)).resolves.toBeUndefined();
});

test("what is no diagram does not parse", async () => {
  await expect(parses("xychart-beta\n  bar [1, two]\n")).rejects.toThrow(/Parse error/);
  await expect(parses("no diagram at all\n")).rejects.toThrow();
});

test("the diagrams of a page are found", () => {
  expect(diagramsIn("a\n\n```mermaid\ntimeline\n```\n\n```mermaid\nx\ny\n```\n")).toEqual([
    "timeline\n",
    "x\ny\n",
  ]);
});
