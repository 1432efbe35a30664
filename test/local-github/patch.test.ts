// How the local GitHub shows what differs: lines, pieces, counts.
import fc from "fast-check";
import { expect, test } from "vitest";
import { countsOf, hunksOf, patchLines } from "../../src/local-github/patch.ts";

const numbered = (count: number): string => Array.from({ length: count }, (_, n) => `${n + 1}\n`).join("");

test("a change has three lines around it, and where it is in both texts", () => {
  const before = numbered(20);
  const after = before.replace("10\n", "ten\nand a half\n");
  const shown = hunksOf({ before, after }).map(({ head, lines }) => [
    head,
    ...lines.map(({ sign, text }) => sign + text),
  ]);
  expect(shown).toEqual([
    ["@@ -7,7 +7,8 @@", " 7", " 8", " 9", "-10", "+ten", "+and a half", " 11", " 12", " 13"],
  ]);
});

test("changes far apart are pieces of their own, near ones are one", () => {
  const before = numbered(40);
  const pieces = (after: string) => hunksOf({ before, after }).length;
  expect([
    pieces(before.replace("5\n", "x\n").replace("30\n", "y\n")),
    pieces(before.replace("5\n", "x\n").replace("\n9\n", "\ny\n")),
  ]).toEqual([2, 1]);
});

test("a new file and a deleted one", () => {
  expect(hunksOf({ before: undefined, after: "a\nb\n" }).map(({ head }) => head)).toEqual([
    "@@ -0,0 +1,2 @@",
  ]);
  expect(countsOf({ before: "a\nb\n", after: undefined })).toEqual({ additions: 0, deletions: 2 });
});

test("both texts can be read back from the lines", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 })
    .map((lines) => lines.map((one) => `${one}\n`).join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = patchLines({ before, after });
      const read = (sign: "-" | "+") =>
        lines
          .filter((line) => line.sign === " " || line.sign === sign)
          .map((line) => `${line.text}\n`)
          .join("");
      expect([read("-"), read("+")]).toEqual([before, after]);
    }),
  );
});
