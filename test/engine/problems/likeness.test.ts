// Words of two reports compared: what most reports have in common counts for nothing, and the same words always give the same answer.
import { describe, expect, test } from "vitest";
import { likeness, wordsIn } from "../../../src/engine/problems/likeness.ts";

const stems = (text: string): readonly string[] => wordsIn(text).map(({ stem }) => stem);
const shared = (one: string, other: string) => {
  const found = likeness(wordsIn(one), stems(other));
  return [found.shared.map(({ text }) => text).join(" "), found.percent];
};

describe("words that count", () => {
  test("are each taken once, as they were written, without what nearly every report says", () => {
    expect(
      wordsIn("The letters service is down: no letters for users, error 502").map(({ text }) => text),
    ).toEqual(["letters", "502"]);
  });

  test("are none in a short title that could be of anything", () => {
    for (const title of ["It is down", "Payments down", "Site slow again", "Not known yet", ""])
      expect(wordsIn(title, ["payments"]), title).toEqual([]);
  });

  test("are the same in number and tense, and with marks over letters", () => {
    expect(stems("Duplicated letters")).toEqual(stems("duplicate letter"));
    expect(stems("Café")).toEqual(stems("cafe"));
  });

  test("leave out the names of services, a year and short figures", () => {
    expect(
      wordsIn("Appointments letters of 2025, batch 12", ["appointments"]).map(({ text }) => text),
    ).toEqual(["letters", "batch"]);
  });
});

describe("likeness", () => {
  test("is told in a hundred of the shorter, with the words as the first wrote them", () => {
    expect(shared("Duplicate letters again", "Letters duplicated for patients at night")).toEqual([
      "Duplicate letters".toLowerCase(),
      100,
    ]);
    expect(shared("Login codes arrive late", "Letters arrive twice")).toEqual(["arrive", 33]);
  });

  test("is nothing where one of the two says nothing", () => {
    expect(shared("It is down", "Letters arrive twice")).toEqual(["", 0]);
  });
});
