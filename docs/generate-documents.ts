// Writes the example of a report, as it was accepted in the scenario that tells of one: `node docs/generate-documents.ts`.
import { writeFileSync } from "node:fs";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import type { ScenarioReport } from "../src/rehearse/report.ts";
import { played } from "./played.ts";

const STORY = "hssi-report.yml";

/** The report of the scenario as it stands at its end, word by word. Whoever has the scenario played already says how it went. */
export async function exampleReport(
  play: (file: string) => Promise<ScenarioReport> = played,
): Promise<string> {
  const { ok, files } = await play(STORY);
  const report = files.find(
    ({ path, ...one }) => path.startsWith("incidents/incident-") && !("branch" in one),
  );
  if (!ok || report === undefined)
    throw new Error(`${STORY} does not go as it says; play it by tocsin rehearse.`);
  return report.text;
}

if (argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL("example-report.md", import.meta.url), await exampleReport());
