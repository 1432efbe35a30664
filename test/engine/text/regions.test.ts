// The parts of a document that are ours: what is kept up to date, what is people's from a touch on, and what is left alone because it is torn.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markOf, readRegions, refreshed, sealed } from "../../../src/engine/text/regions.ts";

const text = (facts: string): string =>
  [
    "# Report",
    "",
    "<!-- tocsin:region facts -->",
    facts,
    "<!-- tocsin:end facts -->",
    "",
    "To be written: why?",
  ].join("\n");
const mark = ["report", "acme/incidents#7", "abc"];

describe("a part that nobody has touched", () => {
  test("follows the record, and all else stays", () => {
    const file = sealed(text("- one"), mark).replace("To be written: why?", "It was the cable.");
    const next = refreshed(file, sealed(text("- two"), ["report", "acme/incidents#7", "def"]));
    expect(next.text).toContain("- two\n<!-- tocsin:end facts -->");
    expect(next.text).toContain("It was the cable.");
    expect(next.text).not.toContain("- one");
    expect(markOf(next.text).at(-1)).toBe("def");
    expect(next.left).toEqual([]);
  });

  test("stays as it is where there is nothing new", () => {
    const file = sealed(text("- one"), mark);
    expect(refreshed(file, sealed(text("- one"), mark)).text).toBe(file);
  });

  test("may have nothing between its two lines, and gets what is there by then", () => {
    const empty = "<!-- tocsin:region facts -->\n<!-- tocsin:end facts -->\nTo be written: why?";
    const next = refreshed(sealed(empty, mark), sealed(text("- one"), mark)).text;
    expect(next).toContain("- one\n<!-- tocsin:end facts -->\nTo be written: why?");
    expect(readRegions(next)).toMatchObject({ torn: [], regions: [{ content: "- one", touched: false }] });
  });

  test("is not touched by line ends of another kind or spaces at the ends of lines", () => {
    const file = sealed(text("- one"), mark).replaceAll("\n", "\r\n").replace("- one", "- one  ");
    expect(readRegions(file).regions.map(({ touched }) => touched)).toEqual([false]);
    const next = refreshed(file, sealed(text("- two\n- three"), mark)).text;
    expect(next).toContain("- two\r\n- three\r\n<!-- tocsin:end facts -->\r\n");
    expect(next.replaceAll("\r\n", "")).not.toContain("\n");
  });
});

test("what somebody changed is theirs from then on", () => {
  const file = sealed(text("- one"), mark).replace("- one", "- one, as we saw it");
  const next = refreshed(file, sealed(text("- two"), mark));
  expect(next.text).toContain("- one, as we saw it");
  expect(next.left).toEqual(["facts"]);
});

describe("a part that is torn", () => {
  const file = sealed(text("- one"), mark);
  const end = "<!-- tocsin:end facts -->";
  const [begin = ""] = /<!-- tocsin:region facts .*-->/.exec(file) ?? [];
  test.each([
    ["has lost its end", file.replace(end, ""), "open", 4],
    ["has lost its beginning", file.replace(begin, ""), "end", 6],
    ["stands there twice", file + file, "twice", 12],
    ["is opened inside itself", file.replace("- one", `${begin}\n- one`), "open", 4],
    ["ends inside another", file.replace("- one", "<!-- tocsin:end other -->"), "inside", 5],
  ])("%s: nothing is written there", (_, torn, why, line) => {
    const next = refreshed(torn, sealed(text("- two"), mark));
    expect(next.torn).toContainEqual(expect.objectContaining({ why, line }));
    expect(next.text).not.toContain("- two");
  });
});

test("whatever a file holds, nothing outside of a part of ours is changed", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...["<!-- tocsin:region facts -->", "<!-- tocsin:region facts x -->", "<!-- tocsin:end facts -->"],
      ...["<!-- tocsin:end other -->", "- a line", "", "```", "\r"],
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const file = `${sealed(text("- one"), mark)}${pieces.join("\n")}`;
      const next = refreshed(file, sealed(text("- two"), mark));
      for (const { name } of next.torn)
        expect(readRegions(file).regions.map((one) => one.name)).not.toContain(name);
      expect(next.text.endsWith(pieces.slice(-1).join(""))).toBe(true);
      expect(refreshed(next.text, sealed(text("- two"), mark)).text).toBe(next.text);
    }),
  );
});
