// The list of rules is what the folder of rules has; `npm run docs` writes it.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rulesFile, rulesText } from "../../docs/generate-rules.ts";
import { rules } from "../../src/engine/rules/all.ts";

test("src/engine/rules/all.ts names every rule (node docs/generate-rules.ts writes it)", () => {
  expect(readFileSync(rulesFile, "utf8")).toBe(rulesText());
});

test("each rule has a name of its own, and its own place in a plan", () => {
  const names = rules.map(({ name }) => name);
  const places = rules.map(({ place }) => place);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
});
