import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { marker, readMarkers, stripMarkers } from "../../../src/engine/text/marker.ts";

describe("hidden markers", () => {
  test("stand on one line with their words", () => {
    expect(marker("of", "2025-04-01-payments", "acme/incidents#7")).toBe(
      "<!-- tocsin:of 2025-04-01-payments acme/incidents#7 -->",
    );
    expect(marker("card")).toBe("<!-- tocsin:card -->");
  });

  test("encode what would break them", () => {
    expect(marker("line", "two words", "a--b", "-->", "")).toBe(
      '<!-- tocsin:line two%20words a%2D%2Db %2D%2D%3E "" -->',
    );
  });

  test("refuse a kind that is no word", () => {
    expect(() => marker("a--b")).toThrow(RangeError);
    expect(() => marker("Of you")).toThrow(/lower-case letters/);
  });

  test("are read in their order, wherever they stand", () => {
    const body = `text ${marker("of", "x")}\n\n- [ ] a ${marker("line", "1")}${marker("line", "2 3")}`;
    expect(readMarkers(body)).toEqual([
      { kind: "of", words: ["x"] },
      { kind: "line", words: ["1"] },
      { kind: "line", words: ["2 3"] },
    ]);
  });

  test("that a hand has broken are read as far as they go", () => {
    expect(readMarkers("<!-- tocsin:of a%ZZb %E4 -->")).toEqual([{ kind: "of", words: ["a%ZZb", "%E4"] }]);
    expect(readMarkers("<!-- tocsin:of a\nb -->")).toEqual([]);
    expect(readMarkers("<!-- other:of a -->")).toEqual([]);
  });

  test("come off with the lines that held nothing else", () => {
    expect(stripMarkers(`Card\n${marker("card")}\ntext ${marker("x")}\n\n${marker("y")}\n`)).toBe(
      "Card\ntext",
    );
    expect(stripMarkers("nothing of ours  \n\n")).toBe("nothing of ours  \n\n");
  });

  test("give back any words, never span lines and leave nothing behind", () => {
    const words = fc.array(
      fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("--", "->", "-", "%", "\n")),
    );
    fc.assert(
      fc.property(words, fc.constantFrom("of", "of-line"), (said, kind) => {
        const text = marker(kind, ...said);
        expect(text).toMatch(/^<!-- [!-~ ]* -->$/);
        expect(text.slice(4, -3)).not.toContain("--");
        expect(readMarkers(`a\n${text} b`)).toEqual([
          { kind, words: said.map((word) => word.toWellFormed()) },
        ]);
        expect(stripMarkers(`a\n${text}`)).toBe("a");
      }),
    );
  });
});
