// Which policy rules, and what is said to be wrong, by the versions of the files.
import { expect, test } from "vitest";
import { createRulings } from "../../src/rulings/rulings.ts";
import { presets } from "../../src/shipped/presets.ts";

const file = (text: string) => ({ path: ".github/tocsin.yml", oid: text, text });
const good = file("extends: sre\n");

test("a policy that is broken in another way than before says how it is broken now", () => {
  const rulings = createRulings({ presets: presets(), version: "test" });
  const problemsOf = (text: string) =>
    rulings
      .of("acme/incidents", { policy: file(text), lastGood: good, forms: [] })
      ?.problems.map(({ line, path }) => `${line} ${path}`);
  expect(problemsOf("extends: sre\nclock: {}\n")).toEqual(["2 clock"]);
  expect(problemsOf("extends: sre\n\nrolls: {}\n")).toEqual(["3 rolls"]);
});
