import { expect, test } from "vitest";
import { readBoxes } from "../../../src/engine/text/ticks.ts";

test("the boxes of a card are read with their words, ticks and lines", () => {
  const body =
    "### Next: update by 03:20\r\n\r\n- [x] Nothing new: next update at 04:20\r\n- [ ] Service is back\r\n* [X] Pass the lead on\r\n";
  expect(readBoxes(body)).toEqual([
    { text: "Nothing new: next update at 04:20", ticked: true, line: 2 },
    { text: "Service is back", ticked: false, line: 3 },
    { text: "Pass the lead on", ticked: true, line: 4 },
  ]);
});

test("boxes in a quote, a fence or a comment are none", () => {
  expect(readBoxes("> - [x] a\n```\n- [x] b\n```\n<!-- - [x] c -->\n<!--\n- [x] d\n-->")).toEqual([]);
});

test("lines that only resemble a box are none", () => {
  expect(readBoxes("- [x]\n- [x](https://example.org)\n[x] a\n- [y] a\n-[x] a\n- [ ]  ")).toEqual([]);
});
