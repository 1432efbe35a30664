// The JSON Schemas of a scenario file and of what `rehearse --json` prints, made from the zod schemas for editors and scripts.
import { z } from "zod";
import { outputSchema } from "./report.ts";
import { scenarioSchema } from "./schema.ts";

/** For editors that complete and check scenario files. What goes together in a step is checked by `tocsin check` only. */
export function scenarioJsonSchema(): object {
  return { title: "A Tocsin scenario", ...z.toJSONSchema(scenarioSchema, { io: "input" }) };
}

/** For scripts that read the output of `tocsin rehearse --json`. */
export function outputJsonSchema(): object {
  return { title: "The output of tocsin rehearse --json", ...z.toJSONSchema(outputSchema, { io: "output" }) };
}
