// The recipes of CONTRIBUTING name the files to touch: each stands where it says, and no recipe takes more files than it should.
import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";

const root = new URL("../", import.meta.url);
const text = readFileSync(new URL("CONTRIBUTING.md", root), "utf8");

/** The most files that a recipe may name. */
const most: Readonly<Record<string, number>> = {
  "a command": 3,
  "a trigger of clocks": 1,
  "a policy section": 3,
  "a rule": 2,
  "a channel": 3,
  "a kind of task": 3,
  "a subject of a repository": 4,
  "a preset": 3,
};

const recipes = Array.from(
  text.matchAll(/^- \*\*Add ([^*]+)\*\*([\s\S]*?)(?=^- \*\*|^## )/gm),
  ([, what = "", words = ""]) =>
    [what, Array.from(words.matchAll(/`((?:src|templates)\/[^`]+)`/g), ([, path = ""]) => path)] as const,
);

test("there is a recipe for each", () => {
  expect(recipes.map(([what]) => what)).toEqual(Object.keys(most));
});

describe.each(recipes)("to add %s", (what, files) => {
  test("takes no more files than it may", () => {
    expect(files.length).toBeGreaterThan(0);
    expect(new Set(files).size).toBe(files.length);
    expect(files.length).toBeLessThanOrEqual(most[what] ?? 0);
  });

  test.each(files)("%s stands there, or has a place", (file) => {
    // NAME is what is added: its folder stands already, or the one that holds such folders.
    const place = file.includes("NAME") ? dirname(file.slice(0, file.indexOf("NAME") + 4)) : file;
    expect(existsSync(new URL(place, root)), place).toBe(true);
  });
});

test("files named on the way from the webhook to the write stand there", () => {
  const way = readFileSync(new URL("docs/architecture.md", root), "utf8");
  const named = Array.from(way.matchAll(/`((?:src|test|templates)\/[\w./-]+)`/g), ([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(8);
  const missing = named.filter((path) => !path.includes("NAME") && !existsSync(new URL(path, root)));
  expect(missing).toEqual([]);
});
