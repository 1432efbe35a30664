// A text that is longer than GitHub takes ends in a line that says so, and nothing that was open there swallows what follows.
import { expect, test } from "vitest";
import { bodyOf } from "../../src/github/body.ts";

const long = "a line of a long document\n".repeat(3_000);

test.each([
  ["a fence", "```\n", "```"],
  ["a long fence around another", "``````markdown\n```mermaid\n", "``````"],
  ["a fence of waves", "~~~~\n", "~~~~"],
])("%s that is open where it is cut is closed by its own length", (_what, begin, fence) => {
  const body = bodyOf(`${begin}${long}`, ["<!-- hidden -->"]);
  expect(body.length).toBeLessThan(65_000);
  expect(body).toMatch(new RegExp(`\\n${fence}\\n\\n\\*Cut here: .*\\*\\n\\n<!-- hidden -->$`));
});

test("what is closed stays closed", () => {
  const body = bodyOf(`\`\`\`\`\n\`\`\`\n\`\`\`\`\n${long}`, []);
  expect(body).toMatch(/a line of a long document\n\n\*Cut here: /);
});
