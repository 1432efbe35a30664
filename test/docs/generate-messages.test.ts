import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { messagesText } from "../../docs/generate-messages.ts";

test("the notices of each preset read as they were last read aloud", async () => {
  const page = readFileSync(new URL("../../docs/messages.md", import.meta.url), "utf8");
  expect(page).toBe(await messagesText());
  for (const preset of ["sre", "dpsp", "hssi", "dspt", "nhs-login"])
    expect(page).toContain(`\n## ${preset}\n`);
});
