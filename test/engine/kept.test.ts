import { expect, test } from "vitest";
import { Kept } from "../../src/engine/kept.ts";

test("a question about a thing is worked out once, and about another thing anew", () => {
  const kept = new Kept<string | undefined>(10);
  const [one, other] = [{}, {}];
  const asked: string[] = [];
  const of = (about: object, question: string, answer: string | undefined) =>
    kept.of(about, question, () => {
      asked.push(question);
      return answer;
    });
  expect([of(one, "a", "1"), of(one, "a", "2"), of(one, "b", "3")]).toEqual(["1", "1", "3"]);
  expect([of(other, "a", undefined), of(other, "a", "4")]).toEqual([undefined, undefined]);
  expect(asked).toEqual(["a", "b", "a"]);
});

test("of a thing no more is kept than is said", () => {
  const kept = new Kept<number>(3);
  const one = {};
  for (const question of ["a", "b", "c", "d"]) kept.of(one, question, () => 1);
  expect(kept.of(one, "d", () => 2)).toBe(1);
  expect(kept.of(one, "a", () => 2)).toBe(2);
});
