// Writes the example of a report, as it was accepted in the scenario that tells of one: `node docs/generate-documents.ts`.
import { writeFileSync } from "node:fs";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { played } from "./played.ts";

const STORY = "hssi-report.yml";

/** The report of the scenario as it stands at its end, word by word. */
export async function exampleReport(): Promise<string> {
  const { ok, files } = await played(STORY);
  const report = files.find(
    ({ path, ...one }) => path.startsWith("incidents/incident-") && !("branch" in one),
  );
  if (!ok || report === undefined)
    throw new Error(`${STORY} does not go as it says; play it by tocsin rehearse.`);
  return report.text;
}

if (argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL("example-report.md", import.meta.url), await exampleReport());
