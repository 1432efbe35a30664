import fc from "fast-check";
import { expect, test } from "vitest";
import { hash, shortHash } from "../../../src/engine/text/hash.ts";
import { anyText } from "../../any-text.ts";

test("a text has the same hash in every release", () => {
  // Markers on GitHub hold these: a change here orphans them.
  expect([hash(""), hash("Add a circuit breaker"), hash("Ä 再 😀")]).toEqual([
    "08f5yxqvnuo",
    "16es3kbtxa3",
    "0offwmub8jg",
  ]);
});

test("a hash has eleven characters of base 36, a short one as many as asked for", () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      expect(hash(text)).toMatch(/^[0-9a-z]{11}$/);
      expect(shortHash(text)).toBe(hash(text).slice(-4));
      expect(shortHash(text, 7)).toHaveLength(7);
    }),
  );
});

test("texts that differ little have hashes that differ", () => {
  const texts = Array.from({ length: 20_000 }, (_, at) => `Add a breaker ${at}`);
  expect(new Set(texts.map(hash)).size).toBe(texts.length);
  // Of 20,000 texts over 36⁶ short hashes, a good one has no more than a few twins.
  expect(new Set(texts.map((text) => shortHash(text, 6))).size).toBeGreaterThan(texts.length - 5);
});
