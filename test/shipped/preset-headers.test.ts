// The policy that the head of each preset shows is one that can be written as it stands.
import { expect, test } from "vitest";
import { loadPolicy } from "../../src/engine/policy.ts";
import { presets } from "../../src/shipped/presets.ts";

const examples = Object.entries(presets()).map(([name, text]): readonly [string, string] => {
  const head = text.slice(0, text.indexOf("\nextends: []"));
  const lines = head.split("\n").filter((line) => line.startsWith("#   "));
  return [name, lines.map((line) => line.slice(4)).join("\n")];
});

test.each(examples)("the example of %s is fine", (_, text) => {
  expect(text).toMatch(/^extends: /);
  const { problems } = loadPolicy({ file: ".github/tocsin.yml", text, presets: presets() });
  expect(problems).toEqual([]);
});
