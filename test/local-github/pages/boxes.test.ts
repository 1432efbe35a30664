import { describe, expect, it } from "vitest";
import { countBoxes, withBoxTurned } from "../../../src/local-github/pages/boxes.ts";

const text = [
  "- [ ] one <!-- hidden -->",
  "```",
  "- [ ] in a fence",
  "```",
  "<!-- a note",
  "- [ ] in a comment",
  "-->",
  "  * [x] two",
  "> 1. [ ] three",
  "- [ ]",
].join("\n");

describe("the boxes of a text", () => {
  it("are those outside fences and HTML comments that have words", () => {
    expect(countBoxes(text)).toBe(3);
  });

  it("turn one by one, and nothing else changes", () => {
    expect(withBoxTurned(text, 0)).toBe(text.replace("- [ ] one", "- [x] one"));
    expect(withBoxTurned(text, 1)).toBe(text.replace("* [x] two", "* [ ] two"));
    expect(withBoxTurned(text, 2)).toBe(text.replace("1. [ ] three", "1. [x] three"));
    expect(withBoxTurned("- [ ] a\r\n- [ ] b\r\n", 1)).toBe("- [ ] a\r\n- [x] b\r\n");
  });

  it("are not there beyond the last", () => {
    expect(withBoxTurned(text, 3)).toBeUndefined();
  });
});
