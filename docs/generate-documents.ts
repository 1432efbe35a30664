// Writes the example of a report, as it was accepted in the scenario that tells of one: `node docs/generate-documents.ts`.
import { readFileSync, writeFileSync } from "node:fs";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { main } from "../src/cli/main.ts";
import type { ScenarioReport } from "../src/rehearse/report.ts";

const STORY = "../templates/scenarios/hssi-report.yml";

/** The report of the scenario as it stands at its end, word by word. */
export async function exampleReport(): Promise<string> {
  const file = fileURLToPath(new URL(STORY, import.meta.url));
  let out = "";
  await main(["rehearse", "--json", file], {
    ...{ cwd: fileURLToPath(new URL("..", import.meta.url)), env: {} },
    out: (text) => {
      out += text;
    },
    err: () => undefined,
    stdin: async () => readFileSync(file, "utf8"),
    now: () => 0,
  });
  const { scenarios } = JSON.parse(out) as { readonly scenarios: readonly ScenarioReport[] };
  const report = scenarios[0]?.files.find(
    ({ path, ...one }) => path.startsWith("incidents/incident-") && !("branch" in one),
  );
  if (scenarios[0]?.ok !== true || report === undefined)
    throw new Error(`${STORY} does not go as it says; play it by tocsin rehearse.`);
  return report.text;
}

if (argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL("example-report.md", import.meta.url), await exampleReport());
