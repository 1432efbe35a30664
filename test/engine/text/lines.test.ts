import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutComments, indentOf, readLines } from "../../../src/engine/text/lines.ts";

describe("the lines of a text", () => {
  test("say what each is, and where it stands in the text", () => {
    const lines = readLines("# Title\r\n> quote\n```js\n  code\n```\n<!-- a\n\nb --> end\n\tindented");
    expect(lines.map(({ text, indent, hidden }) => [hidden, indent, text])).toEqual([
      [undefined, 0, "# Title"],
      ["quote", 0, "> quote"],
      ["fence", 0, "```js"],
      ["fence", 2, "  code"],
      ["fence", 0, "```"],
      ["comment", 0, ""],
      ["comment", 0, ""],
      [undefined, 1, " end"],
      [undefined, 4, "\tindented"],
    ]);
  });

  test("are those of the text, character for character", () => {
    const piece = fc.oneof(
      fc.constantFrom("```", "~~~", "> ", "<!--", "-->", "- ", "\n", "\r\n", "`"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        const lines = readLines(text);
        expect(lines.map((line) => line.raw).join("\n")).toBe(text);
        expect(lines.map((line) => line.number)).toEqual(lines.map((_line, at) => at));
      }),
    );
  });

  test("are indented by columns, a tab going to the next multiple of four", () => {
    expect(["a", "  a", "\ta", "  \ta", "\t a", ""].map(indentOf)).toEqual([0, 2, 4, 4, 5, 0]);
  });
});

describe("a hidden comment on a line", () => {
  test.each([
    ["a <!-- b --> c <!-- d --> e", "a  c  e"],
    ["a <!--> b --> c", "a  b --> c"],
    ["`<!-- a -->` b", "`<!-- a -->` b"],
    ["`` ` <!-- a --> `` b", "`` ` <!-- a --> `` b"],
    ["a ` <!-- b --> c", "a `  c"],
    ["\\<!-- a -->", "\\<!-- a -->"],
    ["a <!-- b", "a <!-- b"],
  ])("is cut out: %s", (line, text) => {
    expect(cutComments(line, false)).toEqual({ text, open: false });
  });

  test("stays open where it is closed further down, or begins the line", () => {
    expect(cutComments("a <!-- b", true)).toEqual({ text: "a ", open: true });
    expect(cutComments("  <!-- b", false)).toEqual({ text: "  ", open: true });
  });
});
