import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ownWordsText } from "../../docs/generate-own-words.ts";

test("the guide to words of one's own is what the table says", () => {
  const page = readFileSync(new URL("../../docs/own-words.md", import.meta.url), "utf8");
  expect(page).toBe(ownWordsText());
  for (const name of [
    "notice",
    "notice-short",
    "notice-subject",
    "page",
    "notice-draft",
    "declare",
    "help",
    "stranger",
  ])
    expect(page).toContain(`\n## ${name}\n`);
});
