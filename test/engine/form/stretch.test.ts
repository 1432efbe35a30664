// The lines of a body, asked about by stretches: the answers are those of a look at each line of the stretch.
import fc from "fast-check";
import { expect, test } from "vitest";
import { linesOf } from "../../../src/engine/form/stretch.ts";

const bodies = fc.array(
  fc.constantFrom(
    "",
    " ",
    "a",
    "```",
    "````",
    "``` x",
    "```  ",
    "~~~",
    "~~~~",
    "  ~~~ a",
    "    ```",
    "```a`b",
  ),
  { maxLength: 24 },
);

/** CommonMark's own words: a fence is closed by one of the same sign that is at least as long and says nothing else. */
function fenced(lines: readonly string[]): readonly boolean[] {
  let open: string | undefined;
  return lines.map((line) => {
    const signs = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    const [, fence = "", info = ""] = signs ?? [];
    if (open === undefined) {
      if (fence !== "" && !(fence.startsWith("`") && info.includes("`"))) open = fence;
      return false;
    }
    if (fence.startsWith(open) && info.trim() === "") open = undefined;
    return true;
  });
}

test("which lines stand inside a fence hangs on where one begins to look", () => {
  fc.assert(
    fc.property(bodies, fc.nat({ max: 24 }), (lines, from) => {
      const isFenced = linesOf(lines).fencedFrom(from);
      const found = lines.slice(from).map((_, index) => isFenced(from + index));
      expect(found).toEqual(fenced(lines.slice(from)));
    }),
  );
});

test("the lines of a stretch that are not blank are counted, and the first and the last of them found", () => {
  fc.assert(
    fc.property(bodies, fc.nat({ max: 24 }), fc.nat({ max: 24 }), (lines, one, other) => {
      const [from, to] = [Math.min(one, lines.length), Math.min(Math.max(one, other), lines.length)];
      const body = linesOf(lines);
      const isFilled = (line: string): boolean => line.trim() !== "";
      expect(body.filled(from, to)).toBe(lines.slice(from, to).filter(isFilled).length);
      const first = lines.findIndex((line, index) => index >= from && isFilled(line));
      expect(body.firstFilled(from)).toBe(first < 0 ? lines.length : first);
      expect(body.lastFilled(to)).toBe(lines.slice(0, to).findLastIndex(isFilled));
    }),
  );
});
