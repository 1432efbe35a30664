// Writes the JSON Schemas of scenarios and of what commands print from the code: `node docs/generate-scenarios.ts`.
import { writeFileSync } from "node:fs";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { reportJsonSchema } from "../src/figures/schema.ts";
import { outputJsonSchema, scenarioJsonSchema } from "../src/rehearse/json-schema.ts";

const text = (schema: object): string => `${JSON.stringify(schema, null, 2)}\n`;

/** The generated files of this folder by name, as they have to be. */
export function generatedSchemas(): Readonly<Record<string, string>> {
  return {
    "scenario.schema.json": text(scenarioJsonSchema()),
    "rehearse-output.schema.json": text(outputJsonSchema()),
    "report-output.schema.json": text(reportJsonSchema()),
  };
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, content] of Object.entries(generatedSchemas())) {
    writeFileSync(new URL(name, import.meta.url), content);
  }
}
